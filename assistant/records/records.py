"""Records: everything the assistant keeps, in one database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from assistant.audit.log import AuditLog
from assistant.records.cases import CaseStore
from assistant.records.confirmed import ConfirmedAnswers
from assistant.records.conversation import Conversations
from assistant.records.database import Database
from assistant.records.feedback import FeedbackStore
from assistant.records.job_records import JobRecords
from assistant.records.question_log import QuestionLog
from assistant.records.schema import upgrade


@dataclass(frozen=True, slots=True)
class Records:
    """The stores over one database."""

    database: Database
    conversations: Conversations
    feedback: FeedbackStore
    log: QuestionLog
    cases: CaseStore
    confirmed: ConfirmedAnswers
    jobs: JobRecords
    audit: AuditLog

    @classmethod
    def open(cls, url: str, address_key: str = "") -> Self:
        """Open the database at an SQLAlchemy URL, empty or older as it may be.

        `address_key` keys the hashes of addresses in the audit log. Raises DatabaseError.
        """
        database = Database(url)
        upgrade(database)
        return cls(
            database=database,
            conversations=Conversations(database),
            feedback=FeedbackStore(database),
            log=QuestionLog(database),
            cases=CaseStore(database),
            confirmed=ConfirmedAnswers(database),
            jobs=JobRecords(database),
            audit=AuditLog(database, address_key),
        )

    def close(self) -> None:
        """Close the database."""
        self.database.close()
