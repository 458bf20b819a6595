"""The MCP server's tools and resources over HTTP, by the SDK's own client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import httpx
import pytest
from mcp import Client, MCPError
from mcp_types import TextResourceContents

from assistant.service import PolicyAssistant
from tests.api.mcp_calls import QUESTION, call, data, text

Run = Callable[[Callable[[Client], Awaitable[None]]], None]


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
