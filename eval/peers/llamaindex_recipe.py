"""LlamaIndex: its default node parser and the in-memory vector index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core import Document as Page
from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from pydantic import PrivateAttr

from corpus.document import Document
from eval.peers.peer import Chunk
from index.embedder import Embedder


class _Embeddings(BaseEmbedding):  # type: ignore[misc, unused-ignore]
    _embedder: Any = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name="shipped")
        self._embedder = embedder

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.embed_queries([query])[0].tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class LlamaIndexRecipe:
    """VectorStoreIndex over SentenceSplitter's nodes, all settings as they come."""

    name = "LlamaIndex（默认切分 + 向量索引）"

    def index(self, documents: Sequence[Document], embedder: Embedder) -> None:
        """Split and index the documents."""
        self._embeddings = _Embeddings(embedder)
        self._index = VectorStoreIndex.from_documents(
            [Page(text=d.text, metadata={"document": d.id}) for d in documents],
            transformations=[SentenceSplitter()],
            embed_model=self._embeddings,
        )

    def search(self, question: str, k: int) -> list[Chunk]:
        """The k best nodes."""
        found = self._index.as_retriever(similarity_top_k=k).retrieve(question)
        return [Chunk(hit.node.metadata["document"], hit.node.get_content()) for hit in found]
