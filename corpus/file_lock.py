"""File lock: one holder at a time of all processes, which says in the file who it is.

The lock goes with its process: what a killed one leaves in the file stops nobody.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedRandom
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock."""

    process: int
    host: str
    since: datetime

    @property
    def told(self) -> str:
        """The holder in Chinese."""
        since = self.since.astimezone()
        return f"进程 {self.process}（{self.host}，{since:%Y-%m-%d %H:%M:%S} 开始）"


class LockHeldError(Exception):
    """Another process holds the lock; `holder` is None when it has not said who it is."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        super().__init__(f"{path} is held by {holder}")
        self.holder = holder


@contextmanager
def file_lock(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock; `wait` False raises LockHeldError instead of waiting. Raises OSError."""
    with path.open("a+b") as file:  # not emptied: it may say who holds it
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise LockHeldError(path, _holder(file)) from None
        _sign(file, {"process": os.getpid(), "host": socket.gethostname(), "since": _now()})
        try:
            yield
        finally:
            _sign(file, None)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _sign(file: BufferedRandom, holder: dict[str, object] | None) -> None:
    with suppress(OSError):  # on a full disk the lock holds as well
        os.ftruncate(file.fileno(), 0)
        if holder:
            os.write(file.fileno(), json.dumps(holder).encode())


def _holder(file: BufferedRandom) -> Holder | None:
    try:
        file.seek(0)
        said = json.loads(file.read())
        return Holder(said["process"], said["host"], datetime.fromisoformat(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
