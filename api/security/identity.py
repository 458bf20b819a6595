"""Identity: who calls, by Authorization, by the session's cookie or by a trusted proxy's word."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problem_kinds import CHALLENGE, KEY_REFUSED
from api.problems import problem_response
from api.security.network import origin_of
from assistant.access.caller import ANONYMOUS, Caller
from assistant.access.credentials import Credentials
from assistant.access.keys import PREFIX
from assistant.access.sessions import csrf_token

CSRF_HEADER = "X-CSRF-Token"
_CALLER, _FORGEABLE = "policy.caller", "policy.forgeable"
_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def cookie_name(scheme: str) -> str:
    """The session's cookie; behind TLS no other host or path can set it."""
    return "__Host-policy_session" if scheme == "https" else "policy_session"


class IdentityLayer:
    """Puts the caller into the scope.

    A browser sends cookies, and a proxy its word, with requests that another site's page has made.
    So a request that changes something counts as theirs only with the CSRF token or, on the page's
    own paths, when it comes from the same origin; otherwise it is nobody's.
    """

    def __init__(self, app: ASGIApp, credentials: Credentials, user_header: str) -> None:
        """`user_header` names the user a trusted proxy vouches for; empty for none."""
        self._app = app
        self._credentials = credentials
        self._user_header = user_header.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the caller and go on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        bearer = _bearer(connection.headers.get("authorization", ""))
        address = origin_of(scope).address
        nobody = replace(ANONYMOUS, address=address)
        found: Caller | None
        if bearer:
            found = await run_in_threadpool(self._credentials.bearer, bearer, address)
            if found is None and bearer.startswith(PREFIX):
                detail = "接口密钥不正确、已过期或已撤销。"
                refused = problem_response(KEY_REFUSED, detail, scope["path"], CHALLENGE)
                await refused(scope, receive, send)
                return
            scope[_CALLER] = found or nobody
        else:
            found, token = await self._ambient(connection, address)
            forgeable = found is not None and _is_forgeable(connection, scope, token)
            caller = found if found is not None and not forgeable else nobody
            scope[_CALLER], scope[_FORGEABLE] = caller, forgeable
        await self._app(scope, receive, send)

    async def _ambient(self, connection: HTTPConnection, address: str) -> tuple[Caller | None, str]:
        """Whom the browser or the proxy names, and the CSRF token that goes with it."""
        if session := session_token(connection):
            look_up = partial(self._credentials.session, session, address)
            if (found := await run_in_threadpool(look_up)) is not None:
                return found, csrf_token(session)
        if self._user_header and origin_of(connection.scope).by_trusted_proxy:
            name = connection.headers.get(self._user_header, "")
            found = self._credentials.proxy_user(name, address)
            if found is not None:
                return found, self._credentials.proxy_csrf_token(name)
        return None, ""


def caller_of(scope: Mapping[str, Any]) -> Caller:
    """Who makes the request of a scope."""
    caller = scope.get(_CALLER)
    return caller if isinstance(caller, Caller) else ANONYMOUS


def is_forgeable(scope: Mapping[str, Any]) -> bool:
    """True when a known caller's request was not taken as theirs, for want of the CSRF token."""
    return bool(scope.get(_FORGEABLE))


def session_token(connection: HTTPConnection) -> str:
    """The session's token in the cookie; empty without one."""
    try:
        cookies = SimpleCookie(connection.headers.get("cookie", ""))
    except CookieError:
        return ""
    morsel = cookies.get(cookie_name(connection.url.scheme))
    return morsel.value if morsel else ""


def _bearer(header: str) -> str:
    scheme, _, given = header.partition(" ")
    return given.strip() if scheme.lower() == "bearer" else ""


def _is_forgeable(connection: HTTPConnection, scope: Scope, token: str) -> bool:
    if scope["type"] == "websocket":
        return not _same_origin(connection)
    if scope["method"] in _SAFE:
        return False
    given = connection.headers.get(CSRF_HEADER, "")
    if hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        return False
    # The page's framework cannot send a header of ours; browsers tell where a request comes from.
    own_page = not scope["path"].startswith(("/v1/", "/mcp"))
    return not (own_page and _same_origin(connection))


def _same_origin(connection: HTTPConnection) -> bool:
    told = connection.headers.get("sec-fetch-site")
    if told is not None:
        return told == "same-origin"
    origin = connection.headers.get("origin", "")
    host = connection.headers.get("host", "")
    return bool(host) and origin.partition("://")[2] == host
