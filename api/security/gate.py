"""The gate: which scope a path asks for, checked before any body is read."""

from __future__ import annotations

import re

from fastapi import Security
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from api.problem_kinds import (
    ADMIN_OFF,
    CHALLENGE,
    CSRF,
    FORBIDDEN,
    LOGIN_NEEDED,
    UNAUTHORIZED,
    Problem,
)
from api.problems import problem_response
from api.security.identity import caller_of, is_forgeable
from api.security.network import origin_of
from assistant.access.caller import Scope
from assistant.access.credentials import Credentials

# For the API description; the gate has checked the caller before a route is reached.
described = Security(
    HTTPBearer(auto_error=False, description="POLICY_ADMIN_TOKEN 设定的口令，或有此权限的接口密钥")
)

METRICS = "/metrics"
LOGIN = "/login"
_OPEN = re.compile(r"/(?:healthz|readyz|login|v1/session|metrics)")
_NAMES = {
    Scope.ASK: "提问",
    Scope.EVALUATE: "评估",
    Scope.DOCUMENTS: "管理文件",
    Scope.OPERATE: "运行维护",
}


class Gate:
    """Refuses callers without the scope that a path asks for."""

    def __init__(
        self, app: ASGIApp, prefix: str, credentials: Credentials, *, anonymous: bool
    ) -> None:
        """`anonymous` lets people without credentials ask and read."""
        self._app = app
        self._credentials = credentials
        self._anonymous = anonymous
        self._guarded = (
            (
                re.compile(
                    rf"(?:POST {prefix}/documents|DELETE {prefix}/documents/[^/]+"
                    rf"|[A-Z]+ {prefix}/(?:drafts|jobs)(?:/.*)?)"
                ),
                Scope.DOCUMENTS,
            ),
            (re.compile(rf"[A-Z]+ {prefix}/admin/audit(?:/.*)?"), Scope.OPERATE),
            (re.compile(rf"[A-Z]+ {prefix}/admin(?:/.*)?"), Scope.EVALUATE),
            (re.compile(rf"[A-Z]+ {METRICS}"), Scope.OPERATE),
        )

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer with a problem."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        needed = self._needed(scope)
        if needed is None or (needed is not Scope.ASK and caller_of(scope).may(needed)):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if needed is Scope.ASK and _is_page(scope):
            await RedirectResponse(LOGIN, 303)(scope, receive, send)
            return
        problem, detail = await run_in_threadpool(self._refusal, scope, needed)
        headers = CHALLENGE if problem in (UNAUTHORIZED, LOGIN_NEEDED) else None
        await problem_response(problem, detail, scope["path"], headers)(scope, receive, send)

    def _needed(self, scope: AsgiScope) -> Scope | None:
        """The scope that a request asks for; None for what this caller may anyway."""
        line = f"{scope.get('method', 'GET')} {scope['path']}"
        needed = next((need for path, need in self._guarded if path.fullmatch(line)), None)
        if needed is Scope.OPERATE and scope["path"] == METRICS and origin_of(scope).local:
            return None
        if needed is None and not self._anonymous and not _OPEN.fullmatch(scope["path"]):
            known = bool(caller_of(scope).identity)
            return None if known and caller_of(scope).may(Scope.ASK) else Scope.ASK
        return needed

    def _refusal(self, scope: AsgiScope, needed: Scope) -> tuple[Problem, str]:
        if is_forgeable(scope):
            return CSRF, "请求没有带上正确的 X-CSRF-Token。"
        if caller_of(scope).identity:
            return FORBIDDEN, f"这个账号或密钥没有“{_NAMES[needed]}”的权限。"
        if needed is Scope.ASK:
            return LOGIN_NEEDED, "本服务须登录或使用接口密钥。"
        if not self._credentials.covers(needed):
            detail = (
                "服务器没有设置管理口令（POLICY_ADMIN_TOKEN），也没有有此权限的账号或密钥，"
                f"“{_NAMES[needed]}”功能没有开放。"
            )
            return ADMIN_OFF, detail
        given = dict(scope["headers"]).get(b"authorization")
        return UNAUTHORIZED, "管理口令不正确。" if given else "没有给出管理口令。"


def _is_page(scope: AsgiScope) -> bool:
    """A browser that opens a page, not a program."""
    accepts = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accepts
