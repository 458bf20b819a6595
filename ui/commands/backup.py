"""backup and restore: everything that is kept, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.common import StoreOption, say, settings_with

if TYPE_CHECKING:
    from assistant.safekeeping.backup import Contents

_File = Annotated[Path, typer.Argument(metavar="文件", help="备份文件（.tar.gz）")]


def backup(file: _File, store: StoreOption = None) -> None:
    """把索引、加入的文件和数据库备份到一个文件；服务可以继续运行。"""
    from assistant.safekeeping.backup import back_up

    contents = back_up(settings_with(store), file)
    say(f"已备份：{file}（{file.stat().st_size / 1024**2:.1f} MB，{_told(contents)}）")


def restore(
    file: _File,
    check_only: Annotated[bool, typer.Option("--check", help="只检查备份是否完好")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不询问，直接恢复")] = False,
    store: StoreOption = None,
) -> None:
    """用备份替换现有的索引、加入的文件和数据库；请先停止服务。"""
    from assistant.safekeeping.restore import check
    from assistant.safekeeping.restore import restore as put_back

    settings = settings_with(store)
    if check_only:
        say(f"备份完好：{_told(check(file))}")
        return
    if not yes:
        typer.confirm("现有内容将被备份替换。服务已经停止，继续？", abort=True, err=True)
    say(f"已恢复：{_told(put_back(settings, file))}")


def _told(contents: Contents) -> str:
    return f"{contents.made}，{len(contents.files)} 个文件，数据库结构 {contents.revision}"
