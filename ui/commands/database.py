"""db current, upgrade and downgrade: the database's structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.common import say, settings_with

if TYPE_CHECKING:
    from assistant.records.database import Database

commands = typer.Typer(help="数据库")


@commands.callback()
def database() -> None:
    """查看和变更数据库的结构版本。"""


@commands.command()
def current() -> None:
    """显示数据库的结构版本和本程序的版本。"""
    from assistant.records import schema

    found = schema.current(_opened())
    print(f"数据库：{found or '尚未建立'}")
    print(f"本程序：{schema.HEAD}")


@commands.command()
def upgrade() -> None:
    """把空的或旧的数据库升级到本程序的版本；服务启动时也会自动进行。"""
    from assistant.records import schema

    opened = _opened()
    before = schema.current(opened)
    schema.upgrade(opened)
    say(f"数据库结构：{before or '尚未建立'} → {schema.HEAD}")


@commands.command()
def downgrade(
    revision: Annotated[str, typer.Argument(metavar="版本", help="结构版本，如 0001")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不询问，直接进行")] = False,
) -> None:
    """退回较早的结构版本，以便改用旧程序；只有新版本才有的内容会丢失。"""
    from assistant.records import schema

    opened = _opened()
    before = schema.current(opened)
    if not yes:
        typer.confirm(f"退回到 {revision}？请先停止服务并备份。", abort=True, err=True)
    schema.downgrade(opened, revision)
    say(f"数据库结构：{before or '尚未建立'} → {revision}")


def _opened() -> Database:
    from assistant.records.database import Database

    return Database(settings_with().database)
