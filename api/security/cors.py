"""CORS closed: no other site may read what is answered, unless it is named in the settings."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ForeignOrigins:
    """Takes back what a mounted application allows to other sites on its own."""

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        """Origins in `allowed` may read."""
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; for a foreign origin without the headers that allow it to read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        origin = dict(scope["headers"]).get(b"origin", b"").decode("latin-1")
        if not origin or origin in self._allowed:
            await self._app(scope, receive, send)
            return

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name in [n for n in headers if n.startswith("access-control-allow-")]:
                    del headers[name]
            await send(message)

        await self._app(scope, receive, closed)


def origins_of(written: str) -> list[str]:
    """Origins of a setting: comma-separated, without a path."""
    return [origin for each in written.split(",") if (origin := each.strip().rstrip("/"))]
