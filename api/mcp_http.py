"""MCP over streamable HTTP at /mcp: one POST a message, answered in JSON, no sessions.

Nothing here needs a session: conversations go on by their conversation_id. A page of another site
must not reach a server on this machine by a name that it lets point here (DNS rebinding), so only
known host names and origins are served.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from api.limits import BODY_LIMIT
from api.mcp_server import create_mcp_server
from api.problem_kinds import MEDIA, NOT_READY, Problem
from api.problems import problem_response
from assistant.service import PolicyAssistant
from assistant.settings import Settings

PATH = "/mcp"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# Addresses to listen on, not names to be called by.
_EVERYWHERE = ("0.0.0.0", "::", "")  # nosec B104

UNKNOWN_HOST = Problem(
    "unknown-host",
    "主机名不在允许之列",
    HTTPStatus.MISDIRECTED_REQUEST,
    "请在本机用 127.0.0.1 访问，或由管理员把主机名加入 POLICY_MCP_HOSTS。",
)
FOREIGN_ORIGIN = Problem(
    "foreign-origin",
    "不接受其他网站的请求",
    HTTPStatus.FORBIDDEN,
    "请从 MCP 客户端直接连接，或由管理员把网站的主机名加入 POLICY_MCP_HOSTS。",
)


class McpEndpoint:
    """The ASGI application at /mcp; it serves while `running` is entered."""

    def __init__(self, assistant: PolicyAssistant) -> None:
        """The server itself is made anew each time the application starts."""
        self._assistant = assistant
        self._security = security_of(assistant.settings)
        self._check = TransportSecurityMiddleware(self._security)
        self._manager: StreamableHTTPSessionManager | None = None

    @property
    def route(self) -> Route:
        """POST /mcp; there is no stream to open by GET and no session to DELETE."""
        return Route(PATH, self, methods=["POST"], include_in_schema=False)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve within this context, once at a time."""
        server = create_mcp_server(self._assistant)
        server.streamable_http_app(
            streamable_http_path=PATH,
            json_response=True,
            stateless_http=True,
            max_request_body_size=BODY_LIMIT,
            transport_security=self._security,
        )
        async with server.session_manager.run():
            self._manager = server.session_manager
            try:
                yield
            finally:
                self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request from a known host and origin."""
        request = Request(scope, receive)
        refused = await self._check.validate_request(request, is_post=True)
        if refused is not None:
            await _refusal(refused, request)(scope, receive, send)
        elif self._manager is None:
            detail = "MCP 服务正在启动。"
            await problem_response(NOT_READY, detail, PATH)(scope, receive, send)
        else:
            await self._manager.handle_request(scope, receive, send)


def security_of(settings: Settings) -> TransportSecuritySettings:
    """Host names and origins served: this machine's, the one listened on, and those set."""
    named = [settings.host, *settings.mcp_hosts.split(",")]
    hosts = [*LOOPBACK, *(_in_url(name.strip()) for name in named)]
    hosts = [host for host in dict.fromkeys(hosts) if host.strip("[]") not in _EVERYWHERE]
    allowed = [form for host in hosts for form in (host, f"{host}:*")]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in allowed]
    return TransportSecuritySettings(allowed_hosts=allowed, allowed_origins=origins)


def _in_url(host: str) -> str:
    """An IPv6 address stands in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _refusal(refused: Response, request: Request) -> Response:
    """What the SDK refuses in plain English, as a problem."""
    if refused.status_code == HTTPStatus.MISDIRECTED_REQUEST:
        host = request.headers.get("host", "")
        return problem_response(UNKNOWN_HOST, f"不能用主机名“{host}”访问 {PATH}。", PATH)
    if refused.status_code == HTTPStatus.FORBIDDEN:
        origin = request.headers.get("origin", "")
        return problem_response(FOREIGN_ORIGIN, f"不接受来自“{origin}”的请求。", PATH)
    return problem_response(MEDIA, "请求正文不是以 JSON 发送的。", PATH)
