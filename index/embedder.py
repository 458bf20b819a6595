"""Embedder: texts to unit vectors, behind one Protocol."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import PolicyError
from index import adapter
from index.remembered import remembered

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]  # done, total

BATCH = 16
CACHED_QUERIES = 4096


class ModelMissingError(PolicyError):
    """The embedding model cannot be loaded."""


class Embedder(Protocol):
    """Vectors have unit length, so that an inner product is a cosine."""

    @property
    def model_id(self) -> str:
        """Names the model by content: equal ids give equal vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (len(texts), dimension)."""

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages, shape (len(texts), dimension)."""


class SentenceTransformerEmbedder:
    """Any sentence-transformers folder or name; the shipped folder needs no network.

    The shipped adapter is merged into the model it was trained from, and into no other.
    """

    def __init__(self, model: str | Path, threads: int = 0, *, half: bool = False) -> None:
        """`threads` 0 leaves the choice to torch. The model is loaded on first use.

        `half` computes passages in bfloat16: over twice as fast where the CPU has it, at a cosine
        of .999 and more to the full ones.
        """
        self._name = str(model)
        self._threads = threads
        self._half = half
        self._query = remembered(self._embed_query, CACHED_QUERIES)

    @cached_property
    def model_id(self) -> str:
        """Folder name and the digest of its weights and configuration; or the model's name."""
        folder = Path(self._name)
        if not folder.is_dir():
            return self._name
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".json", ".safetensors", ".bin"}:
                digest.update(path.name.encode())
                digest.update(adapter.file_digest(path).encode())
        if self._adapted:
            digest.update(adapter.file_digest(adapter.ADAPTER).encode())
        return f"{folder.name}-{digest.hexdigest()[:16]}"

    @cached_property
    def _adapted(self) -> bool:
        return adapter.fits(Path(self._name))

    def load(self) -> SentenceTransformer:
        """The model itself, the adapter merged; raises ModelMissingError."""
        return self._model

    @cached_property
    def _model(self) -> SentenceTransformer:
        folder = Path(self._name)
        if not folder.is_dir() and (os.sep in self._name or self._name.startswith(".")):
            raise ModelMissingError(
                f"no model folder at {self._name}",
                f"找不到向量模型目录“{self._name}”。请检查 POLICY_MODEL 设置，或重新获取项目文件。",
            )
        if folder.is_dir():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer

        for noisy in ("sentence_transformers", "transformers"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        if self._threads:
            torch.set_num_threads(self._threads)
        try:
            # float32: half precision is emulated, and slower, on most CPUs.
            model = SentenceTransformer(
                self._name, device="cpu", model_kwargs={"dtype": torch.float32}
            )
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            raise ModelMissingError(
                f"cannot load model {self._name}: {error}",
                f"无法加载向量模型“{self._name}”。请检查 POLICY_MODEL 设置，或重新获取项目文件。",
            ) from error
        if self._adapted:
            adapter.merge(model)
        return model

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def token_limit(self) -> int:
        """Tokens of a text that the model reads."""
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, the passage prefix and the marks at both ends included."""
        encoded = self._model.tokenizer([f"passage: {text}" for text in texts], truncation=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; one already asked is remembered."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack([self._query(text) for text in texts])

    def _embed_query(self, text: str) -> Vectors:
        vectors = self._model.encode_query([text], show_progress_bar=False)
        return np.asarray(vectors[0], np.float32)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages; batches hold texts of like length, so little is padded."""
        import torch

        result = np.zeros((len(texts), self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        size = 4 * BATCH if self._half else BATCH
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._half):
                vectors = self._model.encode_document(
                    [texts[i] for i in batch],
                    batch_size=size,
                    show_progress_bar=False,
                    convert_to_numpy=False,
                )
            result[batch] = torch.stack(list(vectors)).float().numpy()
            if progress:
                progress(min(start + size, len(order)), len(order))
        return result
