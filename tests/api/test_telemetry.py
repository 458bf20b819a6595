"""What the service tells of itself: request ids, metrics, logs, traces, the audit log."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest
from pydantic import SecretStr

from api.telemetry.logs import FIELDS, JsonFormatter
from tests.conftest import ADMIN_TOKEN

ASK = {"question": "老旧小区改造由谁牵头？"}
ADMIN = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
Served = Callable[..., httpx.Client]


def eventually(holds: Callable[[], bool]) -> bool:
    """What a server notes once its answer has been sent."""
    until = time.monotonic() + 20
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


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
        # Other spans may be sent in a batch of their own before.
        eventually(lambda: b"/v1/clauses/{clause_id}" in b"".join(_Collector.taken))
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
