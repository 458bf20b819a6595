"""Renewal: the index brought up to date with the shipped and the added documents."""

from __future__ import annotations

from assistant.settings import Settings
from corpus.errors import DocumentError
from corpus.library.library import Library
from index.embedder import Embedder, Progress
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
