"""Audit log: appends entries and reads them; nothing here changes or removes one."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import String, Text, bindparam, delete, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.access.caller import Caller
from assistant.audit.entry import (
    AuditEntry,
    Facts,
    PersonalText,
    entry_hash,
    written_form,
)
from assistant.records.database import Base, Database, table_of

_HEAD = 1  # the only row of its table
_BATCH = 500


class _EntryRow(Base):
    __tablename__ = "audit_entries"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    written: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class _HeadRow(Base):
    """The end of the chain: its length and last hash; locked while an entry is added."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    length: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    address_key: Mapped[str] = mapped_column(String(64))


class _TextRow(Base):
    """Personal text of an entry; may be erased, the entry stays."""

    __tablename__ = "audit_texts"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    salt: Mapped[str] = mapped_column(String(64))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)


# Plain statements: objects of rows would cost each answer milliseconds.
_GROW = update(table_of(_HeadRow)).where(_HeadRow.id == _HEAD).values(length=_HeadRow.length + 1)
_END = select(_HeadRow.length, _HeadRow.hash).where(_HeadRow.id == _HEAD)
_SET_END = update(table_of(_HeadRow)).where(_HeadRow.id == _HEAD).values(hash=bindparam("last"))
_ADD_ENTRY = insert(table_of(_EntryRow))
_ADD_TEXT = insert(table_of(_TextRow))


@dataclass(frozen=True, slots=True)
class AuditEnd:
    """Length of the chain and the hash of its last entry."""

    length: int
    hash: str


class AuditLog:
    """The log in a database; safe to share between threads and processes.

    Every method may raise DatabaseError. An entry whose transaction was committed outlives the
    process.
    """

    def __init__(self, database: Database, address_key: str = "") -> None:
        """`address_key` keys the hashes of addresses; without it one is kept in the database."""
        self._session = database.session
        self._write = database.write
        with self._session() as session:
            # The migration that makes the tables begins the chain.
            self._address_key = address_key or session.get_one(_HeadRow, _HEAD).address_key

    def append(
        self, caller: Caller, action: str, facts: Facts, text: PersonalText | None = None
    ) -> AuditEntry:
        """Add an entry in a transaction of its own."""
        return self._write(lambda session: self.append_within(session, caller, action, facts, text))

    def append_within(
        self,
        session: Session,
        caller: Caller,
        action: str,
        facts: Facts,
        text: PersonalText | None = None,
    ) -> AuditEntry:
        """Add an entry in the transaction of what it tells of: both are kept, or neither.

        `text` goes to the side table under facts["conversation_id"].
        """
        # Writing first takes the lock, also where SELECT … FOR UPDATE does not.
        connection = session.connection()
        connection.execute(_GROW)
        length, previous = connection.execute(_END).one()
        written = written_form(
            {
                "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "action": action,
                "role": caller.role.value,
                "identity": caller.identity,
                "address": self.hashed(caller.address),
                **facts,
                **(text.digests if text else {}),
            }
        )
        entry = AuditEntry(length, written, previous, entry_hash(length, previous, written))
        connection.execute(
            _ADD_ENTRY,
            {
                "number": entry.number,
                "written": entry.written,
                "previous": entry.previous,
                "hash": entry.hash,
            },
        )
        connection.execute(_SET_END, {"last": entry.hash})
        if text is not None:
            connection.execute(
                _ADD_TEXT,
                {
                    "number": entry.number,
                    "conversation_id": facts["conversation_id"],
                    "salt": text.salt,
                    "question": text.question,
                    "answer": text.answer,
                },
            )
        return entry

    def hashed(self, address: str) -> str:
        """A keyed hash of a network address, 16 hexadecimal digits; empty for none."""
        if not address:
            return ""
        return hmac.new(self._address_key.encode(), address.encode(), "sha256").hexdigest()[:16]

    def erase_texts(self, session: Session, conversation_id: str) -> None:
        """Erase the personal text of a conversation; its entries stay as they are."""
        session.execute(delete(_TextRow).where(_TextRow.conversation_id == conversation_id))

    def end(self) -> AuditEnd:
        """The end of the chain as the log has noted it."""
        with self._session() as session:
            head = session.get_one(_HeadRow, _HEAD)
            return AuditEnd(head.length, head.hash)

    def entries(self, after: int = 0) -> Iterator[tuple[AuditEntry, PersonalText | None]]:
        """Entries in order, from the one after number `after`, with what text is left."""
        while True:
            with self._session() as session:
                rows = session.execute(
                    select(_EntryRow, _TextRow)
                    .outerjoin(_TextRow, _TextRow.number == _EntryRow.number)
                    .where(_EntryRow.number > after)
                    .order_by(_EntryRow.number)
                    .limit(_BATCH)
                ).tuples()
                batch = [(_entry(row), _text(text)) for row, text in rows]
            yield from batch
            if len(batch) < _BATCH:
                return
            after = batch[-1][0].number


def _entry(row: _EntryRow) -> AuditEntry:
    return AuditEntry(row.number, row.written, row.previous, row.hash)


def _text(row: _TextRow | None) -> PersonalText | None:
    return PersonalText(row.salt, row.question, row.answer) if row else None
