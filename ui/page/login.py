"""The door: a page to log in and out at /login, plain HTML over /v1/session."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.security.gate import LOGIN

DOOR = f'<p class="door"><a href="{LOGIN.removeprefix("/")}">登录</a></p>'

_PAGE = Path(__file__).with_name("login.html").read_text(encoding="utf-8")


def login_router() -> APIRouter:
    """GET /login."""
    router = APIRouter(include_in_schema=False)

    @router.get(LOGIN)
    def login() -> HTMLResponse:
        return HTMLResponse(_PAGE, headers={"Cache-Control": "no-store"})

    return router
