"""Haystack: its splitter, with BM25 and embedding retrievers joined by reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Sequence

import jieba
from haystack import Document as Page
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import RecursiveDocumentSplitter
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore

from corpus.document import Document
from eval.peers.peer import Chunk
from index.embedder import Embedder

CHUNK, OVERLAP = 400, 40  # characters; its default of 200 English words is no measure of Chinese


class HaystackRecipe:
    """Hybrid retrieval; words are cut with jieba, for its BM25 splits at spaces."""

    name = "Haystack（切分 + BM25 与向量融合）"

    def index(self, documents: Sequence[Document], embedder: Embedder) -> None:
        """Split and index the documents."""
        splitter = RecursiveDocumentSplitter(
            split_length=CHUNK,
            split_overlap=OVERLAP,
            split_unit="char",
            separators=["\n\n", "\n", "。"],
        )
        splitter.warm_up()
        pages = [Page(content=d.text, meta={"document": d.id}) for d in documents]
        chunks = splitter.run(documents=pages)["documents"]
        vectors = embedder.embed_passages([str(chunk.content) for chunk in chunks]).tolist()
        store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
        store.write_documents(
            [
                Page(
                    content=_cut(str(chunk.content)),
                    embedding=vector,
                    meta={"document": chunk.meta["document"], "text": chunk.content},
                )
                for chunk, vector in zip(chunks, vectors, strict=True)
            ]
        )
        self._embedder = embedder
        self._lexical = InMemoryBM25Retriever(store)
        self._dense = InMemoryEmbeddingRetriever(store)
        self._joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def search(self, question: str, k: int) -> list[Chunk]:
        """The k best chunks."""
        vector = self._embedder.embed_queries([question])[0].tolist()
        lexical = self._lexical.run(query=_cut(question), top_k=k)["documents"]
        dense = self._dense.run(query_embedding=vector, top_k=k)["documents"]
        joined = self._joiner.run(documents=[lexical, dense])["documents"]
        return [Chunk(page.meta["document"], page.meta["text"]) for page in joined[:k]]


def _cut(text: str) -> str:
    return " ".join(jieba.cut(text))
