"""Repair: whatever of the index is damaged is made anew from the documents and the library."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.safekeeping.renewal import renew_index
from assistant.settings import Settings
from corpus.library.library import Library
from index.embedder import Embedder, Progress
from index.errors import StoreDamagedError, StoreFormatError, StoreMissingError, StoreWriteError
from index.manifest import verify_files
from index.store import BuildReport, find_store
from index.store_folder import is_store
from index.stores import open_at
from index.versions import LIST, read_versions, versions_folder


@dataclass(frozen=True, slots=True)
class RepairReport:
    """`texts` are names of files read again; `stores` says in Chinese what was damaged and how."""

    texts: tuple[str, ...]
    stores: tuple[str, ...]
    built: BuildReport


def repair(
    settings: Settings, embedder: Embedder, progress: Progress | None = None
) -> RepairReport:
    """Check library and index, and make anew what is damaged; nothing else is changed.

    To be done within `renewing`. Raises LibraryDamagedError for an entry of which there is no
    whole file, DocumentError and StoreError.
    """
    library = Library(settings.library, settings.documents)
    mended = library.mend()
    damaged = tuple(_damaged(settings))
    built = renew_index(settings, embedder, progress)
    return RepairReport(tuple(entry.source for entry in mended), damaged, built)


def _damaged(settings: Settings) -> Iterator[str]:
    """What is wrong, said in Chinese; what the build would trip over is taken away."""
    old = versions_folder(settings.store_folder)
    try:
        read_versions(settings.store_folder)
    except StoreDamagedError as error:
        yield error.user_message.partition("。")[0]
        _take_away(old / LIST)
    folders = [p for p in old.iterdir() if p.is_dir() and p.name[0] != "."] if old.is_dir() else []
    for address in (settings.store, *sorted(folders)):
        try:
            if isinstance(address, Path):  # opening a large one does not read all of it
                verify_files(address, find_store(address))
            open_at(address)
        except (StoreDamagedError, StoreFormatError, StoreMissingError) as error:
            yield error.user_message.partition("。")[0]
            if address in folders and not is_store(address):
                _take_away(address)


def _take_away(path: Path) -> None:
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        raise StoreWriteError(path, error) from error
