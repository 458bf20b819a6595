"""Old versions of documents: each a store of its own beside the main one, so that no search of what
is in force ever meets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from corpus.clause import Outline
from corpus.document import Validity, year_of_version
from corpus.whole_file import read_whole, write_whole
from index.embedder import Embedder
from index.errors import StoreDamagedError, StoreWriteError
from index.store import build_store

LIST = "versions.json"


@dataclass(frozen=True, slots=True)
class OldVersion:
    """A version that counts no more; `replaced_by` is the id of the next one, if there is one."""

    id: str
    title: str
    number: str | None
    issued: date | None
    replaced_by: str | None
    effective: date | None = None

    @property
    def year(self) -> int | None:
        """The year that people call the version by; None where nothing tells it."""
        return year_of_version(self.number, self.issued, self.effective)

    @property
    def validity(self) -> Validity:
        """AMENDED with a version after it, else REPEALED: it was removed."""
        return Validity.AMENDED if self.replaced_by else Validity.REPEALED


_VERSIONS = TypeAdapter(tuple[OldVersion, ...])


def versions_folder(store: Path) -> Path:
    """The folder of the old versions that belong to a store."""
    return store.parent / f"{store.name}-versions"


def build_versions(
    old: Sequence[Outline], replaced_by: Mapping[str, str], store: Path, embedder: Embedder
) -> None:
    """Bring the stores of the old versions up to date; raises StoreBusyError, StoreWriteError.

    Before the main store goes over to the new versions it still has the vectors of the old ones.
    """
    folder = versions_folder(store)
    if not old and not folder.exists():
        return
    for outline in old:
        build_store((outline,), folder / outline.document.id, embedder, donors=(store,))
    listed = tuple(
        OldVersion(
            outline.document.id,
            outline.document.title,
            outline.document.number,
            outline.document.issued,
            replaced_by.get(outline.document.id),
            outline.document.effective,
        )
        for outline in old
    )
    try:
        write_whole(folder / LIST, _VERSIONS.dump_json(listed, indent=2))
    except OSError as error:
        raise StoreWriteError(folder, error) from error


def read_versions(store: Path) -> tuple[OldVersion, ...]:
    """The old versions that have a store; raises StoreDamagedError."""
    path = versions_folder(store) / LIST
    if not path.exists():
        return ()
    try:
        return _VERSIONS.validate_json(read_whole(path))
    except (OSError, ValueError) as error:
        raise StoreDamagedError(LIST, type(error).__name__) from error
