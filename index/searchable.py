"""SearchableStore: what the retriever needs of a store, wherever the store lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.clause import Clause, Outline
from index.cosines import Cosines
from index.embedder import Vectors
from index.fusion import Scores
from index.lexical import LexicalIndex, Tokenizer
from index.manifest import Manifest

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Clauses worth fusing, by number, with the scores of each; shape (candidates,)."""

    clauses: Numbers
    meant: Scores  # cosine of the best window or, weighted, of the best wording
    lexical: Scores  # BM25


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a clause was found."""

    dense: float  # cosine of its best window
    window: int  # number of that window
    wording: float  # cosine of its best wording, 0 without any
    wording_by: float  # the mean of the best two
    impacts: dict[
        str, float
    ]  # what each word adds to the BM25 score; words that add nothing left out


class SearchableStore(Protocol):
    """An opened store: vectors and postings wherever they are kept.

    Clauses and windows go by their number, in the corpus's order.
    """

    @property
    def manifest(self) -> Manifest:
        """What it holds."""

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """The parsed documents."""

    @property
    def clauses(self) -> Sequence[Clause]:
        """All clauses of the outlines."""

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that made the postings."""

    @property
    def window_start(self) -> npt.NDArray[np.int32]:
        """Where each window begins in its clause's text."""

    @property
    def window_end(self) -> npt.NDArray[np.int32]:
        """Where it ends; 0 for a wording."""

    @property
    def newest(self) -> str:
        """Names the content known to be under its address now; changes once that is another."""

    def candidates(
        self, vector: Vectors, weights: Mapping[str, float], pool: int, allowed: Mask | None = None
    ) -> Candidates:
        """The `pool` best clauses in meaning and the `pool` best by words, among those allowed.

        `vector` has shape (dimension,), `weights` are of words, `allowed` has shape (clauses,).
        Raises StoreUnreachableError.
        """

    def grounds(
        self, vector: Vectors, words: Sequence[str], clauses: Sequence[int]
    ) -> list[Grounds]:
        """Why each of the clauses is near; `vector` and `words` as of `candidates`.

        Raises StoreUnreachableError.
        """

    def mean(self, clause: int) -> Vectors:
        """The mean of a clause's windows, unit length. Raises StoreUnreachableError."""

    def frequent_words(self, least: int) -> frozenset[str]:
        """Words that stand in at least so many clauses."""


def best_numbers(meant: Scores, lexical: Scores, pool: int, allowed: Mask | None) -> Numbers:
    """Positions worth fusing: the best of either kind among those allowed."""
    if allowed is not None:
        meant = np.where(allowed, meant, np.float32(-1.0))
        lexical = np.where(allowed, lexical, np.float32(0.0))
    near = best_positions(meant, pool)
    return np.union1d(
        near[meant[near] > -1.0], best_positions(lexical, pool)[: np.count_nonzero(lexical)]
    )


def best_positions(scores: Scores, pool: int) -> Numbers:
    """Positions of the highest scores, best first."""
    if len(scores) <= pool:
        return np.argsort(-scores, kind="stable")
    best = np.argpartition(-scores, pool)[:pool]
    return best[np.argsort(-scores[best], kind="stable")]


def impacts_by_clause(
    lexical: LexicalIndex, words: Sequence[str], clauses: Sequence[int]
) -> list[dict[str, float]]:
    """What `SearchableStore.impacts` gives, from postings at hand."""
    found = lexical.impacts_on(words, np.array(clauses, np.int64)).T.tolist()
    return [
        {word: impact for word, impact in zip(words, each, strict=True) if impact} for each in found
    ]


def grounds_from(
    cosines: Cosines, positions: Sequence[int], impacts: Sequence[dict[str, float]]
) -> list[Grounds]:
    """The grounds of the clauses at these positions of `cosines`."""
    return [
        Grounds(
            float(cosines.dense[at]),
            int(cosines.window[at]),
            float(cosines.wording[at]),
            float(cosines.wording_by[at]),
            impact,
        )
        for at, impact in zip(positions, impacts, strict=True)
    ]
