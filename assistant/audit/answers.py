"""Answers in the audit log: each one that was given has an entry, kept with its turn or alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.access.caller import Caller
from assistant.answer import Answer, Status
from assistant.audit.answer_facts import ANSWER, answer_facts, personal_text
from assistant.audit.log import AuditLog
from assistant.lookup.knowledge import Knowledge
from assistant.old_version import OldVersions
from assistant.records.database import Transaction


class AnswerAudit:
    """Makes the entries of answers; may raise DatabaseError."""

    def __init__(self, log: AuditLog, current: Callable[[], Knowledge], old: OldVersions) -> None:
        """Documents cited are those in force or old versions."""
        self._log = log
        self._current = current
        self._old = old

    def with_turn(self, answer: Answer, caller: Caller) -> Callable[[Transaction, int], None]:
        """What adds the entry in the transaction that keeps the turn."""
        return partial(self._add, answer, caller)

    def alone(self, answer: Answer, caller: Caller) -> None:
        """The entry of an answer that no conversation keeps; what is no question has none."""
        if answer.status is Status.UNVERIFIED or not answer.status.value.startswith("error_"):
            self._log.append(caller, ANSWER, answer_facts(answer, None, self._version_of))

    def _add(self, answer: Answer, caller: Caller, session: Transaction, turn: int) -> None:
        facts = answer_facts(answer, turn, self._version_of)
        self._log.append_within(session, caller, ANSWER, facts, personal_text(answer))

    def _version_of(self, document_id: str) -> str:
        """sha256 of a document in force or of an old version; empty for one that is gone."""
        outline = self._current().outlines.get(document_id)
        if outline is None:
            knowledge = self._old.knowledge_of(document_id)
            outline = knowledge.outline(document_id) if knowledge else None
        return outline.document.sha256 if outline else ""
