"""Calls of MCP tools: messages without the SDK, and what its client's results hold."""

from __future__ import annotations

from typing import Any

import httpx
from mcp_types import CallToolResult, TextContent

QUESTION = "老旧小区改造由哪个单位牵头？"
ACCEPT = {"accept": "application/json, text/event-stream"}


def text(result: CallToolResult) -> str:
    (block,) = result.content
    assert isinstance(block, TextContent)
    return block.text


def data(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text(result)
    assert result.structured_content is not None
    return result.structured_content


def call_message(tool: str, arguments: object) -> dict[str, Any]:
    """A tools/call message."""
    params = {"name": tool, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


def call(client: httpx.Client, tool: str, arguments: object, **headers: str) -> dict[str, Any]:
    """A tools/call without the SDK."""
    response = client.post("/mcp", json=call_message(tool, arguments), headers=ACCEPT | headers)
    assert response.status_code == 200, response.text
    return dict(response.json()["result"])
