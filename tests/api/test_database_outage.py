"""PostgreSQL restarted under load: clear errors while it is away, then the service goes on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from api.app import create_app
from assistant.old_version import OldVersions
from assistant.records.records import Records
from assistant.service import PolicyAssistant
from assistant.understanding.lexicon_watch import WatchedTools
from corpus.library.library import Library
from tests.conftest import ADMIN_TOKEN
from tests.postgres import Postgres
from tests.serving import serving

QUESTION = "老旧小区改造由哪个单位牵头？"
ADMIN = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
ASKERS = 6
BOUND = 30  # seconds that an answer or an error may take


@pytest.fixture
def client(
    assistant: PolicyAssistant, store_folder: Path, postgres: Postgres
) -> Iterator[httpx.Client]:
    """The whole corpus, over a PostgreSQL database."""
    records = Records.open(postgres.database())
    tools = replace(assistant.tools, confirmed=records.confirmed)
    over = PolicyAssistant(
        WatchedTools(lambda: tools), records, OldVersions(store_folder, lambda _: tools)
    )
    with (
        over,
        serving(create_app(over)) as address,
        httpx.Client(base_url=address, timeout=BOUND) as http,
    ):
        yield http


def ask(client: httpx.Client, key: str | None = None) -> httpx.Response:
    return client.post("/v1/ask", json={"question": QUESTION, "conversation_id": key})


@contextmanager
def away(postgres: Postgres) -> Iterator[None]:
    postgres.stop()
    try:
        yield
    finally:
        postgres.start()


def is_told(response: httpx.Response) -> bool:
    problem = response.json()
    return (
        response.status_code == 503
        and response.headers["content-type"] == "application/problem+json"
        and response.headers["retry-after"] == "5"
        and problem["type"] == "urn:policy-assistant:problem:database-unavailable"
        and problem["title"] == "数据库暂时不可用"
        and problem["detail"].startswith("数据库暂时不可用，这次操作没有保存")
    )


def test_a_restart_under_load_costs_no_more_than_clear_errors(
    client: httpx.Client, postgres: Postgres
) -> None:
    key = ask(client).json()["conversation_id"]
    ended = Event()

    def keep_asking(_: int) -> list[httpx.Response]:
        responses = []
        while not ended.is_set():
            responses.append(ask(client))
        return responses

    with ThreadPoolExecutor(ASKERS) as pool:
        askers = [pool.submit(keep_asking, number) for number in range(ASKERS)]
        try:
            for _ in range(2):
                with away(postgres):
                    assert is_told(ask(client, key))
            assert ask(client, key).status_code == 200
        finally:
            ended.set()
        responses = [response for asker in askers for response in asker.result()]
    assert {response.status_code for response in responses} == {200, 503}
    assert all(is_told(each) for each in responses if each.status_code == 503)
    # What was answered was kept, and nothing else.
    for response in responses:
        if response.status_code == 200:
            answer = response.json()
            turns = client.get(f"/v1/conversations/{answer['conversation_id']}").json()["turns"]
            assert [turn["answer"]["text"] for turn in turns] == [answer["text"]]
    turns = client.get(f"/v1/conversations/{key}").json()["turns"]
    assert len(turns) == 2


def test_every_door_tells_that_the_database_is_away(
    client: httpx.Client, postgres: Postgres
) -> None:
    key = ask(client).json()["conversation_id"]
    with away(postgres):
        assert client.get("/healthz").status_code == 200
        assert is_told(client.get("/readyz"))
        assert is_told(client.get(f"/v1/conversations/{key}"))
        assert is_told(client.post("/v1/feedback", json={"conversation_id": key, "thumbs": "up"}))
        assert is_told(client.post("/v1/ask/stream", json={"question": QUESTION}))
        # What needs no records goes on.
        assert client.get("/v1/documents").status_code == 200
        chat = client.post("/v1/chat/completions", json=_chat())
        assert chat.status_code == 503
        assert "数据库暂时不可用" in chat.json()["error"]["message"]
    assert client.get("/readyz").status_code == 200
    assert client.post("/v1/chat/completions", json=_chat()).status_code == 200
    assert ask(client, key).status_code == 200


def test_a_document_is_not_confirmed_or_removed_while_the_database_is_away(
    client: httpx.Client, assistant: PolicyAssistant, postgres: Postgres
) -> None:
    text = "某市防汛办法\n第一条 为了防汛，制定本办法。\n第二条 各区县储备防汛物资。\n"
    shipped = client.get("/v1/documents").json()[0]["id"]
    drafted = client.post("/v1/documents", headers=ADMIN, files={"file": ("防汛.txt", text)})
    draft = f"/v1/drafts/{drafted.json()['id']}"
    library = Library(assistant.settings.library, assistant.settings.documents)
    before = library.holdings()
    try:
        with away(postgres):
            # The audit log has no entry of it, so nothing may have come of it.
            json = {"content-type": "application/json"}
            confirming = client.post(f"{draft}/confirm", headers=ADMIN | json, content=b"{}")
            removing = client.delete(f"/v1/documents/{shipped}", headers=ADMIN)
        assert is_told(confirming)
        assert is_told(removing)
        assert [entry.id for entry in library.drafts()] == [drafted.json()["id"]]
        assert library.holdings() == before
    finally:
        assert client.delete(draft, headers=ADMIN).status_code == 204


def _chat() -> dict[str, Any]:
    return {"model": "policy-assistant", "messages": [{"role": "user", "content": QUESTION}]}
