"""Retriever: the clauses that answer a query, by meaning and by words together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from corpus.clause import Clause
from index.embedder import Embedder
from index.fusion import fuse
from index.hit import Hit
from index.lexical import top
from index.manifest import StoreFormatError
from index.store import Store

# Each side proposes this many clauses, and at least twice what is asked for.
CANDIDATES = 60
# An added official word counts less than the asker's own.
EXTRA_WEIGHT = 0.5


class Retriever:
    """Searches an opened store; safe to share between threads."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        if store.manifest.model_id != embedder.model_id:
            raise StoreFormatError(
                store.folder, f"made by {store.manifest.model_id}, not {embedder.model_id}"
            )
        self.store = store
        self.embedder = embedder

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        extra_terms: Sequence[str] = (),
        keep: Callable[[Clause], bool] | None = None,
    ) -> list[Hit]:
        """The k best clauses, best first; of those that `keep` lets pass.

        `extra_terms` are official words for the query's everyday ones. A query without a
        letter or digit finds nothing.
        """
        if k <= 0 or not any(character.isalnum() for character in query):
            return []
        store = self.store
        weights = dict.fromkeys(store.segmenter.tokens(query), 1.0)
        best_possible = store.lexical.best_possible(weights)
        for term in extra_terms:
            for token in store.segmenter.tokens(term):
                weights.setdefault(token, EXTRA_WEIGHT)
        lexical = store.lexical.scores(weights)
        allowed = None
        if keep is not None:
            passed = np.array([keep(clause) for clause in store.clauses], bool)
            allowed = np.flatnonzero(passed)
            lexical = np.where(passed, lexical, np.float32(0))
        vector = self.embedder.embed_queries([" ".join((query, *extra_terms))])[0]

        wanted = max(CANDIDATES, 2 * k)
        near = {hit.clause: hit for hit in store.search_dense(vector, wanted, allowed)}
        for clause in top(lexical, wanted).tolist():
            if lexical[clause] > 0 and clause not in near:
                near[clause] = store.nearest_window(vector, clause)
        candidates = sorted(near)
        scores = fuse(
            np.array([near[clause].cosine for clause in candidates], np.float32),
            lexical[candidates],
            best_possible or store.lexical.best_possible(weights),
        )
        return [
            Hit(
                clause=store.clauses[clause],
                score=float(scores[position]),
                dense=near[clause].cosine,
                lexical=float(lexical[clause]),
                terms=store.lexical.hit_terms(weights, clause),
                window_start=near[clause].start,
                window_end=near[clause].end,
            )
            for position in top(scores, k).tolist()
            for clause in (candidates[position],)
        ]
