"""account: local accounts, made where the server's files can be read."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.access.caller import TERMINAL, AccessRole
from ui.commands.common import JsonOption, opened_credentials, say, write_json

commands = typer.Typer(name="account", help="账号：添加、改密码、删除。", no_args_is_help=True)

_Name = Annotated[str, typer.Argument(metavar="账号", show_default=False)]


@commands.command()
def add(
    name: _Name,
    role: Annotated[
        AccessRole,
        typer.Option("--role", metavar="角色", help="public、evaluator 或 administrator"),
    ],
) -> None:
    """添加账号；密码从键盘或标准输入读取。"""
    with opened_credentials() as (credentials, audit):
        credentials.accounts.add(name, role, _password())
        audit.append(TERMINAL, "account.added", {"account": name, "given": role.value})
    say(f"已添加账号 {name}（{role.value}）。请打开 /login 登录。")


@commands.command("list")
def list_accounts(as_json: JsonOption = False) -> None:
    """列出账号和角色。"""
    with opened_credentials() as (credentials, _):
        for account in credentials.accounts.all():
            day = account.created.date().isoformat()
            if as_json:
                write_json({"name": account.name, "role": account.role.value, "created": day})
            else:
                print(f"{account.name}  {account.role.value}  {day}")


@commands.command()
def password(name: _Name) -> None:
    """重设密码，并结束这个账号的全部登录。"""
    with opened_credentials() as (credentials, audit):
        credentials.accounts.set_password(name, _password())
        credentials.sessions.end_all(name)
        audit.append(TERMINAL, "account.password", {"account": name})
    say(f"已重设账号 {name} 的密码。")


@commands.command()
def remove(name: _Name) -> None:
    """删除账号，并结束它的全部登录。"""
    with opened_credentials() as (credentials, audit):
        credentials.accounts.remove(name)
        credentials.sessions.end_all(name)
        audit.append(TERMINAL, "account.removed", {"account": name})
    say(f"已删除账号 {name}。")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given: str = typer.prompt("密码", hide_input=True, confirmation_prompt="再输入一次", err=True)
    return given
