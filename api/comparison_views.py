"""JSON form of a comparison."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, Field

from api.clause_views import ClauseReference
from corpus.comparison import ChangeKind, ClauseChange, Comparison
from corpus.document import Document
from corpus.word_marks import Mark


class ComparedDocumentView(BaseModel):
    """One of the two versions."""

    id: str
    title: str
    number: str | None

    @classmethod
    def of(cls, document: Document) -> Self:
        """From the domain."""
        return cls(id=document.id, title=document.title, number=document.number)


class PieceView(BaseModel):
    """Neighbouring words with the same mark."""

    mark: Mark
    text: str


class ClauseChangeView(BaseModel):
    """A clause in both versions; pieces not added make up the old text, not removed the new."""

    kind: ChangeKind
    old: ClauseReference | None
    new: ClauseReference | None
    pieces: list[PieceView]

    @classmethod
    def of(cls, change: ClauseChange) -> Self:
        """From the domain."""
        return cls(
            kind=change.kind,
            old=ClauseReference.of(change.old) if change.old else None,
            new=ClauseReference.of(change.new) if change.new else None,
            pieces=[PieceView(mark=piece.mark, text=piece.text) for piece in change.pieces],
        )


class ComparisonView(BaseModel):
    """What differs between two versions; clauses that are the same are only counted."""

    old: ComparedDocumentView
    new: ComparedDocumentView
    counts: dict[ChangeKind, int] = Field(description="每种情况的条款数")
    changes: list[ClauseChangeView]

    @classmethod
    def of(cls, comparison: Comparison) -> Self:
        """From the domain."""
        return cls(
            old=ComparedDocumentView.of(comparison.old),
            new=ComparedDocumentView.of(comparison.new),
            counts={kind: comparison.count(kind) for kind in ChangeKind},
            changes=[ClauseChangeView.of(change) for change in comparison.different],
        )
