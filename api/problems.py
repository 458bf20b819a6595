"""Problems: every error as application/problem+json (RFC 9457), in Chinese."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.health_views import ProblemView
from api.openai_errors import openai_error, speaks_openai
from api.problem_kinds import (
    ADMIN_OFF,
    BAD_PARTICULARS,
    BAD_QUESTION,
    BUSY_CONVERSATION,
    CHALLENGE,
    DATABASE_AWAY,
    DUPLICATE,
    FAILED,
    FILE_TOO_LARGE,
    INVALID,
    LOGIN_REFUSED,
    MALFORMED,
    MEDIA,
    MEDIA_TYPE,
    METHOD,
    NOT_FOUND,
    NOT_IN_FORCE,
    NOT_READY,
    RETRY,
    SEARCH_DOWN,
    TOO_LARGE,
    UNAUTHORIZED,
    UNEXPECTED,
    UNKNOWN_CLAUSE,
    UNKNOWN_CONVERSATION,
    UNKNOWN_DOCUMENT,
    UNKNOWN_DRAFT,
    UNKNOWN_JOB,
    UNKNOWN_RECORD,
    UNKNOWN_TURN,
    UNKNOWN_UNIT,
    UNKNOWN_VERSION,
    UNREADABLE,
    Problem,
)
from assistant.access.errors import LoginError
from assistant.answer import Answer
from assistant.evaluation import EvaluationOffError, WrongTokenError
from assistant.records.cases import CaseError, UnknownCaseError
from assistant.records.confirmed import NotConfirmableError, UnknownConfirmedError
from assistant.records.conversation import (
    ConversationMovedOnError,
    UnknownConversationError,
    UnknownTurnError,
)
from assistant.records.database import DatabaseUnavailableError
from assistant.records.feedback import FeedbackError
from assistant.records.job_records import UnknownJobError
from assistant.search import UnknownVersionError
from corpus.errors import (
    DocumentError,
    PolicyError,
    UnknownClauseError,
    UnknownDocumentError,
    UnknownUnitError,
)
from corpus.library.errors import (
    DuplicateDocumentError,
    NotInForceError,
    ParticularsError,
    UnknownDraftError,
)
from corpus.readers.errors import OversizedFileError
from index.errors import StoreUnreachableError

log = logging.getLogger(__name__)

_BY_ERROR: tuple[tuple[type[PolicyError], Problem], ...] = (
    (UnknownClauseError, UNKNOWN_CLAUSE),
    (UnknownDocumentError, UNKNOWN_DOCUMENT),
    (UnknownVersionError, UNKNOWN_VERSION),
    (UnknownUnitError, UNKNOWN_UNIT),
    (UnknownConversationError, UNKNOWN_CONVERSATION),
    (UnknownTurnError, UNKNOWN_TURN),
    (ConversationMovedOnError, BUSY_CONVERSATION),
    (DatabaseUnavailableError, DATABASE_AWAY),
    (UnknownCaseError, UNKNOWN_RECORD),
    (UnknownConfirmedError, UNKNOWN_RECORD),
    (WrongTokenError, UNAUTHORIZED),
    (EvaluationOffError, ADMIN_OFF),
    (LoginError, LOGIN_REFUSED),
    (FeedbackError, INVALID),
    (CaseError, INVALID),
    (NotConfirmableError, INVALID),
    (UnknownDraftError, UNKNOWN_DRAFT),
    (UnknownJobError, UNKNOWN_JOB),
    (DuplicateDocumentError, DUPLICATE),
    (NotInForceError, NOT_IN_FORCE),
    (OversizedFileError, FILE_TOO_LARGE),
    (ParticularsError, BAD_PARTICULARS),
    (DocumentError, UNREADABLE),
    (StoreUnreachableError, SEARCH_DOWN),
)
_BY_STATUS = {
    problem.status: problem for problem in (NOT_FOUND, METHOD, TOO_LARGE, MEDIA, NOT_READY)
}
_REASONS = {
    "missing": "缺少这一项",
    "string_type": "应为文字",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "extra_forbidden": "没有这一项",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "enum": "只能是 {expected}",
    "literal_error": "只能是 {expected}",
    "string_too_short": "不能为空",
    "string_too_long": "不得超过 {max_length} 字",
    "date_from_datetime_parsing": "应为日期，如 2025-01-31",
    "string_unicode": "含有无法识别的字符",
    "model_attributes_type": "应为一个 JSON 对象",
    "model_type": "应为一个 JSON 对象",
    "dict_type": "应为一个 JSON 对象",
    "list_type": "应为列表",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
}
_MOST_REASONS = 10  # a body of thousands of wrong items is not listed in full


class NotReadyError(PolicyError):
    """The model and index are still being loaded."""

    def __init__(self) -> None:
        super().__init__("the assistant is still loading", "向量模型和索引正在载入。")


class QuestionError(PolicyError):
    """The assistant could not take the text as a question."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"question refused: {answer.status}", answer.reason or answer.text)


def problem_response(
    problem: Problem,
    detail: str,
    instance: str,
    headers: Mapping[str, str] | None = None,
    param: str | None = None,
) -> Response:
    """A problem as an HTTP response, in OpenAI's form on its paths.

    `param` is the field at fault.
    """
    if speaks_openai(instance):
        code = problem.name.replace("-", "_")
        return openai_error(problem.status, detail + problem.next_step, code, param, headers)
    view = ProblemView(
        type=f"urn:policy-assistant:problem:{problem.name}",
        title=problem.title,
        status=problem.status,
        detail=detail,
        next_step=problem.next_step,
        instance=instance,
    )
    # A lone surrogate from the request's JSON has no UTF-8 form.
    body = json.dumps(view.model_dump(), ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, problem.status, headers, MEDIA_TYPE)


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error of `app` with a problem."""
    app.add_exception_handler(PolicyError, _policy_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


def problem_of(error: PolicyError) -> Problem:
    """The kind of problem that a typed error is."""
    if isinstance(error, NotReadyError):
        return NOT_READY
    if isinstance(error, QuestionError):
        return BAD_QUESTION
    return next((problem for kind, problem in _BY_ERROR if isinstance(error, kind)), FAILED)


async def _policy_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PolicyError)
    problem = problem_of(error)
    if problem in (FAILED, DATABASE_AWAY, SEARCH_DOWN):
        log.error("%s %s failed: %s", request.method, request.url.path, error)
    headers = {DATABASE_AWAY: RETRY, SEARCH_DOWN: RETRY}.get(problem)
    if problem.status is HTTPStatus.UNAUTHORIZED:
        headers = CHALLENGE
    return problem_response(problem, error.user_message, request.url.path, headers)


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems: Sequence[Mapping[str, Any]] = error.errors()
    if any(each["type"] == "json_invalid" for each in problems):
        detail = "请求正文不是合法的 JSON。"
        return problem_response(MALFORMED, detail, request.url.path)
    detail = explained(problems)
    return problem_response(INVALID, detail, request.url.path, param=_place(problems[0]))


def explained(problems: Sequence[Mapping[str, Any]]) -> str:
    """What pydantic found wrong, in Chinese."""
    return "；".join(_explain(each) for each in problems[:_MOST_REASONS]) + "。"


def _place(error: Mapping[str, Any]) -> str:
    """The field, without the part of the request it stands in (body, query, path)."""
    return ".".join(map(str, error["loc"][1:]))


def _explain(error: Mapping[str, Any]) -> str:
    place = _place(error)
    where = f"“{place}”" if place else "请求正文"
    reason = _REASONS.get(error["type"], "的值不合要求")
    expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", "、")
    return where + reason.format(**{**error.get("ctx", {}), "expected": expected})


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {
        HTTPStatus.NOT_FOUND: f"没有地址“{request.url.path}”。",
        HTTPStatus.METHOD_NOT_ALLOWED: f"地址“{request.url.path}”不支持 {request.method} 方法。",
        HTTPStatus.BAD_REQUEST: "无法读取请求正文。",
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "请求正文不是以 JSON 发送的。",
    }
    status = HTTPStatus(error.status_code)
    fallback = MALFORMED if status < HTTPStatus.INTERNAL_SERVER_ERROR else UNEXPECTED
    problem = _BY_STATUS.get(status, fallback)
    detail = details.get(status, problem.title + "。")
    return problem_response(problem, detail, request.url.path, error.headers)


async def _unexpected(request: Request, error: Exception) -> Response:
    # The server logs the traceback itself; the caller learns no internals.
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem_response(UNEXPECTED, "服务在处理请求时出现意外错误。", request.url.path)
