"""Shelf: entries as folders on disk, each of which appears whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.library.entry import LibraryEntry
from corpus.library.errors import LibraryDamagedError, LibraryWriteError
from corpus.readers.source import SourceText

ENTRY = "particulars.json"
TEXT = "text.json"
ORIGINAL = "original"
_ENTRY = TypeAdapter(LibraryEntry)
_TEXT = TypeAdapter(SourceText)


class Shelf:
    """One folder of entries: `folder/ID/{original.docx, text.json, particulars.json}`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> tuple[str, ...]:
        """Ids of the entries, sorted."""
        if not self.folder.is_dir():
            return ()
        return tuple(
            sorted(p.name for p in self.folder.iterdir() if p.is_dir() and p.name[0] != ".")
        )

    def __contains__(self, entry_id: object) -> bool:
        return isinstance(entry_id, str) and entry_id in self.ids()

    def entry(self, entry_id: str) -> LibraryEntry:
        """The entry of an id that `ids` names; raises LibraryDamagedError."""
        path = self.folder / entry_id / ENTRY
        try:
            return _ENTRY.validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise LibraryDamagedError(path, type(error).__name__) from error

    def text(self, entry_id: str) -> SourceText:
        """The text of an entry; raises LibraryDamagedError."""
        path = self.folder / entry_id / TEXT
        try:
            return _TEXT.validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise LibraryDamagedError(path, type(error).__name__) from error

    def put(self, entry: LibraryEntry, source: SourceText, original: bytes) -> None:
        """Write a new entry beside the others, then let it appear by renaming."""
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as making:
                made = Path(making) / entry.id
                made.mkdir()
                _write(made / f"{ORIGINAL}.{entry.format.value}", original)
                _write(made / TEXT, _TEXT.dump_json(source))
                _write(made / ENTRY, _ENTRY.dump_json(entry, indent=2))
                shutil.rmtree(self.folder / entry.id, ignore_errors=True)
                made.rename(self.folder / entry.id)
            _sync(self.folder)

    def update(self, entry: LibraryEntry) -> None:
        """Replace the particulars of an entry."""
        path = self.folder / entry.id / ENTRY
        with writing(self.folder):
            fresh = path.with_suffix(".new")
            _write(fresh, _ENTRY.dump_json(entry, indent=2))
            fresh.replace(path)
            _sync(path.parent)

    def move(self, entry_id: str, other: Shelf) -> None:
        """Let an entry appear on another shelf and vanish from this one, at once."""
        with writing(self.folder):
            other.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / entry_id).rename(other.folder / entry_id)
            _sync(other.folder)

    def drop(self, entry_id: str) -> None:
        """Delete an entry."""
        with writing(self.folder):
            gone = self.folder / f".gone-{entry_id}"
            (self.folder / entry_id).rename(gone)  # whole or not at all
            shutil.rmtree(gone, ignore_errors=True)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Failures of the disk as LibraryWriteError."""
    try:
        yield
    except OSError as error:
        raise LibraryWriteError(folder, error) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer at a time, of all processes; the lock goes with the process."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """A rename lasts once the folder that holds it is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
