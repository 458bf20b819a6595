"""Postings of a large store: read from the file where they lie, the best texts without the rest.

A search of a million texts would add up hundreds of thousands of postings of words that stand
everywhere. The words are taken from the weightiest on; as soon as what is left cannot lift a new
text among the best, it is only looked up for the texts met so far (MaxScore, Turtle and Flood 1995;
the result is the same as without it).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.fusion import Scores
from index.lexical import LexicalIndex
from index.searchable import best_positions

OFFSETS, DOCUMENTS, IMPACTS = "postings-offsets.npy", "postings-texts.npy", "postings-impacts.npy"
MOST, WORDS = "postings-most.npy", "vocabulary.json"
FILES = (OFFSETS, DOCUMENTS, IMPACTS, MOST, WORDS)

_LIKELY = 8  # texts, to one wanted, among which the k-th best is looked for
_FEW = 20_000  # texts for which it is worth looking words up one by one
_TINY = float(np.finfo(np.float32).tiny)  # less than any score

_Numbers = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]


class MappedPostings(LexicalIndex):
    """A LexicalIndex over mapped files, with the highest impact of each word."""

    def __init__(
        self,
        vocabulary: dict[str, int],
        offsets: _Numbers,
        documents: npt.NDArray[np.int32],
        impacts: Scores,
        count: int,
        most: Scores,
    ) -> None:
        super().__init__(vocabulary, offsets, documents, impacts, count)
        self._most = most

    @classmethod
    def open(cls, folder: Path, count: int) -> MappedPostings:
        """Map what `write_postings` wrote of `count` texts."""
        words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        return cls(
            {word: term for term, word in enumerate(words)},
            mapped(folder / OFFSETS),
            mapped(folder / DOCUMENTS),
            mapped(folder / IMPACTS),
            count,
            mapped(folder / MOST),
        )

    def best(self, weights: Mapping[str, float], k: int, allowed: _Mask | None = None) -> _Numbers:
        """The `k` texts of the highest scores among those allowed, best first.

        Fewer when fewer have a word; `allowed` has shape (count,).
        """
        bounds = {
            word: weight * float(self._most[self.vocabulary[word]])
            for word, weight in weights.items()
            if word in self.vocabulary
        }
        order = sorted(bounds, key=lambda word: -bounds[word])
        left = sum(bounds.values())
        scores = np.zeros(self.count, np.float32)
        likely = np.zeros(0, np.int32)  # texts of the weightiest words
        least = 0.0  # what the k-th best text has at least
        for place, word in enumerate(order, 1):
            holders, impacts = self.postings(word)
            if allowed is not None:
                held = allowed[holders]
                holders, impacts = holders[held], impacts[held]
            scores[holders] += np.float32(weights[word]) * impacts
            left -= bounds[word]
            if len(likely) < _LIKELY * k:
                likely = np.union1d(likely, holders)
            least = _kth(scores[likely], k)
            if least > left and place < len(order):  # no text not met yet can have more than `left`
                met = np.flatnonzero(scores >= max(least - left, _TINY))
                if len(met) <= _FEW:
                    rest = {word: weights[word] for word in order[place:]}
                    found = scores[met] + self._sum(rest, met)
                    return met[best_positions(found, k)]
        met = np.flatnonzero(scores >= max(least, _TINY))
        return met[best_positions(scores[met], k)]

    def scores_on(self, weights: Mapping[str, float], documents: _Numbers) -> Scores:
        """BM25 of some texts, shape (documents,)."""
        return self._sum(weights, documents)

    def _sum(self, weights: Mapping[str, float], documents: _Numbers) -> Scores:
        words = tuple(weights)
        factors = np.array([weights[word] for word in words], np.float32)
        scores: Scores = factors @ self.impacts_on(words, documents)
        return scores


def write_postings(lexical: LexicalIndex, folder: Path) -> None:
    """Write an index as the files that MappedPostings maps."""
    np.save(folder / OFFSETS, lexical.offsets)
    np.save(folder / DOCUMENTS, lexical.documents)
    np.save(folder / IMPACTS, lexical.impacts)
    # Every word of the vocabulary stands in some text, so no stretch is empty.
    has_any = len(lexical.impacts) > 0
    most = np.maximum.reduceat(lexical.impacts, lexical.offsets[:-1]) if has_any else np.zeros(0)
    np.save(folder / MOST, most.astype(np.float32))
    (folder / WORDS).write_text(json.dumps(lexical.terms, ensure_ascii=False), encoding="utf-8")


def mapped(path: Path) -> npt.NDArray[Any]:
    """An array of a file, left on disk; ValueError for a file cut short."""
    # A plain view: slicing np.memmap itself costs many times as much.
    return np.asarray(np.load(path, mmap_mode="r"))


def _kth(scores: Scores, k: int) -> float:
    """The k-th highest score, 0 where there are fewer."""
    return (
        float(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else 0.0
    )
