"""Conversations: questions, answers and memory by conversation id, kept in a database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, String, UniqueConstraint, create_engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from corpus.errors import PolicyError


class UnknownConversationError(PolicyError):
    """No conversation has this id."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(
            f"no conversation has id {conversation_id!r}",
            f"没有编号为“{conversation_id}”的会话。请不带会话编号重新提问，开始新的会话。",
        )


class ConversationStoreError(PolicyError):
    """The database of conversations cannot be read or written."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"conversation database: {error}",
            "无法读写会话数据库，这次提问没有保存。"
            "请检查磁盘空间、目录权限和 POLICY_DATABASE 设置。",
        )


class _Base(DeclarativeBase):
    """Tables of conversations."""


class _Conversation(_Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    memory: Mapped[dict[str, Any]] = mapped_column(JSON)


class _Turn(_Base):
    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    position: Mapped[int]
    asked: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    question: Mapped[str]
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)


class Conversations:
    """Reads and writes conversations; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Open or create the database at an SQLAlchemy URL; raises ConversationStoreError."""
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(parsed)
            _Base.metadata.create_all(self._engine)
        except (SQLAlchemyError, ArgumentError, OSError) as error:
            raise ConversationStoreError(error) from error
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with self._sessions.begin() as session:
                yield session
        except SQLAlchemyError as error:
            raise ConversationStoreError(error) from error

    def memory(self, conversation_id: str) -> dict[str, Any]:
        """What a conversation remembers; raises UnknownConversationError."""
        _check(conversation_id)
        with self._session() as session:
            found = session.get(_Conversation, conversation_id)
            if found is None:
                raise UnknownConversationError(conversation_id)
            return dict(found.memory)

    def append(
        self,
        conversation_id: str,
        question: str,
        answer: dict[str, Any],
        memory: dict[str, Any],
    ) -> None:
        """Add a turn and the new memory in one transaction; a new id begins a conversation."""
        now = datetime.now(UTC)
        with self._session() as session:
            held = session.get(_Conversation, conversation_id, with_for_update=True)
            if held is None:
                session.add(_Conversation(id=conversation_id, created=now, memory=memory))
                session.flush()
            else:
                held.memory = memory
            last = session.scalar(
                select(_Turn.position)
                .where(_Turn.conversation_id == conversation_id)
                .order_by(_Turn.position.desc())
                .limit(1)
            )
            session.add(
                _Turn(
                    conversation_id=conversation_id,
                    position=0 if last is None else last + 1,
                    asked=now,
                    question=question,
                    answer=answer,
                )
            )

    def turns(self, conversation_id: str) -> list[tuple[str, dict[str, Any]]]:
        """Questions and answers in order; raises UnknownConversationError."""
        _check(conversation_id)
        with self._session() as session:
            if session.get(_Conversation, conversation_id) is None:
                raise UnknownConversationError(conversation_id)
            rows = session.scalars(
                select(_Turn)
                .where(_Turn.conversation_id == conversation_id)
                .order_by(_Turn.position)
            )
            return [(row.question, row.answer) for row in rows]

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _check(conversation_id: str) -> None:
    """Ids are ASCII; anything else is none, and no database need be asked."""
    if not conversation_id.isascii():
        raise UnknownConversationError(conversation_id)


def new_conversation_id() -> str:
    """A random id that cannot be guessed."""
    return uuid.uuid4().hex
