"""Upkeep: what has to be done every hour while the service runs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from assistant.records.retention import purge
from assistant.service import PolicyAssistant
from corpus.errors import PolicyError

log = logging.getLogger(__name__)

_SECONDS = 3600


@contextmanager
def upkeep(assistant: PolicyAssistant) -> Iterator[None]:
    """Erase conversations past their time, in a thread, while the context lasts."""
    over = Event()
    thread = Thread(target=_run, args=(assistant, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(5)


def _run(assistant: PolicyAssistant, over: Event) -> None:
    while True:
        try:
            erased = purge(assistant.records, assistant.settings.retention_days)
            if erased:
                log.info("%d conversations past the retention were erased", erased)
        except PolicyError as error:
            log.error("conversations past the retention were not erased: %s", error)
        if over.wait(_SECONDS):
            return
