"""Retriever: dense and lexical candidates of a query, fused into one ranking of clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.clause import Clause
from index.embedder import Embedder, Vectors
from index.errors import StoreFormatError
from index.fusion import Scores, dense_weight, fuse
from index.hit import Hit
from index.store import Store

POOL = 200  # candidates of each kind
EXPANSION_WEIGHT = 0.6  # of an official word that stands for an everyday one
TERMS_SHOWN = 8
REMEMBERED = 64  # questions whose cosines are kept
WORDING_WEIGHT = 0.85  # of a wording's cosine: questions are nearer to each other than to texts


class _Cosines(NamedTuple):
    """Of every clause, each of shape (clauses,)."""

    dense: Scores  # the best of its windows
    window: npt.NDArray[np.int64]  # which window that is
    wording: Scores  # the best of its wordings, 0 without any
    wording_by: Scores  # the mean of the best two


class Retriever:
    """Searches an open store; safe to share between threads."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        """Raises StoreFormatError when the store was embedded with another model."""
        if store.manifest.model_id != embedder.model_id:
            raise StoreFormatError("向量模型", embedder.model_id, store.manifest.model_id)
        self.store = store
        self.embedder = embedder
        # A question is searched several times on its way: everywhere, among tasks, in a document.
        self._near = lru_cache(maxsize=REMEMBERED)(self._near_in_meaning)

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        extra_terms: Sequence[str] = (),
        keep: Callable[[Clause], bool] | None = None,
        meaning: str = "",
    ) -> list[Hit]:
        """The `k` best clauses for a query, best first.

        `extra_terms` are further words to look for (official words for everyday ones); `keep`
        restricts the clauses; `meaning` is the whole question where the query is only its topic.
        An empty query finds nothing.
        """
        if not query.strip() or k < 1 or not self.store.clauses:
            return []
        cosines = self._near(meaning or f"{query} {' '.join(extra_terms)}".strip())
        weights = self._term_weights(query, extra_terms)
        lexical = self.store.lexical.scores(weights)
        meant = np.maximum(cosines.dense, cosines.wording * WORDING_WEIGHT)
        candidates = _candidates(meant, lexical, max(k, POOL), self._allowed(keep))
        if not len(candidates):
            return []
        words = len(self.store.tokenizer.tokens(query))
        fused = fuse(meant[candidates], lexical[candidates], dense_weight(words))
        order = np.argsort(-fused, kind="stable")[:k]
        return [
            self._hit(int(clause), float(score), lexical, cosines, weights)
            for clause, score in zip(candidates[order], fused[order], strict=True)
        ]

    def akin(self, clause_id: str, other_id: str) -> float:
        """Cosine of two clauses, each the mean of its windows; 0 for one not in the store."""
        numbers = self._numbers
        if clause_id not in numbers or other_id not in numbers:
            return 0.0
        return float(self._means[numbers[clause_id]] @ self._means[numbers[other_id]])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {clause.id: number for number, clause in enumerate(self.store.clauses)}

    @cached_property
    def _means(self) -> Vectors:
        """The mean of each clause's windows, unit length, shape (clauses, dimension)."""
        sums = np.add.reduceat(self._matrix, self.store.window_rows[:-1], axis=0)
        means: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return means

    def _term_weights(self, query: str, extra_terms: Sequence[str]) -> dict[str, float]:
        tokenizer = self.store.tokenizer
        weights = dict.fromkeys(tokenizer.tokens(query), 1.0)
        for term in extra_terms:
            for token in tokenizer.tokens(term):
                weights.setdefault(token, EXPANSION_WEIGHT)
        return weights

    def _allowed(self, keep: Callable[[Clause], bool] | None) -> npt.NDArray[np.bool_] | None:
        if keep is None:
            return None
        return np.array([keep(clause) for clause in self.store.clauses], bool)

    @cached_property
    def _matrix(self) -> Vectors:
        """All window vectors, shape (windows, dimension)."""
        vectors: Vectors = self.store.vectors.reconstruct_n(0, self.store.vectors.ntotal)
        return vectors

    @cached_property
    def _stretches(self) -> npt.NDArray[np.bool_]:
        """Which windows are stretches of the text; the others are wordings."""
        return self.store.window_end > 0

    def _near_in_meaning(self, text: str) -> _Cosines:
        (vector,) = self.embedder.embed_queries([text])
        return self._cosines(vector)

    def _cosines(self, vector: Vectors) -> _Cosines:
        """The cosines of every clause.

        Exact: one product with all windows costs less than gathering those of the candidates.
        """
        cosines = self._matrix @ vector
        starts = self.store.window_rows[:-1]
        own = np.where(self._stretches, cosines, np.float32(-1.0))
        best = np.maximum.reduceat(own, starts)
        said = np.where(self._stretches, np.float32(0.0), cosines)
        wording = np.maximum(np.maximum.reduceat(said, starts), np.float32(0.0))
        others = np.where(said == wording[self.store.window_clause], np.float32(0.0), said)
        second = np.maximum(np.maximum.reduceat(others, starts), np.float32(0.0))
        by = np.where(second > 0, (wording + second) / 2, wording)
        # The first window of a clause that is as near as its best.
        rows = np.flatnonzero(own == best[self.store.window_clause])
        windows = np.zeros(len(starts), np.int64)
        windows[self.store.window_clause[rows[::-1]]] = rows[::-1]
        return _Cosines(best, windows, wording, by)

    def _hit(
        self,
        clause: int,
        score: float,
        lexical: Scores,
        cosines: _Cosines,
        weights: dict[str, float],
    ) -> Hit:
        impacts = {
            token: weight * self.store.lexical.impact(token, clause)
            for token, weight in weights.items()
        }
        terms = sorted((t for t, impact in impacts.items() if impact), key=lambda t: -impacts[t])
        window = cosines.window[clause]
        return Hit(
            clause=self.store.clauses[clause],
            score=score,
            dense=float(cosines.dense[clause]),
            lexical=float(lexical[clause]),
            terms=tuple(terms[:TERMS_SHOWN]),
            window_start=int(self.store.window_start[window]),
            window_end=int(self.store.window_end[window]),
            wording=float(cosines.wording[clause]),
            wording_by=float(cosines.wording_by[clause]),
        )


def _candidates(
    meant: Scores, lexical: Scores, pool: int, allowed: npt.NDArray[np.bool_] | None
) -> npt.NDArray[np.int64]:
    """Clause numbers worth fusing: the best of either kind among those allowed."""
    if allowed is not None:
        meant = np.where(allowed, meant, np.float32(-1.0))
        lexical = np.where(allowed, lexical, np.float32(0.0))
    near = _best(meant, pool)
    return np.union1d(near[meant[near] > -1.0], _best(lexical, pool)[: np.count_nonzero(lexical)])


def _best(scores: Scores, pool: int) -> npt.NDArray[np.int64]:
    """Numbers of the highest scores, best first."""
    if len(scores) <= pool:
        return np.argsort(-scores, kind="stable")
    best = np.argpartition(-scores, pool)[:pool]
    return best[np.argsort(-scores[best], kind="stable")]
