"""Every error is a problem in Chinese that tells the next step."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from assistant.service import PolicyAssistant
from tests.serving import serving

JSON = {"content-type": "application/json"}


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["type"].startswith("urn:policy-assistant:problem:")
    for field in ("title", "detail", "next_step"):
        assert re.search("[\u4e00-\u9fff]", body[field]), body
    assert "Traceback" not in response.text
    return body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v1/clauses/没有", "unknown-clause"),
        ("/v1/documents/没有", "unknown-document"),
        ("/v1/units/没有/tasks", "unknown-unit"),
        ("/v1/conversations/没有", "unknown-conversation"),
        ("/v1/nothing", "not-found"),
    ],
)
def test_unknown_things_are_not_found(client: httpx.Client, path: str, kind: str) -> None:
    assert problem(client.get(path), 404)["type"].endswith(kind)


def test_unknown_conversation_is_not_continued(client: httpx.Client) -> None:
    body = {"question": "那责任单位呢？", "conversation_id": "没有"}
    assert problem(client.post("/v1/ask", json=body), 404)["type"].endswith("conversation")


@pytest.mark.parametrize(
    "question",
    ["", "   ", "问" * 5000, "\x00\x01\x02\x07", "��\x00PNG\x1a��\x00"],
    ids=["empty", "blank", "5000 characters", "control characters", "binary junk"],
)
def test_text_that_is_no_question_is_refused(client: httpx.Client, question: str) -> None:
    response = client.post("/v1/ask", json={"question": question})
    assert problem(response, 422)["type"].endswith("invalid-question")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": 3},
        {"question": None},
        {"question": "问", "audience": "nobody"},
        {"question": "问", "other": 1},
        [],
        "text",
    ],
)
def test_wrong_fields_are_named(client: httpx.Client, body: object) -> None:
    assert problem(client.post("/v1/ask", json=body), 422)["type"].endswith("invalid-request")


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe\x00", b"", b'{"question": }', b"[" * 50_000])
def test_body_that_is_no_json(client: httpx.Client, body: bytes) -> None:
    response = client.post("/v1/ask", content=body, headers=JSON)
    assert response.status_code in (400, 422)
    problem(response, response.status_code)


def test_lone_surrogate_is_no_failure_of_the_server(client: httpx.Client) -> None:
    for body in (b'{"question": "\\ud800"}', b'{"question": "a", "conversation_id": "\\ud800"}'):
        response = client.post("/v1/ask", content=body, headers=JSON)
        assert response.status_code in (404, 422)
        problem(response, response.status_code)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_body_of_another_type(client: httpx.Client, kind: str) -> None:
    headers = {"content-type": kind} if kind else {}
    problem(client.post("/v1/ask", content=b'{"question": "q"}', headers=headers), 415)


def test_large_body_is_refused_with_and_without_a_declared_length(client: httpx.Client) -> None:
    large = b'{"question": "' + b"a" * 70_000 + b'"}'
    problem(client.post("/v1/ask", content=large, headers=JSON), 413)
    chunks = (large[i : i + 1000] for i in range(0, len(large), 1000))
    problem(client.post("/v1/ask", content=chunks, headers=JSON), 413)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/ask"), ("DELETE", "/v1/documents"), ("POST", "/v1/search"), ("POST", "/readyz")],
)
def test_method_that_is_not_offered(client: httpx.Client, method: str, path: str) -> None:
    response = client.request(method, path)
    problem(response, 405)
    assert response.headers["allow"]


@pytest.mark.parametrize("query", ["", "q=", "q=a&k=0", "q=a&k=101", "q=a&k=x"])
def test_search_with_wrong_parameters(client: httpx.Client, query: str) -> None:
    problem(client.get(f"/v1/search?{query}"), 422)


def test_service_is_not_ready_before_its_model_is_loaded(assistant: PolicyAssistant) -> None:
    app = create_app(assistant)
    app.router.lifespan_context = _nothing  # the warm-up never runs
    with serving(app) as address:
        problem(httpx.get(f"{address}/readyz"), 503)
        assert httpx.get(f"{address}/healthz").status_code == 200


def test_unexpected_error_shows_no_internals(assistant: PolicyAssistant) -> None:
    app = create_app(assistant)
    app.router.routes.insert(0, _failing_route())
    with serving(app) as address:
        body = problem(httpx.get(f"{address}/v1/fail"), 500)
    assert "secret" not in str(body)


def _failing_route() -> Any:
    app = FastAPI()

    @app.get("/v1/fail")
    def fail() -> None:
        raise RuntimeError("secret")

    return app.router.routes[-1]


class _nothing:  # noqa: N801  # stands in for a context manager function
    def __init__(self, app: FastAPI) -> None:
        pass

    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    "question", ["第一97一部分有哪些任务？", "物业管理条例第0九条", "一97一、"]
)
def test_odd_numerals_are_no_failure(client: httpx.Client, question: str) -> None:
    assert client.post("/v1/ask", json={"question": question}).status_code == 200
