"""Errors of the OpenAI-compatible routes, in the form that its clients read.

{"error": {"message", "type", "param", "code"}}, the message in Chinese.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request, Response

from corpus.errors import PolicyError

PATHS = ("/v1/chat", "/v1/models")


class ChatRequestError(PolicyError):
    """A chat request that cannot be met; `param` is the field at fault, `code` the reason."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, code: str, param: str, user_message: str) -> None:
        super().__init__(f"chat request refused: {code} ({param})", user_message)
        self.code = code
        self.param = param


class UnknownModelError(ChatRequestError):
    """No model has this name."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, name: str, known: str) -> None:
        super().__init__(
            "model_not_found", "model", f"没有名为“{name}”的模型。请把 model 设为 {known}。"
        )


def speaks_openai(path: str) -> bool:
    """True for the paths whose errors have OpenAI's form."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in PATHS)


def openai_error(
    status: HTTPStatus,
    message: str,
    code: str,
    param: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error as an HTTP response; a request that is wrong in its fields is 400 there, not 422."""
    if status is HTTPStatus.UNPROCESSABLE_ENTITY:
        status = HTTPStatus.BAD_REQUEST
    kind = "server_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid_request_error"
    error = {"message": message, "type": kind, "param": param, "code": code}
    # A lone surrogate from the request's JSON has no UTF-8 form.
    body = json.dumps({"error": error}, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers, "application/json")


def install_chat_error_handler(app: FastAPI) -> None:
    """Answer the typed errors of chat requests."""
    app.add_exception_handler(ChatRequestError, _refused)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, ChatRequestError)
    return openai_error(error.status, error.user_message, error.code, error.param)
