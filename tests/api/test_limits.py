"""Limits: requests of an address in a minute, and the time and size of each request."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import httpx

from api.security.buckets import Buckets, network_name
from api.security.time_limit import TimeLimit
from tests.conftest import ADMIN_TOKEN

ADMIN = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
Served = Callable[..., httpx.Client]


def test_a_bucket_fills_with_time() -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    assert [buckets.wait("a", 60, 2) for _ in range(3)] == [0, 0, 1]
    assert buckets.wait("b", 60, 2) == 0
    now[0] = 0.5
    assert buckets.wait("a", 60, 2) == 0.5
    now[0] = 1.0
    assert buckets.wait("a", 60, 2) == 0
    now[0] = 1000.0
    assert [buckets.wait("a", 60, 2) for _ in range(3)] == [0, 0, 1]


def test_many_addresses_take_no_more_memory_than_allowed() -> None:
    buckets = Buckets(lambda: 0.0, most=10)
    for number in range(1000):
        buckets.wait(str(number), 60)
    assert len(buckets) == 10


def test_addresses_of_one_ipv6_network_share_a_bucket() -> None:
    assert network_name("2001:db8::1") == network_name("2001:db8::2")
    assert network_name("2001:db8::1") != network_name("2001:db8:0:1::1")
    assert network_name("192.0.2.1") == "192.0.2.1"


def test_who_asks_too_much_is_told_when_to_come_back(served: Served) -> None:
    client = served(rate_limit=8, key_rate_limit=600)
    answers = [client.get("/v1/units") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
    last = answers[-1]
    assert last.headers["content-type"] == "application/problem+json"
    assert 1 <= int(last.headers["retry-after"]) <= 8
    assert "秒后重试" in last.json()["detail"]
    assert client.get("/healthz").status_code == 200
    assert client.get("/v1/units", headers=ADMIN).status_code == 200
    chat = client.post("/v1/chat/completions", json={"model": "policy-assistant", "messages": []})
    assert chat.status_code == 429
    assert chat.json()["error"]["code"] == "too_many_requests"


def test_each_client_of_a_trusted_proxy_has_its_own_bucket(served: Served) -> None:
    client = served(rate_limit=4, trusted_proxies="127.0.0.1")

    def status(address: str) -> int:
        return client.get("/v1/units", headers={"X-Forwarded-For": address}).status_code

    assert [status("198.51.100.1") for _ in range(3)] == [200, 200, 429]
    assert status("198.51.100.2") == 200


def test_an_untrusted_client_cannot_choose_its_address(served: Served) -> None:
    client = served(rate_limit=4)
    statuses = [
        client.get("/v1/units", headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code
        for n in range(3)
    ]
    assert statuses == [200, 200, 429]


async def _slow(seconds: float) -> list[int]:
    async def app(scope, receive, send):  # type: ignore[no-untyped-def]
        await asyncio.to_thread(time.sleep, seconds)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent: list[int] = []

    async def send(message):  # type: ignore[no-untyped-def]
        if message["type"] == "http.response.start":
            sent.append(message["status"])

    async def receive():  # type: ignore[no-untyped-def]
        return {"type": "http.request"}

    layer = TimeLimit(app, ("/v1/",), 0.2, {("POST", "/v1/long"): 5.0})
    for method, path in (("GET", "/v1/a"), ("POST", "/v1/long"), ("GET", "/page")):
        await layer({"type": "http", "method": method, "path": path}, receive, send)
    return sent


def test_a_request_that_takes_too_long_is_told_so() -> None:
    assert asyncio.run(_slow(0.6)) == [504, 200, 200]
    assert asyncio.run(_slow(0.0)) == [200, 200, 200]


def test_bodies_are_bounded_everywhere(served: Served) -> None:
    client = served(page=True)
    large = b"a" * (1024 * 1024 + 1)
    for path in ("/v1/session", "/gradio_api/queue/join", "/login", "/mcp"):
        assert client.post(path, content=large).status_code == 413
