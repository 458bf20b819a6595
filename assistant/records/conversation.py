"""Conversations: questions, answers and memory by conversation id, kept in a database."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    String,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.elements import BindParameter

from assistant.records.database import Base, Database, table_of
from corpus.errors import PolicyError


class UnknownConversationError(PolicyError):
    """No conversation has this id."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(
            f"no conversation has id {conversation_id!r}",
            f"没有编号为“{conversation_id}”的会话。请不带会话编号重新提问，开始新的会话。",
        )


class UnknownTurnError(PolicyError):
    """The conversation has no such turn."""

    def __init__(self, conversation_id: str, turn: int) -> None:
        super().__init__(
            f"conversation {conversation_id!r} has no turn {turn}",
            f"会话“{conversation_id}”没有第 {turn} 轮（从 0 数起）。"
            "请用 GET /v1/conversations/{编号} 查看各轮问答。",
        )


class ConversationMovedOnError(PolicyError):
    """Another question of the conversation has been answered meanwhile."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(
            f"conversation {conversation_id!r} has another turn by now",
            "这个会话同时收到了几个问题，这一个没有保存。请等前一个回答完再问一次。",
        )


@dataclass(frozen=True, slots=True)
class Held:
    """What a conversation remembers after `turns` turns."""

    memory: dict[str, Any]
    turns: int


class _Conversation(Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    memory: Mapped[dict[str, Any]] = mapped_column(JSON)


class TurnRow(Base):
    """A question and its answer in the database."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    position: Mapped[int]
    asked: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    question: Mapped[str]
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)


_NEXT = func.coalesce(func.max(TurnRow.position) + 1, 0)
_KEY: BindParameter[str] = bindparam("key")
_LOCK = select(_Conversation.id).where(_Conversation.id == _KEY).with_for_update()
_BEGIN = insert(table_of(_Conversation))
_REMEMBER = (
    update(table_of(_Conversation))
    .where(_Conversation.id == _KEY)
    .values(memory=bindparam("remembered"))
)
_TURNS_SO_FAR = select(_NEXT).where(TurnRow.conversation_id == _KEY)
_ADD_TURN = insert(table_of(TurnRow))


class Conversations:
    """Reads and writes conversations; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database; every method may raise DatabaseError."""
        self._session = database.session
        self._write = database.write

    def memory(self, conversation_id: str) -> dict[str, Any]:
        """What a conversation remembers; raises UnknownConversationError."""
        return self.held(conversation_id).memory

    def held(self, conversation_id: str) -> Held:
        """A conversation as it stands; raises UnknownConversationError."""
        _check(conversation_id)
        with self._session() as session:
            # In one statement: no turn of another process comes between the two.
            found = session.execute(
                select(_Conversation.memory, _NEXT)
                .outerjoin(TurnRow, TurnRow.conversation_id == _Conversation.id)
                .where(_Conversation.id == conversation_id)
                .group_by(_Conversation.id)
            ).first()
            if found is None:
                raise UnknownConversationError(conversation_id)
            return Held(dict(found[0]), found[1])

    def append(
        self,
        conversation_id: str,
        question: str,
        answer: dict[str, Any],
        memory: dict[str, Any],
        after: int,
        also: Callable[[Session, int], object] = lambda session, position: None,
    ) -> None:
        """Add a turn and the new memory in one transaction; a new id begins a conversation.

        Raises ConversationMovedOnError unless the conversation has `after` turns.
        `also` is done in the same transaction, with the turn's place.
        """
        now = datetime.now(UTC)

        def added(session: Session) -> None:
            # Plain statements: objects of rows would cost each answer milliseconds.
            key = {"key": conversation_id}
            connection = session.connection()
            if connection.execute(_LOCK, key).first() is None:
                begun = {"id": conversation_id, "created": now, "memory": memory}
                connection.execute(_BEGIN, begun)
            else:
                connection.execute(_REMEMBER, {**key, "remembered": memory})
            if connection.scalar(_TURNS_SO_FAR, key) != after:
                raise ConversationMovedOnError(conversation_id)
            connection.execute(
                _ADD_TURN,
                {
                    "conversation_id": conversation_id,
                    "position": after,
                    "asked": now,
                    "question": question,
                    "answer": answer,
                },
            )
            also(session, after)

        self._write(added)

    def delete_within(
        self, session: Session, conversation_id: str, before: datetime | None = None
    ) -> int:
        """Erase a conversation; the number of its turns. Raises UnknownConversationError.

        With `before`, one that has a turn since then is left as it is, for 0 turns.
        """
        _check(conversation_id)
        held = session.get(_Conversation, conversation_id, with_for_update=True)
        if held is None:
            raise UnknownConversationError(conversation_id)
        its_turns = TurnRow.conversation_id == conversation_id
        if before is not None:
            since = select(TurnRow.id).where(its_turns, TurnRow.asked >= before).limit(1)
            if session.scalar(since) is not None:
                return 0
        turns = session.scalar(select(func.count(TurnRow.id)).where(its_turns)) or 0
        session.execute(delete(TurnRow).where(its_turns))
        session.delete(held)
        return turns

    def stale(self, before: datetime) -> tuple[str, ...]:
        """Conversations whose last turn is older than `before`."""
        last = func.max(TurnRow.asked)
        with self._session() as session:
            return tuple(
                session.scalars(
                    select(TurnRow.conversation_id)
                    .group_by(TurnRow.conversation_id)
                    .having(last < before)
                )
            )

    def turns(self, conversation_id: str) -> list[tuple[str, dict[str, Any]]]:
        """Questions and answers in order; raises UnknownConversationError."""
        _check(conversation_id)
        with self._session() as session:
            if session.get(_Conversation, conversation_id) is None:
                raise UnknownConversationError(conversation_id)
            rows = session.scalars(
                select(TurnRow)
                .where(TurnRow.conversation_id == conversation_id)
                .order_by(TurnRow.position)
            )
            return [(row.question, row.answer) for row in rows]


def _check(conversation_id: str) -> None:
    """Ids are letters and digits; anything else is none, and no database need be asked."""
    if not (conversation_id.isascii() and conversation_id.isalnum()):
        raise UnknownConversationError(conversation_id)


def new_conversation_id() -> str:
    """A random id that cannot be guessed."""
    return uuid.uuid4().hex
