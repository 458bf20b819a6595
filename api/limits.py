"""Limits on request bodies, kept before anything is parsed."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import TOO_LARGE, problem_response

BODY_LIMIT = 64 * 1024


class BodyLimit:
    """Refuses API bodies over the limit, also those sent in chunks without a length."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        """Only paths that begin with `prefix` are held to the limit."""
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then hand it on."""
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        messages: list[Message] = []
        size = int(declared) if declared.isdigit() else 0
        if size <= BODY_LIMIT:
            size = 0
            while size <= BODY_LIMIT:
                message = await receive()
                messages.append(message)
                size += len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    break
        if size > BODY_LIMIT:
            detail = f"请求正文超过 {BODY_LIMIT // 1024} KB。"
            await problem_response(TOO_LARGE, detail, scope["path"])(scope, receive, send)
            return

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, replay, send)
