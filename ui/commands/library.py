"""corpus add, list, replace and remove: the documents people have added."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.commands.common import JsonOption, StoreOption, build, say, settings_with, write_json
from ui.commands.corrections import with_corrections

if TYPE_CHECKING:
    from corpus.library.draft import Draft
    from corpus.library.library import Library

_File = Annotated[Path, typer.Argument(metavar="文件", help="txt、md、docx、pdf 或 html 文件")]
_Id = Annotated[str, typer.Argument(metavar="编号", help="文件编号，见 corpus list")]
_Changes = dict[str, Any]  # particulars that a person puts right, by their names
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="不询问，直接确认")]


def add_commands(corpus: typer.Typer) -> None:
    """Add the commands to the group `corpus`."""
    corpus.command("add")(add)
    corpus.command("list")(list_documents)
    corpus.command("replace")(replace_document)
    corpus.command("remove")(remove)


@with_corrections
def add(file: _File, changes: _Changes, yes: _Yes = False, store: StoreOption = None) -> None:
    """读取一个文件，核对后加入文件库，并更新索引。"""
    _take(file, None, changes, yes, store)


@with_corrections
def replace_document(
    document_id: _Id, file: _File, changes: _Changes, yes: _Yes = False, store: StoreOption = None
) -> None:
    """用新版本替换一个文件；旧版本保留，只在指明时使用。"""
    _take(file, document_id, changes, yes, store)


def remove(document_id: _Id, yes: _Yes = False, store: StoreOption = None) -> None:
    """移除一个文件；旧文本保留，只在指明旧版本时使用。"""
    if not yes:
        typer.confirm(f"移除 {document_id}？", abort=True, err=True)
    settings = settings_with(store)
    _library(settings).remove(document_id)
    build(settings)
    say(f"已移除：{document_id}")


def list_documents(as_json: JsonOption = False) -> None:
    """列出全部文件：编号、标题、文号和效力。"""
    from assistant.exports.notation import VALIDITY_NAMES

    settings = settings_with()
    held = _library(settings).holdings()
    today = date.today()
    for outline in (*held.valid, *held.old):
        from api.document_views import DocumentView

        view = DocumentView.of(outline.document, len(outline.clauses), today)
        if as_json:
            write_json(view.model_dump(mode="json"))
        else:
            number = f" {view.number}" if view.number else ""
            state = VALIDITY_NAMES[view.validity]
            print(f"{view.id}  《{view.title}》{number}  {state}  {view.clause_count} 条")


def _library(settings: Any) -> Library:
    from corpus.library.library import Library

    return Library(settings.library, settings.documents)


def _take(
    file: Path, replaces: str | None, changes: _Changes, yes: bool, store: str | None
) -> None:
    from dataclasses import replace

    from corpus.readers.read import read_bytes

    settings = settings_with(store)
    library = _library(settings)
    draft = library.draft(read_bytes(file), file.name, replaces)
    try:
        draft = library.corrected(draft, replace(draft.entry.particulars, **changes))
        _print(draft)
        if not yes:
            typer.confirm("加入这个文件？", abort=True, err=True)
        entry = library.confirm(draft.entry.id, draft.entry.particulars)
    except BaseException:
        library.discard(draft.entry.id)  # an interrupted question leaves no draft
        raise
    build(settings)
    say(f"已加入：{entry.id}《{entry.particulars.title}》")


def _print(draft: Draft) -> None:
    """What was recognised, for a person to look over."""
    said = draft.entry.particulars
    clauses = draft.outline.clauses
    facts = {
        "标题": said.title,
        "文号": said.number,
        "发文机关": said.issuer,
        "印发日期": said.issued,
        "施行日期": said.effective,
        "实施期限": said.period_end,
        "条款": f"{len(clauses)} 条",
        "有责任分工": f"{sum(clause.responsibility is not None for clause in clauses)} 条",
        "指标": f"{sum(len(clause.indicators) for clause in clauses)} 项",
    }
    for name, fact in facts.items():
        say(f"{name}：{fact if fact else '未识别'}")
    for warning in draft.warnings:
        say(f"注意：{warning}")
    for document_id in draft.same_title:
        if draft.entry.replaces != document_id:
            say(
                f"注意：已有同名文件 {document_id}；如为新版本，请改用"
                f" corpus replace {document_id} {draft.entry.source}。"
            )
