"""Limits within which a file is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """A file over one of these is refused; bytes, counts and seconds."""

    file_bytes: int = 20 * 1024**2
    unpacked_bytes: int = 200 * 1024**2  # of all parts of a docx together
    ratio: int = 120  # unpacked to packed, of a part over a megabyte
    entries: int = 5_000
    pages: int = 1_000
    characters: int = 2_000_000
    depth: int = 250
    seconds: int = 120
    memory_bytes: int = 2 * 1024**3


LIMITS = Limits()
