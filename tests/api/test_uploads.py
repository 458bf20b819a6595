"""Documents added, replaced and removed over HTTP while questions are asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from assistant.safekeeping.renewal import renew_index
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from index.graph_embedder import GraphEmbedder
from tests.corpus.library.test_library import NEW, OLD, PLAN
from tests.corpus.readers.writers import write_docx, write_pdf
from tests.serving import serving

TOKEN = {"Authorization": "Bearer kouling"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    return Settings(
        documents=documents,
        library=tmp_path / "library",
        store=tmp_path / "store",
        database=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
        admin_token="kouling",  # type: ignore[arg-type]
    )


@pytest.fixture
def assistant(settings: Settings, embedder: GraphEmbedder) -> Iterator[PolicyAssistant]:
    renew_index(settings, embedder)
    with PolicyAssistant.open(settings, embedder) as opened:
        yield opened


@pytest.fixture
def client(assistant: PolicyAssistant) -> Iterator[httpx.Client]:
    with (
        serving(create_app(assistant)) as address,
        httpx.Client(base_url=address, timeout=60) as http,
    ):
        yield http


def upload(client: httpx.Client, data: bytes, name: str, **fields: str) -> httpx.Response:
    return client.post("/v1/documents", files={"file": (name, data)}, data=fields, headers=TOKEN)


def confirm(client: httpx.Client, draft_id: str, **fields: str | None) -> dict:  # type: ignore[type-arg]
    response = client.post(f"/v1/drafts/{draft_id}/confirm", json=fields, headers=TOKEN)
    assert response.status_code == 202, response.text
    return finished(client, response.json()["id"])


def finished(client: httpx.Client, job_id: str) -> dict:  # type: ignore[type-arg]
    while True:
        job = dict(client.get(f"/v1/jobs/{job_id}", headers=TOKEN).json())
        if job["state"] in ("done", "failed"):
            assert job["state"] == "done", job
            return job
        time.sleep(0.05)


def ask(client: httpx.Client, question: str, conversation: str | None = None) -> dict:  # type: ignore[type-arg]
    fields = {"question": question} | ({"conversation_id": conversation} if conversation else {})
    response = client.post("/v1/ask", json=fields)
    assert response.status_code == 200, response.text
    return dict(response.json())


def valid_titles(client: httpx.Client) -> list[str]:
    return [document["title"] for document in client.get("/v1/documents").json()]


def test_an_uploaded_document_is_read_confirmed_and_answers(client: httpx.Client) -> None:
    response = upload(client, write_docx(PLAN.splitlines()), "绿化.docx")
    assert response.status_code == 201, response.text
    draft = response.json()
    first = draft["clauses"][0]
    assert first["lead"][0]["name"] == "市城市管理局"
    assert first["indicators"][0]["value"] == 100
    assert first["paragraph"] is not None
    assert any("编号不连续" in warning for warning in draft["warnings"])
    assert client.get(f"/v1/drafts/{draft['id']}", headers=TOKEN).json() == draft
    assert valid_titles(client) == ["某市停车管理办法"]
    job = confirm(client, draft["id"], title="某市绿化行动计划", number="某府发〔2023〕7号")
    assert job["done"] == job["total"] > 0
    assert valid_titles(client) == ["某市停车管理办法", "某市绿化行动计划"]
    answer = ask(client, "新建口袋公园由哪个单位牵头？")
    assert [unit["name"] for unit in answer["units"] if unit["role"] == "lead"] == ["市城市管理局"]
    assert "某府发〔2023〕7号" in answer["text"]


def test_a_plan_with_an_annex_of_no_title_takes_no_unit_s_tasks(client: httpx.Client) -> None:
    plan = (
        "某市公园行动方案\n一、总体要求\n建设公园。（牵头单位：市林业局）\n二、重点任务\n"
        "1．新建口袋公园。到2025年，新建口袋公园100个。（牵头单位：市城市管理局）\n附件\n任务分工表\n"
    )
    data = write_docx([*plan.splitlines(), "1．种树。（牵头单位：市城市管理局）"])
    confirm(client, upload(client, data, "公园.docx").json()["id"])
    for question in ("市城市管理局有哪些任务？", "市城市管理局有多少项任务？"):
        answer = ask(client, question)
        assert "共有0项" not in answer["text"]
        assert answer["citations"], answer["text"]


def test_pages_of_a_pdf_are_told(client: httpx.Client) -> None:
    draft = upload(client, write_pdf(NEW.splitlines()), "停车.pdf").json()
    assert [clause["page"] for clause in draft["clauses"]] == [2, 2, 2]
    assert draft["same_title"]


def test_the_version_in_force_answers_and_an_old_one_when_asked_for(client: httpx.Client) -> None:
    (before,) = client.get("/v1/documents").json()
    draft = upload(client, NEW.encode(), "停车.txt", replaces=before["id"]).json()
    confirm(client, draft["id"], issued="2024-03-01")
    now = ask(client, "某市停车管理办法第二条怎么规定？")
    assert "八元" in now["text"]
    assert "五元" not in now["text"]
    assert "现行版本" in now["text"]
    old = ask(client, "2020年的版本怎么说？", now["conversation_id"])
    assert "五元" in old["text"]
    assert "已被代替" in old["text"]
    assert old["citations"][0]["document_id"] == before["id"]
    again = ask(client, "某市停车管理办法第二条怎么规定？", now["conversation_id"])
    assert "八元" in again["text"]
    told = client.get(f"/v1/conversations/{now['conversation_id']}").json()["turns"]
    assert told[1]["answer"]["citations"] == old["citations"]
    ask(client, "谢谢", now["conversation_id"])
    kept = client.get(f"/v1/conversations/{now['conversation_id']}/export?format=md")
    assert kept.status_code == 200, kept.text
    assert all(price in kept.text for price in ("五元", "八元"))
    assert "（未回答）" not in kept.text
    direct = ask(client, "某市停车管理办法旧版第二条怎么规定？")
    assert "五元" in direct["text"]
    missing = ask(client, "某市停车管理办法1999年版本第二条怎么规定？")
    assert "八元" in missing["text"]
    assert "没有1999年版本" in missing["text"]
    unnamed = ask(client, "停车怎么收费，2020年的版本怎么说？")
    assert "五元" in unnamed["text"]
    assert "没有2020年的版本" not in unnamed["text"]
    in_force = ask(client, "停车怎么收费，2024年的版本怎么说？")
    assert "八元" in in_force["text"]
    assert "没有2024年的版本" not in in_force["text"]
    (version,) = client.get("/v1/versions").json()
    assert (version["validity"], version["replaced_by"]) == ("amended", draft["id"])


def test_a_search_in_an_old_version(client: httpx.Client) -> None:
    (before,) = client.get("/v1/documents").json()
    draft = upload(client, NEW.encode(), "停车.txt", replaces=before["id"]).json()
    confirm(client, draft["id"], issued="2024-03-01")

    def searched(words: str, **more: str) -> tuple[str | None, str]:
        response = client.get("/v1/search", params={"q": words, **more})
        assert response.status_code == 200, response.text
        found = response.json()
        clause = client.get(f"/v1/clauses/{found['hits'][0]['clause_id']}").json()
        return found["version"], clause["text"]

    now = searched("停车收费每小时多少元")
    assert now[0] is None
    assert "八元" in now[1]
    old = searched("停车收费每小时多少元", version=before["id"])
    assert old[0] == before["id"]
    assert "五元" in old[1]
    assert searched("某市停车管理办法2020年的版本，停车收费每小时多少元") == old
    assert searched("某市停车管理办法2024年的版本，停车收费每小时多少元") == now
    for wrong in (draft["id"], "没有"):
        response = client.get("/v1/search", params={"q": "停车收费", "version": wrong})
        assert response.status_code == 404
        assert response.json()["type"].endswith("unknown-version")
        assert "GET /v1/versions" in response.json()["detail"]
    changed = client.get(
        "/v1/documents/compare", params={"old": before["id"], "new": draft["id"]}
    ).json()
    assert "五元" in str(changed)
    assert "八元" in str(changed)
    assert client.get("/v1/documents/compare?old=没有&new=没有").status_code == 404
    described = client.get("/openapi.json").json()["paths"]["/v1/search"]["get"]
    assert "旧版本" in described["description"]


def test_a_removed_document_no_longer_answers_and_its_conversations_go_on(
    client: httpx.Client,
) -> None:
    added = upload(client, PLAN.encode(), "绿化.txt").json()
    confirm(client, added["id"])
    spoken = ask(client, "新建口袋公园由哪个单位牵头？")
    response = client.delete(f"/v1/documents/{added['id']}", headers=TOKEN)
    assert response.status_code == 202
    finished(client, response.json()["id"])
    assert valid_titles(client) == ["某市停车管理办法"]
    (version,) = client.get("/v1/versions").json()
    assert (version["validity"], version["replaced_by"]) == ("repealed", None)
    after = ask(client, "那责任单位呢？", spoken["conversation_id"])
    assert all(c["document_id"] != added["id"] for c in after["citations"])
    assert client.delete(f"/v1/documents/{added['id']}", headers=TOKEN).status_code == 409


def test_questions_go_on_while_documents_come_and_go(client: httpx.Client) -> None:
    def question(_: int) -> str:
        return str(ask(client, "某市停车管理办法第二条怎么规定？")["status"])

    with ThreadPoolExecutor(4) as pool:
        asked = pool.map(question, range(24))
        for number in range(3):
            data = PLAN.replace("口袋公园", f"第{number}公园").encode()
            confirm(client, upload(client, data, "绿化.txt").json()["id"])
        assert set(asked) == {"answered"}
    assert len(valid_titles(client)) == 4


def test_another_process_that_adds_a_document_is_noticed(
    assistant: PolicyAssistant, settings: Settings, embedder: GraphEmbedder
) -> None:
    from corpus.library.library import Library

    assert len(assistant.knowledge.documents) == 1
    library = Library(settings.library, settings.documents)
    library.confirm(library.draft(PLAN.encode(), "绿化.txt").entry.id)
    renew_index(settings, embedder)
    assert len(assistant.knowledge.documents) == 2


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.doc", 422),
        (b"PK\x03\x04", "x.docx", 422),
        (OLD.encode(), "x.txt", 409),
        (OLD.encode(), "x.pdf", 422),
        (b"", "x.txt", 422),
        (b"a" * (21 * 1024**2), "x.txt", 413),
    ],
)
def test_a_file_that_is_refused_leaves_no_draft(
    client: httpx.Client, data: bytes, name: str, status: int
) -> None:
    response = upload(client, data, name)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["next_step"]
    assert "问题" not in response.json()["next_step"]  # it is a file that is wrong
    assert client.get("/v1/drafts", headers=TOKEN).json() == []


@pytest.mark.parametrize(
    ("name", "day"),
    [("effective", "1345-01-01"), ("issued", "2999-01-01"), ("period_end", "0001-01-01")],
)
def test_a_day_in_an_impossible_year_is_refused_and_the_draft_stays(
    client: httpx.Client, name: str, day: str
) -> None:
    draft = upload(client, PLAN.encode(), "绿化.txt").json()
    response = client.post(f"/v1/drafts/{draft['id']}/confirm", json={name: day}, headers=TOKEN)
    assert response.status_code == 422
    problem = response.json()
    assert problem["type"].endswith("invalid-particulars")
    assert f"“{day}”不在1949年至" in problem["detail"]
    assert client.get(f"/v1/drafts/{draft['id']}", headers=TOKEN).json() == draft
    confirm(client, draft["id"], **{name: "2024-01-01"})


def test_write_routes_need_the_token_before_anything_is_read(client: httpx.Client) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        for method, path in (
            ("POST", "/v1/documents"), ("DELETE", "/v1/documents/x"), ("GET", "/v1/drafts"),
            ("GET", "/v1/drafts/x"), ("POST", "/v1/drafts/x/confirm"), ("GET", "/v1/jobs/x"),
        ):  # fmt: skip
            response = client.request(method, path, headers=headers)
            assert response.status_code == 401
            assert response.json()["type"].endswith("unauthorized")


def test_unknown_ids(client: httpx.Client) -> None:
    assert client.get("/v1/drafts/x", headers=TOKEN).status_code == 404
    assert client.get("/v1/jobs/x", headers=TOKEN).status_code == 404
    assert client.delete("/v1/documents/x", headers=TOKEN).status_code == 404
    assert client.post("/v1/drafts/x/confirm", headers=TOKEN, json={}).status_code == 404


def test_without_a_token_set_nothing_can_be_written(
    settings: Settings, embedder: GraphEmbedder
) -> None:
    renew_index(settings, embedder)
    closed = settings.model_copy(update={"admin_token": type(settings.admin_token)("")})
    with (
        PolicyAssistant.open(closed, embedder) as assistant,
        serving(create_app(assistant)) as address,
        httpx.Client(base_url=address) as http,
    ):
        response = upload(http, PLAN.encode(), "绿化.txt")
        assert response.status_code == 403
        assert "POLICY_ADMIN_TOKEN" in response.json()["detail"]
