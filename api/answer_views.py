"""JSON forms of questions, answers and conversations, shared by the API and the terminal."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from api.clause_views import CitationView, CitedIndicatorView, ClauseReference, NamedUnitView
from api.wording_views import WordingAuditView
from assistant.answer import Answer, Audience, Intent, Status
from assistant.verification.verdict import Wording


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


class TurnView(BaseModel):
    """A question and its answer."""

    question: str
    answer: AnswerView


class ConversationView(BaseModel):
    """A conversation from its first turn on."""

    conversation_id: str
    turns: list[TurnView]
