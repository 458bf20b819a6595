"""Observed: each request has an id, is counted and timed, and leaves one line in the log."""

from __future__ import annotations

import logging
import time
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem_kinds import UNEXPECTED
from api.problems import problem_response
from api.security.identity import caller_of
from api.telemetry.logs import FIELDS
from api.telemetry.metrics import Metrics
from api.telemetry.request_id import current, request_id_of
from api.telemetry.tracing import Tracer

log = logging.getLogger(__name__)

REQUEST_ID = "X-Request-ID"
_PREFIXES = ("/v1", "/gradio_api")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Observed:
    """Tells what became of requests: the route, never the address, parameters or body."""

    def __init__(self, app: ASGIApp, metrics: Metrics, tracer: Tracer | None) -> None:
        self._app = app
        self._metrics = metrics
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Go on, and answer with a problem where something unforeseen happens."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = request_id_of(Headers(scope=scope).get(REQUEST_ID, ""))
        token = current.set(request_id)
        status = 0
        started = time.perf_counter()
        began = time.time_ns()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception:
            log.exception("unexpected error")
            if status:
                raise
            detail = "服务在处理请求时出现意外错误。"
            await problem_response(UNEXPECTED, detail, scope["path"])(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - started
            method = scope["method"] if scope["method"] in _METHODS else "other"
            route = route_of(scope)
            # Without a response the client has gone away.
            status = status or HTTPStatus.REQUEST_TIMEOUT
            self._metrics.request(method, route, status, seconds)
            fields: dict[str, Any] = {
                "method": method,
                "route": route,
                "status": int(status),
                "milliseconds": round(seconds * 1000, 1),
                "role": caller_of(scope).role.value,
            }
            if self._tracer is not None:
                self._tracer.span(began, fields | {"request_id": request_id})
            if method != "OPTIONS" and not route.startswith("/static"):
                log.info("request", extra={FIELDS: fields})
            current.reset(token)


def route_of(scope: Scope) -> str:
    """The route's pattern; its parameters and what no route took are left out."""
    path = getattr(scope.get("route"), "path", None)
    if not isinstance(path, str) or not path or "{rest:path}" in path:
        return "other"
    # A route knows its pattern without the prefix under which its router was included.
    prefix = next((each for each in _PREFIXES if scope["path"].startswith(f"{each}/")), "")
    return path if path.startswith(prefix) else prefix + path
