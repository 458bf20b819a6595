"""The folder of a store: one writer at a time, and a change that is whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreBusyError, StoreFolderError
from index.manifest import FILE


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One builder at a time; the lock goes with the process."""
    with (folder.parent / f".{folder.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusyError(folder) from None
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
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(previous, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


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
    return (folder / FILE).exists()


def recover(folder: Path) -> None:
    """A swap cut off between its two renames is undone: the old store comes back."""
    previous = previous_of(folder)
    if not folder.exists() and previous.exists():
        previous.rename(folder)
