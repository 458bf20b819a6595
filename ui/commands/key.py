"""key: API keys for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.access.caller import TERMINAL, Scope
from ui.commands.common import JsonOption, opened_credentials, say, write_json

commands = typer.Typer(name="key", help="接口密钥：添加、列出、撤销。", no_args_is_help=True)


@commands.command()
def add(
    name: Annotated[str, typer.Argument(metavar="名称", show_default=False)],
    scope: Annotated[
        list[Scope] | None,
        typer.Option(
            "--scope", metavar="权限", help="ask、evaluate、documents、operate，可重复；默认 ask"
        ),
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", metavar="天数", min=1, help="有效天数，默认不限")
    ] = None,
) -> None:
    """添加密钥；密钥只显示这一次。"""
    scopes = sorted(set(scope or [Scope.ASK]))
    with opened_credentials() as (credentials, audit):
        key, text = credentials.keys.add(name, scopes, days)
        audit.append(TERMINAL, "key.added", {"key": key.id, "given": scopes})
    say(f"密钥 {key.id}（{'、'.join(scopes)}）。请妥善保存，以后不再显示：")
    print(text)


@commands.command("list")
def list_keys(as_json: JsonOption = False) -> None:
    """列出密钥的编号、名称、权限和状态。"""
    with opened_credentials() as (credentials, _):
        for key in credentials.keys.all():
            scopes = sorted(key.scopes)
            if as_json:
                fields = {"id": key.id, "name": key.name, "scopes": scopes}
                times = {"created": key.created, "expires": key.expires, "revoked": key.revoked}
                write_json(fields | {k: t.isoformat() if t else None for k, t in times.items()})
                continue
            state = "已撤销" if key.revoked else "有效"
            if key.expires and not key.revoked:
                state = f"有效至 {key.expires.date().isoformat()}"
            print(f"{key.id}  {key.name}  {'、'.join(scopes)}  {state}")


@commands.command()
def revoke(key_id: Annotated[str, typer.Argument(metavar="编号", show_default=False)]) -> None:
    """撤销密钥，立即生效。"""
    with opened_credentials() as (credentials, audit):
        credentials.keys.revoke(key_id)
        audit.append(TERMINAL, "key.revoked", {"key": key_id})
    say(f"已撤销密钥 {key_id}。")
