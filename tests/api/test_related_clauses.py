"""GET /v1/clauses/{id}/related."""

from __future__ import annotations

import httpx

from assistant.lookup.related import LABEL


def test_related_articles_are_labelled_as_found(client: httpx.Client) -> None:
    tasks = client.get("/v1/tasks").json()
    task = next(each for each in tasks if each["title"] == "加强噪声污染防治")
    told = client.get(f"/v1/clauses/{task['clause_id']}/related").json()
    assert told["label"] == LABEL == "相关法规（由检索得出）"
    assert told["clause_id"] == task["clause_id"]
    assert any(each["document_id"] == "noise-2021" for each in told["related"])
    for each in told["related"]:
        assert client.get(f"/v1/clauses/{each['clause_id']}").status_code == 200


def test_unknown_clause_is_a_problem(client: httpx.Client) -> None:
    response = client.get("/v1/clauses/nothing/related")
    assert response.status_code == 404
    assert response.json()["type"].endswith("unknown-clause")
