"""Restore journal: a restore that was cut off is undone, or ended once its records are committed.

The journal lies beside the library, where every command looks first. Folders change places by
renaming, then the records are committed with the journal's id among them: whether the id is there
says whether the new state counts or the old one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import uuid4

from pydantic import TypeAdapter

from assistant.records.commit_mark import is_marked, unmark
from assistant.records.database import Database
from assistant.safekeeping.renewal import log_holder, renewing
from assistant.settings import Settings
from corpus.errors import PolicyError
from corpus.file_lock import Holder
from corpus.whole_file import read_whole, sync_folder, write_whole


class RestoreUnsettledError(PolicyError):
    """The disk does not let a restore that was cut off be put right."""

    def __init__(self, error: Exception) -> None:
        why = getattr(error, "strerror", None) or error
        super().__init__(
            f"cannot settle a restore: {error}",
            f"一次恢复中途停止，现在还不能复原或完成（{why}）。"
            "请检查磁盘空间和目录权限；再运行任何命令时会重新处理。",
        )


class Outcome(Enum):
    """What has become of a restore that was cut off."""

    UNDONE = "undone"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that a restore replaces; the new one and the old one wait beside it."""

    folder: Path
    had: bool  # it was there before

    @property
    def fresh(self) -> Path:
        """The folder of the backup, until it is in place."""
        return self.folder.parent / f".{self.folder.name}.restored"

    @property
    def replaced(self) -> Path:
        """What was in place, until the restore is over."""
        return self.folder.parent / f".{self.folder.name}.replaced"

    def swap(self) -> None:
        """Put the new folder in place of the old one."""
        if self.had:
            self.folder.rename(self.replaced)
        self.fresh.rename(self.folder)
        sync_folder(self.folder.parent)

    def undo(self) -> None:
        """Put the old folder back, however far the swap, or an undoing of it, has come."""
        swapped = self.replaced.exists() if self.had else not self.fresh.exists()
        if swapped and self.folder.exists():
            shutil.rmtree(self.fresh, ignore_errors=True)
            self.folder.rename(self.fresh)
        if self.replaced.exists():
            self.replaced.rename(self.folder)
        sync_folder(self.folder.parent)

    def clear(self) -> None:
        """Delete what waits beside the folder."""
        for left in (self.fresh, self.replaced):
            shutil.rmtree(left, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Journal:
    """A restore that goes on: what it replaces, and the id that its commit leaves."""

    id: str
    store: Path  # whose renewals it holds up
    unpacked: Path  # the backup, before any of it is moved
    places: dict[str, Place]  # by their names in the backup


_JOURNAL = TypeAdapter(Journal)


def begin(settings: Settings, folders: dict[str, Path]) -> Journal:
    """Note down a restore of the folders, with nothing left where it will put things.

    Only while no renewal goes on and none that was cut off is left. Raises OSError.
    """
    store = settings.store_folder.absolute()
    places = {name: Place(f.absolute(), f.exists()) for name, f in folders.items()}
    journal = Journal(uuid4().hex, store, store.parent / f".{store.name}.unpacked", places)
    for left in (
        journal.unpacked,
        *(each for place in places.values() for each in (place.fresh, place.replaced)),
    ):
        if left.exists():  # not to be taken for this restore's own
            shutil.rmtree(left)
    write_whole(settings.restore_journal, _JOURNAL.dump_json(journal))
    return journal


def settle_restore(
    settings: Settings, told: Callable[[Holder | None], None] = log_holder
) -> Outcome | None:
    """Before anything is opened: put right what a restore that was cut off has left.

    Waits for one that still goes on; `told` is called with who that is. None when there is
    nothing to put right. Raises RestoreUnsettledError, StoreWriteError and DatabaseError.
    """
    journal = _read(settings)
    if journal is None:
        return None
    with renewing(journal.store, told):
        return settle_held(settings)


def settle_held(settings: Settings) -> Outcome | None:
    """As `settle_restore`, for who holds up the renewals already."""
    journal = _read(settings)
    if journal is None:
        return None
    database = Database(settings.database)
    try:
        outcome = Outcome.COMPLETED if is_marked(database, journal.id) else Outcome.UNDONE
        with _unsettled():
            for place in reversed(journal.places.values()):
                if outcome is Outcome.UNDONE:
                    place.undo()
            # Only once every folder is where it belongs.
            for place in journal.places.values():
                place.clear()
            shutil.rmtree(journal.unpacked, ignore_errors=True)
            settings.restore_journal.unlink()
            sync_folder(settings.restore_journal.parent)
        if outcome is Outcome.COMPLETED:
            unmark(database)
    finally:
        database.close()
    return outcome


def _read(settings: Settings) -> Journal | None:
    with _unsettled():
        try:
            return _JOURNAL.validate_json(read_whole(settings.restore_journal))
        except FileNotFoundError:
            return None


@contextmanager
def _unsettled() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise RestoreUnsettledError(error) from error
