"""Micro-batch: what is asked while the model is at work goes into its next run together.

Nobody waits for company: a question that meets an idle model is run at once and alone, and one that
meets a busy model waits for that run, a few milliseconds, and shares the next with all who wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from index.embedder import Vectors

MOST = 16  # texts of one run


class MicroBatcher:
    """Vectors of single texts, run in batches; safe to share between threads."""

    def __init__(self, run: Callable[[list[str]], Vectors], most: int = MOST) -> None:
        """`run` takes up to `most` texts to vectors, shape (texts, dimension); one call a time."""
        self._run = run
        self._most = most
        self._waiting: deque[tuple[str, Future[Vectors]]] = deque()
        self._running = Lock()

    def vector(self, text: str) -> Vectors:
        """The vector of a text, shape (dimension,); raises what `run` raises."""
        own: Future[Vectors] = Future()
        self._waiting.append((text, own))
        while not own.done():
            with self._running:  # the first in runs for those that came meanwhile
                if not own.done():
                    self._run_waiting()
        return own.result()

    def _run_waiting(self) -> None:
        taken = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
        try:
            vectors = self._run([text for text, _ in taken])
        except BaseException as error:
            for _, future in taken:
                future.set_exception(error)
            return
        for (_, future), vector in zip(taken, vectors, strict=True):
            future.set_result(vector)
