"""What the API answers."""

from __future__ import annotations

import httpx

from assistant.service import PolicyAssistant

QUESTION = "老旧小区改造由哪个单位牵头？"


def ask(client: httpx.Client, question: str, **fields: str) -> dict:  # type: ignore[type-arg]
    response = client.post("/v1/ask", json={"question": question, **fields})
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_answer_names_the_lead_unit_and_quotes_its_clause(
    client: httpx.Client, assistant: PolicyAssistant
) -> None:
    answer = ask(client, QUESTION)
    assert answer["status"] == "answered"
    assert answer["refused"] is False
    assert {
        "name": "市住房城乡建委",
        "role": "lead",
        "clause_id": answer["units"][0]["clause_id"],
    } in (answer["units"])
    for citation in answer["citations"]:
        clause = assistant.knowledge.clause(citation["clause_id"])
        assert clause.text[citation["start"] : citation["end"]] == citation["quote"]


def test_answer_has_every_field_of_the_format(client: httpx.Client) -> None:
    answer = ask(client, QUESTION)
    assert set(answer) == {
        "status",
        "kind",
        "text",
        "refused",
        "reason",
        "question",
        "rewritten_question",
        "conversation_id",
        "confidence",
        "citations",
        "units",
        "indicators",
        "suggestions",
        "confirmed",
        "nearest",
        "ask_unit",
        "steps",
        "wording",
        "audit",
    }
    assert all({"name", "duration_ms", "verdict", "details"} == set(s) for s in answer["steps"])


def test_conversation_goes_on_by_its_id_and_is_read_back(client: httpx.Client) -> None:
    first = ask(client, QUESTION)
    second = ask(client, "那责任单位呢？", conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]
    assert second["citations"][0]["clause_id"] == first["citations"][0]["clause_id"]
    told = client.get(f"/v1/conversations/{first['conversation_id']}").json()
    assert [turn["question"] for turn in told["turns"]] == [QUESTION, "那责任单位呢？"]
    assert told["turns"][0]["answer"]["text"] == first["text"]


def test_audience_is_accepted(client: httpx.Client) -> None:
    assert ask(client, QUESTION, audience="evaluator")["status"] == "answered"


def test_refusal_cites_nothing(client: httpx.Client) -> None:
    answer = ask(client, "今天晚上吃什么好？")
    assert answer["refused"] is True
    assert answer["status"].startswith("unanswerable_")
    assert answer["citations"] == []
    assert answer["units"] == []


def test_search_finds_the_clause(client: httpx.Client) -> None:
    found = client.get("/v1/search", params={"q": "城镇老旧小区改造", "k": 3}).json()
    assert found["question"] == "城镇老旧小区改造"
    assert len(found["hits"]) == 3
    assert found["hits"][0]["title"] == "推进城镇老旧小区改造"
    assert set(found["hits"][0]) == {"clause_id", "document_title", "label", "title", "score"}


def test_clause_document_and_tree_agree(client: httpx.Client) -> None:
    documents = client.get("/v1/documents").json()
    plan = next(document for document in documents if document["kind"] == "plan")
    tree = client.get(f"/v1/documents/{plan['id']}").json()
    ids = list(_ids(tree["outline"]))
    assert len(ids) == len(set(ids)) == plan["clause_count"]
    clause = client.get(f"/v1/clauses/{ids[5]}").json()
    assert clause["document_id"] == plan["id"]
    assert clause["end"] - clause["start"] == len(clause["text"])


def _ids(part: dict) -> list[str]:  # type: ignore[type-arg]
    own = [clause["clause_id"] for clause in part["clauses"]]
    return own + [each for below in part["parts"] for each in _ids(below)]


def test_unit_is_met_under_any_of_its_names(client: httpx.Client) -> None:
    units = client.get("/v1/units").json()
    counts = next(unit for unit in units if unit["name"] == "市住房城乡建委")
    for name in ("市住房城乡建委", "重庆市住房和城乡建设委员会", "住建委"):
        tasks = client.get(f"/v1/units/{name}/tasks").json()
        assert tasks["name"] == "市住房城乡建委"
        assert len(tasks["lead"]) == counts["lead_count"]
        assert len(tasks["responsible"]) == counts["responsible_count"]


def test_indicators_name_their_clause(client: httpx.Client) -> None:
    rows = client.get("/v1/indicators").json()
    assert rows
    assert all(row["clause_id"] and row["quote"] for row in rows)


def test_service_tells_that_it_lives(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_description_and_its_page_need_no_internet(client: httpx.Client) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    addresses = [part.split('"')[0] for part in page.text.split('src="')[1:]]
    addresses += [part.split('"')[0] for part in page.text.split('href="')[1:]]
    assert addresses
    for address in addresses:
        assert httpx.URL(str(client.base_url)).join(address).host == "127.0.0.1"
        assert client.get(address).status_code == 200
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/v1/ask", "/v1/search", "/v1/units/{name}/tasks", "/readyz"} <= set(paths)
