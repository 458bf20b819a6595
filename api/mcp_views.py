"""What the MCP tools give: structured forms, and the same as text for a model to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, Field

from api.cited_text import cited_text, reference
from api.clause_views import CitationView, ClauseReference, NamedUnitView
from assistant.answer import Answer, Status
from assistant.lookup.knowledge import UnitTasks
from corpus.clause import Clause
from index.hit import Hit

EXCERPT = 300  # characters of a clause in a list; the tool clause gives it in full


class McpAnswer(BaseModel):
    """An answer; citations and units are empty when it is refused."""

    status: Status
    refused: bool = Field(description="没有作出回答")
    text: str
    conversation_id: str = Field(description="追问时传回")
    citations: list[CitationView] = Field(description="回答所依据的条款和原文")
    units: list[NamedUnitView]
    nearest: list[ClauseReference] = Field(description="拒答时最接近的条款，不是依据")
    ask_unit: str = Field(description="拒答时可询问的单位")
    suggestions: list[str]

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """From the domain."""
        return cls(
            status=answer.status,
            refused=answer.refused,
            text=answer.text or answer.reason,
            conversation_id=answer.conversation_id,
            citations=[CitationView.of_citation(citation) for citation in answer.citations],
            units=[NamedUnitView.of(unit) for unit in answer.units],
            nearest=[ClauseReference.of(clause) for clause in answer.nearest],
            ask_unit=answer.ask_unit,
            suggestions=list(answer.suggestions),
        )


class McpHit(ClauseReference):
    """A clause found, with the beginning of its text."""

    score: float
    excerpt: str = Field(description=f"条款开头，最多 {EXCERPT} 字")

    @classmethod
    def of_hit(cls, hit: Hit) -> Self:
        """From the domain."""
        return cls(
            **ClauseReference.of(hit.clause).model_dump(),
            score=hit.score,
            excerpt=hit.clause.text.strip()[:EXCERPT],
        )


class McpHits(BaseModel):
    """What a search found, best first."""

    hits: list[McpHit]


def answer_text(answer: Answer) -> str:
    """The answer with its list of clauses, and how to go on."""
    text = cited_text(answer).text
    if answer.conversation_id:
        text += f"\n\n会话编号（追问时作为 conversation_id 传入）：{answer.conversation_id}"
    return text


def hits_text(hits: Iterable[Hit]) -> str:
    """One clause a paragraph."""
    found = "\n\n".join(
        f"{number}. {reference(hit.clause)}（编号 {hit.clause.id}）\n"
        f"{hit.clause.text.strip()[:EXCERPT]}"
        for number, hit in enumerate(hits, 1)
    )
    return found or "没有找到相关的条款。"


def clause_text(clause: Clause) -> str:
    """A clause with its place."""
    place = " › ".join((f"《{clause.document_title}》", *clause.path))
    return f"{place}\n编号 {clause.id}\n\n{clause.text.strip()}"


def tasks_text(tasks: UnitTasks) -> str:
    """A unit's tasks by role, counted."""

    def listed(role: str, clauses: tuple[Clause, ...]) -> str:
        lines = "".join(f"\n- {reference(each)}（编号 {each.id}）" for each in clauses)
        return f"{role} {len(clauses)} 项{lines}"

    lead, responsible = listed("牵头", tasks.lead), listed("责任单位", tasks.responsible)
    return f"{tasks.name}\n{lead}\n{responsible}"
