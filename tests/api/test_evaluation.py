"""Feedback, suggestions and evaluation over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from pydantic import SecretStr

from api.app import create_app
from assistant.old_version import OldVersions
from assistant.service import PolicyAssistant
from assistant.understanding.lexicon_watch import WatchedTools
from tests.conftest import ADMIN_TOKEN
from tests.serving import serving

QUESTION = "老旧小区改造由哪个单位牵头？"
ADMIN = {"Authorization": f"Bearer {ADMIN_TOKEN}"}


@pytest.fixture
def conversation(client: httpx.Client) -> str:
    return str(client.post("/v1/ask", json={"question": QUESTION}).json()["conversation_id"])


@pytest.fixture(scope="module")
def without_token(assistant: PolicyAssistant) -> Iterator[httpx.Client]:
    settings = assistant.settings.model_copy(update={"admin_token": SecretStr("")})
    tools = replace(assistant.tools, settings=settings)
    closed = PolicyAssistant(
        WatchedTools(lambda: tools),
        assistant.records,
        OldVersions(settings.store, lambda folder: tools),
    )
    with serving(create_app(closed)) as address, httpx.Client(base_url=address) as http:
        yield http


def test_feedback_is_answered_with_what_is_kept(client: httpx.Client, conversation: str) -> None:
    response = client.post(
        "/v1/feedback",
        json={
            "conversation_id": conversation,
            "thumbs": "down",
            "reason": "wrong_unit",
            "text": " 不是这个局 ",
        },
    )
    assert response.status_code == 201
    kept = response.json()
    assert (kept["turn"], kept["reason"], kept["text"]) == (0, "wrong_unit", "不是这个局")
    assert kept["question"] == QUESTION
    assert all(len(each["sha256"]) == 64 for each in kept["documents"])


@pytest.mark.parametrize(
    ("fields", "status", "problem"),
    [
        ({"thumbs": "sideways"}, 422, "invalid-request"),
        ({"thumbs": "up", "reason": "other"}, 422, "invalid-request"),
        ({"thumbs": "down", "text": "长" * 1001}, 422, "invalid-request"),
        ({"thumbs": "down", "turn": 7}, 404, "unknown-turn"),
        ({"thumbs": "down", "turn": -1}, 422, "invalid-request"),
        ({"thumbs": "up", "conversation_id": "none"}, 404, "unknown-conversation"),
    ],
)
def test_wrong_feedback_is_a_problem(
    client: httpx.Client, conversation: str, fields: dict[str, object], status: int, problem: str
) -> None:
    response = client.post("/v1/feedback", json={"conversation_id": conversation, **fields})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"].endswith(problem)


def test_suggestions_belong_to_a_conversation(client: httpx.Client, conversation: str) -> None:
    path = f"/v1/conversations/{conversation}/suggestions"
    for audience in ("citizen", "civil_servant", "evaluator"):
        found = client.get(path, params={"audience": audience}).json()
        assert found["conversation_id"] == conversation
        assert 1 <= len(found["suggestions"]) <= 3
    assert client.get("/v1/conversations/none/suggestions").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/admin/log"),
        ("GET", "/v1/admin/clusters"),
        ("POST", "/v1/admin/cases"),
        ("GET", "/v1/admin/cases.jsonl"),
        ("DELETE", "/v1/admin/cases/us-001"),
        ("GET", "/v1/admin/confirmed"),
        ("POST", "/v1/admin/confirmed"),
        ("DELETE", "/v1/admin/confirmed/1"),
    ],
)
def test_every_path_of_evaluators_needs_the_token(
    client: httpx.Client, without_token: httpx.Client, conversation: str, method: str, path: str
) -> None:
    body = {"conversation_id": conversation, "turn": 0, "refused": True}
    if path.endswith("confirmed"):
        body.pop("refused")
    given = {"json": body} if method == "POST" else {}
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {ADMIN_TOKEN}"},
    ):
        response = client.request(method, path, headers=headers, **given)
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == "Bearer"
        assert response.json()["type"].endswith("unauthorized")
    closed = without_token.request(method, path, headers={"Authorization": "Bearer any"}, **given)
    assert closed.status_code == 403
    assert "POLICY_ADMIN_TOKEN" in closed.json()["detail"]


def test_the_log_shows_the_question_with_its_judgement(
    client: httpx.Client, conversation: str
) -> None:
    client.post("/v1/feedback", json={"conversation_id": conversation, "thumbs": "down"})
    page = client.get(
        "/v1/admin/log",
        params={"status": "answered", "intent": "who-leads", "voted": "down", "text": "老旧小区"},
        headers=ADMIN,
    ).json()
    (entry,) = [e for e in page["entries"] if e["conversation_id"] == conversation]
    assert entry["question"] == QUESTION
    assert entry["feedback"]["thumbs"] == "down"
    clusters = client.get("/v1/admin/clusters", headers=ADMIN).json()
    (group,) = [
        c for c in clusters if any(e["conversation_id"] == conversation for e in c["entries"])
    ]
    assert group["count"] == len(group["entries"])


def test_a_wrong_filter_is_a_problem(client: httpx.Client) -> None:
    for params in ({"since": "昨天"}, {"status": "fine"}, {"limit": 0}):
        response = client.get("/v1/admin/log", params=params, headers=ADMIN)
        assert response.status_code == 422
        assert response.json()["type"].endswith("invalid-request")


def test_a_case_is_made_downloaded_and_taken_back(client: httpx.Client, conversation: str) -> None:
    wanted = {"conversation_id": conversation, "turn": 0, "refused": True}
    made = client.post("/v1/admin/cases", json=wanted, headers=ADMIN)
    assert made.status_code == 201
    exported = client.get("/v1/admin/cases.jsonl", headers=ADMIN)
    assert "cases.jsonl" in exported.headers["content-disposition"]
    assert made.json() in list(map(json.loads, exported.text.splitlines()))
    path = f"/v1/admin/cases/{made.json()['id']}"
    assert client.delete(path, headers=ADMIN).status_code == 204
    assert client.delete(path, headers=ADMIN).status_code == 404


def test_a_case_of_a_follow_up_comes_with_its_conversation(client: httpx.Client) -> None:
    key = client.post("/v1/ask", json={"question": QUESTION}).json()["conversation_id"]
    client.post("/v1/ask", json={"question": "那责任单位呢？", "conversation_id": key})
    wanted = {"conversation_id": key, "turn": 1, "refused": True}
    made = client.post("/v1/admin/cases", json=wanted, headers=ADMIN).json()
    assert made["group"] == "conversations"
    assert made["turns"] == [
        {"question": QUESTION},
        {"question": "那责任单位呢？", "expected": {"refused": True}},
    ]
    client.delete(f"/v1/admin/cases/{made['id']}", headers=ADMIN)


def test_a_confirmed_answer_is_given_again_until_it_is_withdrawn(client: httpx.Client) -> None:
    question = "智慧社区建设由谁牵头？"
    key = client.post("/v1/ask", json={"question": question}).json()["conversation_id"]
    turn = {"conversation_id": key, "turn": 0}
    confirmed = client.post("/v1/admin/confirmed", json=turn, headers=ADMIN)
    assert confirmed.status_code == 201
    assert client.post("/v1/ask", json={"question": question}).json()["confirmed"] is True
    (entry,) = client.get("/v1/admin/confirmed", headers=ADMIN).json()
    assert entry["holds"] is True
    assert client.delete(f"/v1/admin/confirmed/{entry['id']}", headers=ADMIN).status_code == 204
    assert client.post("/v1/ask", json={"question": question}).json()["confirmed"] is False
