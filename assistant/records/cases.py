"""Cases (测试题): questions of users with what an evaluator expects, in the form of eval's sets.

The form is eval/sets/schema.json: $defs/question for the first turn of a conversation, for a later
one $defs/conversation with every turn up to it. A case made here has been looked at, so it is of
the half that tuning may use.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Select, String, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.answer import Intent
from assistant.records.conversation import TurnRow
from assistant.records.database import Base, Database
from assistant.records.question_log import LogEntry
from corpus.clause import Clause
from corpus.errors import PolicyError

_PREFIX = "us"  # of ids: asked by users
_DIGITS = 9  # of the number in an id that the database can hold
_OF_OFFICIALS = frozenset({Intent.WHO_LEADS, Intent.UNIT_TASKS, Intent.INDICATOR, Intent.DOCUMENT})


class CaseError(PolicyError):
    """A case must expect either clauses or a refusal."""

    def __init__(self) -> None:
        super().__init__(
            "a case expects clauses or a refusal, not both and not neither",
            "请选择应当引用的条款，或选择“应当拒答”，二者选一。",
        )


class UnknownCaseError(PolicyError):
    """No case has this id."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"no case has id {case_id!r}", f"没有编号为“{case_id}”的测试题。")


@dataclass(frozen=True, slots=True)
class ExpectedClause:
    """A clause as the question sets name it; `clause_id` is its id when it was chosen."""

    clause_id: str
    document: str  # title
    label: str


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """A question before the one of a case, and the clauses of the case made of it.

    `clauses` is None where none was made: what was answered then has not been looked at.
    """

    question: str
    clauses: tuple[ExpectedClause, ...] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the clauses any of which should come first; none for a refusal."""

    id: str
    conversation_id: str
    turn: int
    question: str  # as it was typed
    intent: Intent
    clauses: tuple[ExpectedClause, ...]
    note: str
    earlier: tuple[EarlierTurn, ...] = ()  # of its conversation, oldest first

    @property
    def refused(self) -> bool:
        """True when a refusal is expected."""
        return not self.clauses

    def line(self) -> Mapping[str, Any]:
        """The case as a line of a question set."""
        if self.earlier:
            return self._conversation()
        group = "civil_servants" if self.intent in _OF_OFFICIALS else "citizens"
        intent = Intent.CONTENT if self.intent is Intent.OUT_OF_SCOPE else self.intent
        return {
            "id": self.id,
            "group": "must_refuse" if self.refused else group,
            "intent": "refuse" if self.refused else intent.value,
            "question": self.question,
            "expected": _expected(self.clauses),
            "split": "dev",
            "note": self.note,
        }

    def _conversation(self) -> Mapping[str, Any]:
        turns: list[dict[str, Any]] = [
            {"question": turn.question}
            if turn.clauses is None
            else {"question": turn.question, "expected": _expected(turn.clauses)}
            for turn in self.earlier
        ]
        turns.append({"question": self.question, "expected": _expected(self.clauses)})
        return {
            "id": self.id,
            "group": "conversations",
            "intent": "conversation",
            "turns": turns,
            "split": "dev",
            "note": self.note,
        }


class _CaseRow(Base):
    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("conversation_id", "position"),
        {"sqlite_autoincrement": True},  # the id of a case taken back is not given again
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    question: Mapped[str]
    intent: Mapped[str] = mapped_column(String(20))
    clauses: Mapped[list[list[str]]] = mapped_column(JSON)
    note: Mapped[str]

    @property
    def name(self) -> str:
        return f"{_PREFIX}-{self.id:03d}"

    @property
    def expected(self) -> tuple[ExpectedClause, ...]:
        return tuple(ExpectedClause(*fields) for fields in self.clauses)

    def to_case(self, session: Session) -> Case:
        """The case with the turns that lead up to it, as they and their cases are now."""
        said = session.execute(
            select(TurnRow.question, _CaseRow)
            .outerjoin(_CaseRow, _ITS_TURN)
            .where(TurnRow.conversation_id == self.conversation_id)
            .where(TurnRow.position <= self.position)
            .order_by(TurnRow.position)
        ).tuples()
        *earlier, (question, _) = said
        return Case(
            id=self.name,
            conversation_id=self.conversation_id,
            turn=self.position,
            question=question,
            intent=Intent(self.intent),
            clauses=self.expected,
            note=self.note,
            earlier=tuple(
                EarlierTurn(question, row.expected if row else None) for question, row in earlier
            ),
        )


_ITS_TURN = and_(
    _CaseRow.conversation_id == TurnRow.conversation_id, _CaseRow.position == TurnRow.position
)


class CaseStore:
    """Reads and writes cases; every method may raise DatabaseError."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._session = database.session
        self._write = database.write

    def keep(self, entry: LogEntry, clauses: tuple[Clause, ...], *, refused: bool) -> Case:
        """One case a turn, the latest; raises CaseError."""
        if bool(clauses) == refused:
            raise CaseError

        def kept(session: Session) -> Case:
            row = session.scalar(_of_turn(entry.conversation_id, entry.turn))
            if row is None:
                row = _CaseRow(conversation_id=entry.conversation_id, position=entry.turn)
                session.add(row)
            row.question = entry.question
            row.intent = entry.intent.value
            row.clauses = [[c.id, c.document_title, c.label] for c in clauses]
            row.note = _note(entry)
            session.flush()
            return row.to_case(session)

        return self._write(kept)

    def of_turn(self, conversation_id: str, turn: int) -> Case | None:
        """The case made of a turn."""
        with self._session() as session:
            row = session.scalar(_of_turn(conversation_id, turn))
            return row.to_case(session) if row else None

    def all(self) -> tuple[Case, ...]:
        """Every case in the order of making."""
        with self._session() as session:
            rows = session.scalars(select(_CaseRow).order_by(_CaseRow.id))
            return tuple(row.to_case(session) for row in rows)

    def remove(self, case_id: str) -> None:
        """Take a case back; raises UnknownCaseError."""
        number = case_id.removeprefix(f"{_PREFIX}-")
        with self._session() as session:
            is_number = number.isdecimal() and len(number) <= _DIGITS
            row = session.get(_CaseRow, int(number)) if is_number else None
            if row is None or row.name != case_id:
                raise UnknownCaseError(case_id)
            session.delete(row)


def to_jsonl(cases: tuple[Case, ...]) -> str:
    """A question set: one case a line."""
    return "".join(json.dumps(case.line(), ensure_ascii=False) + "\n" for case in cases)


def _expected(clauses: Iterable[ExpectedClause]) -> dict[str, Any]:
    named = [{"document": each.document, "label": each.label} for each in clauses]
    return {"refused": False, "clauses": named} if named else {"refused": True}


def _of_turn(conversation_id: str, turn: int) -> Select[_CaseRow]:
    return select(_CaseRow).where(
        _CaseRow.conversation_id == conversation_id, _CaseRow.position == turn
    )


def _note(entry: LogEntry) -> str:
    """What a follow-up was taken to ask, and what the person said of the answer."""
    notes = []
    if entry.question != entry.complete_question:
        notes.append(f"理解为：{entry.complete_question}")
    if entry.feedback is not None and entry.feedback.judgement.text:
        notes.append(f"用户评价：{entry.feedback.judgement.text}")
    return "；".join(notes)
