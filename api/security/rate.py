"""Rate limits: 429 with Retry-After for a key or address that asks too much."""

from __future__ import annotations

import math
import re

from starlette.types import ASGIApp, Receive, Scope, Send

from api.problem_kinds import TOO_MANY
from api.problems import problem_response
from api.security.buckets import Buckets, network_name
from api.security.identity import caller_of

# What takes work; the page's own files do not.
_LIMITED = re.compile(r"/v1/.*|/mcp|/gradio_api/(?:queue/join|run/.*|call/.*|upload)|/documents/.*")
_LOGIN = "POST /v1/session"
_LOGINS_PER_MINUTE, _LOGINS_AT_ONCE = 1.0, 10.0


class RateLimit:
    """Requests a minute: by address for those without credentials, else by key or account."""

    def __init__(self, app: ASGIApp, per_address: int, per_key: int, buckets: Buckets) -> None:
        """0 sets no limit; logins have their own."""
        self._app = app
        self._per_address = per_address
        self._per_key = per_key
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or tell when to come back."""
        wait = self._wait(scope) if scope["type"] == "http" else 0.0
        if not wait:
            await self._app(scope, receive, send)
            return
        seconds = max(1, math.ceil(wait))
        headers = {"Retry-After": str(seconds)}
        detail = f"请求过于频繁，请在 {seconds} 秒后重试。"
        await problem_response(TOO_MANY, detail, scope["path"], headers)(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        caller = caller_of(scope)
        network = network_name(caller.address)
        if f"{scope['method']} {scope['path']}" == _LOGIN:
            return self._buckets.wait(f"login {network}", _LOGINS_PER_MINUTE, _LOGINS_AT_ONCE)
        if not _LIMITED.fullmatch(scope["path"]):
            return 0.0
        if caller.identity:
            limit, name = self._per_key, caller.identity
        else:
            limit, name = self._per_address, f"address {network}"
        return self._buckets.wait(name, limit) if limit else 0.0
