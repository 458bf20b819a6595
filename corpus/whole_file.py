"""Whole files: a small file that is replaced at once and refuses to be read when it is damaged.

On disk: the content inside an object that has its SHA-256. A file from before that has its content
alone and is read as it is.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

_SEALED = re.compile(rb'\A\{"sha256": "([0-9a-f]{64})", "content":\n(.*)\n\}\n\Z', re.DOTALL)


class FileDamagedError(ValueError):
    """The content is not what was written."""


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file of JSON, with the content's digest; raises OSError, then the old one stays."""
    digest = hashlib.sha256(content).hexdigest().encode()
    write_synced(
        fresh := path.with_name(f".{path.name}.new"),
        b'{"sha256": "%s", "content":\n%s\n}\n' % (digest, content),
    )
    fresh.replace(path)
    sync_folder(path.parent)


def read_whole(path: Path) -> bytes:
    """The content of a file of JSON; raises OSError and FileDamagedError."""
    data = path.read_bytes()
    sealed = _SEALED.match(data)
    if sealed is None:
        return data
    if hashlib.sha256(sealed[2]).hexdigest().encode() != sealed[1]:
        raise FileDamagedError("checksum differs")
    return sealed[2]


def write_synced(path: Path, data: bytes) -> None:
    """Write a file; it is on disk when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """A rename lasts once the folder that holds it is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
