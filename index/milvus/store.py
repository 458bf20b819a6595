"""MilvusStore: a store whose vectors and postings Milvus searches.

The clauses, which the assistant has in memory anyway, come in one piece when the store is opened.
Scores are those of the folder: Milvus names the best windows and clauses, then gives the cosines
of all their windows, which are put together as they are there.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from corpus.clause import Clause, Outline
from index.content import OUTLINES, StoreContent, Windows
from index.embedder import Vectors
from index.errors import StoreDamagedError, StoreError, StoreRefusedError, StoreUnreachableError
from index.lexical import Tokenizer
from index.manifest import Manifest
from index.milvus.engine import Engine
from index.milvus.generations import current_generation
from index.milvus.layout import Generation, parts_from
from index.milvus.rows import lexical_from, read_pieces, read_postings, read_vectors
from index.milvus.search import WindowSearch
from index.remembered import remembered
from index.searchable import Candidates, Grounds, Mask, grounds_from

_LOOK = 5.0  # seconds between two looks at the alias
_log = logging.getLogger(__name__)
_REMEMBERED = 512  # clauses whose mean is kept


class MilvusStore:
    """An opened store; read-only, safe to share between threads."""

    def __init__(self, engine: Engine, generation: Generation) -> None:
        """Raises StoreDamagedError and StoreUnreachableError."""
        self.address = engine.address
        self._engine = engine
        self.generation = generation
        self._newest = generation  # that the alias pointed to when last looked at
        self._looked = time.monotonic()
        try:
            parts = parts_from(read_pieces(engine, generation))
            self.manifest = Manifest(**json.loads(parts["manifest"]))
            self._outlines_json = parts["outlines"]
            self.outlines: tuple[Outline, ...] = OUTLINES.validate_json(self._outlines_json)
            arrays = np.load(BytesIO(parts["windows"]))
            self._windows = Windows(*(arrays[name] for name in ("clause", "start", "end", "hash")))
            self._words: tuple[str, ...] = tuple(json.loads(parts["words"]))
            self._terms: list[str] = json.loads(parts["vocabulary"])
            self._counts: npt.NDArray[np.int64] = np.load(BytesIO(parts["counts"]))
        except (
            ValueError,
            KeyError,
            TypeError,
            OSError,
            ValidationError,
            StoreRefusedError,
        ) as error:
            raise StoreDamagedError(str(engine.address), str(error)) from error
        self.clauses: tuple[Clause, ...] = tuple(
            clause for outline in self.outlines for clause in outline.clauses
        )
        self._first = self._windows.first(len(self.clauses))
        self._stretches = self._windows.end > 0
        self._search = WindowSearch(engine, generation, self._windows, self._first)
        self._number = {term: number for number, term in enumerate(self._terms)}
        self._mean = remembered(self._mean_of, _REMEMBERED)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that made the postings."""
        return Tokenizer(self._words)

    @property
    def window_start(self) -> npt.NDArray[np.int32]:
        """Where each window begins in its clause's text."""
        return self._windows.start

    @property
    def window_end(self) -> npt.NDArray[np.int32]:
        """Where it ends; 0 for a wording."""
        return self._windows.end

    @property
    def content(self) -> StoreContent:
        """All that it holds, read back from Milvus; raises StoreUnreachableError."""
        generation = self.generation
        vectors = np.zeros((len(self._stretches), self.manifest.dimension), np.float32)
        for collection, held in (
            (generation.texts, self._stretches),
            (generation.wordings, ~self._stretches),
        ):
            read_vectors(self._engine, collection, np.flatnonzero(held), vectors)
        postings = read_postings(self._engine, generation.clauses, range(len(self.clauses)))
        return StoreContent(
            self.manifest.model_id,
            self._outlines_json,
            self._windows,
            vectors,
            self._words,
            lexical_from(postings, self._terms),
        )

    def candidates(
        self, vector: Vectors, weights: Mapping[str, float], pool: int, allowed: Mask | None = None
    ) -> Candidates:
        """As SearchableStore says; exact."""
        words = {self._number[w]: weight for w, weight in weights.items() if w in self._number}
        with self._still_there():
            found = self._search.candidates(vector, words, pool, allowed)
        self._look_at_alias()
        return found

    def grounds(
        self, vector: Vectors, words: Sequence[str], clauses: Sequence[int]
    ) -> list[Grounds]:
        """As SearchableStore says."""
        numbers = {self._number[word]: word for word in words if word in self._number}
        ordered = np.array(sorted(clauses), np.int64)
        with self._still_there():
            held = read_postings(self._engine, self.generation.clauses, clauses)
            cosines = self._search.cosines(vector, ordered)
        impacts = [
            {word: held[clause][n] for n, word in numbers.items() if n in held[clause]}
            for clause in clauses
        ]
        return grounds_from(cosines, np.searchsorted(ordered, clauses).tolist(), impacts)

    def mean(self, clause: int) -> Vectors:
        """As SearchableStore says."""
        return self._mean(clause)

    def frequent_words(self, least: int) -> frozenset[str]:
        """As SearchableStore says."""
        return frozenset(
            term for term, count in zip(self._terms, self._counts, strict=True) if count >= least
        )

    @property
    def newest(self) -> str:
        """As SearchableStore says; the alias is looked at now and then while searching."""
        return self._newest.id

    @contextmanager
    def _still_there(self) -> Iterator[None]:
        try:
            yield
        except StoreRefusedError as error:  # its collections went with the second build after it
            self._looked = -_LOOK
            self._look_at_alias()
            raise StoreUnreachableError(self.address, str(error)) from error

    def _look_at_alias(self) -> None:
        """Learn of a new generation now and then, while Milvus answers anyway."""
        if time.monotonic() - self._looked < _LOOK:
            return
        self._looked = time.monotonic()
        try:
            self._newest = current_generation(self._engine)
        except StoreError as error:
            _log.info("the store's alias could not be looked at: %s", error)

    def _mean_of(self, clause: int) -> Vectors:
        start, end = self._first[clause], self._first[clause + 1]
        vectors = np.zeros((end - start, self.manifest.dimension), np.float32)
        rows = np.arange(start, end)
        for collection, held in (
            (self.generation.texts, self._stretches),
            (self.generation.wordings, ~self._stretches),
        ):
            read_vectors(self._engine, collection, rows[held[rows]], vectors, int(start))
        total = vectors.sum(axis=0)
        mean: Vectors = total / np.linalg.norm(total)
        return mean
