"""Lexical search: BM25F over jieba's search-mode words.

For a term t, a clause d with fields f, and N clauses of which n hold t:

    tf(t, d) = sum over f of  weight_f * count_f(t, d) / (1 - b_f + b_f * length_f(d) / mean_f)
    idf(t)   = ln(1 + (N - n + 0.5) / (n + 0.5))
    score(q, d) = sum over t in q of  weight_q(t) * idf(t) * tf(t, d) * (K1 + 1) / (K1 + tf(t, d))

(Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, 3.4 and
3.5; the idf is the form that is never negative.) What does not depend on the query is computed
once, so a query adds up one array of numbers for each of its terms.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.clause import Clause

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int32]

K1 = 1.2


@dataclass(frozen=True, slots=True)
class Field:
    """Weight of a field and how far its length counts (b)."""

    weight: float
    b: float


FIELDS: Mapping[str, Field] = {
    "document": Field(weight=0.5, b=0.3),
    "heading": Field(weight=1.0, b=0.5),
    "body": Field(weight=1.0, b=0.75),
}

# Words that carry grammar or the act of asking, not the subject.
_STOP_WORDS = """
的 了 和 与 及 或 在 是 有 由 对 为 以 于 等 等等 之 其 这 那 也 就 都 把 被 让 给 请 请问
吗 呢 啊 吧 么 什么 怎么 怎样 如何 哪 哪个 哪些 哪里 哪家 哪儿 谁 为什么 我 你 他 她 我们
你们 他们 想 想问 一下 问 问一下 关于 以及 并 并且 而 但 可以 能 能否 能不能 是否 是不是
有没有 应当 应该 会 要 到 从 向 不
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def fold(text: str) -> str:
    """NFKC (full-width digits and letters become plain) and lower case."""
    return unicodedata.normalize("NFKC", text).lower()


class Segmenter:
    """Search-mode words of a text, with user words that stay whole and are cut as well.

    Holds its own dictionary and uses no cache file: another user of the machine could
    have written the one that jieba would read.
    """

    def __init__(self, user_words: Iterable[str] = ()) -> None:
        self._jieba: Any = jieba.Tokenizer()
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.initialized = True
        words = sorted({fold(word) for word in user_words})
        # Cut before any is added, so that 城镇老旧小区改造 is found by 老旧小区 too.
        self._parts = {word: self._cut(word) for word in words if len(word) > 1}
        self.user_words = tuple(self._parts)
        for word in self._parts:
            self._jieba.add_word(word)

    def _cut(self, text: str) -> list[str]:
        return list(self._jieba.cut_for_search(text))

    def tokens(self, text: str) -> list[str]:
        """Words of a text in order; no punctuation, no grammar words."""
        found: list[str] = []
        for token in self._cut(fold(text)):
            found.append(token)
            found.extend(part for part in self._parts.get(token, ()) if part != token)
        return [t for t in found if t not in STOP_WORDS and any(c.isalnum() for c in t)]


def clause_fields(clause: Clause) -> dict[str, str]:
    """The text of each field of a clause."""
    return {
        "document": clause.document_title,
        "heading": "\n".join((*clause.path, clause.title)),
        "body": clause.text,
    }


class LexicalIndex:
    """Postings: for each term the clauses that hold it, with the term's score in each."""

    def __init__(
        self,
        terms: Sequence[str],
        starts: IntArray,
        clauses: IntArray,
        scores: FloatArray,
        idf: FloatArray,
        size: int,
    ) -> None:
        self.terms = tuple(terms)
        self.starts, self.clauses, self.term_scores, self.idf = starts, clauses, scores, idf
        self.size = size
        self._ids = {term: i for i, term in enumerate(self.terms)}

    @classmethod
    def build(
        cls, rows: Sequence[Mapping[str, Sequence[str]]], fields: Mapping[str, Field] = FIELDS
    ) -> LexicalIndex:
        """Index rows of tokens by field, by the formula at the top of this module."""
        size = len(rows)
        means = {
            name: max(sum(len(row.get(name, ())) for row in rows) / max(size, 1), 1.0)
            for name in fields
        }
        postings: dict[str, list[tuple[int, float]]] = {}
        for number, row in enumerate(rows):
            weighted: defaultdict[str, float] = defaultdict(float)
            for name, field in fields.items():
                tokens = row.get(name, ())
                norm = 1 - field.b + field.b * len(tokens) / means[name]
                for term, count in Counter(tokens).items():
                    weighted[term] += field.weight * count / norm
            for term, frequency in weighted.items():
                postings.setdefault(term, []).append((number, frequency))
        terms = sorted(postings)
        held = np.array([len(postings[term]) for term in terms], np.int64)
        idf = np.log(1 + (size - held + 0.5) / (held + 0.5))
        starts = np.concatenate(([0], np.cumsum(held))).astype(np.int32)
        pairs = [pair for term in terms for pair in postings[term]]
        clauses = np.array([number for number, _ in pairs], np.int32)
        frequencies = np.array([value for _, value in pairs], np.float64)
        scores = np.repeat(idf, held) * frequencies * (K1 + 1) / (K1 + frequencies)
        return cls(terms, starts, clauses, scores.astype(np.float32), idf.astype(np.float32), size)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays to keep beside `terms`."""
        return {
            "starts": self.starts,
            "clauses": self.clauses,
            "scores": self.term_scores,
            "idf": self.idf,
            "size": np.array(self.size),
        }

    @classmethod
    def from_arrays(cls, terms: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> LexicalIndex:
        """The index that gave `terms` and `arrays()`."""
        return cls(
            terms,
            arrays["starts"],
            arrays["clauses"],
            arrays["scores"],
            arrays["idf"],
            int(arrays["size"]),
        )

    def postings(self, term: str) -> tuple[IntArray, FloatArray]:
        """Clauses that hold a term, ascending, and its score in each."""
        number = self._ids.get(term)
        if number is None:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        span = slice(self.starts[number], self.starts[number + 1])
        return self.clauses[span], self.term_scores[span]

    def scores(self, weights: Mapping[str, float] | Iterable[str]) -> FloatArray:
        """Score of every clause for weighted (or plain, once each) query terms."""
        total = np.zeros(self.size, np.float32)
        for term, weight in _weights(weights).items():
            clauses, scores = self.postings(term)
            total[clauses] += np.float32(weight) * scores
        return total

    def best_possible(self, weights: Mapping[str, float] | Iterable[str]) -> float:
        """The score no clause can reach: every known term, endlessly often."""
        return sum(
            weight * float(self.idf[self._ids[term]]) * (K1 + 1)
            for term, weight in _weights(weights).items()
            if term in self._ids
        )

    def hit_terms(
        self, weights: Mapping[str, float] | Iterable[str], clause: int
    ) -> tuple[str, ...]:
        """The query's terms that the clause holds, heaviest first."""
        found: list[tuple[float, str]] = []
        for term, weight in _weights(weights).items():
            clauses, scores = self.postings(term)
            at = int(np.searchsorted(clauses, clause))
            if at < len(clauses) and clauses[at] == clause:
                found.append((-weight * float(scores[at]), term))
        return tuple(term for _, term in sorted(found))

    def search(
        self, weights: Mapping[str, float] | Iterable[str], k: int
    ) -> list[tuple[int, float, tuple[str, ...]]]:
        """The k best clauses with score and terms hit; clauses without a hit are left out."""
        weights = _weights(weights)
        scores = self.scores(weights)
        best = top(scores, k)
        return [
            (int(i), float(scores[i]), self.hit_terms(weights, int(i))) for i in best if scores[i]
        ]


def top(scores: NDArray[Any], k: int) -> NDArray[np.int64]:
    """Positions of the k highest scores, best first, the earlier first among equals."""
    k = min(k, len(scores))
    if k <= 0:
        return np.zeros(0, np.int64)
    bound = np.partition(scores, len(scores) - k)[len(scores) - k]
    candidates = np.flatnonzero(scores >= bound)
    return candidates[np.argsort(-scores[candidates], kind="stable")][:k]


def _weights(weights: Mapping[str, float] | Iterable[str]) -> Mapping[str, float]:
    return weights if isinstance(weights, Mapping) else dict.fromkeys(weights, 1.0)
