"""Answers as server-sent events."""

from __future__ import annotations

import json
from typing import Any

import httpx

from api.app import create_app
from assistant.service import PolicyAssistant
from tests.scripted_model import Script
from tests.serving import serving

QUESTION = "老旧小区改造由哪个单位牵头？"
TRUE = "老旧小区改造由市住房城乡建委牵头[1]。"
FALSE = "老旧小区改造由市交通局牵头[1]。"


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_only_verified_sentences_come_then_the_answer(
    worded: tuple[PolicyAssistant, Script],
) -> None:
    assistant, script = worded
    script.behaviour, script.text = "text", TRUE + FALSE + TRUE
    with serving(create_app(assistant)) as address:
        response = httpx.post(f"{address}/v1/ask/stream", json={"question": QUESTION}, timeout=60)
    assert response.headers["content-type"].startswith("text/event-stream")
    *sentences, (last, answer) = events(response.text)
    assert [name for name, _ in sentences] == ["sentence"] * 3
    assert last == "answer"
    assert "".join(data["text"] for _, data in sentences) == answer["text"]
    assert "市交通局" not in answer["text"]
    assert answer["wording"] == "model"
    assert answer["audit"]["told"] == "由模型措辞，已逐句核对；其余由条款直接组成"
    verdicts = answer["audit"]["verdicts"]
    assert [verdict["kept"] for verdict in verdicts] == [True, False, True]
    assert verdicts[1]["reason"] == "unit"


def test_the_turn_of_a_client_that_leaves_is_kept_and_marked(
    worded: tuple[PolicyAssistant, Script],
) -> None:
    assistant, script = worded
    script.behaviour, script.text = "text", "不详。"
    with serving(create_app(assistant)) as address, httpx.Client(timeout=60) as client:
        first = client.post(f"{address}/v1/ask", json={"question": "完整社区建设谁牵头？"}).json()
        conversation = first["conversation_id"]
        script.behaviour, script.text = "repeating", TRUE
        asked = {"question": QUESTION, "conversation_id": conversation}
        with client.stream("POST", f"{address}/v1/ask/stream", json=asked) as response:
            line = next(line for line in response.iter_lines() if line.startswith("data"))
        sentence = json.loads(line.removeprefix("data: "))["text"]
        assert sentence in TRUE
        # The next turn waits for the one that was left, and goes on from it.
        script.behaviour, script.text = "text", "不详。"
        asked = {"question": "那责任单位呢？", "conversation_id": conversation}
        after = client.post(f"{address}/v1/ask", json=asked).json()
        turns = client.get(f"{address}/v1/conversations/{conversation}").json()["turns"]
    assert [turn["question"] for turn in turns][1:] == [QUESTION, "那责任单位呢？"]
    left = turns[1]["answer"]
    assert left["wording"] == "composed"
    assert left["text"].startswith("牵头单位：市住房城乡建委")
    assert left["audit"]["outcome"] == "left"
    assert "连接断开" in left["audit"]["told"]
    assert left["audit"]["verdicts"][0]["sentence"] == sentence
    assert after["citations"][0]["clause_id"] == left["citations"][0]["clause_id"]


def test_without_a_model_the_answer_comes_at_once(client: httpx.Client) -> None:
    response = client.post("/v1/ask/stream", json={"question": QUESTION})
    ((name, answer),) = events(response.text)
    assert name == "answer"
    assert answer["wording"] == "composed"
    assert answer["audit"] is None


def test_an_error_is_told_by_the_status(client: httpx.Client) -> None:
    assert client.post("/v1/ask/stream", json={"question": " "}).status_code == 422
    unknown = {"question": QUESTION, "conversation_id": "none"}
    response = client.post("/v1/ask/stream", json=unknown)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
