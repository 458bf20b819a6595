"""audit: the audit log, shown and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.commands.common import JsonOption, opened_records, say, write_json
from ui.exit_codes import ExitCode

if TYPE_CHECKING:
    from assistant.audit.entry import AuditEntry, PersonalText

commands = typer.Typer(name="audit", help="审计日志：查看与核验。", no_args_is_help=True)


@commands.command()
def verify(
    expect: Annotated[
        str, typer.Option("--expect", metavar="摘要", help="以前记下的末条摘要，应仍在日志中")
    ] = "",
) -> None:
    """核验日志是否完整，指出第一条不完整的记录。"""
    from assistant.audit.verification import verify_chain

    with opened_records() as records:
        found = verify_chain(records.audit, expect)
    if found.broken is not None:
        say(f"审计日志从第 {found.broken.number} 条起不完整：{found.broken.fault.told}。")
        say(f"此前 {found.length} 条完整。请保存数据库副本，并与备份对照。")
        raise typer.Exit(ExitCode.ERROR)
    print(f"审计日志完整，共 {found.length} 条，末条摘要 {found.hash}")


@commands.command("list")
def list_entries(
    last: Annotated[int, typer.Option("--last", metavar="条数", min=1, help="最近的条数")] = 20,
    as_json: JsonOption = False,
) -> None:
    """列出最近的记录；已删除的会话没有问答文字。"""
    with opened_records() as records:
        entries = list(records.audit.entries(max(0, records.audit.end().length - last)))
    for entry, text in entries:
        if as_json:
            write_json(_fields(entry, text))
            continue
        facts = entry.facts
        who = facts["identity"] or facts["role"]
        print(f"{entry.number}  {facts['at']}  {who}  {facts['action']}  {_told(facts)}")
        if text is not None:
            print(f"    问：{text.question}")


def _fields(entry: AuditEntry, text: PersonalText | None) -> dict[str, Any]:
    fields = {"number": entry.number, **entry.facts, "hash": entry.hash}
    return fields | ({"question": text.question, "answer": text.answer} if text else {})


def _told(facts: Any) -> str:
    if facts["action"] != "answer":
        known = {"at", "action", "role", "identity", "address"}
        return " ".join(f"{name}={value}" for name, value in facts.items() if name not in known)
    verified = "已核对" if facts["verified"] else "未通过核对"
    return f"{facts['status']} {verified} {facts['model'] or '由条款组成'} {facts['clauses']}"
