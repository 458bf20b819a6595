"""Upkeep: what has to be done every hour while the service runs."""

from __future__ import annotations

import logging
from threading import Event, Thread
from types import TracebackType

from assistant.retention import purge
from assistant.service import PolicyAssistant
from corpus.errors import PolicyError

log = logging.getLogger(__name__)

_SECONDS = 3600


class Upkeep:
    """Erases conversations past their time, in a thread, while the context lasts."""

    def __init__(self, assistant: PolicyAssistant) -> None:
        self._assistant = assistant
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join(5)

    def _run(self) -> None:
        while True:
            try:
                erased = purge(self._assistant.records, self._assistant.settings.retention_days)
                if erased:
                    log.info("%d conversations past the retention were erased", erased)
            except PolicyError as error:
                log.error("conversations past the retention were not erased: %s", error)
            if self._over.wait(_SECONDS):
                return
