"""Worker processes hold no state: whichever answers, the service is one."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.safekeeping.renewal import renew_index
from assistant.settings import Settings
from index.graph_embedder import GraphEmbedder
from tests.corpus.library.test_library import NEW, OLD, PLAN
from tests.processes import RoundRobin, free_port, process, wait_until_ready, workers

TOKEN = {"Authorization": "Bearer kouling"}
BOUND = 90  # seconds after which every worker has what one was given


def settings_of(folder: Path, database_url: str, embedder: GraphEmbedder) -> dict[str, str]:
    """Settings of a small corpus whose index is made."""
    documents = folder / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    names = {"library": folder / "library", "store": folder / "store"}
    renew_index(Settings(documents=documents, **names), embedder)  # type: ignore[arg-type]
    return {
        "POLICY_DOCUMENTS": str(documents),
        "POLICY_LIBRARY": str(names["library"]),
        "POLICY_STORE": str(names["store"]),
        "POLICY_DATABASE": database_url,
        "POLICY_ADMIN_TOKEN": "kouling",
        "POLICY_THREADS": "1",
    }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def pair(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    embedder: GraphEmbedder,
) -> Iterator[list[httpx.Client]]:
    """Two workers over a database of each kind, and one client for each."""
    folder = tmp_path_factory.mktemp("pair")
    if request.param == "sqlite":
        database_url = f"sqlite:///{folder / 'records.sqlite'}"
    else:
        database_url = request.getfixturevalue("postgres").database()
    with workers(settings_of(folder, database_url, embedder), folder, 2) as addresses:
        clients = [httpx.Client(base_url=address, timeout=60) for address in addresses]
        yield clients
        for client in clients:
            client.close()


@pytest.fixture
def client(pair: list[httpx.Client]) -> Iterator[httpx.Client]:
    """A client whose requests go to the workers in turn."""
    addresses = [str(each.base_url) for each in pair]
    with httpx.Client(
        transport=RoundRobin(addresses), base_url="http://127.0.0.1", timeout=60
    ) as http:
        yield http


def ok(response: httpx.Response) -> Any:
    assert response.is_success, response.text
    return response.json() if response.content else None


def ask(client: httpx.Client, question: str, key: str | None = None) -> Any:
    return ok(client.post("/v1/ask", json={"question": question, "conversation_id": key}))


def within_bound(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + BOUND
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.2)
    return False


def test_workers_in_turn_are_one_service(pair: list[httpx.Client], client: httpx.Client) -> None:
    # One conversation, each turn by the other worker.
    first = ask(client, "停车收费由哪个单位负责？")
    key = first["conversation_id"]
    texts = [first["text"]]
    for question in ("第三条讲什么", "第二条呢", "那责任单位呢？"):
        texts.append(ask(client, question, key)["text"])
    for each in pair:
        kept = ok(each.get(f"/v1/conversations/{key}"))["turns"]
        assert [turn["answer"]["text"] for turn in kept] == texts
    # Turns of one conversation that reach both at once are all kept.
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask, pair[n % 2], f"第{'一二三四'[n]}条讲什么", key) for n in range(4)]
        texts = [each.result()["text"] for each in asked]
    kept = ok(client.get(f"/v1/conversations/{key}"))["turns"]
    assert len(kept) == 8
    assert sorted(turn["answer"]["text"] for turn in kept[4:]) == sorted(texts)
    # Feedback, cases and confirmed answers.
    ok(client.post("/v1/feedback", json={"conversation_id": key, "turn": 0, "thumbs": "up"}))
    log = ok(client.get("/v1/admin/log", params={"voted": "up"}, headers=TOKEN))
    assert log["total"] == 1
    turn = {"conversation_id": key, "turn": 0}
    ok(client.post("/v1/admin/confirmed", json=turn, headers=TOKEN))
    for each in pair:
        assert ask(each, "停车收费由哪个单位负责？")["confirmed"]


def test_what_one_worker_adds_all_answer_from(
    pair: list[httpx.Client], client: httpx.Client
) -> None:
    a, b = pair
    # A draft uploaded to one is looked at and confirmed at the other.
    files = {"file": ("绿化.txt", PLAN.encode())}
    draft = ok(a.post("/v1/documents", files=files, headers=TOKEN))
    assert ok(b.get(f"/v1/drafts/{draft['id']}", headers=TOKEN)) == draft
    job = ok(b.post(f"/v1/drafts/{draft['id']}/confirm", json={}, headers=TOKEN))
    assert within_bound(lambda: done(a, job["id"]))
    assert within_bound(lambda: done(b, job["id"]))
    question = "新建口袋公园由哪个单位牵头？"
    for each in pair:
        assert within_bound(lambda each=each: ask(each, question)["citations"] != [])  # type: ignore[misc]
    # Two changes at once, one by each: both are made, one after the other.
    new = {"file": ("停车.txt", NEW.encode())}
    (old,) = [d for d in ok(a.get("/v1/documents")) if "停车" in d["title"]]
    parking = ok(a.post("/v1/documents", files=new, data={"replaces": old["id"]}, headers=TOKEN))
    with ThreadPoolExecutor(2) as pool:
        replaced = pool.submit(
            a.post, f"/v1/drafts/{parking['id']}/confirm", json={}, headers=TOKEN
        )
        removed = pool.submit(b.delete, f"/v1/documents/{draft['id']}", headers=TOKEN)
        jobs = [ok(each.result())["id"] for each in (replaced, removed)]
    for each in pair:
        for key in jobs:
            assert within_bound(lambda each=each, key=key: done(each, key))  # type: ignore[misc]
        assert within_bound(
            lambda each=each: [d["id"] for d in ok(each.get("/v1/documents"))] == [parking["id"]]  # type: ignore[misc]
        )
        assert len(ok(each.get("/v1/versions"))) == 2
    assert client.get("/v1/jobs/unknown", headers=TOKEN).status_code == 404


def done(client: httpx.Client, job_id: str) -> bool:
    job = ok(client.get(f"/v1/jobs/{job_id}", headers=TOKEN))
    assert job["state"] != "failed", job
    return bool(job["state"] == "done")


def test_serve_with_workers_goes_on_when_one_dies(tmp_path: Path, embedder: GraphEmbedder) -> None:
    environment = settings_of(tmp_path, f"sqlite:///{tmp_path / 'records.sqlite'}", embedder)
    port, log = free_port(), tmp_path / "serve.log"
    address = f"http://127.0.0.1:{port}"
    arguments = ("-m", "ui.terminal", "serve", "--workers", "2", "--port", str(port))
    with (
        process(environment, log, *arguments) as served,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        wait_until_ready(address, lambda: served.poll() is None, log)
        key = ask(client, "停车收费由哪个单位负责？")["conversation_id"]
        assert client.get("/").status_code == 404
        assert client.get("/docs").status_code == 200
        victims = children(served.pid)
        assert len(victims) >= 2
        os.kill(victims[-1], signal.SIGKILL)
        assert within_bound(lambda: answered(address, key))
        assert within_bound(lambda: len(set(children(served.pid)) - set(victims)) == 1)
        served.send_signal(signal.SIGTERM)
        assert served.wait(BOUND) == 0, log.read_text(encoding="utf-8")


def answered(address: str, key: str) -> bool:
    try:
        ask(httpx.Client(base_url=address, timeout=60), "第三条讲什么", key)
    except httpx.TransportError:
        return False  # it went to the one that died
    return True


def children(pid: int) -> list[int]:
    """Processes that a worker supervisor has started, the youngest last."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    serving = [
        int(child)
        for child in listed
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return sorted(serving)
