"""Page gate: what is mounted at / while the page is still being made.

Gradio takes seconds to load. The API answers first; the page is made once it does, and whoever
opens the page before that waits for it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event, Thread

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from corpus.errors import PolicyError

log = logging.getLogger(__name__)

_LOOK = 0.2  # seconds between two looks at whether the service ends
_LONGEST_WAIT = 60.0  # seconds: a service that does not get ready has a page all the same


class PageFailedError(PolicyError):
    """The page could not be made."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"page: {error}", "网页无法打开，接口仍可使用。请查看日志，修复后重新启动。"
        )


class PageGate:
    """An ASGI application that is made after the service is ready."""

    def __init__(self, make: Callable[[], FastAPI], ready: Event) -> None:
        """`make` runs in a thread of its own, once `ready` is set."""
        self._make = make
        self._ready = ready
        self._made: asyncio.Future[FastAPI] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Make the page and serve it within this context."""
        loop = asyncio.get_running_loop()
        made: asyncio.Future[FastAPI] = loop.create_future()
        opened: asyncio.Future[FastAPI] = loop.create_future()
        self._made = opened
        ended = Event()
        building = Thread(target=self._build, args=(loop, made, ended), daemon=True)
        building.start()
        closing = asyncio.Event()
        serving = asyncio.create_task(_serve(made, opened, closing))
        try:
            yield
        finally:
            ended.set()
            closing.set()
            if not made.done():
                serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            # A process that ends while a thread is inside native code is aborted.
            await asyncio.to_thread(building.join)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait for the page and hand over to it; raises PageFailedError."""
        assert self._made is not None, "the page is asked for outside `running`"
        app = await asyncio.shield(self._made)
        await app(scope, receive, send)

    def _build(
        self, loop: asyncio.AbstractEventLoop, made: asyncio.Future[FastAPI], ended: Event
    ) -> None:
        until = time.monotonic() + _LONGEST_WAIT
        while not self._ready.wait(_LOOK) and time.monotonic() < until:
            if ended.is_set():
                return
        try:
            app = self._make()
        except Exception as error:
            log.exception("the page cannot be made")
            failed = PageFailedError(error)
            _tell(loop, made, lambda: made.set_exception(failed))
            return
        _tell(loop, made, lambda: made.set_result(app))


async def _serve(
    made: asyncio.Future[FastAPI], opened: asyncio.Future[FastAPI], closing: asyncio.Event
) -> None:
    """The page's own start and end, in one task."""
    try:
        app = await made
    except PolicyError as error:
        opened.set_exception(error)
        return
    try:
        async with app.router.lifespan_context(app):
            opened.set_result(app)
            await closing.wait()
    except Exception as error:
        log.exception("the page cannot be begun or ended")
        if not opened.done():  # else who opens the page would wait for ever
            opened.set_exception(PageFailedError(error))


def _tell(
    loop: asyncio.AbstractEventLoop, made: asyncio.Future[FastAPI], tell: Callable[[], None]
) -> None:
    """Within the loop, unless the server has ended meanwhile."""

    def within() -> None:
        if not made.done():
            tell()

    if not loop.is_closed():
        loop.call_soon_threadsafe(within)
