"""JSON form of related regulations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, Field

from api.clause_views import ClauseReference
from assistant.lookup.related import LABEL, RelatedClause
from corpus.clause import Clause


class RelatedClauseView(ClauseReference):
    """An article found by retrieval."""

    likeness: float = Field(description="与任务的语义相似度，最大为 1")

    @classmethod
    def of_related(cls, related: RelatedClause) -> Self:
        """From the domain."""
        reference = ClauseReference.of(related.clause).model_dump()
        return cls(**reference, likeness=round(related.likeness, 3))


class RelatedView(BaseModel):
    """Articles on the matter of a task; `label` must be shown with them."""

    clause_id: str
    label: str
    related: list[RelatedClauseView]

    @classmethod
    def of(cls, clause: Clause, related: Iterable[RelatedClause]) -> Self:
        """From the domain."""
        return cls(
            clause_id=clause.id,
            label=LABEL,
            related=[RelatedClauseView.of_related(each) for each in related],
        )
