"""Job records: what has become of the work on the index, told by any worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import DateTime, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.records.database import Base, Database
from corpus.errors import PolicyError

# Its worker tells of a job more often than this as long as it lives.
SILENCE = timedelta(seconds=60)
_LOST = SILENCE * 0.75  # after which another worker does it; before it is told as failed
_TAKEN = timedelta(hours=1)  # after which nobody waits for it any more
_KEPT = timedelta(days=7)
TAKEN_OVER = "原来的服务进程已停止，由另一个进程重新执行。"


class JobState(StrEnum):
    """What has become of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """`done` of `total` steps; `message` says in Chinese why a job failed."""

    id: str
    document_id: str
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    message: str = ""

    @property
    def ended(self) -> bool:
        """True when nothing more will become of it."""
        return self.state in (JobState.DONE, JobState.FAILED)


class UnknownJobError(PolicyError):
    """No job has this id."""

    def __init__(self, job_id: str) -> None:
        super().__init__(f"no job has id {job_id!r}", f"没有编号为“{job_id}”的任务。")


class _JobRow(Base):
    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    document_id: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    done: Mapped[int]
    total: Mapped[int]
    message: Mapped[str]
    told: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)

    def to_job(self, now: datetime) -> Job:
        """The job; one whose worker has fallen silent has failed."""
        job = Job(
            self.id, self.document_id, JobState(self.state), self.done, self.total, self.message
        )
        told = self.told if self.told.tzinfo else self.told.replace(tzinfo=UTC)
        if job.ended or abs(now - told) < SILENCE:  # also where the clock was set back
            return job
        return Job(
            job.id,
            job.document_id,
            JobState.FAILED,
            job.done,
            job.total,
            "执行任务的服务进程已停止，索引可能没有更新。"
            "请重启服务，或运行 policy-assistant index build。",
        )


class JobRecords:
    """Reads and writes jobs; every method may raise DatabaseError."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def keep(self, job: Job, now: datetime) -> None:
        """Keep how a job stands; those of long ago are dropped."""

        def kept(session: Session) -> None:
            session.execute(delete(_JobRow).where(_JobRow.told < now - _KEPT))
            session.merge(
                _JobRow(
                    id=job.id,
                    document_id=job.document_id,
                    state=job.state.value,
                    done=job.done,
                    total=job.total,
                    message=job.message,
                    told=now,
                )
            )

        self._database.write(kept)

    def take_over(self, now: datetime) -> tuple[Job, ...]:
        """Jobs whose worker has fallen silent; they are the caller's now, each once for all time.

        What has brought down two workers is left alone.
        """

        silent = (
            select(_JobRow)
            .where(_JobRow.told < now - _LOST, _JobRow.told > now - _TAKEN)
            .where(_JobRow.state.in_((JobState.WAITING.value, JobState.RUNNING.value)))
            .where(_JobRow.message == "")
        )

        def taken(session: Session) -> tuple[Job, ...]:
            rows = session.scalars(silent.with_for_update()).all()
            for row in rows:
                row.told, row.message = now, TAKEN_OVER
            return tuple(row.to_job(now) for row in rows)

        with self._database.session() as session:
            if session.scalars(silent).first() is None:
                return ()  # as nearly always, and then nothing is locked
        return self._database.write(taken)

    def find(self, job_id: str, now: datetime) -> Job:
        """A job as its worker last told; raises UnknownJobError."""
        known = job_id.isascii() and job_id.isalnum()
        with self._database.session() as session:
            row = session.get(_JobRow, job_id) if known else None
            if row is None:
                raise UnknownJobError(job_id)
            return row.to_job(now)
