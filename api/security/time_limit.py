"""Time limit: a request that has no answer in time is told so, and the connection is free again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem_kinds import TOO_SLOW
from api.problems import problem_response


class TimeLimit:
    """Bounds the seconds until a response begins; a stream may go on after that."""

    def __init__(
        self,
        app: ASGIApp,
        prefixes: tuple[str, ...],
        seconds: float,
        longer: Mapping[tuple[str, str], float],
    ) -> None:
        """Paths that begin with one of `prefixes`; `longer` by method and path."""
        self._app = app
        self._prefixes = prefixes
        self._seconds = seconds
        self._longer = longer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait for the response to begin, but not for ever."""
        if scope["type"] != "http" or not scope["path"].startswith(self._prefixes):
            await self._app(scope, receive, send)
            return
        seconds = self._longer.get((scope["method"], scope["path"]), self._seconds)
        begun, late = asyncio.Event(), False

        async def send_in_time(message: Message) -> None:
            if not late:
                begun.set()
                await send(message)

        # A thread that works cannot be stopped: the request goes on in it, and nobody listens.
        work = asyncio.ensure_future(self._app(scope, receive, send_in_time))
        work.add_done_callback(_seen)
        beginning = asyncio.ensure_future(begun.wait())
        try:
            await asyncio.wait(
                {work, beginning}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
            if not (begun.is_set() or work.done()):
                late = True
                detail = f"服务在 {seconds:g} 秒内没有完成这个请求，已停止等待。"
                await problem_response(TOO_SLOW, detail, scope["path"])(scope, receive, send)
                work.cancel()
                return
            await work
        except asyncio.CancelledError:
            work.cancel()
            raise
        finally:
            beginning.cancel()


def _seen(work: asyncio.Future[None]) -> None:
    """An error after the limit is nobody's to hear."""
    if not work.cancelled():
        work.exception()
