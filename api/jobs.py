"""Jobs: work that takes longer than a request, one after another, with its progress."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock
from uuid import uuid4

from corpus.errors import PolicyError

log = logging.getLogger(__name__)

_KEPT = 200
Progress = Callable[[int, int], None]


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


class UnknownJobError(PolicyError):
    """No job has this id."""

    def __init__(self, job_id: str) -> None:
        super().__init__(f"no job has id {job_id!r}", f"没有编号为“{job_id}”的任务。")


class Jobs:
    """Runs jobs in a thread of its own; safe to share between threads."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._guard = Lock()
        self._runner = ThreadPoolExecutor(1, thread_name_prefix="jobs")

    def start(self, document_id: str, work: Callable[[Progress], None]) -> Job:
        """Queue `work`, which is given a function to report its progress to."""
        job = Job(uuid4().hex, document_id)
        with self._guard:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        self._runner.submit(self._run, job.id, work)
        return job

    def job(self, job_id: str) -> Job:
        """A job as it stands; raises UnknownJobError."""
        with self._guard:
            if job_id not in self._jobs:
                raise UnknownJobError(job_id)
            return self._jobs[job_id]

    def close(self) -> None:
        """Wait for the job that runs; those that wait are dropped."""
        self._runner.shutdown(cancel_futures=True)

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
        message: str = "",
    ) -> None:
        with self._guard:
            job = self._jobs.get(job_id)
            if job is not None:
                self._jobs[job_id] = replace(
                    job,
                    state=state,
                    done=job.done if done is None else done,
                    total=job.total if total is None else total,
                    message=message,
                )
