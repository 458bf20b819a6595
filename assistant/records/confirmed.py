"""Confirmed answers (已确认的回答): answers that an evaluator has found right, given again.

An entry holds for its question and for questions all but equal to it, and only as long as every
clause it cites reads as it did when the answer was confirmed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import JSON, DateTime, LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from assistant.answer import Answer, Status
from assistant.records.answer_record import from_record, to_record
from assistant.records.database import LARGEST_ID, Base, Database
from corpus.clause import Clause
from corpus.errors import PolicyError
from index.embedder import Embedder, Vectors

# Of questions on the development half with one signature, those of different matters reach .954.
NEAR_EQUAL = 0.97


class NotConfirmableError(PolicyError):
    """The answer is none that could be given again."""


class UnknownConfirmedError(PolicyError):
    """No confirmed answer has this id."""

    def __init__(self, confirmed_id: int) -> None:
        super().__init__(
            f"no confirmed answer has id {confirmed_id}",
            f"没有编号为 {confirmed_id} 的已确认回答。请用 GET /v1/admin/confirmed 查看编号。",
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A complete question as it is compared: see assistant/understanding/likeness.py."""

    normalised: str
    signature: str
    meaning: str  # what is embedded


@dataclass(frozen=True, slots=True)
class ConfirmedAnswer:
    """A question and its confirmed answer; `clauses` are (clause id, sha256 of its text)."""

    id: int
    conversation_id: str
    turn: int
    question: str
    record: Mapping[str, Any]
    clauses: tuple[tuple[str, str], ...]
    confirmed: datetime

    def holds(self, clauses: Mapping[str, Clause]) -> bool:
        """True while every clause is there and reads as it did."""
        return all(
            clause_id in clauses and text_hash(clauses[clause_id]) == digest
            for clause_id, digest in self.clauses
        )

    def answer(self, clauses: Mapping[str, Clause]) -> Answer:
        """The answer over today's clauses."""
        return from_record(self.record, clauses)


class _ConfirmedRow(Base):
    __tablename__ = "confirmed_answers"
    __table_args__ = ({"sqlite_autoincrement": True},)  # so that the highest id tells of news

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    question: Mapped[str]
    normalised: Mapped[str]
    signature: Mapped[str]
    model_id: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    clauses: Mapped[list[list[str]]] = mapped_column(JSON)
    confirmed: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    def to_confirmed(self) -> ConfirmedAnswer:
        return ConfirmedAnswer(
            id=self.id,
            conversation_id=self.conversation_id,
            turn=self.position,
            question=self.question,
            record=self.answer,
            clauses=tuple((clause_id, digest) for clause_id, digest in self.clauses),
            confirmed=self.confirmed
            if self.confirmed.tzinfo
            else self.confirmed.replace(tzinfo=UTC),
        )


@dataclass(frozen=True, slots=True)
class _Entries:
    """All entries as questions are compared with them; `vectors` has a row an entry."""

    stamp: tuple[int, int]  # number of entries and highest id
    answers: tuple[ConfirmedAnswer, ...] = ()
    normalised: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    vectors: Vectors | None = None


class ConfirmedAnswers:
    """Keeps and finds confirmed answers; safe to share between threads and processes.

    Every method may raise DatabaseError.
    """

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._session = database.session
        self._entries = _Entries((0, 0))
        self._reading = Lock()

    def is_empty(self) -> bool:
        """True when nothing has been confirmed."""
        with self._session() as session:
            return session.scalar(select(_ConfirmedRow.id).limit(1)) is None

    def find(
        self, asked: Asked, embedder: Embedder, *, near: bool = True
    ) -> tuple[ConfirmedAnswer, float] | None:
        """The entry of an equal question or, with `near`, of the nearest all but equal one.

        With it the likeness: 1 for an equal question, otherwise the cosine, at least NEAR_EQUAL.
        """
        entries = self._current(embedder)
        for place, normalised in enumerate(entries.normalised):
            if normalised == asked.normalised:
                return entries.answers[place], 1.0
        alike = [i for i, each in enumerate(entries.signatures) if each == asked.signature]
        if not near or not alike or entries.vectors is None:
            return None
        (vector,) = embedder.embed_queries([asked.meaning])
        cosines = entries.vectors[alike] @ vector
        best = int(np.argmax(cosines))
        if cosines[best] < NEAR_EQUAL:
            return None
        return entries.answers[alike[best]], float(cosines[best])

    def keep(
        self, answer: Answer, turn: int, question: str, asked: Asked, embedder: Embedder
    ) -> ConfirmedAnswer:
        """Keep the answer to a complete question; an earlier one to the same is replaced.

        Raises NotConfirmableError.
        """
        if answer.status is not Status.ANSWERED or not answer.citations:
            raise NotConfirmableError(
                f"an answer of status {answer.status} with {len(answer.citations)} citations",
                "只有已经回答并引用了条款的回答才能确认。这一题可以做成测试题。",
            )
        cited = {citation.clause.id: citation.clause for citation in answer.citations}
        (vector,) = embedder.embed_queries([asked.meaning])
        row = _ConfirmedRow(
            conversation_id=answer.conversation_id,
            position=turn,
            question=question,
            normalised=asked.normalised,
            signature=asked.signature,
            model_id=embedder.model_id,
            vector=vector.astype(np.float32).tobytes(),
            answer=to_record(answer),
            clauses=[[clause.id, text_hash(clause)] for clause in cited.values()],
            confirmed=datetime.now(UTC),
        )
        with self._session() as session:
            for old in session.scalars(
                select(_ConfirmedRow).where(_ConfirmedRow.normalised == asked.normalised)
            ):
                session.delete(old)
            session.add(row)
            session.flush()
            return row.to_confirmed()

    def all(self) -> tuple[ConfirmedAnswer, ...]:
        """Every entry in the order of confirming, also those that no longer hold."""
        with self._session() as session:
            rows = session.scalars(select(_ConfirmedRow).order_by(_ConfirmedRow.id))
            return tuple(row.to_confirmed() for row in rows)

    def remove(self, confirmed_id: int) -> None:
        """Take a confirmation back; raises UnknownConfirmedError."""
        with self._session() as session:
            known = 0 <= confirmed_id <= LARGEST_ID
            row = session.get(_ConfirmedRow, confirmed_id) if known else None
            if row is None:
                raise UnknownConfirmedError(confirmed_id)
            session.delete(row)

    def _current(self, embedder: Embedder) -> _Entries:
        """The entries as the database has them now; read again only when they have changed."""
        with self._session() as session:
            count, highest = session.execute(
                select(func.count(_ConfirmedRow.id), func.max(_ConfirmedRow.id))
            ).one()
            stamp = (count, highest or 0)
            if stamp == self._entries.stamp:
                return self._entries
            rows = list(session.scalars(select(_ConfirmedRow).order_by(_ConfirmedRow.id)))
        with self._reading:
            self._entries = _Entries(
                stamp=stamp,
                answers=tuple(row.to_confirmed() for row in rows),
                normalised=tuple(row.normalised for row in rows),
                signatures=tuple(row.signature for row in rows),
                vectors=np.stack([_vector(row, embedder) for row in rows]) if rows else None,
            )
            return self._entries


def text_hash(clause: Clause) -> str:
    """sha256 of a clause's text."""
    return hashlib.sha256(clause.text.encode()).hexdigest()


def _vector(row: _ConfirmedRow, embedder: Embedder) -> Vectors:
    """The question's vector; one of another model is of no use and made anew."""
    if row.model_id == embedder.model_id:
        return np.frombuffer(row.vector, np.float32)
    vector: Vectors = embedder.embed_queries([row.question])[0]
    return vector
