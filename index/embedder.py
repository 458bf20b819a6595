"""Embedder: queries and passages as unit vectors, by a sentence-transformers model."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PolicyError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FloatArray = NDArray[np.float32]
Progress = Callable[[int, int], None]  # passages done, passages in all

CACHED_QUERIES = 512
# On few cores small batches of like length win: less padding, and the caches hold.
BATCH = 8
CHUNK = 32  # passages between two reports of progress
DEFAULT_MAX_TOKENS = 512


class EmbeddingModelError(PolicyError):
    """The embedding model is missing or cannot be loaded."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(
            message,
            f"无法载入向量模型“{name}”。请检查设置 POLICY_MODEL：应为 sentence-transformers "
            "模型目录或名称；随项目提供的模型可用 python -m index.build_model 重新生成。",
        )


class Embedder(Protocol):
    """What the store and the retriever need of a model."""

    @property
    def model_id(self) -> str:
        """Names the model's exact content: vectors of equal ids may be mixed."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Most tokens of a passage that the model reads."""

    def count_tokens(self, passage: str) -> int:
        """Tokens of a passage as embedded, with prefix and special tokens."""

    def embed_queries(self, queries: Sequence[str]) -> FloatArray:
        """One unit vector a row."""

    def embed_passages(
        self, passages: Sequence[str], progress: Progress | None = None
    ) -> FloatArray:
        """One unit vector a row, in the given order."""


class SentenceTransformerEmbedder:
    """Embedder over a model folder or name.

    The model is loaded at first use, or by `load()`; a missing folder is told at once.
    Safe to share between threads.
    """

    def __init__(self, path_or_name: str | Path, threads: int = 0) -> None:
        self.name = str(path_or_name)
        self.threads = threads
        folder = Path(path_or_name)
        self._folder = folder if folder.is_dir() else None
        if self._folder is None and (folder.is_absolute() or self.name.startswith((".", "~"))):
            raise EmbeddingModelError(f"no model folder at {folder}", self.name)
        if self._folder is not None and not (self._folder / "modules.json").is_file():
            raise EmbeddingModelError(f"{folder} is no sentence-transformers folder", self.name)
        self._loading = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._query = lru_cache(maxsize=CACHED_QUERIES)(self._embed_query)

    @cached_property
    def model_id(self) -> str:
        """The hub name, or for a folder a digest of its content, wherever it lies."""
        if self._folder is None:
            return self.name
        digest = hashlib.sha256()
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and path.suffix != ".md":
                digest.update(path.relative_to(self._folder).as_posix().encode() + b"\0")
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"sha256:{digest.hexdigest()[:32]}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        dimension = self.load().get_embedding_dimension()
        assert dimension is not None
        return dimension

    @cached_property
    def max_tokens(self) -> int:
        """Most tokens of a passage that the model reads."""
        return self.load().max_seq_length or DEFAULT_MAX_TOKENS

    def load(self) -> SentenceTransformer:
        """The model, loaded on the first call (seconds)."""
        with self._loading:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> SentenceTransformer:
        # Importing torch takes seconds, which commands that embed nothing need not spend.
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if self.threads:
            torch.set_num_threads(self.threads)
        try:
            return SentenceTransformer(
                self.name,
                device="cpu",
                local_files_only=self._folder is not None,
                # CPUs compute in 32 bits; 16-bit weights are for the disk.
                model_kwargs={"dtype": torch.float32},
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise EmbeddingModelError(f"cannot load {self.name}: {error}", self.name) from error

    @cached_property
    def _passage_prefix(self) -> str:
        prompts = self.load().prompts
        names = ("document", "passage", "corpus")  # the order of encode_document
        return next((prompts[name] or "" for name in names if name in prompts), "")

    def count_tokens(self, passage: str) -> int:
        """Tokens of a passage as embedded, with prefix and special tokens."""
        tokenizer: Any = self.load().tokenizer
        return len(tokenizer(self._passage_prefix + passage, verbose=False)["input_ids"])

    def embed_queries(self, queries: Sequence[str]) -> FloatArray:
        """One unit vector a row; a single query is remembered."""
        if len(queries) == 1:
            return self._query(queries[0])[None, :]
        if not queries:
            return np.zeros((0, self.dimension), np.float32)
        return _unit(
            self.load().encode_query(list(queries), batch_size=BATCH, show_progress_bar=False)
        )

    def _embed_query(self, query: str) -> FloatArray:
        vector: FloatArray = _unit(self.load().encode_query([query], show_progress_bar=False))[0]
        vector.setflags(write=False)
        return vector

    def embed_passages(
        self, passages: Sequence[str], progress: Progress | None = None
    ) -> FloatArray:
        """One unit vector a row, in the given order; embedded longest first."""
        vectors = np.zeros((len(passages), self.dimension), np.float32)
        order = sorted(range(len(passages)), key=lambda i: -len(passages[i]))
        for done in range(0, len(order), CHUNK):
            rows = order[done : done + CHUNK]
            vectors[rows] = _unit(
                self.load().encode_document(
                    [passages[i] for i in rows], batch_size=BATCH, show_progress_bar=False
                )
            )
            if progress is not None:
                progress(done + len(rows), len(order))
        return vectors


def _unit(vectors: Any) -> FloatArray:
    """Float32 rows of length 1, also from a model that does not normalise."""
    rows = np.asarray(vectors, np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    normalised: FloatArray = rows / np.maximum(lengths, np.finfo(np.float32).tiny)
    return normalised
