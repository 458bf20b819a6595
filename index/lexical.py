"""BM25 over jieba words with field weights, as arrays that load at once."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from index.words import new_segmenter

K1 = 1.2
B = 0.75
FIELD_WEIGHTS = {"title": 3.0, "path": 1.0, "body": 1.0}

_WORD = re.compile(r"[\u3400-\u9fffa-z0-9]")


def fold_text(text: str) -> str:
    """NFKC and lower case, as postings and queries are compared."""
    return unicodedata.normalize("NFKC", text).lower()


class Tokenizer:
    """jieba's search mode with the domain's own words."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(sorted({fold_text(word) for word in words if 2 <= len(word) <= 10}))
        self._jieba = new_segmenter(self.words)

    def tokens(self, text: str) -> list[str]:
        """Words of a text, long ones with the words inside them; punctuation dropped."""
        cut = self._jieba.cut_for_search(fold_text(text), HMM=False)
        return [token for token in cut if _WORD.search(token)]


@dataclass(frozen=True, slots=True)
class FieldText:
    """The fields of one clause, as text."""

    title: str
    path: str
    body: str


class LexicalIndex:
    """BM25F, simple form (Robertson & Zaragoza 2009, section 3.6): fields are weighted in the term
    frequency and in the length, then

        score(q, d) = sum over t of idf(t) * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len / avglen))
        idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))
    """

    def __init__(
        self,
        vocabulary: dict[str, int],
        offsets: npt.NDArray[np.int64],
        documents: npt.NDArray[np.int32],
        impacts: npt.NDArray[np.float32],
        count: int,
    ) -> None:
        self.vocabulary = vocabulary
        self.offsets = offsets
        self.documents = documents
        self.impacts = impacts
        self.count = count

    @property
    def terms(self) -> list[str]:
        """The vocabulary by number."""
        return sorted(self.vocabulary, key=self.vocabulary.__getitem__)

    @classmethod
    def build(cls, texts: Sequence[FieldText], tokenizer: Tokenizer) -> Self:
        """Index the texts; position i in the index is text i."""
        vocabulary: dict[str, int] = {}
        frequencies: list[dict[int, float]] = []
        for text in texts:
            weighted: dict[int, float] = {}
            for field, weight in FIELD_WEIGHTS.items():
                for token, times in Counter(tokenizer.tokens(getattr(text, field))).items():
                    term = vocabulary.setdefault(token, len(vocabulary))
                    weighted[term] = weighted.get(term, 0.0) + weight * times
            frequencies.append(weighted)
        lengths = np.array([sum(f.values()) for f in frequencies], np.float64)
        average = lengths.mean() if len(lengths) and lengths.any() else 1.0
        postings: list[list[tuple[int, float]]] = [[] for _ in vocabulary]
        for document, weighted in enumerate(frequencies):
            norm = K1 * (1 - B + B * lengths[document] / average)
            for term, tf in weighted.items():
                postings[term].append((document, tf * (K1 + 1) / (tf + norm)))
        offsets = np.zeros(len(vocabulary) + 1, np.int64)
        np.cumsum([len(p) for p in postings], out=offsets[1:])
        documents = np.array([d for p in postings for d, _ in p], np.int32)
        impacts = np.array([i for p in postings for _, i in p], np.float32)
        count = len(texts)
        df = np.diff(offsets)
        idf = np.log(1 + (count - df + 0.5) / (df + 0.5)).astype(np.float32)
        impacts *= np.repeat(idf, df)
        return cls(vocabulary, offsets, documents, impacts, count)

    def scores(self, weights: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """BM25 of every text for weighted query terms, shape (count,)."""
        result = np.zeros(self.count, np.float32)
        for word, weight in weights.items():
            holders, impacts = self.postings(word)
            # A text stands once in a term's postings, so plain indexing adds correctly.
            result[holders] += weight * impacts
        return result

    def postings(self, word: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The texts that have a word, ascending, and what it adds to the score of each."""
        term = self.vocabulary.get(word)
        if term is None:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        span = slice(self.offsets[term], self.offsets[term + 1])
        return self.documents[span], self.impacts[span]

    def frequent_words(self, least: int) -> frozenset[str]:
        """Words that stand in at least so many texts."""
        counts = np.diff(self.offsets)
        return frozenset(word for word, term in self.vocabulary.items() if counts[term] >= least)

    def impact(self, token: str, document: int) -> float:
        """What one term adds to one text's score."""
        return float(self.impacts_on((token,), np.array([document]))[0, 0])

    def impacts_on(
        self, words: Sequence[str], documents: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """What each word adds to the score of each text, shape (words, documents)."""
        result = np.zeros((len(words), len(documents)), np.float32)
        for row, word in enumerate(words):
            holders, impacts = self.postings(word)
            if len(holders):
                # Of one type: an array of another would be converted whole, however long.
                wanted = documents.astype(holders.dtype)
                at = np.minimum(np.searchsorted(holders, wanted), len(holders) - 1)
                result[row] = np.where(holders[at] == wanted, impacts[at], np.float32(0.0))
        return result

    def save(self, folder: Path) -> None:
        """Write postings.npz and vocabulary.json."""
        np.savez(
            folder / "postings.npz",
            offsets=self.offsets,
            documents=self.documents,
            impacts=self.impacts,
            count=np.array(self.count),
        )
        (folder / "vocabulary.json").write_text(
            json.dumps(self.terms, ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        arrays = np.load(folder / "postings.npz")
        words = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        return cls(
            {word: i for i, word in enumerate(words)},
            arrays["offsets"],
            arrays["documents"],
            arrays["impacts"],
            int(arrays["count"]),
        )
