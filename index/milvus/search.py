"""WindowSearch: the candidates of a question, found by Milvus.

Milvus names the clauses with the best windows and those with the best words; what then is not known
of one of them and could change its score is asked for, so the scores are those of a folder's store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.content import Windows
from index.cosines import WORDING_WEIGHT, Cosines, cosines_by_clause, meant_score
from index.embedder import Vectors
from index.fusion import Scores
from index.milvus.engine import Engine
from index.milvus.layout import Generation
from index.searchable import Candidates, Mask, Numbers, best_numbers

MOST = 16_384  # hits that Milvus gives at most
_FIRST_TRY = 5  # windows asked for, for each clause wanted
_UNSEEN = -1.0  # no cosine of ours
_RANGES = 200  # stretches of clause numbers that a filter names; more are named one by one


@dataclass(frozen=True, slots=True)
class _Held:
    """A collection of windows."""

    collection: str
    windows: Mask  # which windows it holds, shape (windows,)
    counts: Numbers  # how many of each clause, shape (clauses,)
    total: int


class WindowSearch:
    """Searches the collections of one generation; safe to share between threads."""

    def __init__(
        self, engine: Engine, generation: Generation, windows: Windows, first: Numbers
    ) -> None:
        """`first` is the first window of each clause, and the count at the end."""
        self._engine = engine
        self._generation = generation
        self._windows = windows
        self._first = first
        stretches = windows.end > 0
        self._texts = _held(generation.texts, stretches, first)
        self._wordings = _held(generation.wordings, ~stretches, first)

    def candidates(
        self, vector: Vectors, words: Mapping[int, float], pool: int, allowed: Mask | None
    ) -> Candidates:
        """As SearchableStore says, `words` by number.

        Raises StoreRefusedError and StoreUnreachableError.
        """
        if allowed is not None and not allowed.any():
            none = np.zeros(0, np.float32)
            return Candidates(np.zeros(0, np.int64), none, none)
        where = "" if allowed is None or allowed.all() else _ranges(allowed)
        by_words = self._by_words(words, pool, where)
        dense, _ = self._nearest(self._texts, vector, pool, where)
        wording, least = self._nearest(self._wordings, vector, pool, where)
        ranked = np.array([*by_words], np.int64)
        near = np.flatnonzero((dense > _UNSEEN) | (wording > _UNSEEN))
        clauses = np.union1d(near, ranked)
        self._fill(dense, self._texts, vector, clauses)
        known = meant_score(dense[clauses], wording[clauses])
        # A wording not seen counts where it can outdo the text of a clause that is kept.
        unseen = least * WORDING_WEIGHT
        last = -np.sort(-known)[pool - 1] if len(clauses) > pool else _UNSEEN
        stays = np.isin(clauses, ranked) | (unseen > last)
        self._fill(wording, self._wordings, vector, clauses[stays & (known < unseen)])
        # Those that are near have a lexical score as well, though not one of the best.
        others = np.setdiff1d(clauses, ranked)
        further = self._by_words(words, len(others), _among(others)) if len(others) else {}
        scores = {**by_words, **further}
        lexical = np.array([scores.get(int(clause), 0.0) for clause in clauses], np.float32)
        meant = meant_score(dense[clauses], np.maximum(wording[clauses], np.float32(0.0)))
        kept = best_numbers(meant, lexical, pool, None)
        return Candidates(clauses[kept], meant[kept], lexical[kept])

    def cosines(self, vector: Vectors, clauses: Numbers) -> Cosines:
        """The cosines of clauses in ascending order; raises as `candidates`."""
        counts = self._first[clauses + 1] - self._first[clauses]
        first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        rows = np.repeat(self._first[clauses] - first[:-1], counts) + np.arange(first[-1])
        cosines = np.full(len(rows), _UNSEEN, np.float32)
        for held in (self._texts, self._wordings):
            for found, values in self._of_clauses(held, vector, clauses):
                cosines[np.searchsorted(rows, found)] = values
        scored = cosines_by_clause(cosines, first, self._texts.windows[rows])
        return scored._replace(window=rows[scored.window])

    def _hits(self, collection: str, field: str, sought: Any, limit: int, where: str) -> Any:
        (hits,) = self._engine.read(
            "search",
            collection,
            data=[sought],
            anns_field=field,
            filter=where,
            limit=min(limit, MOST),
            output_fields=["clause" if field == "postings" else "row"],
        )
        return hits

    def _by_words(self, words: Mapping[int, float], limit: int, where: str) -> dict[int, float]:
        """BM25 scores of the best clauses, by number; those without any of the words are not in."""
        if not words:
            return {}
        hits = self._hits(self._generation.clauses, "postings", dict(words), limit, where)
        return {int(hit["clause"]): float(hit["distance"]) for hit in hits}

    def _nearest(self, held: _Held, vector: Vectors, pool: int, where: str) -> tuple[Scores, float]:
        """Cosine of each clause's best window, shape (clauses,), with at least `pool` clauses seen
        where there are so many; and a cosine that no window not seen exceeds."""
        best = np.full(len(self._first) - 1, _UNSEEN, np.float32)
        most = min(held.total, MOST)
        limit = min(pool * _FIRST_TRY, most)
        while limit:
            rows, cosines = self._windows_near(held, vector, limit, where)
            np.maximum.at(best, self._windows.clause[rows], cosines)
            if len(rows) < limit:
                break
            if np.count_nonzero(best > _UNSEEN) >= pool or limit == most:
                return best, float(cosines.min())
            limit = min(limit * 4, most)
        return best, _UNSEEN

    def _fill(self, best: Scores, held: _Held, vector: Vectors, clauses: Numbers) -> None:
        """Put the cosine of the best window of those clauses that were not seen into `best`."""
        unseen = clauses[(best[clauses] == _UNSEEN) & (held.counts[clauses] > 0)]
        for rows, cosines in self._of_clauses(held, vector, unseen):
            np.maximum.at(best, self._windows.clause[rows], cosines)

    def _of_clauses(
        self, held: _Held, vector: Vectors, clauses: Numbers
    ) -> Iterator[tuple[Numbers, Scores]]:
        """All windows of the clauses with their cosines, in as many answers as it takes."""
        begin, total = 0, 0
        for at, count in enumerate([*held.counts[clauses].tolist(), MOST]):
            if total + count > MOST and total:
                yield self._windows_near(held, vector, total, _among(clauses[begin:at]))
                begin, total = at, 0
            total += count

    def _windows_near(
        self, held: _Held, vector: Vectors, limit: int, where: str
    ) -> tuple[Numbers, Scores]:
        hits = self._hits(held.collection, "vector", vector, limit, where)
        rows = np.array([hit["row"] for hit in hits], np.int64)
        return rows, np.array([hit["distance"] for hit in hits], np.float32)


def _ranges(allowed: Mask) -> str:
    """A filter for the clauses allowed; those of a document stand side by side."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], allowed, [False]]).astype(np.int8)))
    ranges = edges.reshape(-1, 2)
    if len(ranges) > _RANGES:
        return _among(np.flatnonzero(allowed))
    return " or ".join(f"(clause >= {start} and clause < {end})" for start, end in ranges)


def _among(clauses: Numbers) -> str:
    return f"clause in {clauses.tolist()}"


def _held(collection: str, windows: Mask, first: Numbers) -> _Held:
    before = np.concatenate([[0], np.cumsum(windows)]).astype(np.int64)
    return _Held(collection, windows, np.diff(before[first]), int(before[-1]))
