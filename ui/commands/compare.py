"""corpus compare: two versions of a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.common import JsonOption, write_json

if TYPE_CHECKING:
    from corpus.comparison import ClauseChange


def compare(
    old: Annotated[Path, typer.Argument(metavar="旧文件", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="新文件", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """逐条比较两个版本：删去的写作 [-…-]，新增的写作 {+…+}。"""
    from api.comparison_views import ComparisonView
    from assistant.notation import CHANGE_NAMES, comparison_line
    from corpus.catalogue import read_file
    from corpus.comparison import compare as compare_outlines
    from index.words import plain_words

    comparison = compare_outlines(read_file(old), read_file(new), plain_words)
    if as_json:
        write_json(ComparisonView.of(comparison).model_dump(mode="json"))
        return
    print(comparison_line(comparison))
    for change in comparison.different:
        print(f"\n【{CHANGE_NAMES[change.kind]}】{_label(change)}")
        print(_marked(change))


def _label(change: ClauseChange) -> str:
    labels = [clause.name or "正文" for clause in (change.old, change.new) if clause]
    return " → ".join(dict.fromkeys(labels))


def _marked(change: ClauseChange) -> str:
    frames = {"removed": "[-{}-]", "added": "{{+{}+}}", "same": "{}"}
    return "".join(frames[piece.mark.value].format(piece.text) for piece in change.pieces)
