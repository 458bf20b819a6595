"""The layers before the routes, the outermost last: each request goes through them from the end."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api.limits import BODY_LIMIT, CHAT_LIMIT, BodyLimit
from api.mcp_http import PATH as MCP_PATH
from api.security.buckets import Buckets
from api.security.cors import ForeignOrigins, origins_of
from api.security.gate import Gate
from api.security.headers import SecurityHeaders
from api.security.identity import CSRF_HEADER, IdentityLayer
from api.security.network import NetworkLayer, TrustedProxies
from api.security.rate import RateLimit
from api.security.time_limit import TimeLimit
from api.telemetry.metrics import Metrics
from api.telemetry.observed import REQUEST_ID, Observed
from api.telemetry.tracing import tracer_of
from assistant.service import PolicyAssistant
from corpus.readers.limits import LIMITS

_UPLOAD_SECONDS = 2.0 * LIMITS.seconds  # a file is read twice: as a format and as a structure


def install_layers(app: FastAPI, prefix: str, assistant: PolicyAssistant, metrics: Metrics) -> None:
    """Put every layer before the routes of `app`, whose API begins with `prefix`.

    Raises ProxySettingError, CredentialError and TelemetryMissingError for wrong settings.
    """
    settings = assistant.settings
    credentials = assistant.credentials
    _ = credentials.proxy_users  # a wrong setting is told at the start, not to the first user
    upload = ("POST", f"{prefix}/documents")
    app.add_middleware(
        BodyLimit,
        limits={
            f"{prefix}/chat": CHAT_LIMIT,
            prefix: BODY_LIMIT,
            MCP_PATH: BODY_LIMIT,
            "/": CHAT_LIMIT,
        },
        larger={upload: LIMITS.file_bytes + BODY_LIMIT},
    )
    worded = settings.llm_timeout if settings.llm_base_url else 0.0
    app.add_middleware(
        TimeLimit,
        prefixes=(f"{prefix}/", MCP_PATH),
        seconds=settings.request_seconds + worded,
        longer={upload: settings.request_seconds + _UPLOAD_SECONDS},
    )
    app.add_middleware(Gate, prefix=prefix, credentials=credentials, anonymous=settings.anonymous)
    app.add_middleware(
        RateLimit,
        per_address=settings.rate_limit,
        per_key=settings.key_rate_limit,
        buckets=Buckets(),
    )
    app.add_middleware(
        IdentityLayer, credentials=credentials, user_header=settings.proxy_user_header
    )
    origins = origins_of(settings.cors_origins)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", CSRF_HEADER, REQUEST_ID],
            expose_headers=[REQUEST_ID, "Retry-After"],
        )
    app.add_middleware(ForeignOrigins, allowed=origins)
    app.add_middleware(NetworkLayer, trusted=TrustedProxies(settings.trusted_proxies))
    app.add_middleware(Observed, metrics=metrics, tracer=tracer_of(settings.otlp_endpoint))
    app.add_middleware(SecurityHeaders)
