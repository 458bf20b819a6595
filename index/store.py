"""Store: outlines, vectors and postings in one folder that changes as a whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from corpus.clause import Clause, Outline
from index.content import (
    OUTLINES,
    StoreContent,
    Windows,
    make_content,
    outlines_checksum,
    outlines_json,
    vectors_by_window,
    windows_in,
)
from index.cosines import Cosines, cosines_by_clause, meant_score
from index.embedder import Embedder, Progress, Vectors
from index.errors import StoreDamagedError, StoreFormatError, StoreMissingError, StoreWriteError
from index.kinds import Kind, kind_for
from index.large_store import LargeStore, write_large
from index.lexical import LexicalIndex, Tokenizer
from index.manifest import FORMAT, LARGE_FORMAT, Manifest, digest, read_manifest, verify_files
from index.remembered import remembered
from index.salvage import VECTORS, WINDOWS, vectors_in, whole_vectors
from index.searchable import (
    Candidates,
    Grounds,
    Mask,
    best_numbers,
    grounds_from,
    impacts_by_clause,
)
from index.store_folder import changing, read_unreplaced, replace_folder, settle

OUTLINES_FILE = "outlines.json"
WORDS = "words.json"
LEXICAL = ("postings.npz", "vocabulary.json")

_REMEMBERED = 64  # questions whose cosines are kept


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; embedded == 0 when nothing had changed."""

    documents: int
    clauses: int
    windows: int
    embedded: int
    reused: int


class Store:
    """An opened store; read-only."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        try:
            self._outlines_json = (folder / OUTLINES_FILE).read_bytes()
            self.outlines = OUTLINES.validate_json(self._outlines_json)
            # Held as an array alone: with the index there would be two of each vector.
            self.matrix = vectors_in(folder / VECTORS)
            arrays = np.load(folder / WINDOWS)
            self.window_clause: npt.NDArray[np.int32] = arrays["clause"]
            self.window_start: npt.NDArray[np.int32] = arrays["start"]
            self.window_end: npt.NDArray[np.int32] = arrays["end"]
            self.window_hash: npt.NDArray[np.uint8] = arrays["hash"]
            words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
            self.lexical = LexicalIndex.load(folder)
        except (OSError, ValueError, KeyError, RuntimeError, ValidationError) as error:
            raise StoreDamagedError(str(folder), str(error)) from error
        self.clauses: tuple[Clause, ...] = tuple(
            clause for outline in self.outlines for clause in outline.clauses
        )
        self._words: tuple[str, ...] = tuple(words)
        # A question is searched several times on its way: everywhere, among tasks, in a document.
        self._near = remembered(self._near_in_meaning, _REMEMBERED)

    @property
    def newest(self) -> str:
        """As SearchableStore says; never another here, where the manifest's file tells it."""
        return ""

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that made the postings."""
        return Tokenizer(self._words)

    @cached_property
    def window_rows(self) -> npt.NDArray[np.int64]:
        """First window of each clause, and the count at the end: rows of clause i are i to i+1."""
        return self._windows.first(len(self.clauses))

    @property
    def content(self) -> StoreContent:
        """All that it holds."""
        return StoreContent(
            self.manifest.model_id,
            self._outlines_json,
            self._windows,
            self.matrix,
            self._words,
            self.lexical,
        )

    def candidates(
        self, vector: Vectors, weights: Mapping[str, float], pool: int, allowed: Mask | None = None
    ) -> Candidates:
        """As SearchableStore says; exact."""
        cosines = self._near(vector.tobytes())
        meant = meant_score(cosines.dense, cosines.wording)
        lexical = self.lexical.scores(weights)
        numbers = best_numbers(meant, lexical, pool, allowed)
        return Candidates(numbers, meant[numbers], lexical[numbers])

    def grounds(
        self, vector: Vectors, words: Sequence[str], clauses: Sequence[int]
    ) -> list[Grounds]:
        """As SearchableStore says."""
        impacts = impacts_by_clause(self.lexical, words, clauses)
        return grounds_from(self._near(vector.tobytes()), clauses, impacts)

    def mean(self, clause: int) -> Vectors:
        """As SearchableStore says."""
        mean: Vectors = self._means[clause]
        return mean

    def frequent_words(self, least: int) -> frozenset[str]:
        """As SearchableStore says."""
        return self.lexical.frequent_words(least)

    @property
    def _windows(self) -> Windows:
        return Windows(self.window_clause, self.window_start, self.window_end, self.window_hash)

    @cached_property
    def _means(self) -> Vectors:
        sums = np.add.reduceat(self.matrix, self.window_rows[:-1], axis=0)
        means: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return means

    def _near_in_meaning(self, vector: bytes) -> Cosines:
        """Exact: one product with all windows costs less than gathering those of the candidates."""
        cosines = self.matrix @ np.frombuffer(vector, np.float32)
        return cosines_by_clause(cosines, self.window_rows, self.window_end > 0)


def find_store(folder: Path) -> Manifest:
    """The manifest of the store in a folder; raises StoreMissingError and StoreFormatError."""
    settle(folder)
    return read_manifest(folder)


def check_store(folder: Path) -> None:
    """Raise StoreMissingError, StoreFormatError or StoreDamagedError for what is no whole store."""
    read_unreplaced(folder, lambda: verify_files(folder, read_manifest(folder), whole=False))


def open_store(folder: Path) -> Store | LargeStore:
    """Open and check a store; raises StoreMissingError, StoreFormatError, StoreDamagedError."""
    return read_unreplaced(folder, lambda: _opened(folder))


def _opened(folder: Path) -> Store | LargeStore:
    manifest = read_manifest(folder)
    verify_files(folder, manifest, whole=False)
    large = manifest.format == LARGE_FORMAT
    return LargeStore(folder, manifest) if large else Store(folder, manifest)


def build_store(
    outlines: Sequence[Outline],
    folder: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    donors: Sequence[Path] = (),
) -> BuildReport:
    """Bring the store in `folder` up to date with `outlines`.

    Only windows that the old store and the stores in `donors` lack are embedded; when nothing
    changed nothing is written.
    Raises StoreBusyError and StoreWriteError; the old store stays whole on any failure.
    """
    outlines = tuple(outlines)
    expected = outlines_checksum(outlines_json(outlines))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with changing(folder):
            if _is_current(folder, expected, embedder):
                return unchanged(outlines)
            old = {
                key: vector
                for donor in (*donors, folder)
                for key, vector in reusable_vectors(donor, embedder).items()
            }
            content, embedded = make_content(outlines, embedder, old, progress)
            replace_folder(folder, lambda fresh: _write(fresh, content))
    except OSError as error:
        raise StoreWriteError(folder, error) from error
    return report_of(content, embedded)


def save_store(content: StoreContent, folder: Path) -> None:
    """Put the content in place of the store in `folder`, whole or not at all.

    Raises StoreBusyError, StoreFolderError and StoreWriteError.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with changing(folder):
            replace_folder(folder, lambda fresh: _write(fresh, content))
    except OSError as error:
        raise StoreWriteError(folder, error) from error


def unchanged(outlines: Sequence[Outline]) -> BuildReport:
    """The report of a build that had nothing to do."""
    windows = len(windows_in(outlines))
    return BuildReport(len(outlines), sum(len(o.clauses) for o in outlines), windows, 0, windows)


def report_of(content: StoreContent, embedded: int) -> BuildReport:
    """The report of a build that made `content`."""
    windows = len(content.vectors)
    counts = (len(content.outlines), len(content.clauses), windows)
    return BuildReport(*counts, embedded, windows - embedded)


def reusable_vectors(folder: Path, embedder: Embedder) -> dict[bytes, Vectors]:
    """Vectors of the store in a folder by window digest; empty when it cannot serve."""
    try:
        store = _opened(folder)
    except StoreDamagedError:
        return whole_vectors(folder, embedder.model_id)
    except (StoreMissingError, StoreFormatError):
        return {}
    if store.manifest.model_id != embedder.model_id or not store.manifest.windows:
        return {}
    return vectors_by_window(store.content)


def _is_current(folder: Path, expected: str, embedder: Embedder) -> bool:
    try:
        manifest = read_manifest(folder)
        verify_files(folder, manifest)
    except (StoreMissingError, StoreDamagedError, StoreFormatError):
        return False
    same_model = manifest.model_id == embedder.model_id
    return same_model and manifest.files.get(OUTLINES_FILE) == expected


def _write(folder: Path, content: StoreContent) -> None:
    kind = kind_for(len(content.vectors))
    if kind is not Kind.FLAT:
        write_large(content, kind, folder)
        return
    (folder / OUTLINES_FILE).write_bytes(content.outlines_json)
    index = faiss.IndexFlatIP(content.vectors.shape[1])
    index.add(content.vectors)
    # Not by faiss.write_index, to which a full disk is nothing but a shorter file.
    (folder / VECTORS).write_bytes(faiss.serialize_index(index).tobytes())
    windows = content.windows
    np.savez(
        folder / WINDOWS,
        clause=windows.clause,
        start=windows.start,
        end=windows.end,
        hash=windows.hash,
    )
    (folder / WORDS).write_text(json.dumps(content.words, ensure_ascii=False), encoding="utf-8")
    content.lexical.save(folder)
    names = (OUTLINES_FILE, VECTORS, WINDOWS, WORDS, *LEXICAL)
    Manifest(
        format=FORMAT,
        model_id=content.model_id,
        dimension=content.vectors.shape[1],
        documents={o.document.id: o.document.sha256 for o in content.outlines},
        clauses=len(content.clauses),
        windows=len(content.vectors),
        files={name: digest(folder / name) for name in names},
    ).write(folder)
