"""JSON forms of the domain: the one mapping that the API and the terminal share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from api.wording_views import WordingAuditView
from assistant.answer import Answer, Audience, CitedIndicator, Intent, NamedUnit, Status
from assistant.answer import Citation as AnswerCitation
from assistant.knowledge import UnitTasks
from assistant.verification.verdict import Wording
from corpus.clause import Clause, ClauseKind, Outline
from corpus.document import Document, DocumentKind, Validity
from corpus.indicator import Indicator
from corpus.responsibility import Responsibility, Role, UnitMention
from corpus.unit import Unit
from index.hit import Hit


class AskRequest(BaseModel):
    """A question, alone or as a turn of a conversation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "老旧小区改造由哪个单位牵头？", "audience": "citizen"},
                {"question": "那责任单位呢？", "conversation_id": "4f1c9f0e5b7d4a58"},
            ]
        },
    )

    question: str = Field(description="问题")
    conversation_id: str | None = Field(None, description="会话编号；不填则开始新会话")
    audience: Audience | None = Field(None, description="提问者的身份")


class UnitMentionView(BaseModel):
    """A unit as a clause names it; `text` is the exact words."""

    name: str
    text: str

    @classmethod
    def of(cls, mention: UnitMention) -> Self:
        """From the domain."""
        return cls(name=mention.name, text=mention.text)


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
                    "lead": [{"name": "市住房城乡建委", "text": "市住房城乡建委"}],
                    "lead_open": False,
                    "responsible": [{"name": "市发展改革委", "text": "市发展改革委"}],
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
            lead=[UnitMentionView.of(mention) for mention in duty.lead],
            lead_open=duty.lead_open,
            responsible=[UnitMentionView.of(mention) for mention in duty.responsible],
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


class StepView(BaseModel):
    """What one step of the pipeline did."""

    name: str
    duration_ms: float
    verdict: str
    details: list[tuple[str, str]]


class AnswerView(BaseModel):
    """The answer to one question; citations and units are empty on refusal."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "answered",
                    "kind": "who-leads",
                    "text": "牵头单位：市住房城乡建委\n责任单位：市发展改革委等部门，各区县政府",
                    "refused": False,
                    "reason": "",
                    "question": "老旧小区改造由哪个单位牵头？",
                    "rewritten_question": "老旧小区改造由哪个单位牵头？",
                    "conversation_id": "4f1c9f0e5b7d4a58",
                    "confidence": 0.93,
                    "citations": [
                        {
                            "clause_id": "cq-urban-renewal-2022:7.2.1",
                            "document_id": "cq-urban-renewal-2022",
                            "document_title": "重庆市城市更新提升“十四五”行动计划",
                            "label": "七、（二）1．",
                            "title": "推进城镇老旧小区改造",
                            "path": ["七、提升城市生活品质，创造美好人居环境"],
                            "quote": "1．推进城镇老旧小区改造。",
                            "start": 0,
                            "end": 13,
                        }
                    ],
                    "units": [
                        {
                            "name": "市住房城乡建委",
                            "role": "lead",
                            "clause_id": "cq-urban-renewal-2022:7.2.1",
                        }
                    ],
                    "indicators": [],
                    "suggestions": ["市住房城乡建委还牵头哪些任务？"],
                    "confirmed": False,
                    "nearest": [],
                    "ask_unit": "",
                    "steps": [],
                    "wording": "composed",
                    "audit": None,
                }
            ]
        }
    )

    status: Status
    kind: Intent
    text: str
    refused: bool
    reason: str
    question: str
    rewritten_question: str
    conversation_id: str
    confidence: float
    citations: list[CitationView]
    units: list[NamedUnitView]
    indicators: list[CitedIndicatorView]
    suggestions: list[str] = Field(
        description="建议的后续问题；逐一试问过的见 GET /v1/conversations/{id}/suggestions"
    )
    confirmed: bool = Field(description="已由评估人员确认")
    nearest: list[ClauseReference] = Field(description="拒答时最接近的条款")
    ask_unit: str = Field(description="拒答时可询问的单位")
    steps: list[StepView]
    wording: Wording = Field(description="composed 由条款直接组成，model 由模型措辞并已逐句核对")
    audit: WordingAuditView | None = Field(description="模型措辞的核对记录；没有用模型时为空")

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """From the domain."""
        return cls(
            status=answer.status,
            kind=answer.kind,
            text=answer.text,
            refused=answer.refused,
            reason=answer.reason,
            question=answer.question,
            rewritten_question=answer.rewritten_question,
            conversation_id=answer.conversation_id,
            confidence=answer.confidence,
            citations=[CitationView.of_citation(citation) for citation in answer.citations],
            units=[NamedUnitView.of(unit) for unit in answer.units],
            indicators=[CitedIndicatorView.of_cited(cited) for cited in answer.indicators],
            suggestions=list(answer.suggestions),
            confirmed=answer.confirmed,
            nearest=[ClauseReference.of(clause) for clause in answer.nearest],
            ask_unit=answer.ask_unit,
            steps=[
                StepView(
                    name=step.name,
                    duration_ms=step.duration_ms,
                    verdict=step.verdict,
                    details=list(step.details),
                )
                for step in answer.steps
            ],
            wording=answer.wording,
            audit=WordingAuditView.of(answer.audit) if answer.audit else None,
        )


class HitView(BaseModel):
    """One clause found by a search."""

    clause_id: str
    document_title: str
    label: str
    title: str
    score: float

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """From the domain."""
        return cls(
            clause_id=hit.clause.id,
            document_title=hit.clause.document_title,
            label=hit.clause.label,
            title=hit.clause.title,
            score=hit.score,
        )


class SearchView(BaseModel):
    """A search's question and what it found, best first."""

    question: str
    hits: list[HitView]

    @classmethod
    def of(cls, question: str, hits: Iterable[Hit]) -> Self:
        """From the domain."""
        return cls(question=question, hits=[HitView.of(hit) for hit in hits])


class DocumentView(BaseModel):
    """A document's official particulars."""

    id: str
    title: str
    kind: DocumentKind
    number: str | None
    issuer: str | None
    issued: date | None
    effective: date | None
    period_end: date | None
    validity: Validity = Field(description="今天的效力")
    source: str
    sha256: str
    clause_count: int

    @classmethod
    def of(cls, document: Document, clause_count: int, today: date) -> Self:
        """From the domain."""
        return cls(
            id=document.id,
            title=document.title,
            kind=document.kind,
            number=document.number,
            issuer=document.issuer,
            issued=document.issued,
            effective=document.effective,
            period_end=document.period_end,
            validity=document.validity_on(today),
            source=document.source,
            sha256=document.sha256,
            clause_count=clause_count,
        )


class PartNode(BaseModel):
    """A part of a document: its own clauses and the parts below it."""

    heading: str
    clauses: list[ClauseReference]
    parts: list[PartNode]


class DocumentTreeView(DocumentView):
    """A document with its clauses as a tree of parts."""

    outline: PartNode

    @classmethod
    def of_outline(cls, outline: Outline, today: date) -> Self:
        """From the domain."""
        document = DocumentView.of(outline.document, len(outline.clauses), today)
        root = PartNode(heading=outline.document.title, clauses=[], parts=[])
        nodes: dict[tuple[str, ...], PartNode] = {(): root}
        for clause in outline.clauses:
            for depth in range(1, len(clause.path) + 1):
                path = clause.path[:depth]
                if path not in nodes:
                    nodes[path] = PartNode(heading=path[-1], clauses=[], parts=[])
                    nodes[path[:-1]].parts.append(nodes[path])
            nodes[clause.path].clauses.append(ClauseReference.of(clause))
        return cls(**document.model_dump(), outline=root)


class UnitView(BaseModel):
    """A unit under all its names, with the number of its tasks."""

    name: str
    canonical: str
    aliases: list[str]
    lead_count: int
    responsible_count: int

    @classmethod
    def of(cls, unit: Unit, tasks: UnitTasks) -> Self:
        """From the domain."""
        return cls(
            name=unit.name,
            canonical=unit.canonical,
            aliases=list(unit.aliases),
            lead_count=len(tasks.lead),
            responsible_count=len(tasks.responsible),
        )


class UnitTasksView(BaseModel):
    """Every clause a unit leads or joins, complete and in the text's order."""

    name: str
    lead: list[ClauseReference]
    responsible: list[ClauseReference]

    @classmethod
    def of(cls, tasks: UnitTasks) -> Self:
        """From the domain."""
        return cls(
            name=tasks.name,
            lead=[ClauseReference.of(clause) for clause in tasks.lead],
            responsible=[ClauseReference.of(clause) for clause in tasks.responsible],
        )


class TurnView(BaseModel):
    """A question and its answer."""

    question: str
    answer: AnswerView


class ConversationView(BaseModel):
    """A conversation from its first turn on."""

    conversation_id: str
    turns: list[TurnView]


class HealthView(BaseModel):
    """State of the service."""

    status: str = Field(examples=["ok"])


class ProblemView(BaseModel):
    """An error (RFC 9457); `next_step` tells the caller what to do."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:policy-assistant:problem:unknown-clause",
                    "title": "条款不存在",
                    "status": 404,
                    "detail": "没有编号为“x”的条款。",
                    "next_step": "请使用检索结果或引用中的条款编号。",
                    "instance": "/v1/clauses/x",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    next_step: str
    instance: str
