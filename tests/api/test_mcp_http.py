"""MCP over HTTP without the SDK: what is refused, and for whom it is served."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest
from mcp.server.transport_security import TransportSecurityMiddleware
from starlette.requests import Request

from api.mcp_http import security_of
from assistant.settings import Settings
from tests.api.mcp_calls import ACCEPT, call, call_message


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"question": ""}, "没有收到问题"),
        ("ask", {"question": "问" * 5000}, "超过1000字"),
        ("ask", {"question": "\x00" * 20}, "无法识别"),
        ("ask", {"question": "问题", "conversation_id": "没有"}, "没有编号为“没有”的会话"),
        ("ask", {}, "“question”缺少这一项"),
        ("ask", {"question": {"a": [1]}}, "“question”应为文字"),
        ("search", {"query": ""}, "“query”不能为空"),
        ("search", {"query": "绿化", "k": 0}, "“k”不得小于 1"),
        ("search", {"query": "绿化", "k": "x"}, "“k”应为整数"),
        ("clause", {}, "请给出 id"),
        ("clause", {"document": "物业管理条例"}, "请给出 id"),
        ("clause", {"id": "没有"}, "没有编号为“没有”的条款"),
        ("clause", {"id": "没" * 201}, "“id”不得超过 200 字"),
        ("clause", {"document": "没有的条例", "label": "1"}, "没有编号为“没有的条例”的文件"),
        ("clause", {"document": "物业管理条例", "label": "第九百条"}, "没有“第九百条”"),
        ("clause", {"document": "物业管理条例", "label": "9" * 200}, "没有“999"),
        ("unit_tasks", {"unit": "没有"}, "没有写到单位“没有”"),
        ("rm", {}, "没有名为“rm”的工具"),
    ],
)
def test_errors_are_told_in_chinese(
    client: httpx.Client, tool: str, arguments: object, said: str
) -> None:
    result = call(client, tool, arguments)
    assert result["isError"] is True
    (block,) = result["content"]
    assert said in block["text"]
    assert "Error executing" not in block["text"]


def test_the_oldest_clients_need_no_session(client: httpx.Client) -> None:
    opening = {
        "jsonrpc": "2.0",
        "id": 0,
        "method": "initialize",
        "params": {
            "protocolVersion": "2024-11-05",
            "capabilities": {},
            "clientInfo": {"name": "old", "version": "0"},
        },
    }
    response = client.post("/mcp", json=opening, headers=ACCEPT)
    assert response.json()["result"]["serverInfo"]["title"] == "城市政策助手"
    assert "mcp-session-id" not in response.headers
    assert call(client, "search", {"query": "绿化"})["structuredContent"]["hits"]


def problem(response: httpx.Response, status: int, name: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:policy-assistant:problem:{name}"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", ""]
)
def test_name_that_somebody_else_points_here_is_refused(client: httpx.Client, host: str) -> None:
    response = client.post("/mcp", json=call_message("search", {}), headers=ACCEPT | {"host": host})
    problem(response, 421, "unknown-host")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_page_of_another_site_is_refused(client: httpx.Client, origin: str) -> None:
    response = client.post(
        "/mcp", json=call_message("search", {}), headers=ACCEPT | {"origin": origin}
    )
    problem(response, 403, "foreign-origin")


def test_page_of_this_machine_is_served(client: httpx.Client) -> None:
    assert call(client, "search", {"query": "绿化"}, origin="http://localhost:3000")


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_no_stream_and_no_session(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/mcp", headers={"accept": "text/event-stream"})
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


def test_other_paths_large_bodies_and_other_types(client: httpx.Client) -> None:
    problem(client.post("/mcp/other", json={}), 404, "not-found")
    problem(client.post("/mcp", content=b" " * 70_000), 413, "body-too-large")
    problem(client.post("/mcp", content=b"{}"), 415, "unsupported-media-type")


def test_half_a_character_is_no_failure_of_the_server(client: httpx.Client) -> None:
    body = json.dumps(call_message("unit_tasks", {"unit": "\ud800"}))
    headers = ACCEPT | {"content-type": "application/json"}
    assert client.post("/mcp", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize("body", ["", "{", "[]", "1", "[" * 50_000, '{"jsonrpc": "2.0", "id": 1}'])
def test_body_that_is_no_call_message(client: httpx.Client, body: str) -> None:
    headers = ACCEPT | {"content-type": "application/json"}
    response = client.post("/mcp", content=body, headers=headers)
    assert response.status_code == 400
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("listening", "named", "host", "served"),
    [
        ("127.0.0.1", "", "[::1]:7860", True),
        ("127.0.0.1", "", "localhost", True),
        ("10.1.2.3", "", "10.1.2.3:7860", True),
        ("fd00::5", "", "[fd00::5]:7860", True),
        ("0.0.0.0", "", "0.0.0.0:7860", False),
        ("0.0.0.0", "", "policy.example", False),
        ("0.0.0.0", "policy.example, 10.1.2.3", "policy.example", True),
        ("0.0.0.0", "policy.example, 10.1.2.3", "10.1.2.3:7860", True),
        ("0.0.0.0", "policy.example", "www.policy.example", False),
    ],
)
def test_host_names_served(listening: str, named: str, host: str, served: bool) -> None:
    settings = Settings(mcp_hosts=named).model_copy(update={"host": listening})
    check = TransportSecurityMiddleware(security_of(settings))
    headers = [(b"host", host.encode()), (b"origin", f"https://{host}".encode())]
    request = Request({"type": "http", "headers": headers})
    assert (asyncio.run(check.validate_request(request)) is None) is served
