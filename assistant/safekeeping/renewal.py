"""Renewal: the index brought up to date with the shipped and the added documents."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import DocumentError
from corpus.file_lock import Holder, LockHeldError, file_lock
from corpus.library.library import Library
from index.embedder import Embedder, Progress
from index.errors import StoreWriteError
from index.store import BuildReport
from index.stores import build_at
from index.versions import build_versions

log = logging.getLogger(__name__)


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


def log_holder(holder: Holder | None) -> None:
    """Note in the log who is waited for."""
    log.info("waiting for the index to be renewed by %s", holder or "another process")


@contextmanager
def renewing(store: Path, told: Callable[[Holder | None], None] = log_holder) -> Iterator[None]:
    """Wait for the renewals of other processes, and let none begin; raises StoreWriteError.

    `told` is called with who renews when there is somebody to wait for.
    """
    lock = store.parent / f".{store.name}.renewal.lock"
    with ExitStack() as held:
        try:
            store.parent.mkdir(parents=True, exist_ok=True)
            try:
                held.enter_context(file_lock(lock, wait=False))
            except LockHeldError as busy:
                told(busy.holder)
                held.enter_context(file_lock(lock))
        except OSError as error:
            raise StoreWriteError(store, error) from error
        yield
