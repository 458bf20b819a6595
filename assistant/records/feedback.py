"""Feedback (评价): what users think of an answer, kept with all that is needed to look into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import JSON, DateTime, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.answer import Answer, Status
from assistant.lookup.knowledge import Knowledge
from assistant.records.database import Base, Database, storable
from corpus.errors import PolicyError

TEXT_LIMIT = 1000  # characters of a remark


class Thumbs(StrEnum):
    """Whether an answer was of use."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """What is wrong with an answer."""

    WRONG_UNIT = "wrong_unit"  # 单位不对
    WRONG_CLAUSE = "wrong_clause"  # 条款不对
    NOT_ANSWERED = "not_answered"  # 没有回答
    OUTDATED = "outdated"  # 已经过时
    OTHER = "other"  # 其他


class FeedbackError(PolicyError):
    """The parts of a judgement do not go together, or its text is too long."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a user says of an answer; only a thumb down has a reason.

    Raises FeedbackError.
    """

    thumbs: Thumbs
    reason: Reason | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if self.thumbs is Thumbs.UP and self.reason is not None:
            raise FeedbackError(
                "a thumb up has no reason", "只有点踩才需要选择原因。请去掉原因，或改为点踩。"
            )
        if len(self.text) > TEXT_LIMIT:
            raise FeedbackError(
                f"text of {len(self.text)} characters",
                f"补充说明有{len(self.text)}个字，超过{TEXT_LIMIT}字的上限。请缩短后再提交。",
            )


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A document as it was when an answer cited it."""

    document_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A judgement with the answer it is about, as that was given."""

    conversation_id: str
    turn: int  # counted from 0
    judgement: Judgement
    question: str
    answer_text: str
    status: Status
    clause_ids: tuple[str, ...]
    documents: tuple[DocumentVersion, ...]
    given: datetime


class FeedbackRow(Base):
    """Feedback in the database; one a turn, the latest."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    position: Mapped[int]
    thumbs: Mapped[str] = mapped_column(String(8), index=True)
    reason: Mapped[str] = mapped_column(String(32))
    text: Mapped[str]
    question: Mapped[str]
    answer_text: Mapped[str]
    status: Mapped[str] = mapped_column(String(40))
    clause_ids: Mapped[list[str]] = mapped_column(JSON)
    documents: Mapped[dict[str, str]] = mapped_column(JSON)
    given: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    def to_feedback(self) -> Feedback:
        """The row as the domain has it."""
        return Feedback(
            conversation_id=self.conversation_id,
            turn=self.position,
            judgement=Judgement(
                Thumbs(self.thumbs), Reason(self.reason) if self.reason else None, self.text
            ),
            question=self.question,
            answer_text=self.answer_text,
            status=Status(self.status),
            clause_ids=tuple(self.clause_ids),
            documents=tuple(DocumentVersion(*each) for each in self.documents.items()),
            given=self.given if self.given.tzinfo else self.given.replace(tzinfo=UTC),
        )


class FeedbackStore:
    """Reads and writes feedback; every method may raise DatabaseError."""

    def __init__(self, database: Database) -> None:
        """Keep it in this database."""
        self._session = database.session
        self._write = database.write

    def keep(self, feedback: Feedback) -> None:
        """Keep feedback; an earlier one on the same turn is replaced."""
        judgement = feedback.judgement

        def kept(session: Session) -> None:
            row = session.scalar(
                select(FeedbackRow)
                .where(FeedbackRow.conversation_id == feedback.conversation_id)
                .where(FeedbackRow.position == feedback.turn)
                .with_for_update()
            )
            if row is None:
                row = FeedbackRow(conversation_id=feedback.conversation_id, position=feedback.turn)
                session.add(row)
            row.thumbs = judgement.thumbs.value
            row.reason = judgement.reason.value if judgement.reason else ""
            row.text = storable(judgement.text)
            row.question = feedback.question
            row.answer_text = feedback.answer_text
            row.status = feedback.status.value
            row.clause_ids = list(feedback.clause_ids)
            row.documents = {each.document_id: each.sha256 for each in feedback.documents}
            row.given = feedback.given

        self._write(kept)

    def delete_within(self, session: Session, conversation_id: str) -> None:
        """Erase the feedback on a conversation."""
        session.execute(delete(FeedbackRow).where(FeedbackRow.conversation_id == conversation_id))

    def of_conversation(self, conversation_id: str) -> dict[int, Feedback]:
        """The feedback on a conversation by turn; empty for an unknown one."""
        with self._session() as session:
            rows = session.scalars(
                select(FeedbackRow).where(FeedbackRow.conversation_id == conversation_id)
            )
            return {row.position: row.to_feedback() for row in rows}


def feedback_on(
    answer: Answer, turn: int, judgement: Judgement, knowledge: Knowledge, now: datetime
) -> Feedback:
    """A judgement with the answer, its clauses (cited or nearest), their documents' versions."""
    clauses = tuple(citation.clause for citation in answer.citations) or answer.nearest
    versions = {
        clause.document_id: knowledge.document_of(clause).sha256
        for clause in clauses
        if clause.document_id in knowledge.outlines
    }
    return Feedback(
        conversation_id=answer.conversation_id,
        turn=turn,
        judgement=judgement,
        question=answer.question,
        answer_text=answer.text,
        status=answer.status,
        clause_ids=tuple(dict.fromkeys(clause.id for clause in clauses)),
        documents=tuple(DocumentVersion(*each) for each in versions.items()),
        given=now,
    )
