"""LangChain: RecursiveCharacterTextSplitter and the FAISS vector store."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document as Page
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.document import Document
from eval.peers.peer import Chunk
from index.embedder import Embedder

CHUNK, OVERLAP = 1000, 200  # characters, as in the tutorial “Build a RAG app”


class _Embeddings(Embeddings):
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._embedder.embed_queries([text])[0].tolist()
        return vector


class LangChainRecipe:
    """The retrieval of the tutorial."""

    def __init__(self, chunk: int = CHUNK, overlap: int = OVERLAP) -> None:
        self.name = f"LangChain（切 {chunk} 字 + FAISS）"
        self._splitter = RecursiveCharacterTextSplitter(chunk_size=chunk, chunk_overlap=overlap)

    def index(self, documents: Sequence[Document], embedder: Embedder) -> None:
        """Split and index the documents."""
        pages = [Page(d.text, metadata={"document": d.id}) for d in documents]
        self._store = FAISS.from_documents(
            self._splitter.split_documents(pages), _Embeddings(embedder)
        )

    def search(self, question: str, k: int) -> list[Chunk]:
        """The k best chunks."""
        pages = self._store.similarity_search(question, k=k)
        return [Chunk(page.metadata["document"], page.page_content) for page in pages]
