"""corpus show: how the documents are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands import compare
from ui.commands.common import JsonOption, StoreOption, say, settings_with, write_json
from ui.exit_codes import UsageError

if TYPE_CHECKING:
    from corpus.clause import Clause, Outline

commands = typer.Typer(help="政策文件")


@commands.callback()
def corpus() -> None:
    """政策文件及其条款。"""


@commands.command()
def show(
    document: Annotated[
        Path | None,
        typer.Option("--document", metavar="文件", help="读取这个文件，而不是自带的文件"),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出条款：编号、责任单位和指标。"""
    from api.clause_views import ClauseView

    if document is not None and store is not None:
        raise UsageError("--document 和 --store 只能选一个。")
    for outline in read_outlines(document, store):
        for warning in outline.warnings:
            say(f"注意：{outline.document.title}：{warning.message}")
        if as_json:
            for clause in outline.clauses:
                write_json(ClauseView.of(clause).model_dump(mode="json"))
        else:
            _print_outline(outline)


commands.command()(compare.compare)


def read_outlines(document: Path | None, store: str | None) -> tuple[Outline, ...]:
    """One file, a store's texts, or the shipped ones."""
    from corpus.catalogue import load_corpus, read_file

    if document is not None:
        return (read_file(document),)
    if store is not None:
        from index.stores import open_at

        return open_at(settings_with(store).store).outlines
    return load_corpus(settings_with().documents)


def _print_outline(outline: Outline) -> None:
    document = outline.document
    number = f" {document.number}" if document.number else ""
    print(f"《{document.title}》{number}  {len(outline.clauses)} 条")
    path: tuple[str, ...] = ()
    for clause in outline.clauses:
        for depth, heading in enumerate(clause.path):
            if path[: depth + 1] != clause.path[: depth + 1]:
                print(f"{'  ' * (depth + 1)}{heading}")
        path = clause.path
        _print_clause(clause, "  " * (len(path) + 1))
    print()


def _print_clause(clause: Clause, indent: str) -> None:
    from corpus.listed_units import unit_line
    from corpus.responsibility import Role

    name = clause.name or clause.text.strip().splitlines()[0][:40]
    print(f"{indent}{name}  [{clause.id}]")
    for role, shown in ((Role.LEAD, "牵头"), (Role.RESPONSIBLE, "责任")):
        if units := unit_line(clause, role):
            print(f"{indent}  {shown}：{units}")
    for indicator in clause.indicators:
        print(f"{indent}  指标：{indicator.quote}")
