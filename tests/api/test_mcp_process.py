"""The MCP server as a process on stdin and stdout."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from tests.api.mcp_calls import QUESTION, call_message, data, text


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
    lines = [opening, ready, call_message("ask", {"question": QUESTION}), call_message("rm", {})]
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
