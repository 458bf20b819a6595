"""Jobs: work that takes longer than a request, one after another, with its progress.

The worker that does a job knows how it stands; what it tells the records lets every other worker
answer for it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from uuid import uuid4

from assistant.records.database import DatabaseError
from assistant.records.job_records import SILENCE, Job, JobRecords, JobState
from corpus.errors import PolicyError

log = logging.getLogger(__name__)

_KEPT = 200  # jobs in memory
_TELL_SECONDS = 0.5  # between two looks at what there is to tell
_ALIVE_SECONDS = SILENCE.total_seconds() / 4  # after which a job without progress is told again
Progress = Callable[[int, int], None]


class Jobs:
    """Runs jobs in a thread of its own; safe to share between threads."""

    def __init__(self, records: JobRecords) -> None:
        self._records = records
        self._jobs: dict[str, Job] = {}
        self._told: dict[str, tuple[Job, float]] = {}
        self._guard = Lock()
        self._telling = Lock()
        self._closed = Event()
        self._runner = ThreadPoolExecutor(1, thread_name_prefix="jobs")
        self._teller: Thread | None = None

    def start(
        self, document_id: str, work: Callable[[Progress], None], taken: Job | None = None
    ) -> Job:
        """Queue `work`, which is given a function to report its progress to.

        `taken` is the job of a worker that has died, which this one does instead.
        """
        job = taken or Job(uuid4().hex, document_id)
        with self._guard:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._told.pop(next(iter(self._jobs)), None)
                self._jobs.pop(next(iter(self._jobs)))
            if self._teller is None:
                self._teller = Thread(target=self._keep_telling, name="jobs-told", daemon=True)
                self._teller.start()
        self._tell()  # before another worker can be asked for it
        self._runner.submit(self._run, job.id, work)
        return job

    def job(self, job_id: str) -> Job:
        """A job as it stands; raises UnknownJobError and DatabaseError."""
        with self._guard:
            job = self._jobs.get(job_id)
        return job or self._records.find(job_id, datetime.now(UTC))

    def take_over(self) -> tuple[Job, ...]:
        """Jobs of workers that have died, to be started here; raises DatabaseError."""
        return self._records.take_over(datetime.now(UTC))

    def close(self) -> None:
        """Wait for the job that runs; those that wait are dropped."""
        self._runner.shutdown(cancel_futures=True)
        self._closed.set()
        if self._teller is not None:
            self._teller.join()  # nothing is told any more once the database is closed
        self._tell()

    def _run(self, job_id: str, work: Callable[[Progress], None]) -> None:
        self._set(job_id, JobState.RUNNING)
        try:
            work(lambda done, total: self._set(job_id, JobState.RUNNING, done, total))
        except PolicyError as error:
            log.error("job %s failed: %s", job_id, error)
            self._set(job_id, JobState.FAILED, message=error.user_message)
        except Exception:
            log.exception("job %s failed", job_id)
            self._set(job_id, JobState.FAILED, message="出现意外错误，请联系管理员查看日志。")
        else:
            self._set(job_id, JobState.DONE)

    def _set(
        self,
        job_id: str,
        state: JobState,
        done: int | None = None,
        total: int | None = None,
        message: str | None = None,
    ) -> None:
        with self._guard:
            job = self._jobs.get(job_id)
            if job is not None:
                self._jobs[job_id] = replace(
                    job,
                    state=state,
                    done=job.done if done is None else done,
                    total=job.total if total is None else total,
                    message=job.message if message is None else message,
                )

    def _keep_telling(self) -> None:
        while not self._closed.wait(_TELL_SECONDS):
            self._tell()

    def _tell(self) -> None:
        """Keep what has changed; a database that is away is told later, the work goes on."""
        with self._telling:
            for job in self._news():
                try:
                    self._records.keep(job, datetime.now(UTC))
                except DatabaseError as error:
                    log.warning("job %s is not told: %s", job.id, error)
                    return
                with self._guard:
                    self._told[job.id] = (job, time.monotonic())

    def _news(self) -> list[Job]:
        now = time.monotonic()
        news = []
        with self._guard:
            for job in self._jobs.values():
                told, when = self._told.get(job.id, (None, 0.0))
                if job != told or (not job.ended and now - when > _ALIVE_SECONDS):
                    news.append(job)
        return news
