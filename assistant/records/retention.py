"""Retention (保存期限): conversations and what was said in them, erased on demand or in time.

What stays: the audit log's entries, which hold digests only, and what evaluators made of a
question (test cases, confirmed answers), in which numbers of persons are redacted.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from assistant.access.caller import TERMINAL, Caller
from assistant.records.conversation import UnknownConversationError
from assistant.records.database import Transaction
from assistant.records.records import Records

DELETED = "conversation.deleted"
EXPIRED = "conversation.expired"


def delete_conversation(
    records: Records,
    conversation_id: str,
    caller: Caller,
    action: str = DELETED,
    before: datetime | None = None,
) -> int:
    """Erase a conversation, its feedback and its text in the audit log; the number of turns.

    With `before`, one that has a turn since then is left as it is, for 0 turns. Raises
    UnknownConversationError and DatabaseError.
    """

    def erased(session: Transaction) -> int:
        turns = records.conversations.delete_within(session, conversation_id, before)
        if before is not None and not turns:
            return 0
        records.feedback.delete_within(session, conversation_id)
        records.audit.erase_texts(session, conversation_id)
        facts = {"conversation_id": conversation_id, "turns": turns}
        records.audit.append_within(session, caller, action, facts)
        return turns

    return records.database.write(erased)


def purge(records: Records, days: int, now: datetime | None = None) -> int:
    """Erase conversations without a turn in the last `days`; the number erased. 0 keeps all.

    Raises DatabaseError.
    """
    if not days:
        return 0
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    stale = records.conversations.stale(before)
    erased = 0
    for conversation_id in stale:
        with suppress(UnknownConversationError):  # another process has been here
            # Its person may have come back since it was found.
            turns = delete_conversation(records, conversation_id, TERMINAL, EXPIRED, before)
            erased += turns > 0
    return erased
