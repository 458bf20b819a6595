"""Question bank: example questions by meaning, so that a new one is known by those it is like.

    nearness(question) = mean of the k highest cosines to the bank's questions

A nearest-neighbour estimate (Cover and Hart 1967) over a file that anyone can read and edit. The
vectors are made once for each content and model and kept beside the model's graph.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from index.embedder import Embedder, Vectors

_log = logging.getLogger(__name__)


class QuestionBank:
    """Example questions with their vectors; immutable once built."""

    def __init__(self, questions: Sequence[str], vectors: Vectors) -> None:
        """`vectors` has a row of unit length a question."""
        self.questions = tuple(questions)
        self._vectors = vectors

    @classmethod
    def open(cls, questions: Sequence[str], embedder: Embedder, folder: Path) -> Self:
        """The bank of these questions; its vectors are read from `folder`, or made and kept."""
        content = "\n".join((embedder.model_id, *questions))
        file = folder / f"{hashlib.sha256(content.encode()).hexdigest()[:16]}.npy"
        vectors = kept(file, (len(questions), embedder.dimension))
        if vectors is None:
            vectors = embedder.embed_passages(questions)
            keep(vectors, file)
        return cls(questions, vectors)

    def highest(self, vector: Vectors, k: int) -> Vectors:
        """The k highest cosines to a question's vector, the highest first; 0 for an empty bank."""
        if not self.questions:
            return np.zeros(1, dtype=np.float32)
        cosines = self._vectors @ vector
        k = min(k, len(cosines))
        return np.sort(np.partition(cosines, -k)[-k:])[::-1]

    def cosines(self, vector: Vectors) -> Vectors:
        """The cosine of each of the bank's questions to a question's vector, in their order."""
        return self._vectors @ vector

    def cosines_of(self, rows: npt.NDArray[np.intp], vector: Vectors) -> Vectors:
        """… of those of some rows alone, in the order of the rows."""
        return self._vectors[rows] @ vector

    def nearness(self, vector: Vectors, k: int = 1) -> float:
        """Mean of the k highest cosines to a question's vector; 0 for an empty bank."""
        return float(self.highest(vector, k).mean())

    def nearest(self, vector: Vectors) -> str:
        """The bank's question nearest to a question's vector; empty for an empty bank."""
        if not self.questions:
            return ""
        return self.questions[int(np.argmax(self.cosines(vector)))]


def kept(file: Path, shape: tuple[int, ...]) -> Vectors | None:
    """The numbers kept in a file; None where there are none of this shape."""
    try:
        numbers: Vectors = np.load(file)
    except (OSError, ValueError, EOFError):
        return None
    return numbers if numbers.shape == shape else None


def keep(numbers: Vectors, file: Path) -> None:
    """Write whole or not at all; without a place to write, they are made at every start."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".making-") as making:
            made = Path(making) / file.name
            np.save(made, numbers)
            made.replace(file)
    except OSError as error:
        _log.warning("cannot keep %s: %s", file, error)
