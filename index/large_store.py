"""Large store: opened by mapping its files, searched through an approximate index.

The index chooses windows, the postings choose clauses; only the windows of these are compared with
the question, by vectors of half precision (a cosine differs in the fourth digit).
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from corpus.clause import Clause, Outline
from index import clause_file, postings
from index.clause_file import ClauseFile, write_clauses
from index.content import OUTLINES, StoreContent, Windows
from index.cosines import Cosines, cosines_by_clause, meant_score
from index.embedder import Vectors
from index.errors import StoreDamagedError
from index.kinds import Kind, build_index, map_index, nearest, write_index
from index.lexical import LexicalIndex, Tokenizer
from index.manifest import LARGE_FORMAT, Manifest, digest
from index.postings import MappedPostings, mapped, write_postings
from index.remembered import remembered
from index.searchable import Candidates, Grounds, Mask, Numbers, grounds_from, impacts_by_clause

OUTLINES_FILE = "outlines.json"
INDEX, VECTORS, WORDS = "neighbours.faiss", "vectors.npy", "words.json"
CLAUSE, START, END, HASH = (f"windows-{name}.npy" for name in ("clause", "start", "end", "hash"))
FILES = (
    INDEX, VECTORS, WORDS, CLAUSE, START, END, HASH, *clause_file.FILES, *postings.FILES,
)  # fmt: skip

_WIDER = 2  # windows looked for, to one clause wanted: several may be of one clause
_REMEMBERED = 64  # questions whose nearest windows are kept


class LargeStore:
    """A SearchableStore whose files stay on disk; safe to share between threads."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Raises StoreDamagedError."""
        self.folder = folder
        self.manifest = manifest
        try:
            self.kind = Kind(manifest.kind)
            with (folder / OUTLINES_FILE).open("rb") as file:
                # Mapped now: by its name it may be another store's when it is read.
                self._outlines_json = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self.clauses: Sequence[Clause] = ClauseFile(folder)
            self.vectors: npt.NDArray[np.float16] = mapped(folder / VECTORS)
            self.window_clause: npt.NDArray[np.int32] = mapped(folder / CLAUSE)
            self.window_start: npt.NDArray[np.int32] = mapped(folder / START)
            self.window_end: npt.NDArray[np.int32] = mapped(folder / END)
            self.window_hash: npt.NDArray[np.uint8] = mapped(folder / HASH)
            self.lexical = MappedPostings.open(folder, manifest.clauses)
            self._words = tuple(json.loads((folder / WORDS).read_text(encoding="utf-8")))
            self._index: Any = map_index(folder / INDEX)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise StoreDamagedError(str(folder), str(error)) from error
        self.window_rows = self._windows.first(manifest.clauses)
        self._near = remembered(self._nearest, _REMEMBERED)

    @property
    def newest(self) -> str:
        """As SearchableStore says; never another here, where the manifest's file tells it."""
        return ""

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """The parsed documents, read when first asked for; raises StoreDamagedError."""
        try:
            return OUTLINES.validate_json(self._outlines_json[:])
        except ValidationError as error:
            raise StoreDamagedError(OUTLINES_FILE, str(error)) from error

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that made the postings."""
        return Tokenizer(self._words)

    @property
    def content(self) -> StoreContent:
        """All that it holds, read into memory."""
        return StoreContent(
            self.manifest.model_id,
            self._outlines_json[:],
            self._windows,
            self.vectors.astype(np.float32),
            self._words,
            self.lexical,
        )

    def candidates(
        self, vector: Vectors, weights: Mapping[str, float], pool: int, allowed: Mask | None = None
    ) -> Candidates:
        """As SearchableStore says; of the nearest in meaning a few in a hundred may be missed."""
        near = (
            self._near(vector.tobytes(), pool)
            if allowed is None
            else self._nearest(vector.tobytes(), pool, allowed)
        )
        numbers = np.union1d(near, self.lexical.best(weights, pool, allowed))
        if not len(numbers):
            return Candidates(numbers, np.zeros(0, np.float32), np.zeros(0, np.float32))
        cosines = self._cosines(vector, numbers)
        meant = meant_score(cosines.dense, cosines.wording)
        return Candidates(numbers, meant, self.lexical.scores_on(weights, numbers))

    def grounds(
        self, vector: Vectors, words: Sequence[str], clauses: Sequence[int]
    ) -> list[Grounds]:
        """As SearchableStore says."""
        if not len(clauses):
            return []
        numbers = np.array(clauses, np.int64)
        impacts = impacts_by_clause(self.lexical, words, clauses)
        return grounds_from(self._cosines(vector, numbers), range(len(numbers)), impacts)

    def _cosines(self, vector: Vectors, clauses: Numbers) -> Cosines:
        """Of these clauses alone, by their place among them; windows by their number."""
        first, rows = self._rows_of(clauses)
        cosines = self.vectors[rows].astype(np.float32) @ vector
        by_clause = cosines_by_clause(cosines, first, self.window_end[rows] > 0)
        return by_clause._replace(window=rows[by_clause.window])

    def mean(self, clause: int) -> Vectors:
        """As SearchableStore says."""
        start, end = self.window_rows[clause : clause + 2]
        total = self.vectors[start:end].astype(np.float32).sum(axis=0)
        mean: Vectors = total / np.linalg.norm(total)
        return mean

    def frequent_words(self, least: int) -> frozenset[str]:
        """As SearchableStore says."""
        return self.lexical.frequent_words(least)

    def nearest_windows(self, vector: Vectors, count: int) -> Numbers:
        """Numbers of about the `count` windows nearest to a vector, as the index finds them."""
        return nearest(self._index, self.kind, vector, count)

    def _nearest(self, vector: bytes, pool: int, allowed: Mask | None = None) -> Numbers:
        """Numbers of about `pool` clauses that have the nearest windows, ascending."""
        windows = None if allowed is None else allowed[self.window_clause]
        rows = nearest(
            self._index, self.kind, np.frombuffer(vector, np.float32), _WIDER * pool, windows
        )
        clauses = self.window_clause[rows].astype(np.int64)
        _, places = np.unique(clauses, return_index=True)
        return np.sort(clauses[np.sort(places)[:pool]])

    def _rows_of(self, clauses: Numbers) -> tuple[Numbers, Numbers]:
        """Where each clause's windows begin among all of theirs, and the numbers of these."""
        starts, ends = self.window_rows[clauses], self.window_rows[clauses + 1]
        first = np.concatenate([[0], np.cumsum(ends - starts)])
        rows = np.repeat(starts - first[:-1], ends - starts) + np.arange(first[-1])
        return first, rows

    @property
    def _windows(self) -> Windows:
        return Windows(self.window_clause, self.window_start, self.window_end, self.window_hash)


def write_large(content: StoreContent, kind: Kind, folder: Path) -> None:
    """Write the content as the files of a large store, the manifest last."""
    (folder / OUTLINES_FILE).write_bytes(content.outlines_json)
    documents = {o.document.id: o.document.sha256 for o in content.outlines}
    vectors = content.vectors.astype(np.float16)
    write_searchable(
        folder, content.clauses, content.windows, vectors, content.words, content.lexical, kind
    )
    write_large_manifest(folder, content.model_id, documents, len(content.clauses), vectors, kind)


def write_searchable(
    folder: Path,
    clauses: Iterable[Clause],
    windows: Windows,
    vectors: npt.NDArray[np.float16],
    words: Sequence[str],
    lexical: LexicalIndex,
    kind: Kind,
) -> None:
    """Write all that a search reads; `vectors` has shape (windows, dimension)."""
    write_clauses(clauses, folder)
    write_index(build_index(vectors, kind), folder / INDEX)
    np.save(folder / VECTORS, vectors)
    for name, array in (
        (CLAUSE, windows.clause),
        (START, windows.start),
        (END, windows.end),
        (HASH, windows.hash),
    ):
        np.save(folder / name, array)
    (folder / WORDS).write_text(json.dumps(list(words), ensure_ascii=False), encoding="utf-8")
    write_postings(lexical, folder)


def write_large_manifest(
    folder: Path,
    model_id: str,
    documents: Mapping[str, str],
    clauses: int,
    vectors: npt.NDArray[np.float16],
    kind: Kind,
) -> None:
    """Write the manifest over the files that are there."""
    names = (OUTLINES_FILE, *FILES)
    Manifest(
        format=LARGE_FORMAT,
        model_id=model_id,
        dimension=vectors.shape[1],
        documents=dict(documents),
        clauses=clauses,
        windows=len(vectors),
        files={name: digest(folder / name) for name in names},
        kind=kind.value,
        sizes={name: (folder / name).stat().st_size for name in names},
    ).write(folder)
