"""The folder of a store: one writer at a time, and a change that is whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from corpus.file_lock import LockHeldError, file_lock
from corpus.whole_file import sync_folder
from index.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreFolderError,
    StoreMissingError,
    StoreWriteError,
)
from index.manifest import FILE, manifest_stamp

_T = TypeVar("_T")

# Of a store; a folder with nothing else is one that has lost its manifest.
_FILES = {
    "outlines.json",
    "postings.npz",
    "vectors.faiss",
    "vocabulary.json",
    "windows.npz",
    "words.json",
}
_SWAP_SECONDS = 10  # for which a builder may be between its two renames
_PAUSE = 0.01


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One builder at a time; raises StoreBusyError, which says who builds, and OSError."""
    try:
        with file_lock(folder.parent / f".{folder.name}.lock", wait=False):
            yield
    except LockHeldError as held:
        raise StoreBusyError(folder, held.holder) from None


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """One builder, over the folder as the last one has left it; raises as `locked` does, and
    StoreFolderError."""
    with locked(folder):
        recover(folder)
        refuse_foreign(folder)
        yield


def replace_folder(folder: Path, write: Callable[[Path], None]) -> None:
    """Write a new folder beside the old one, then swap the two by renaming."""
    fresh = folder.parent / f".{folder.name}.new"
    previous = previous_of(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir()
        write(fresh)
        _sync(fresh)
        shutil.rmtree(previous, ignore_errors=True)
        if folder.exists():
            folder.rename(previous)
        fresh.rename(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(previous, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    sync_folder(folder)


def previous_of(folder: Path) -> Path:
    """Where the old store lies while a new one takes its place."""
    return folder.parent / f".{folder.name}.previous"


def refuse_foreign(folder: Path) -> None:
    """A folder that holds other files is never replaced."""
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not is_store(folder))
    ):
        raise StoreFolderError(folder)


def is_store(folder: Path) -> bool:
    """True when a store has been written into the folder, whole or not."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return FILE in names or (bool(names) and names <= _FILES)


def recover(folder: Path) -> None:
    """A swap cut off is undone between its two renames, and cleared away after them."""
    previous = previous_of(folder)
    if not folder.exists() and previous.exists():
        previous.rename(folder)
    for left in (previous, folder.parent / f".{folder.name}.new"):
        shutil.rmtree(left, ignore_errors=True)


def settle(folder: Path) -> None:
    """Before a store is read: what a swap that was cut off has left is put right.

    Raises StoreWriteError where the disk does not let it.
    """
    deadline = time.monotonic() + _SWAP_SECONDS
    while not folder.exists() and previous_of(folder).exists():
        try:
            with locked(folder):  # no builder is between its two renames
                recover(folder)
        except StoreBusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        except OSError as error:
            raise StoreWriteError(folder, error) from error


def read_unreplaced(folder: Path, read: Callable[[], _T]) -> _T:
    """What `read` makes of a store; it reads again when another took its place meanwhile."""
    while True:
        settle(folder)
        stamp = manifest_stamp(folder)
        try:
            store = read()
        except (StoreMissingError, StoreDamagedError):
            if _stood_still(folder, stamp):
                raise
        except FileNotFoundError as error:  # gone between a look at its name and its opening
            if _stood_still(folder, stamp):
                raise StoreDamagedError(Path(error.filename or folder).name, "missing") from error
        else:
            if manifest_stamp(folder) == stamp:
                return store


def _stood_still(folder: Path, stamp: tuple[int, int] | None) -> bool:
    """True when the store is the one it was and no builder is between its two renames."""
    if stamp is None and previous_of(folder).exists():
        return False
    return manifest_stamp(folder) == stamp
