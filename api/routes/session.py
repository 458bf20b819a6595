"""/v1/session: log in, see who one is, log out."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from api.dependencies import Assistant, CallerGiven, require_json
from api.security.identity import cookie_name, session_token
from assistant.access.caller import AccessRole, Scope
from assistant.access.sessions import csrf_token

router = APIRouter(tags=["登录"])


class LoginRequest(BaseModel):
    """An account's name and password."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=40, description="账号")
    password: SecretStr = Field(max_length=200, description="密码")


class SessionView(BaseModel):
    """Who calls; `csrf_token` goes into X-CSRF-Token of requests that change something."""

    identity: str = Field(description="账号、密钥或代理用户；未登录时为空")
    role: AccessRole = Field(description="角色")
    scopes: list[Scope] = Field(description="权限")
    csrf_token: str = Field(description="随登录状态变化的请求的凭据；未登录时为空")


@router.get("/session", summary="登录状态")
def session(request: Request, caller: CallerGiven, assistant: Assistant) -> SessionView:
    """当前的账号、角色和权限。"""
    kind, _, name = caller.identity.partition(":")
    proof = ""
    if kind == "account":
        proof = csrf_token(session_token(request))
    elif kind == "proxy":
        proof = assistant.credentials.proxy_csrf_token(name)
    return SessionView(
        identity=caller.identity,
        role=caller.role,
        scopes=sorted(caller.scopes),
        csrf_token=proof,
    )


@router.post("/session", summary="登录", dependencies=[Depends(require_json)])
def login(
    body: LoginRequest,
    request: Request,
    response: Response,
    caller: CallerGiven,
    assistant: Assistant,
) -> SessionView:
    """用账号和密码登录；此后浏览器凭 Cookie 访问。"""
    credentials = assistant.credentials
    password = body.password.get_secret_value()
    account, token = credentials.login(body.name, password, caller.address)
    if old := session_token(request):
        credentials.sessions.end(old)  # whoever set it before knows nothing of the new one
    response.set_cookie(
        cookie_name(request.url.scheme),
        token,
        max_age=assistant.settings.session_hours * 3600,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return SessionView(
        identity=f"account:{account.name}",
        role=account.role,
        scopes=sorted(account.role.scopes),
        csrf_token=csrf_token(token),
    )


@router.delete("/session", summary="退出登录", status_code=204)
def logout(request: Request, response: Response, assistant: Assistant) -> None:
    """结束登录；未登录时不做任何事。"""
    # Ending a session by mistake harms nobody, so no CSRF token is asked for.
    if token := session_token(request):
        assistant.credentials.sessions.end(token)
    secure = request.url.scheme == "https"
    response.delete_cookie(
        cookie_name(request.url.scheme), path="/", secure=secure, httponly=True, samesite="lax"
    )
