"""Text digest: by which a text that has a vector already is known again."""

from __future__ import annotations

import hashlib

SIZE = 16  # bytes


def text_digest(text: str) -> bytes:
    """SIZE bytes of BLAKE2b over the text."""
    return hashlib.blake2b(text.encode(), digest_size=SIZE).digest()
