"""Turn locks: the turns of one conversation come one after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class TurnLocks:
    """A lock for each conversation that is waited for; it lives no longer than that."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[Lock, int]] = {}
        self._guard = Lock()

    @contextmanager
    def held(self, conversation_id: str | None) -> Iterator[None]:
        """Hold the lock of a conversation; a new one has nobody to wait for."""
        if not conversation_id:
            yield
            return
        with self._guard:
            lock, waiting = self._locks.get(conversation_id, (Lock(), 0))
            self._locks[conversation_id] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, waiting = self._locks[conversation_id]
                if waiting == 1:
                    del self._locks[conversation_id]
                else:
                    self._locks[conversation_id] = (lock, waiting - 1)
