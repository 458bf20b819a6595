"""JSON forms of a model's wording: the audit of an answer and the events of a stream."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, Field

from assistant.verification.verdict import Outcome, Reason, WordingAudit


class VerdictView(BaseModel):
    """What became of one sentence that a model wrote."""

    sentence: str
    kept: bool
    reason: Reason | None = Field(description="未采用的原因")
    told: str = Field(description="原因的说明")
    detail: str = Field(description="有问题的文字")


class WordingAuditView(BaseModel):
    """How a model's wording of an answer ended."""

    outcome: Outcome
    told: str = Field(description="结果的说明")
    model: str
    verdicts: list[VerdictView]

    @classmethod
    def of(cls, audit: WordingAudit) -> Self:
        """From the domain."""
        return cls(
            outcome=audit.outcome,
            told=audit.told,
            model=audit.model,
            verdicts=[
                VerdictView(
                    sentence=verdict.sentence,
                    kept=verdict.kept,
                    reason=verdict.reason,
                    told=verdict.reason.told if verdict.reason else "",
                    detail=verdict.detail,
                )
                for verdict in audit.verdicts
            ],
        )


class SentenceView(BaseModel):
    """Verified words of an answer on its way."""

    text: str
