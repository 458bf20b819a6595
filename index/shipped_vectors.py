"""Shipped vectors: those of the shipped texts, so that the first start need not compute them.

    vector ≈ scale * row, row of int8, scale = largest component / 127; the cosine is .9999 and more

A machine without bfloat16 needs six minutes for the corpus and its wordings, and under one with
them. A text that has changed since is not found here and is embedded, so the file may lag behind;
`python -m eval vectors` makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from index.embedder import Embedder, Progress, Vectors
from index.text_digest import SIZE, text_digest

FILE = Path(__file__).parent / "vectors" / "shipped.npz"
_LARGEST = 127


class ShippedVectors:
    """Vectors of texts by their digests; empty for every model but the one they are of."""

    def __init__(
        self,
        digests: npt.NDArray[np.uint8],
        rows: npt.NDArray[np.int8],
        scales: npt.NDArray[np.float32],
    ) -> None:
        """Shapes (texts, 16), (texts, dimension) and (texts,)."""
        self._place = {bytes(digest): i for i, digest in enumerate(digests)}
        self._rows = rows
        self._scales = scales

    @classmethod
    def read(cls, model_id: str, file: Path = FILE) -> Self:
        """What the file has for a model; nothing where it cannot be read: it only saves time."""
        try:
            with np.load(file) as kept:
                if str(kept["model_id"]) == model_id:
                    return cls(kept["digests"], kept["rows"], kept["scales"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            pass
        return cls(
            np.zeros((0, SIZE), np.uint8), np.zeros((0, 0), np.int8), np.zeros(0, np.float32)
        )

    def __len__(self) -> int:
        return len(self._place)

    def known(self, texts: Sequence[str]) -> list[int]:
        """The positions of the texts that have a vector here."""
        return [i for i, text in enumerate(texts) if text_digest(text) in self._place]

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are known, shape (texts, dimension), of unit length."""
        places = [self._place[text_digest(text)] for text in texts]
        found = self._rows[places].astype(np.float32) * self._scales[places, None]
        unit: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit


class Recording:
    """An embedder that keeps what passages it was given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.texts: dict[str, Vectors] = {}

    @property
    def model_id(self) -> str:
        """That of the embedder."""
        return self._embedder.model_id

    @property
    def dimension(self) -> int:
        """That of the embedder."""
        return self._embedder.dimension

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As the embedder does."""
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """As the embedder does; kept."""
        vectors = self._embedder.embed_passages(texts, progress)
        self.texts.update(zip(texts, vectors, strict=True))
        return vectors


def ship(model_id: str, texts: Iterable[tuple[str, Vectors]], file: Path = FILE) -> int:
    """Write texts' vectors of unit length, in place of the file; returns how many."""
    by_digest = sorted((text_digest(text), vector) for text, vector in dict(texts).items())
    vectors = np.stack([vector for _, vector in by_digest])
    scales = np.abs(vectors).max(axis=1) / _LARGEST
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_suffix(".making.npz")
    np.savez(
        made,
        model_id=np.array(model_id),
        digests=np.frombuffer(b"".join(d for d, _ in by_digest), np.uint8).reshape(-1, SIZE),
        rows=np.rint(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    made.replace(file)
    return len(by_digest)
