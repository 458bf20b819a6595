"""Renewal: the index brought up to date with the shipped and the added documents."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import DocumentError
from corpus.library.library import Library
from index.embedder import Embedder, Progress
from index.errors import StoreWriteError
from index.store import BuildReport
from index.stores import build_at
from index.versions import build_versions


def renew_index(
    settings: Settings, embedder: Embedder, progress: Progress | None = None
) -> BuildReport:
    """Index what is in force, and the old versions apart; only what is new is embedded.

    Raises DocumentError, LibraryDamagedError and StoreError.
    """
    held = Library(settings.library, settings.documents).holdings()
    if not held.valid:
        raise DocumentError(
            "no document is in force", "没有一份有效的文件，无法建立索引。请先加入文件。"
        )
    build_versions(held.old, held.replaced_by, settings.store_folder, embedder)
    return build_at(held.valid, settings.store, embedder, progress)


@contextmanager
def renewing(store: Path) -> Iterator[None]:
    """Wait for the renewals of other workers, and let none begin; raises StoreWriteError."""
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        lock = (store.parent / f".{store.name}.renewal.lock").open("w")
    except OSError as error:
        raise StoreWriteError(store, error) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
