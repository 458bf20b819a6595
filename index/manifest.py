"""Manifest: what a store holds, in one small file that is read first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.errors import StoreDamagedError, StoreFormatError, StoreMissingError

FORMAT = 1
LARGE_FORMAT = 2  # with an approximate index; its files are mapped, not read
FILE = "manifest.json"
_CHECKSUM = "checksum"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Format, model, counts and the digest of every other file."""

    format: int
    model_id: str
    dimension: int
    documents: dict[str, str]  # document id -> sha256 of its file
    clauses: int
    windows: int
    files: dict[str, str]  # file name -> sha256
    kind: str = "flat"  # see kinds.py
    sizes: dict[str, int] = field(default_factory=dict)  # file name -> bytes, of a large store

    def write(self, folder: Path) -> None:
        """Write manifest.json; of a flat store as it was before there were others."""
        fields = asdict(self)
        if self.format == FORMAT:
            del fields["kind"], fields["sizes"]
        fields |= {_CHECKSUM: _checksum(fields)}
        text = json.dumps(fields, ensure_ascii=False, indent=2)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a store; raises StoreMissingError, StoreDamagedError, StoreFormatError."""
    path = folder / FILE
    if not path.is_file():
        raise StoreMissingError(folder)
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        found = fields["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreDamagedError(FILE, str(error)) from error
    if found not in (FORMAT, LARGE_FORMAT):
        raise StoreFormatError("格式版本", FORMAT, found)
    # One from before there was a checksum has none.
    if fields.pop(_CHECKSUM, None) not in (None, _checksum(fields)):
        raise StoreDamagedError(FILE, "checksum differs")
    try:
        return Manifest(**fields)
    except TypeError as error:
        raise StoreDamagedError(FILE, str(error)) from error


def manifest_stamp(folder: Path) -> tuple[int, int] | None:
    """Changes when another store takes the place of the one in the folder; None without one."""
    try:
        status = (folder / FILE).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _checksum(fields: dict[str, Any]) -> str:
    written = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def verify_files(folder: Path, manifest: Manifest, *, whole: bool = True) -> None:
    """Every file is there and unchanged; raises StoreDamagedError.

    Reading all files of a large store takes longer than opening it may: there `whole` False only
    compares their sizes.
    """
    for name, expected in manifest.files.items():
        path = folder / name
        try:
            if manifest.sizes and path.stat().st_size != manifest.sizes.get(name):
                raise StoreDamagedError(name, "size differs")
            if (whole or not manifest.sizes) and digest(path) != expected:
                raise StoreDamagedError(name, "checksum differs")
        except (FileNotFoundError, IsADirectoryError) as error:
            raise StoreDamagedError(name, "missing") from error
