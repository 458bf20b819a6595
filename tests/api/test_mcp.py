"""The MCP server, spoken to by the SDK's own client: over HTTP, and as a process on stdio."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.server.transport_security import TransportSecurityMiddleware
from mcp_types import CallToolResult, TextContent, TextResourceContents
from starlette.requests import Request

from api.mcp_http import security_of
from assistant.service import PolicyAssistant
from assistant.settings import Settings

QUESTION = "老旧小区改造由哪个单位牵头？"
Run = Callable[[Callable[[Client], Awaitable[None]]], None]


def text(result: CallToolResult) -> str:
    (block,) = result.content
    assert isinstance(block, TextContent)
    return block.text


def data(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text(result)
    assert result.structured_content is not None
    return result.structured_content


@pytest.fixture(params=["auto", "legacy"])
def over_http(request: pytest.FixtureRequest, client: httpx.Client) -> Run:
    """Both generations of the protocol."""

    def run(test: Callable[[Client], Awaitable[None]]) -> None:
        async def main() -> None:
            async with Client(str(client.base_url.join("/mcp")), mode=request.param) as mcp:
                await test(mcp)

        asyncio.run(main())

    return run


def test_tools_are_described_in_chinese_with_their_forms(over_http: Run) -> None:
    async def test(mcp: Client) -> None:
        tools = {tool.name: tool for tool in (await mcp.list_tools()).tools}
        assert set(tools) == {"ask", "search", "clause", "unit_tasks"}
        for tool in tools.values():
            assert "\u4e00" <= (tool.description or "")[0] <= "\u9fff"
            assert tool.output_schema is not None
            for field in tool.input_schema["properties"].values():
                assert field["description"]
        assert tools["ask"].input_schema["required"] == ["question"]

    over_http(test)


def test_question_and_follow_up(over_http: Run, assistant: PolicyAssistant) -> None:
    async def test(mcp: Client) -> None:
        result = await mcp.call_tool("ask", {"question": QUESTION})
        answer = data(result)
        assert answer["refused"] is False
        assert answer["units"][0]["name"] == "市住房城乡建委"
        for citation in answer["citations"]:
            clause = assistant.knowledge.clause(citation["clause_id"])
            assert clause.document_title == citation["document_title"]
            assert clause.label == citation["label"]
            assert clause.text[citation["start"] : citation["end"]] == citation["quote"]
        assert "\n\n依据：\n[1]《重庆市城市更新提升" in text(result)
        assert answer["conversation_id"] in text(result)
        following = data(
            await mcp.call_tool(
                "ask",
                {"question": "那责任单位呢？", "conversation_id": answer["conversation_id"]},
            )
        )
        assert following["citations"][0]["clause_id"] == answer["citations"][0]["clause_id"]

    over_http(test)


def test_refusal_cites_nothing(over_http: Run) -> None:
    async def test(mcp: Client) -> None:
        result = await mcp.call_tool("ask", {"question": "老旧小区改造每户补贴多少钱？"})
        answer = data(result)
        assert answer["refused"] is True
        assert answer["citations"] == answer["units"] == []
        assert answer["nearest"]
        assert "依据：" not in text(result)

    over_http(test)


def test_search_then_clause(over_http: Run) -> None:
    async def test(mcp: Client) -> None:
        found = data(await mcp.call_tool("search", {"query": "城镇老旧小区改造", "k": 3}))
        assert len(found["hits"]) == 3
        first = found["hits"][0]
        assert first["title"] == "推进城镇老旧小区改造"
        whole = data(await mcp.call_tool("clause", {"id": first["clause_id"]}))
        assert whole["text"].startswith(first["excerpt"])
        assert whole["lead"][0]["name"] == "市住房城乡建委"

    over_http(test)


@pytest.mark.parametrize(
    ("document", "label", "clause_id"),
    [
        ("物业管理条例", "第五十三条", "property-management-2018:art-53"),
        ("property-management-2018", "53", "property-management-2018:art-53"),
        ("《物业管理條例》", "第５３條", "property-management-2018:art-53"),
        ("渝府发〔2022〕31号", "七、（二）1．", "cq-urban-renewal-2022:7.2.1"),
        ("城市更新提升行动计划", "7.2.1", "cq-urban-renewal-2022:7.2.1"),
        ("城市更新提升行动计划", "推进城镇老旧小区改造", "cq-urban-renewal-2022:7.2.1"),
    ],
)
def test_clause_by_document_and_label(
    client: httpx.Client, document: str, label: str, clause_id: str
) -> None:
    found = call(client, "clause", {"document": document, "label": label})
    assert found["structuredContent"]["id"] == clause_id


def test_tasks_of_a_unit_under_any_of_its_names(over_http: Run, assistant: PolicyAssistant) -> None:
    async def test(mcp: Client) -> None:
        tasks = data(await mcp.call_tool("unit_tasks", {"unit": "住建委"}))
        assert tasks["name"] == "市住房城乡建委"
        known = assistant.knowledge.tasks_of("市住房城乡建委")
        assert [each["clause_id"] for each in tasks["lead"]] == [c.id for c in known.lead]

    over_http(test)


def test_resources(over_http: Run, assistant: PolicyAssistant) -> None:
    async def read(mcp: Client, uri: str) -> str:
        (content,) = (await mcp.read_resource(uri)).contents
        assert isinstance(content, TextResourceContents)
        return content.text

    async def test(mcp: Client) -> None:
        (listed,) = (await mcp.list_resources()).resources
        documents = json.loads(await read(mcp, str(listed.uri)))
        assert {each["id"] for each in documents} == set(assistant.knowledge.outlines)
        whole = await read(mcp, "policy://documents/property-management-2018")
        assert whole == assistant.knowledge.outline("property-management-2018").document.text
        clause = await read(mcp, "policy://clauses/cq-urban-renewal-2022:7.2.1")
        assert "推进城镇老旧小区改造" in clause
        for unknown in ("policy://documents/没有", "policy://clauses/没有", "policy://没有"):
            with pytest.raises(MCPError, match="没有"):
                await read(mcp, unknown)

    over_http(test)


def call(client: httpx.Client, tool: str, arguments: object, **headers: str) -> dict[str, Any]:
    """A tools/call without the SDK."""
    response = client.post("/mcp", json=_call(tool, arguments), headers=ACCEPT | headers)
    assert response.status_code == 200, response.text
    return dict(response.json()["result"])


def _call(tool: str, arguments: object) -> dict[str, Any]:
    params = {"name": tool, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


ACCEPT = {"accept": "application/json, text/event-stream"}


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
    response = client.post("/mcp", json=_call("search", {}), headers=ACCEPT | {"host": host})
    problem(response, 421, "unknown-host")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_page_of_another_site_is_refused(client: httpx.Client, origin: str) -> None:
    response = client.post("/mcp", json=_call("search", {}), headers=ACCEPT | {"origin": origin})
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
    body = json.dumps(_call("unit_tasks", {"unit": "\ud800"}))
    headers = ACCEPT | {"content-type": "application/json"}
    assert client.post("/mcp", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize("body", ["", "{", "[]", "1", "[" * 50_000, '{"jsonrpc": "2.0", "id": 1}'])
def test_body_that_is_no_message(client: httpx.Client, body: str) -> None:
    headers = ACCEPT | {"content-type": "application/json"}
    response = client.post("/mcp", content=body, headers=headers)
    assert response.status_code == 400
    assert "Traceback" not in response.text


@asynccontextmanager
async def _process(store: Path, mode: str) -> AsyncIterator[Client]:
    database = f"sqlite:///{Path(os.environ['HOME']) / 'conversations.sqlite'}"
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui.terminal", "mcp", "--store", str(store)],
        env=os.environ | {"POLICY_DATABASE": database},
    )
    async with Client(stdio_client(server), mode=mode) as mcp:
        yield mcp


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_process_on_stdio(store_folder: Path, mode: str) -> None:
    async def main() -> None:
        async with _process(store_folder, mode) as mcp:
            answer = data(await mcp.call_tool("ask", {"question": QUESTION}))
            assert answer["citations"][0]["label"] == "七、（二）1．"
            wrong = await mcp.call_tool("clause", {"id": "没有"})
            assert wrong.is_error
            assert "没有编号为" in text(wrong)
            assert len((await mcp.list_resource_templates()).resource_templates) == 2

    asyncio.run(main())


def test_stdout_holds_messages_only_and_the_process_ends_with_its_input(store_folder: Path) -> None:
    opening = {
        "jsonrpc": "2.0",
        "id": 0,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "0"},
        },
    }
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    lines = [opening, ready, _call("ask", {"question": QUESTION}), _call("rm", {})]
    said = "\n".join([*map(json.dumps, lines[:3]), "junk", json.dumps(lines[3] | {"id": 2}), ""])
    database = f"sqlite:///{Path(os.environ['HOME']) / 'conversations.sqlite'}"
    with subprocess.Popen(
        [sys.executable, "-m", "ui.terminal", "mcp", "--store", str(store_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"POLICY_DATABASE": database},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(said)
        process.stdin.flush()
        answers: dict[int, Any] = {}
        while not {0, 1, 2} <= answers.keys():
            message = json.loads(process.stdout.readline())
            assert message["jsonrpc"] == "2.0"
            answers[message.get("id")] = message
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait(30) == 0
    assert answers[1]["result"]["structuredContent"]["units"]
    assert answers[2]["result"]["isError"] is True


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
