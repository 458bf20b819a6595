"""Question log: what was asked and what became of it, for those who improve the assistant.

Numbers and addresses of persons are taken out of what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select

from assistant.answer import Intent, Status
from assistant.records.conversation import TurnRow, UnknownTurnError
from assistant.records.database import Database, storable
from assistant.records.feedback import Feedback, FeedbackRow, Thumbs
from assistant.records.redaction import redact

_ITS_TURN = and_(
    FeedbackRow.conversation_id == TurnRow.conversation_id,
    FeedbackRow.position == TurnRow.position,
)


class Voted(StrEnum):
    """How an answer was judged."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which questions to show; a field left empty lets all through."""

    status: Status | None = None
    intent: Intent | None = None
    since: date | None = None  # first day, in the server's time zone
    until: date | None = None  # last day
    voted: Voted | None = None
    text: str = ""  # in the question or in the remark on its answer
    failed: bool = False  # only what was not answered or was judged bad


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A question of a conversation with what became of it."""

    conversation_id: str
    turn: int  # counted from 0
    asked: datetime
    question: str
    complete_question: str  # with what a follow-up took from the conversation
    status: Status
    intent: Intent
    answer_text: str
    feedback: Feedback | None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some entries, the newest first, of `total` that the filter lets through."""

    entries: tuple[LogEntry, ...]
    total: int


class QuestionLog:
    """Reads the conversations of all users; every method may raise DatabaseError."""

    def __init__(self, database: Database) -> None:
        """The database's conversations and feedback."""
        self._session = database.session

    def page(self, chosen: LogFilter, limit: int, offset: int = 0) -> LogPage:
        """The entries from `offset` on that the filter lets through."""
        conditions = _conditions(chosen)
        counted = (
            select(func.count(TurnRow.id)).outerjoin(FeedbackRow, _ITS_TURN).where(*conditions)
        )
        wanted = (
            select(TurnRow, FeedbackRow)
            .outerjoin(FeedbackRow, _ITS_TURN)
            .where(*conditions)
            .order_by(TurnRow.asked.desc(), TurnRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        with self._session() as session:
            total = session.scalar(counted) or 0
            rows = session.execute(wanted).tuples()
            return LogPage(tuple(_entry(turn, judged) for turn, judged in rows), total)

    def entry(self, conversation_id: str, turn: int) -> LogEntry:
        """One turn; raises UnknownTurnError."""
        wanted = (
            select(TurnRow, FeedbackRow)
            .outerjoin(FeedbackRow, _ITS_TURN)
            .where(TurnRow.conversation_id == storable(conversation_id), TurnRow.position == turn)
        )
        with self._session() as session:
            found = session.execute(wanted).tuples().first()
            if found is None:
                raise UnknownTurnError(conversation_id, turn)
            return _entry(*found)


def _conditions(chosen: LogFilter) -> Sequence[ColumnElement[bool]]:
    status = TurnRow.answer["status"].as_string()
    conditions: list[ColumnElement[bool]] = []
    if chosen.status is not None:
        conditions.append(status == chosen.status.value)
    if chosen.intent is not None:
        conditions.append(TurnRow.answer["kind"].as_string() == chosen.intent.value)
    if chosen.since is not None:
        conditions.append(TurnRow.asked >= _midnight(chosen.since))
    if chosen.until is not None:
        conditions.append(TurnRow.asked < _midnight(chosen.until + timedelta(days=1)))
    if chosen.voted is Voted.NONE:
        conditions.append(FeedbackRow.thumbs.is_(None))
    elif chosen.voted is not None:
        conditions.append(FeedbackRow.thumbs == chosen.voted.value)
    if chosen.text:
        text = storable(chosen.text)
        conditions.append(
            or_(
                TurnRow.question.icontains(text, autoescape=True),
                FeedbackRow.text.icontains(text, autoescape=True),
            )
        )
    if chosen.failed:
        conditions.append(
            or_(
                and_(
                    status.startswith("unanswerable_", autoescape=True),
                    status != Status.SMALL_TALK.value,
                ),
                FeedbackRow.thumbs == Thumbs.DOWN.value,
            )
        )
    return conditions


def _midnight(day: date) -> datetime:
    """The beginning of a day here, in UTC, as the database has its times."""
    return datetime.combine(day, time.min).astimezone().astimezone(UTC)


def _entry(turn: TurnRow, judged: FeedbackRow | None) -> LogEntry:
    answer = turn.answer
    return LogEntry(
        conversation_id=turn.conversation_id,
        turn=turn.position,
        asked=turn.asked if turn.asked.tzinfo else turn.asked.replace(tzinfo=UTC),
        question=redact(turn.question),
        complete_question=redact(answer["rewritten_question"] if turn.position else turn.question),
        status=Status(answer["status"]),
        intent=Intent(answer["kind"]),
        answer_text=redact(answer["text"]),
        feedback=_redacted(judged.to_feedback()) if judged else None,
    )


def _redacted(feedback: Feedback) -> Feedback:
    judgement = replace(feedback.judgement, text=redact(feedback.judgement.text))
    return replace(
        feedback,
        judgement=judgement,
        question=redact(feedback.question),
        answer_text=redact(feedback.answer_text),
    )
