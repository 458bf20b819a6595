"""Clients that ask without end, and note every answer that they were given."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock, Thread

from eval.faults.service import Service

_TURNS = 6  # of a conversation
_PAUSE = 0.2  # seconds between an answer and the next question
_AFTER_FAILURE = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: when it was made and how it ended; `status` 0 is a lost connection."""

    phase: str
    status: int
    told: str  # the problem's type, or the error of the connection
    seconds: float


class Clients:
    """Asks in threads; `phase` names what is being done to the service meanwhile."""

    def __init__(self, service: Service, questions: Sequence[str]) -> None:
        self.phase = ""
        self.asked: list[Asked] = []
        self.acknowledged: dict[str, list[str]] = defaultdict(list)  # conversation -> texts
        self._service = service
        self._questions = questions
        self._guard = Lock()
        self._over = Event()

    @contextmanager
    def asking(self, clients: int) -> Iterator[None]:
        """Ask as long as the context lasts."""
        threads = [Thread(target=self._ask, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def _ask(self, number: int) -> None:
        chosen = random.Random(number)  # mixes questions
        while not self._over.is_set():
            key: str | None = None
            for _ in range(_TURNS):
                if self._over.is_set():
                    return
                phase, started = self.phase, time.monotonic()
                body = {"question": chosen.choice(self._questions), "conversation_id": key}
                reply = self._service.request("POST", "/v1/ask", body)
                told = ""
                if reply.status != 200:
                    told = reply.body["type"] if isinstance(reply.body, dict) else str(reply.body)
                one = Asked(phase, reply.status, told, time.monotonic() - started)
                with self._guard:
                    self.asked.append(one)
                    if reply.status == 200:
                        key = reply.body["conversation_id"]
                        self.acknowledged[key].append(reply.body["text"])
                self._over.wait(_PAUSE if reply.status == 200 else _AFTER_FAILURE)


@dataclass(frozen=True, slots=True)
class Kept:
    """Turns acknowledged, those of them that are gone, and turns kept whose answer got lost."""

    acknowledged: int
    lost: int
    unacknowledged: int


def compare_with_kept(service: Service, acknowledged: dict[str, list[str]]) -> Kept:
    """Every acknowledged turn against the conversation as the service has it."""
    lost = extra = 0
    for key, texts in acknowledged.items():
        reply = service.request("GET", f"/v1/conversations/{key}")
        turns = reply.body["turns"] if reply.status == 200 else []
        kept = [turn["answer"]["text"] for turn in turns]
        rest = iter(kept)
        found = sum(text in rest for text in texts)  # in this order
        lost += len(texts) - found
        extra += len(kept) - found
    return Kept(sum(map(len, acknowledged.values())), lost, extra)
