"""JSON forms of what evaluators see and send."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from api.feedback_views import FeedbackView
from assistant.answer import Intent, Status
from assistant.records.cases import Case
from assistant.records.confirmed import ConfirmedAnswer
from assistant.records.question_clusters import Cluster
from assistant.records.question_log import LogEntry, LogPage


class LogEntryView(BaseModel):
    """A question with what became of it."""

    conversation_id: str
    turn: int
    asked: datetime
    question: str
    complete_question: str
    status: Status
    intent: Intent
    answer_text: str
    feedback: FeedbackView | None

    @classmethod
    def of(cls, entry: LogEntry) -> Self:
        """From the domain."""
        return cls(
            conversation_id=entry.conversation_id,
            turn=entry.turn,
            asked=entry.asked,
            question=entry.question,
            complete_question=entry.complete_question,
            status=entry.status,
            intent=entry.intent,
            answer_text=entry.answer_text,
            feedback=FeedbackView.of(entry.feedback) if entry.feedback else None,
        )


class LogView(BaseModel):
    """A page of the log, the newest first."""

    total: int = Field(description="符合条件的问题总数")
    entries: list[LogEntryView]

    @classmethod
    def of(cls, page: LogPage) -> Self:
        """From the domain."""
        return cls(total=page.total, entries=[LogEntryView.of(each) for each in page.entries])


class ClusterView(BaseModel):
    """Questions on one matter, named by the one nearest to all others."""

    name: str
    count: int
    entries: list[LogEntryView]

    @classmethod
    def of(cls, cluster: Cluster) -> Self:
        """From the domain."""
        return cls(
            name=cluster.name,
            count=len(cluster.entries),
            entries=[LogEntryView.of(each) for each in cluster.entries],
        )


class TurnReference(BaseModel):
    """A turn of a conversation."""

    model_config = ConfigDict(extra="forbid")

    conversation_id: str = Field(description="会话编号")
    turn: int = Field(ge=0, description="第几轮，从 0 数起")


class CaseRequest(TurnReference):
    """What should have been answered: clauses, any of which should come first, or a refusal."""

    clauses: list[str] = Field(default=[], description="应当引用的条款编号，任一条居首即为正确")
    refused: bool = Field(False, description="应当拒答")


class ExpectedClauseView(BaseModel):
    """A clause as the question sets name it."""

    document: str
    label: str


class ExpectedView(BaseModel):
    """eval/sets/schema.json, $defs/expected."""

    refused: bool
    clauses: list[ExpectedClauseView] | None = None


class CaseTurnView(BaseModel):
    """A turn of a conversation; without `expected` it only leads up to the next."""

    question: str
    expected: ExpectedView | None = None


class CaseView(BaseModel):
    """A line of a question set, eval/sets/schema.json: a question, or a conversation's turns."""

    id: str
    group: str
    intent: str
    question: str | None = Field(default=None, description="会话第一轮的问题")
    expected: ExpectedView | None = None
    turns: list[CaseTurnView] | None = Field(
        default=None, description="追问做成的测试题：到这一轮为止的各轮"
    )
    split: str
    note: str

    @classmethod
    def of(cls, case: Case) -> Self:
        """From the domain."""
        return cls.model_validate(case.line())


class ConfirmedView(BaseModel):
    """A confirmed answer; `holds` is false once a clause it cites has changed."""

    id: int
    question: str
    answer_text: str
    clause_ids: list[str]
    confirmed: datetime
    holds: bool

    @classmethod
    def of(cls, entry: ConfirmedAnswer, holds: bool) -> Self:
        """From the domain."""
        return cls(
            id=entry.id,
            question=entry.question,
            answer_text=entry.record["text"],
            clause_ids=[clause_id for clause_id, _ in entry.clauses],
            confirmed=entry.confirmed,
            holds=holds,
        )
