"""Milvus gone while serving: what needs no search goes on, all else is told, and it comes back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "index"))  # for its server and texts

from milvus_server import MilvusServer
from texts import GREENING, PROPERTY, outline

from api.app import create_app
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from index.errors import StoreUnreachableError
from index.graph_embedder import GraphEmbedder
from index.stores import build_at, disconnect
from tests.serving import serving

pytest.importorskip("pymilvus")

QUESTION = "砍伐城市树木要经过谁批准？"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MilvusServer]:
    milvus = MilvusServer(tmp_path / "milvus")
    milvus.start()
    yield milvus
    milvus.kill()


@pytest.fixture
def settings(server: MilvusServer, tmp_path: Path) -> Settings:
    return Settings(
        store=server.address("policy"),
        milvus_timeout=2,
        library=tmp_path / "library",
        database=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
    )


@pytest.fixture
def client(settings: Settings, embedder: GraphEmbedder) -> Iterator[httpx.Client]:
    build_at((GREENING, PROPERTY), settings.store, embedder)
    with (
        PolicyAssistant.open(settings, embedder) as assistant,
        serving(create_app(assistant)) as address,
        httpx.Client(base_url=address, timeout=60) as http,
    ):
        yield http
    disconnect(settings.store)


def ask(client: httpx.Client, question: str) -> httpx.Response:
    return client.post("/v1/ask", json={"question": question})


def once_back(client: httpx.Client) -> httpx.Response:
    """The first answer given again; for a moment after a failure none is tried."""
    for _ in range(120):
        if (back := ask(client, QUESTION)).status_code == 200:
            break
        sleep(0.25)
    return back


def test_gone_and_back_without_a_restart(client: httpx.Client, server: MilvusServer) -> None:
    before = ask(client, QUESTION).json()
    assert before["citations"][0]["clause_id"] == "greening:2"
    server.kill()
    for _ in range(3):
        gone = ask(client, QUESTION)
        assert gone.status_code == 503
        assert gone.headers["content-type"].startswith("application/problem+json")
        problem = gone.json()
        assert problem["type"] == "urn:policy-assistant:problem:search-unavailable"
        assert problem["title"] == "检索服务暂时不可用"
        assert "稍后再试" in problem["detail"]
        assert "127.0.0.1" not in gone.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/v1/documents").status_code == 200
    assert client.get("/v1/clauses/greening:2").status_code == 200
    server.start()
    back = once_back(client)
    assert back.json()["citations"] == before["citations"]


def test_a_milvus_that_hangs_holds_nobody_up(client: httpx.Client, server: MilvusServer) -> None:
    assert ask(client, QUESTION).status_code == 200
    server.pause()
    gone = client.post("/v1/ask", json={"question": "绿地率不低于多少？"}, timeout=20)
    assert gone.status_code == 503
    server.resume()
    back = once_back(client)
    assert back.status_code == 200


def test_a_clause_that_is_named_needs_no_search(client: httpx.Client, server: MilvusServer) -> None:
    assert ask(client, QUESTION).status_code == 200
    server.kill()
    named = ask(client, "城市绿化条例第二条")
    assert named.status_code == 200
    assert named.json()["citations"][0]["clause_id"] == "greening:2"


def test_gone_in_a_stream_and_in_chat_completions(
    client: httpx.Client, server: MilvusServer
) -> None:
    assert ask(client, QUESTION).status_code == 200
    server.kill()
    body = {"model": "policy-assistant", "messages": [{"role": "user", "content": QUESTION}]}
    chat = client.post("/v1/chat/completions", json=body)
    assert chat.status_code == 503
    assert "检索服务暂时不可用" in chat.json()["error"]["message"]
    streamed = client.post("/v1/ask/stream", json={"question": QUESTION})
    assert "检索服务暂时不可用" in streamed.text


def test_not_there_from_the_start_is_told_at_once(server: MilvusServer, settings: Settings) -> None:
    server.kill()
    with pytest.raises(StoreUnreachableError) as caught:
        PolicyAssistant.open(settings)
    assert "POLICY_STORE" in caught.value.user_message


def test_a_store_built_anew_is_served_without_a_restart(
    client: httpx.Client, settings: Settings, embedder: GraphEmbedder
) -> None:
    assert ask(client, QUESTION).status_code == 200
    fire = outline("fire", "消防条例", "第一条 任何人发现火灾都应当立即报警。")
    build_at((GREENING, PROPERTY, fire), settings.store, embedder)
    for _ in range(120):
        found = client.get("/v1/search", params={"q": "发现火灾报警"}).json()["hits"]
        if found and found[0]["clause_id"] == "fire:1":
            break
        sleep(0.25)
    assert found[0]["clause_id"] == "fire:1"
