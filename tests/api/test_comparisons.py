"""GET /v1/documents/compare and its page."""

from __future__ import annotations

import httpx

from assistant.service import PolicyAssistant
from corpus.comparison import ChangeKind, compare
from index.words import plain_words
from ui.page.comparison import compared, differences

OLD, NEW = "historic-cities-2017", "cq-historic-cities-2018"


def test_differences_are_counted_and_told(client: httpx.Client, assistant: PolicyAssistant) -> None:
    response = client.get("/v1/documents/compare", params={"old": OLD, "new": NEW})
    assert response.status_code == 200
    told = response.json()
    knowledge = assistant.knowledge
    comparison = compare(knowledge.outline(OLD), knowledge.outline(NEW), plain_words)
    assert told["counts"] == {kind.value: comparison.count(kind) for kind in ChangeKind}
    assert len(told["changes"]) == len(comparison.different)
    changed = next(each for each in told["changes"] if each["kind"] == "changed")
    text = "".join(p["text"] for p in changed["pieces"] if p["mark"] != "added")
    assert text == knowledge.clause(changed["old"]["clause_id"]).text


def test_unknown_document_is_a_problem(client: httpx.Client) -> None:
    response = client.get("/v1/documents/compare", params={"old": "nothing", "new": NEW})
    assert response.status_code == 404
    assert response.json()["type"].endswith("unknown-document")
    missing = client.get("/v1/documents/compare", params={"old": OLD})
    assert missing.status_code == 422


def test_page_marks_both_sides_and_tells_when_nothing_differs(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    html = differences(compare(knowledge.outline(OLD), knowledge.outline(NEW), plain_words))
    assert "<ins>" in html
    assert "<del>" in html
    assert "完全相同" in compared(knowledge.outline, OLD, OLD)
    assert "请选择" in compared(knowledge.outline, OLD, "")
