"""Limits on request bodies, kept before anything is parsed."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem_kinds import FILE_TOO_LARGE, TOO_LARGE
from api.problems import problem_response

BODY_LIMIT = 64 * 1024
CHAT_LIMIT = 1024 * 1024  # chat clients send the whole conversation every time


class BodyLimit:
    """Refuses API bodies over the limit, also those sent in chunks without a length."""

    def __init__(
        self,
        app: ASGIApp,
        limits: Mapping[str, int],
        larger: Mapping[tuple[str, str], int] | None = None,
    ) -> None:
        """Bytes by the beginning of the path; the first that fits counts, other paths are free.

        `larger` gives the limit of a method and path that takes more.
        """
        self._app = app
        self._limits = limits
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then hand it on."""
        path = scope.get("path", "")
        limit = next((n for prefix, n in self._limits.items() if path.startswith(prefix)), None)
        if scope["type"] != "http" or limit is None:
            await self._app(scope, receive, send)
            return
        limit = self._larger.get((scope["method"], path), limit)
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        messages: list[Message] = []
        size = int(declared) if declared.isdigit() else 0
        if size <= limit:
            size = 0
            while size <= limit:
                message = await receive()
                messages.append(message)
                size += len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    break
        if size > limit:
            if (scope["method"], path) in self._larger:
                problem, detail = FILE_TOO_LARGE, f"上传超过 {limit // 1024**2} MB。"
            else:
                problem, detail = TOO_LARGE, f"请求正文超过 {limit // 1024} KB。"
            await problem_response(problem, detail, path)(scope, receive, send)
            return

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, replay, send)
