"""Shelf: entries as folders on disk, each of which appears whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pydantic import TypeAdapter

from corpus.file_lock import file_lock
from corpus.library.entry import LibraryEntry
from corpus.library.errors import LibraryDamagedError, LibraryWriteError
from corpus.readers.source import SourceText
from corpus.whole_file import read_whole, sync_folder, write_synced, write_whole

ENTRY = "particulars.json"
TEXT = "text.json"
ORIGINAL = "original"
_NEW, _GONE, _BEFORE = ".new-", ".gone-", ".before-"  # folders that are none of the entries
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
            return _ENTRY.validate_json(read_whole(path))
        except (OSError, ValueError) as error:
            raise LibraryDamagedError(path, type(error).__name__) from error

    def text(self, entry_id: str) -> SourceText:
        """The text of an entry; raises LibraryDamagedError."""
        path = self.folder / entry_id / TEXT
        try:
            return _TEXT.validate_json(read_whole(path))
        except (OSError, ValueError) as error:
            raise LibraryDamagedError(path, type(error).__name__) from error

    def put(self, entry: LibraryEntry, source: SourceText, original: bytes) -> None:
        """Write a new entry beside the others, then let it appear by renaming."""
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=_NEW) as making:
                made = Path(making) / entry.id
                made.mkdir()
                write_synced(made / f"{ORIGINAL}.{entry.format.value}", original)
                write_whole(made / TEXT, _TEXT.dump_json(source))
                write_whole(made / ENTRY, _ENTRY.dump_json(entry, indent=2))
                self._take_place(made, entry.id)
            sync_folder(self.folder)

    def update(self, entry: LibraryEntry) -> None:
        """Replace the particulars of an entry."""
        path = self.folder / entry.id / ENTRY
        with writing(self.folder):
            write_whole(path, _ENTRY.dump_json(entry, indent=2))

    def move(self, entry_id: str, other: Shelf) -> None:
        """Let an entry appear on another shelf and vanish from this one, at once."""
        with writing(self.folder):
            other.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / entry_id).rename(other.folder / entry_id)
            sync_folder(other.folder)

    def drop(self, entry_id: str) -> None:
        """Delete an entry."""
        with writing(self.folder):
            gone = self.folder / f"{_GONE}{entry_id}"
            (self.folder / entry_id).rename(gone)  # whole or not at all
            shutil.rmtree(gone, ignore_errors=True)

    def rewrite_text(self, entry_id: str, source: SourceText) -> None:
        """Replace the text of an entry by what was read from its original again."""
        with writing(self.folder):
            write_whole(self.folder / entry_id / TEXT, _TEXT.dump_json(source))

    def original(self, entry: LibraryEntry) -> bytes:
        """The file as it was uploaded; raises LibraryDamagedError unless it is whole."""
        path = self.folder / entry.id / f"{ORIGINAL}.{entry.format.value}"
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LibraryDamagedError(path, type(error).__name__) from error
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise LibraryDamagedError(path, "checksum differs")
        return data

    @property
    def unsettled(self) -> bool:
        """True when a change was cut off; `settle` puts it right."""
        return bool(self._left())

    def settle(self) -> None:
        """Undo what a change that was cut off has left; only while no other one goes on."""
        for left in self._left():
            before = left.name.removeprefix(_BEFORE)
            if before != left.name and not (self.folder / before).exists():
                left.rename(self.folder / before)
            else:
                shutil.rmtree(left, ignore_errors=True)

    def _left(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [p for p in self.folder.iterdir() if p.name.startswith((_NEW, _GONE, _BEFORE))]

    def _take_place(self, made: Path, entry_id: str) -> None:
        held, before = self.folder / entry_id, self.folder / f"{_BEFORE}{entry_id}"
        if held.exists():
            held.rename(before)
        made.rename(held)
        shutil.rmtree(before, ignore_errors=True)


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
    with ExitStack() as held:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(file_lock(folder / ".lock"))
        yield
