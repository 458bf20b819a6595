"""Retriever: dense and lexical candidates of a query, fused into one ranking of clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from corpus.clause import Clause
from index.embedder import Embedder, Vectors
from index.errors import StoreFormatError
from index.fusion import dense_weight, fuse
from index.hit import Hit
from index.store import Store

WINDOWS_PER_CLAUSE = 4  # windows fetched for each clause wanted
POOL = 200  # candidates of each kind
EXPANSION_WEIGHT = 0.6  # of an official word that stands for an everyday one
TERMS_SHOWN = 8
WORDING_WEIGHT = 0.85  # of a wording's cosine: questions are nearer to each other than to texts


class Retriever:
    """Searches an open store; safe to share between threads."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        """Raises StoreFormatError when the store was embedded with another model."""
        if store.manifest.model_id != embedder.model_id:
            raise StoreFormatError("向量模型", embedder.model_id, store.manifest.model_id)
        self.store = store
        self.embedder = embedder

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
        vector = self.embedder.embed_queries(
            [meaning or f"{query} {' '.join(extra_terms)}".strip()]
        )
        weights = self._term_weights(query, extra_terms)
        lexical = self.store.lexical.scores(weights)
        allowed = self._allowed(keep)
        if allowed is not None:
            lexical = np.where(allowed, lexical, 0)
        candidates = self._candidates(vector, lexical, max(k, POOL), allowed)
        if not len(candidates):
            return []
        dense, windows, wording = self._dense(vector, candidates)
        words = len(self.store.tokenizer.tokens(query))
        meaning_score = np.maximum(dense, wording * WORDING_WEIGHT)
        fused = fuse(meaning_score, lexical[candidates], dense_weight(words))
        order = np.argsort(-fused, kind="stable")[:k]
        return [
            replace(
                self._hit(
                    candidates[i], fused[i], dense[i], lexical[candidates[i]], windows[i], weights
                ),
                wording=float(wording[i]),
            )
            for i in order
        ]

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

    def _candidates(
        self,
        vector: Vectors,
        lexical: npt.NDArray[np.float32],
        pool: int,
        allowed: npt.NDArray[np.bool_] | None,
    ) -> npt.NDArray[np.int64]:
        """Clause numbers worth scoring: the best of either kind, or all that are allowed."""
        if allowed is not None:
            return np.flatnonzero(allowed)
        wanted = min(self.store.vectors.ntotal, pool * WINDOWS_PER_CLAUSE)
        _, rows = self.store.vectors.search(vector, wanted)
        near = self.store.window_clause[rows[0][rows[0] >= 0]]
        scored = np.flatnonzero(lexical > 0)
        if len(scored) > pool:
            scored = scored[np.argpartition(-lexical[scored], pool)[:pool]]
        return np.unique(np.concatenate([near, scored])).astype(np.int64)

    def _dense(
        self, vector: Vectors, clauses: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """For each clause the best cosine of its windows, which one it was, and of its wordings."""
        rows = self.store.window_rows
        first, last = rows[clauses], rows[clauses + 1]
        counts = last - first
        starts = np.cumsum(counts) - counts
        flat = np.arange(counts.sum()) - np.repeat(starts - first, counts)
        cosines = self.store.vectors.reconstruct_batch(flat) @ vector[0]
        stretch = self.store.window_end[flat] > 0
        own = np.where(stretch, cosines, -1.0)
        best = np.maximum.reduceat(own, starts).astype(np.float32)
        # The first window of a clause that is as near as its best.
        order = np.flatnonzero(own == np.repeat(best, counts))
        clause_of = np.repeat(np.arange(len(clauses)), counts)[order]
        windows = np.zeros(len(clauses), np.int64)
        windows[clause_of[::-1]] = flat[order[::-1]]
        said = np.where(stretch, 0.0, cosines)
        wording = np.maximum(np.maximum.reduceat(said, starts), 0).astype(np.float32)
        return best, windows, wording

    def _hit(
        self,
        clause: np.int64,
        score: float,
        dense: float,
        lexical: float,
        window: int,
        weights: dict[str, float],
    ) -> Hit:
        impacts = {
            token: weight * self.store.lexical.impact(token, int(clause))
            for token, weight in weights.items()
        }
        terms = sorted((t for t, impact in impacts.items() if impact), key=lambda t: -impacts[t])
        return Hit(
            clause=self.store.clauses[clause],
            score=float(score),
            dense=float(dense),
            lexical=float(lexical),
            terms=tuple(terms[:TERMS_SHOWN]),
            window_start=int(self.store.window_start[window]),
            window_end=int(self.store.window_end[window]),
        )
