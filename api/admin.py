"""The gate before everything that changes the documents: the admin token, checked before any body
is read."""

from __future__ import annotations

import re
import secrets

from fastapi import Security
from fastapi.security import HTTPBearer
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problem_kinds import ADMIN_OFF, CHALLENGE, UNAUTHORIZED
from api.problems import problem_response

# For the API description; the gate has checked the token before a route is reached.
described = Security(HTTPBearer(auto_error=False, description="POLICY_ADMIN_TOKEN 设定的口令"))


class AdminGate:
    """Refuses requests to the write routes that do not carry the token."""

    def __init__(self, app: ASGIApp, prefix: str, token: str) -> None:
        """An empty `token` closes the write routes to all."""
        self._app = app
        self._token = token
        self._guarded = re.compile(
            rf"(?:POST {prefix}/documents|DELETE {prefix}/documents/[^/]+"
            rf"|[A-Z]+ {prefix}/(?:drafts|jobs)(?:/.*)?)$"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer with a problem."""
        if scope["type"] != "http" or not self._guarded.match(f"{scope['method']} {scope['path']}"):
            await self._app(scope, receive, send)
            return
        if not self._token:
            detail = "服务器没有设置管理口令（POLICY_ADMIN_TOKEN），不能加入、替换或移除文件。"
            await problem_response(ADMIN_OFF, detail, scope["path"])(scope, receive, send)
            return
        scheme, _, given = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")
        if scheme.lower() != b"bearer" or not secrets.compare_digest(given, self._token.encode()):
            detail = "管理口令不正确。" if given else "没有给出管理口令。"
            refused = problem_response(UNAUTHORIZED, detail, scope["path"], CHALLENGE)
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)
