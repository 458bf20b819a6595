"""dossier, tasks and conversation: files to print and keep."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from corpus.errors import PolicyError
from corpus.responsibility import Role
from ui.commands.common import StoreOption, opened_assistant, say, settings_with
from ui.exit_codes import UsageError

if TYPE_CHECKING:
    from api.exports.files import ExportedFile
    from corpus.clause import Outline

Form = TypeVar("Form", bound=StrEnum)

OutOption = Annotated[
    Path, typer.Option("--out", metavar="文件", help="写到这个文件；格式由扩展名决定")
]


class OutputFileError(PolicyError):
    """A file cannot be written."""


def dossier(
    unit: Annotated[str, typer.Argument(metavar="单位", show_default=False)],
    out: OutOption,
    store: StoreOption = None,
) -> None:
    """把一个单位的责任清单写成 XLSX、DOCX 或 CSV。"""
    from api.exports.files import TableFormat, dossier_file
    from assistant.lookup.knowledge import Knowledge

    form = _format(out, TableFormat)
    knowledge = Knowledge(_in_force(store))
    _write(dossier_file(knowledge, unit, form, date.today()), out)


def tasks(
    out: OutOption,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="只要这个单位的任务")] = "",
    role: Annotated[
        Role | None, typer.Option("--role", metavar="方式", help="lead 或 responsible")
    ] = None,
    store: StoreOption = None,
) -> None:
    """把任务分工表写成 XLSX、DOCX 或 CSV。"""
    from api.exports.files import TableFormat, task_file
    from assistant.exports.task_table import ALL, TaskFilter
    from assistant.lookup.knowledge import Knowledge

    form = _format(out, TableFormat)
    knowledge = Knowledge(_in_force(store))
    _write(task_file(knowledge, TaskFilter(unit, role or ALL), form, date.today()), out)


def conversation(
    conversation_id: Annotated[str, typer.Argument(metavar="会话编号", show_default=False)],
    out: OutOption,
    store: StoreOption = None,
) -> None:
    """把一个会话连同引用写成 DOCX 或 Markdown。"""
    from api.exports.files import ConversationFormat, conversation_file

    form = _format(out, ConversationFormat)
    with opened_assistant(settings_with(store)) as assistant:
        _write(conversation_file(assistant, conversation_id, form, date.today()), out)


def _in_force(store: str | None) -> tuple[Outline, ...]:
    """What the index holds, as the API sees it; without an index the documents it is made of."""
    from corpus.library.library import Library
    from index.errors import StoreMissingError
    from index.stores import open_at

    settings = settings_with(store)
    try:
        return open_at(settings.store).outlines
    except StoreMissingError:
        if store is not None:
            raise
        return Library(settings.library, settings.documents).holdings().valid


def _format(out: Path, forms: type[Form]) -> Form:
    """The format that the file's suffix names, known before any work is done."""
    try:
        return forms(out.suffix.lower().removeprefix("."))
    except ValueError:
        known = "、".join(f".{form.value}" for form in forms)
        raise UsageError(f"不能写成“{out.name}”：扩展名只能是 {known}。") from None


def _write(file: ExportedFile, out: Path) -> None:
    try:
        out.write_bytes(file.content)
    except OSError as error:
        raise OutputFileError(
            f"cannot write {out}: {error}", f"无法写入文件“{out}”。请检查路径、权限和磁盘空间。"
        ) from error
    say(f"已写入：{out}")
