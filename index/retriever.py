"""Retriever: dense and lexical candidates of a query, fused into one ranking of clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.clause import Clause
from index.embedder import Embedder, Vectors
from index.errors import StoreFormatError
from index.fusion import dense_weight, fuse
from index.hit import Hit
from index.remembered import remembered
from index.searchable import Grounds, SearchableStore

POOL = 200  # candidates of each kind
EXPANSION_WEIGHT = 0.6  # of an official word that stands for an everyday one
TERMS_SHOWN = 8
REMEMBERED = 64  # questions whose vectors are kept
FOUND = 512  # searches of all clauses whose hits are kept


class Retriever:
    """Searches an open store; safe to share between threads."""

    def __init__(self, store: SearchableStore, embedder: Embedder) -> None:
        """Raises StoreFormatError when the store was embedded with another model."""
        if store.manifest.model_id != embedder.model_id:
            raise StoreFormatError("向量模型", embedder.model_id, store.manifest.model_id)
        self.store = store
        self.embedder = embedder
        # A question is searched several times on its way: everywhere, among tasks, in a document.
        self._vector = remembered(self._embedded, REMEMBERED)
        # The store never changes, so what was found in it stays true; a new one is searched anew.
        self._found = remembered(self._search, FOUND)

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
        An empty query finds nothing. Raises StoreUnreachableError.
        """
        if not query.strip() or k < 1 or not self.store.clauses:
            return []
        # A store elsewhere is asked every time: it may be gone, and that is to be told.
        if keep is None and not self.store.newest:
            return list(self._found(query, k, tuple(extra_terms), meaning))
        return list(self._search(query, k, tuple(extra_terms), meaning, keep))

    def _search(
        self,
        query: str,
        k: int,
        extra_terms: tuple[str, ...],
        meaning: str,
        keep: Callable[[Clause], bool] | None = None,
    ) -> tuple[Hit, ...]:
        vector = self._vector(meaning or f"{query} {' '.join(extra_terms)}".strip())
        weights = self._term_weights(query, extra_terms)
        found = self.store.candidates(vector, weights, max(k, POOL), self._allowed(keep))
        if not len(found.clauses):
            return ()
        words = len(self.store.tokenizer.tokens(query))
        fused = fuse(found.meant, found.lexical, dense_weight(words))
        order = np.argsort(-fused, kind="stable")[:k]
        numbers = [int(found.clauses[at]) for at in order]
        grounds = self.store.grounds(vector, tuple(weights), numbers)
        return tuple(
            self._hit(number, float(fused[at]), float(found.lexical[at]), each, weights)
            for at, number, each in zip(order, numbers, grounds, strict=True)
        )

    def akin(self, clause_id: str, other_id: str) -> float:
        """Cosine of two clauses, each the mean of its windows; 0 for one not in the store."""
        numbers = self._numbers
        if clause_id not in numbers or other_id not in numbers:
            return 0.0
        return float(self.store.mean(numbers[clause_id]) @ self.store.mean(numbers[other_id]))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {clause.id: number for number, clause in enumerate(self.store.clauses)}

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

    def _embedded(self, text: str) -> Vectors:
        vectors = self.embedder.embed_queries([text])
        vector: Vectors = vectors[0]
        return vector

    def _hit(
        self, number: int, score: float, lexical: float, found: Grounds, weights: dict[str, float]
    ) -> Hit:
        weighted = {word: weights[word] * impact for word, impact in found.impacts.items()}
        terms = sorted(weighted, key=lambda word: -weighted[word])
        return Hit(
            clause=self.store.clauses[number],
            score=score,
            dense=found.dense,
            lexical=lexical,
            terms=tuple(terms[:TERMS_SHOWN]),
            window_start=int(self.store.window_start[found.window]),
            window_end=int(self.store.window_end[found.window]),
            wording=found.wording,
            wording_by=found.wording_by,
        )
