"""What the routes are given: the assistant, who calls, and a body that is JSON."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from api.security.identity import caller_of
from assistant.access.caller import Caller
from assistant.service import PolicyAssistant


def _assistant(request: Request) -> PolicyAssistant:
    return cast(PolicyAssistant, request.app.state.assistant)


def _caller(request: Request) -> Caller:
    return caller_of(request.scope)


def require_json(request: Request) -> None:
    """Refuse a body of another type; a body without a type is refused as well."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise HTTPException(415)


Assistant = Annotated[PolicyAssistant, Depends(_assistant)]
CallerGiven = Annotated[Caller, Depends(_caller)]
