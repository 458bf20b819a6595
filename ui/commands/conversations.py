"""conversations: erase one, or all that are older than the retention allows."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.common import opened_records, say, settings_with

commands = typer.Typer(name="conversations", help="会话：删除与清理。", no_args_is_help=True)


@commands.command()
def delete(
    conversation_id: Annotated[str, typer.Argument(metavar="编号", show_default=False)],
) -> None:
    """删除一个会话及其评价和问答文字；审计日志只留摘要。"""
    from assistant.access.caller import TERMINAL
    from assistant.records.retention import delete_conversation

    with opened_records() as records:
        turns = delete_conversation(records, conversation_id, TERMINAL)
    say(f"已删除会话 {conversation_id}（{turns} 轮）。")


@commands.command()
def purge(
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="天数", min=1, help="默认为 POLICY_RETENTION_DAYS"),
    ] = None,
) -> None:
    """删除超过保存期限的会话；服务运行时每小时自动清理一次。"""
    from assistant.records.retention import purge as purge_records

    kept = days if days is not None else settings_with().retention_days
    with opened_records() as records:
        erased = purge_records(records, kept)
    say(f"已删除 {erased} 个会话。" if kept else "没有设置保存期限（POLICY_RETENTION_DAYS 为 0）。")
