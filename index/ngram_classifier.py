"""N-gram classifier: which of two sorts of question a new one is, by how it is put.

    log-odds = bias + sum of the weights of its character n-grams / sqrt(their number)

Logistic regression over hashed character n-grams (Weinberger et al. 2009, Joulin et al. 2017). It
sees what a vector of meaning blurs: a brand asked for beside the lift, 名单, 单双号. The weights
are fitted once for each content and kept beside the model's graph.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from index.question_bank import keep, kept

LONGEST = 3  # characters of an n-gram
BUCKETS = 1 << 18
INVERSE_PENALTY = 100.0  # of the L2 term, as scikit-learn's C

_PUNCTUATION = re.compile(r"[\W_]+")
Weights = npt.NDArray[np.float32]


class NgramClassifier:
    """Log-odds of one sort of question against another; immutable once built."""

    def __init__(self, weights: Weights) -> None:
        """`weights` has BUCKETS entries and the bias after them."""
        self._weights = weights

    @classmethod
    def open(cls, these: Sequence[str], those: Sequence[str], folder: Path) -> Self:
        """The classifier of `these` (positive) against `those`, read from `folder` or fitted."""
        content = "\n".join((f"{LONGEST} {INVERSE_PENALTY}", *these, "", *those))
        file = folder / f"{hashlib.sha256(content.encode()).hexdigest()[:16]}.npy"
        weights = kept(file, (BUCKETS + 1,))
        if weights is None:
            weights = _fitted(these, those)
            keep(weights, file)
        return cls(weights)

    def log_odds(self, question: str) -> float:
        """Above 0 for a question that is put like `these`."""
        found = _ngrams(question)
        if not found:
            return float(self._weights[-1])
        return float(self._weights[-1] + self._weights[found].sum() / len(found) ** 0.5)


def _ngrams(text: str) -> list[int]:
    """The buckets of the distinct n-grams, punctuation aside."""
    text = _PUNCTUATION.sub("", text)
    grams = {
        text[start : start + length]
        for length in range(1, LONGEST + 1)
        for start in range(len(text) - length + 1)
    }
    return sorted({zlib.crc32(gram.encode()) % BUCKETS for gram in grams})


def _fitted(these: Sequence[str], those: Sequence[str]) -> Weights:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = [_ngrams(question) for question in (*these, *those)]
    values = np.concatenate([np.full(len(row), max(len(row), 1) ** -0.5) for row in rows])
    starts = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((values, np.concatenate(rows), starts), shape=(len(rows), BUCKETS))
    labels = np.repeat([1, 0], [len(these), len(those)])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000).fit(matrix, labels)
    return np.concatenate([model.coef_[0], model.intercept_]).astype(np.float32)
