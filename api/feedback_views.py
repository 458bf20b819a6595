"""JSON forms of feedback and further questions."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Status
from assistant.records.feedback import TEXT_LIMIT, Feedback, Judgement, Reason, Thumbs


class FeedbackRequest(BaseModel):
    """What a user thinks of one answer of a conversation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"conversation_id": "4f1c9f0e5b7d4a58", "turn": 0, "thumbs": "up"},
                {
                    "conversation_id": "4f1c9f0e5b7d4a58",
                    "turn": 1,
                    "thumbs": "down",
                    "reason": "wrong_unit",
                    "text": "牵头单位应当是市城市管理局。",
                },
            ]
        },
    )

    conversation_id: str = Field(description="会话编号")
    turn: int | None = Field(None, ge=0, description="第几轮，从 0 数起；不填则为最近一轮")
    thumbs: Thumbs = Field(description="up 为有用，down 为没用")
    reason: Reason | None = Field(
        None,
        description="点踩的原因：wrong_unit 单位不对，wrong_clause 条款不对，"
        "not_answered 没有回答，outdated 已经过时，other 其他",
    )
    text: str = Field("", max_length=TEXT_LIMIT, description="补充说明")

    def judgement(self) -> Judgement:
        """For the domain; raises FeedbackError."""
        return Judgement(self.thumbs, self.reason, self.text.strip())


class DocumentVersionView(BaseModel):
    """A document as it was when the answer was given."""

    document_id: str
    sha256: str


class FeedbackView(BaseModel):
    """Feedback with the answer it is about."""

    conversation_id: str
    turn: int
    thumbs: Thumbs
    reason: Reason | None
    text: str
    question: str
    answer_text: str
    status: Status
    clause_ids: list[str]
    documents: list[DocumentVersionView]
    given: datetime

    @classmethod
    def of(cls, feedback: Feedback) -> Self:
        """From the domain."""
        return cls(
            conversation_id=feedback.conversation_id,
            turn=feedback.turn,
            thumbs=feedback.judgement.thumbs,
            reason=feedback.judgement.reason,
            text=feedback.judgement.text,
            question=feedback.question,
            answer_text=feedback.answer_text,
            status=feedback.status,
            clause_ids=list(feedback.clause_ids),
            documents=[
                DocumentVersionView(document_id=each.document_id, sha256=each.sha256)
                for each in feedback.documents
            ],
            given=feedback.given,
        )


class SuggestionsView(BaseModel):
    """Questions that go on from the last answer, each found answered."""

    conversation_id: str
    suggestions: list[str]
