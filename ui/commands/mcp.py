"""mcp: the assistant for programs that speak the Model Context Protocol on stdin and stdout."""

from __future__ import annotations

from ui.commands.common import StoreOption, opened_assistant, settings_with


def mcp(store: StoreOption = None) -> None:
    """启动 MCP 服务（标准输入输出），供桌面助手等程序调用。"""
    with opened_assistant(settings_with(store)) as assistant:
        from api.mcp_server import create_mcp_server

        # Only messages of the protocol go to stdout; the transport sends stray output to stderr.
        create_mcp_server(assistant).run("stdio")
