"""Bounded: the pieces of a text that may never end, until a moment in time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from queue import Empty, Queue
from threading import Event, Thread

from assistant.wording.errors import BrokenStreamError, LanguageModelError, ModelTimeoutError

log = logging.getLogger(__name__)

_Piece = str | LanguageModelError | None  # None: the text is over


def pieces_until(deadline: float, write: Callable[[], Iterator[str]]) -> Iterator[str]:
    """What `write` yields before `deadline` (time.monotonic); raises ModelTimeoutError then.

    A reader that waits on the network cannot be interrupted, so it has a thread of its own, which
    stops at the next piece after nobody listens any more.
    """
    queue: Queue[_Piece] = Queue()
    left = Event()
    Thread(target=_pump, args=(write, queue, left), daemon=True).start()
    try:
        while True:
            try:
                piece = queue.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise ModelTimeoutError("the text was not finished in time") from None
            if isinstance(piece, LanguageModelError):
                raise piece
            if piece is None:
                return
            yield piece
    finally:
        left.set()


def _pump(write: Callable[[], Iterator[str]], queue: Queue[_Piece], left: Event) -> None:
    try:
        for piece in write():
            if left.is_set():
                return
            queue.put(piece)
    except LanguageModelError as error:
        queue.put(error)
    except Exception as error:  # else the reader would wait for the deadline
        log.exception("a text cannot be written")
        queue.put(BrokenStreamError(f"{type(error).__name__}: {error}"))
    else:
        queue.put(None)
