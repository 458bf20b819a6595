"""search: clauses by relevance, without an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.common import JsonOption, StoreOption, opened_assistant, settings_with, write_json
from ui.commands.question_file import read_questions
from ui.exit_codes import UsageError

if TYPE_CHECKING:
    from assistant.search import Found


def search(
    words: Annotated[str | None, typer.Argument(metavar="检索词", show_default=False)] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="文件", help='每行一个 {"question": "…"} 的 JSONL 文件'),
    ] = None,
    k: Annotated[int, typer.Option("-k", metavar="条数", min=1, help="最多返回的条数")] = 10,
    version: Annotated[
        str | None,
        typer.Option("--version", metavar="编号", help="检索这个旧版本，编号见 corpus list"),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """检索条款，最相关的在前。"""
    from api.document_views import SearchView

    if (words is None) == (file is None):
        raise UsageError("请给出检索词，或用 --file 给出问题文件（二选一）。")
    questions = read_questions(file) if file is not None else [words or ""]
    with opened_assistant(settings_with(store)) as assistant:
        for question in questions:
            found = assistant.find(question, k, version)
            if as_json:
                write_json(SearchView.of(question, found).model_dump(mode="json"))
            else:
                _print_hits(question, found)


def _print_hits(question: str, found: Found) -> None:
    where = f"（旧版本 {found.version.id}）" if found.version else ""
    print(f"“{question}”：{len(found.hits)} 条{where}")
    for rank, hit in enumerate(found.hits, 1):
        clause = hit.clause
        print(f"{rank:>3}. {hit.score:.3f} 《{clause.document_title}》{clause.name} [{clause.id}]")
        snippet = " ".join(clause.text[hit.window_start : hit.window_end].split())[:80]
        print(f"     {snippet}")
