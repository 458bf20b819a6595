"""Which target a question means: the cosine between the question and each target's name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from corpus.clause import Clause
from corpus.indicator import Indicator
from index.embedder import Embedder, Vectors


class IndicatorIndex:
    """The corpus's indicators by meaning; their names are embedded by the first question."""

    def __init__(self, indicators: Sequence[tuple[Clause, Indicator]], embedder: Embedder) -> None:
        self._indicators = tuple(indicators)
        self._embedder = embedder

    @cached_property
    def _vectors(self) -> Vectors:
        """A target is embedded as it is stated: name, value and unit."""
        return self._embedder.embed_passages(
            [f"{i.name}{i.value:g}{i.unit}" for _, i in self._indicators]
        )

    def cosines(self, question: str) -> tuple[tuple[Clause, Indicator, float], ...]:
        """Every indicator with its clause and its cosine to the question, in document order."""
        if not self._indicators:
            return ()
        (vector,) = self._embedder.embed_queries([question])
        values = self._vectors @ vector
        return tuple(
            (clause, indicator, float(value))
            for (clause, indicator), value in zip(self._indicators, values, strict=True)
        )

    def nearest(self, question: str) -> dict[str, float]:
        """The highest cosine among the indicators of each clause that has any, by clause id."""
        best: dict[str, float] = {}
        for clause, _, cosine in self.cosines(question):
            best[clause.id] = max(cosine, best.get(clause.id, 0.0))
        return best
