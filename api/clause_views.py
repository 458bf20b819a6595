"""JSON forms of clauses, their units and targets, and of references to them."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict

from assistant.answer import Citation as AnswerCitation
from assistant.answer import CitedIndicator, NamedUnit
from corpus.clause import Clause, ClauseKind
from corpus.indicator import Indicator
from corpus.listed_units import as_listed
from corpus.responsibility import Responsibility, Role


class UnitMentionView(BaseModel):
    """A unit as a clause names it.

    `text` is the exact words, `left_open` the 等部门 that the text has after it, or nothing.
    """

    name: str
    text: str
    left_open: str = ""

    @classmethod
    def all_of(cls, clause: Clause, role: Role) -> list[Self]:
        """From the domain."""
        duty = clause.responsibility or Responsibility()
        return [
            cls(name=mention.name, text=mention.text, left_open=listed.left_open)
            for mention, listed in zip(duty.mentions(role), as_listed(clause, role), strict=True)
        ]


class IndicatorView(BaseModel):
    """A quantified target."""

    name: str
    comparator: str
    value: float
    unit: str
    year: int | None

    @classmethod
    def of(cls, indicator: Indicator) -> Self:
        """From the domain."""
        return cls(
            name=indicator.name,
            comparator=indicator.comparator,
            value=indicator.value,
            unit=indicator.unit,
            year=indicator.year,
        )


class ClauseView(BaseModel):
    """A clause with its units and indicators."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "cq-urban-renewal-2022:7.2.1",
                    "document_id": "cq-urban-renewal-2022",
                    "document_title": "重庆市城市更新提升“十四五”行动计划",
                    "kind": "task",
                    "path": ["七、提升城市生活品质，创造美好人居环境", "（二）…"],
                    "label": "七、（二）1．",
                    "title": "推进城镇老旧小区改造",
                    "text": "1．推进城镇老旧小区改造。…",
                    "start": 20114,
                    "end": 20390,
                    "lead": [{"name": "市住房城乡建委", "text": "市住房城乡建委", "left_open": ""}],
                    "lead_open": False,
                    "responsible": [
                        {
                            "name": "市发展改革委",
                            "text": "市发展改革委",
                            "left_open": "等部门",
                        }
                    ],
                    "responsible_open": True,
                    "indicators": [],
                }
            ]
        }
    )

    id: str
    document_id: str
    document_title: str
    kind: ClauseKind
    path: list[str]
    label: str
    title: str
    text: str
    start: int
    end: int
    lead: list[UnitMentionView]
    lead_open: bool
    responsible: list[UnitMentionView]
    responsible_open: bool
    indicators: list[IndicatorView]

    @classmethod
    def of(cls, clause: Clause) -> Self:
        """From the domain."""
        duty = clause.responsibility or Responsibility()
        return cls(
            id=clause.id,
            document_id=clause.document_id,
            document_title=clause.document_title,
            kind=clause.kind,
            path=list(clause.path),
            label=clause.label,
            title=clause.title,
            text=clause.text,
            start=clause.start,
            end=clause.end,
            lead=UnitMentionView.all_of(clause, Role.LEAD),
            lead_open=duty.lead_open,
            responsible=UnitMentionView.all_of(clause, Role.RESPONSIBLE),
            responsible_open=duty.responsible_open,
            indicators=[IndicatorView.of(indicator) for indicator in clause.indicators],
        )


class ClauseReference(BaseModel):
    """Which clause, without its text."""

    clause_id: str
    document_id: str
    document_title: str
    label: str
    title: str
    path: list[str]

    @classmethod
    def of(cls, clause: Clause) -> Self:
        """From the domain."""
        return cls(
            clause_id=clause.id,
            document_id=clause.document_id,
            document_title=clause.document_title,
            label=clause.label,
            title=clause.title,
            path=list(clause.path),
        )


class CitationView(ClauseReference):
    """A verbatim span of a clause: clause.text[start:end] == quote."""

    quote: str
    start: int
    end: int

    @classmethod
    def of_citation(cls, citation: AnswerCitation) -> Self:
        """From the domain."""
        return cls(
            **ClauseReference.of(citation.clause).model_dump(),
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
        )


class NamedUnitView(BaseModel):
    """A unit that an answer names, with its role in the clause."""

    name: str
    role: Role
    clause_id: str

    @classmethod
    def of(cls, unit: NamedUnit) -> Self:
        """From the domain."""
        return cls(name=unit.name, role=unit.role, clause_id=unit.clause_id)


class CitedIndicatorView(IndicatorView):
    """An indicator with the clause that states it."""

    clause_id: str

    @classmethod
    def of_cited(cls, cited: CitedIndicator) -> Self:
        """From the domain."""
        return cls(**IndicatorView.of(cited.indicator).model_dump(), clause_id=cited.clause_id)


class IndicatorRow(CitedIndicatorView):
    """An indicator of the whole list, with where it stands and its words."""

    document_id: str
    document_title: str
    label: str
    title: str
    quote: str

    @classmethod
    def of_clause(cls, clause: Clause, indicator: Indicator) -> Self:
        """From the domain."""
        return cls(
            **IndicatorView.of(indicator).model_dump(),
            clause_id=clause.id,
            document_id=clause.document_id,
            document_title=clause.document_title,
            label=clause.label,
            title=clause.title,
            quote=indicator.quote,
        )
