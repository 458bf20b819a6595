"""Peer: what a recipe has to offer to be measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Document
from index.embedder import Embedder


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document that a recipe keeps as one piece."""

    document_id: str
    text: str


class Peer(Protocol):
    """A recipe: splits and indexes documents, then finds chunks."""

    name: str

    def index(self, documents: Sequence[Document], embedder: Embedder) -> None:
        """Split and index the documents."""
        ...

    def search(self, question: str, k: int) -> list[Chunk]:
        """The k best chunks, best first."""
        ...
