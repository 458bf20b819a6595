"""The layers before the routes: limits, headers, other sites, proxies, ids, metrics, logs."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from pydantic import SecretStr

from api.app import create_app
from api.security.buckets import Buckets, network_name
from api.security.network import Origin, ProxySettingError, TrustedProxies
from api.security.time_limit import TimeLimit
from api.telemetry.logs import FIELDS, JsonFormatter
from assistant.lexicon_watch import WatchedTools
from assistant.old_version import OldVersions
from assistant.records import Records
from assistant.service import PolicyAssistant
from tests.conftest import ADMIN_TOKEN
from tests.serving import serving
from ui.app import create_application

ASK = {"question": "老旧小区改造由谁牵头？"}
ADMIN = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
Served = Callable[..., httpx.Client]


@pytest.fixture
def served(assistant: PolicyAssistant, tmp_path: Path) -> Iterator[Served]:
    """The service with other settings; `page` mounts the page as well."""
    with ExitStack() as stack:

        def serve(*, page: bool = False, **changes: object) -> httpx.Client:
            settings = assistant.settings.model_copy(update=changes)
            tools = replace(assistant.tools, settings=settings)
            records = Records.open(f"sqlite:///{tmp_path / 'records.sqlite'}")
            stack.callback(records.close)
            own = PolicyAssistant(
                WatchedTools(lambda: tools),
                records,
                OldVersions(settings.store, lambda folder: tools),
            )
            stack.callback(own.close)
            made = create_application(own) if page else create_app(own)
            http = httpx.Client(base_url=stack.enter_context(serving(made)), timeout=60)
            return stack.enter_context(http)

        yield serve


def eventually(holds: Callable[[], bool]) -> bool:
    """What a server notes once its answer has been sent."""
    until = time.monotonic() + 20
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


# Rate limits


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
    assert len(buckets._held) == 10


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


# Time and size


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


# Headers and other sites


def test_every_response_has_the_security_headers(served: Served) -> None:
    client = served(page=True)
    for path in ("/", "/login", "/docs", "/v1/units", "/v1/nothing", "/nothing", "/healthz"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "geolocation=()" in headers["permissions-policy"]
        assert headers["referrer-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers
    data = client.get("/v1/units").headers
    assert data["content-security-policy"].startswith("default-src 'none'")
    assert data["cache-control"] == "no-store"


def test_behind_tls_cookies_are_secure_and_browsers_stay_with_it(served: Served) -> None:
    client = served(trusted_proxies="127.0.0.1")
    headers = client.get("/healthz", headers={"X-Forwarded-Proto": "https"}).headers
    assert headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/v1/units", "/gradio_api/info", "/"])
def test_other_sites_may_not_read(served: Served, path: str) -> None:
    client = served(page=True)
    headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert not [name for name in headers if name.startswith("access-control-allow")]


def test_a_site_that_is_named_may_read(served: Served) -> None:
    client = served(cors_origins="https://a.gov.cn, https://b.gov.cn/")
    for origin, allowed in (
        ("https://a.gov.cn", True),
        ("https://b.gov.cn", True),
        ("https://c.gov.cn", False),
    ):
        headers = client.get("/v1/units", headers={"Origin": origin}).headers
        assert (headers.get("access-control-allow-origin") == origin) is allowed
    preflight = client.options(
        "/v1/ask",
        headers={
            "Origin": "https://a.gov.cn",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert preflight.status_code == 200


@pytest.mark.parametrize(
    ("peer", "forwarded", "origin"),
    [
        ("127.0.0.1", None, Origin("127.0.0.1", False, True)),
        ("127.0.0.1", "198.51.100.1", Origin("127.0.0.1", False, False)),
        ("198.51.100.9", None, Origin("198.51.100.9", False, False)),
        ("10.0.0.1", "198.51.100.1", Origin("198.51.100.1", True, False)),
        ("10.0.0.1", "203.0.113.5, 198.51.100.1, 10.0.0.2", Origin("198.51.100.1", True, False)),
        ("10.0.0.1", "not an address", Origin("10.0.0.1", True, False)),
        ("10.0.0.1", None, Origin("10.0.0.1", True, False)),
        ("::1", None, Origin("::1", False, True)),
    ],
)
def test_an_address_is_believed_back_to_the_last_trusted_hop(
    peer: str, forwarded: str | None, origin: Origin
) -> None:
    headers = {b"x-forwarded-for": forwarded.encode()} if forwarded else {}
    assert TrustedProxies("10.0.0.0/8").origin(peer, headers) == origin


def test_a_wrong_network_is_told_at_the_start() -> None:
    with pytest.raises(ProxySettingError):
        TrustedProxies("10.0.0.0/8, here")


# What the service tells of itself


def test_a_request_keeps_its_id_when_it_is_sane(client: httpx.Client) -> None:
    def told(given: str) -> str:
        return client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"]

    assert told("abcdef-0123.4567_x") == "abcdef-0123.4567_x"
    for insane in ("", "short", "a" * 65, "with space", "<script>alert(1)</script>"):
        assert re.fullmatch("[0-9a-f]{32}", told(insane))
    assert client.get("/v1/nothing").headers["x-request-id"]


def test_metrics_count_requests_answers_and_sizes(served: Served) -> None:
    client = served()
    before = _not_found(client)  # what waited for the server asked for the page, too
    client.post("/v1/ask", json=ASK)
    client.post("/v1/ask", json={"question": "明天天气怎么样？"})
    client.get("/v1/clauses/none")
    client.get("/v1/secret-of-somebody")
    assert eventually(lambda: _not_found(client) == before + 1)
    told = client.get("/metrics").text
    for line in (
        'policy_requests_total{method="POST",route="/v1/ask",status="200"} 2.0',
        'policy_requests_total{method="GET",route="/v1/clauses/{clause_id}",status="404"} 1.0',
        'policy_answers_total{status="answered"} 1.0',
        'policy_stage_seconds_count{stage="核对原文"}',
        "policy_audit_entries 2.0",
    ):
        assert line in told, told
    assert re.search(r"^policy_index_clauses [1-9]", told, re.M)
    assert re.search(r"^policy_index_vectors [1-9]", told, re.M)
    assert re.search(r'policy_answers_total\{status="unanswerable_\w+"\} 1.0', told)
    assert "secret-of-somebody" not in told


def _not_found(client: httpx.Client) -> float:
    pattern = r'route="other",status="404"\} ([\d.]+)'
    return sum(map(float, re.findall(pattern, client.get("/metrics").text)))


def test_metrics_are_for_this_machine_and_operators(served: Served) -> None:
    client = served()
    assert client.get("/metrics").status_code == 200
    elsewhere = {"X-Forwarded-For": "198.51.100.1"}
    assert client.get("/metrics", headers=elsewhere).status_code == 401
    assert client.get("/metrics", headers={**elsewhere, **ADMIN}).status_code == 200
    assert client.post("/metrics", headers=ADMIN).status_code == 405


def test_a_line_of_the_log_tells_the_route_and_nothing_of_the_person(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/v1/search", params={"q": "我的电话13812345678"})
        assert eventually(lambda: any(r.getMessage() == "request" for r in caplog.records))
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    (line,) = [line for line in lines if line.get("route") == "/v1/search"]
    assert (line["status"], line["method"], line["level"]) == (200, "GET", "info")
    assert "1381234" not in json.dumps(lines)


def test_numbers_of_persons_are_redacted_in_messages_and_tracebacks() -> None:
    try:
        raise ValueError("no such person: 500101199003071234")
    except ValueError:
        record = logging.LogRecord(
            "a", logging.ERROR, "f", 1, "called %s", ("13812345678",), sys.exc_info()
        )
    setattr(record, FIELDS, {"mail": "zhang@example.com", "status": 200})
    line = json.loads(JsonFormatter().format(record))
    assert line["message"] == "called 〔电话〕"
    assert "ValueError: no such person: 〔证件号〕" in line["exception"]
    assert (line["mail"], line["status"]) == ("〔邮箱〕", 200)


class _Collector(BaseHTTPRequestHandler):
    taken: list[bytes]

    def do_POST(self) -> None:  # the server's name for it
        body = self.rfile.read(int(self.headers["content-length"]))
        type(self).taken.append(self.path.encode() + body)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_traces_go_to_a_collector_that_is_set(served: Served) -> None:
    pytest.importorskip("opentelemetry.sdk")
    _Collector.taken = []
    with HTTPServer(("127.0.0.1", 0), _Collector) as collector:
        Thread(target=collector.serve_forever, daemon=True).start()
        client = served(otlp_endpoint=f"http://127.0.0.1:{collector.server_port}")
        client.get("/v1/clauses/13812345678")
        eventually(lambda: bool(_Collector.taken))
        collector.shutdown()
    sent = b"".join(_Collector.taken)
    assert sent.startswith(b"/v1/traces")
    assert b"/v1/clauses/{clause_id}" in sent
    assert b"13812345678" not in sent


def test_the_audit_log_is_read_and_verified_by_operators(served: Served) -> None:
    client = served(admin_token=SecretStr(ADMIN_TOKEN))
    client.post("/v1/ask", json=ASK)
    conversation = client.post("/v1/ask", json=ASK).json()["conversation_id"]
    assert client.delete(f"/v1/conversations/{conversation}").status_code == 204
    assert client.delete(f"/v1/conversations/{conversation}").status_code == 404
    assert client.get("/v1/admin/audit").status_code == 401
    entries = client.get("/v1/admin/audit", params={"after": 1}, headers=ADMIN).json()
    assert [entry["number"] for entry in entries] == [2, 3]
    assert [entry["question"] for entry in entries] == [None, None]
    check = client.get("/v1/admin/audit/verification", headers=ADMIN).json()
    assert (check["whole"], check["length"]) == (True, 3)
    noted = {"expect": "0" * 64}
    check = client.get("/v1/admin/audit/verification", params=noted, headers=ADMIN).json()
    assert check["whole"] is False
