"""Records: everything the assistant keeps, in one database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from assistant.audit.log import AuditLog
from assistant.cases import CaseStore
from assistant.confirmed import ConfirmedAnswers
from assistant.conversation import Conversations
from assistant.database import Database
from assistant.feedback import FeedbackStore
from assistant.job_records import JobRecords
from assistant.question_log import QuestionLog
from assistant.schema import upgrade


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
