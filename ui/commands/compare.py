"""corpus compare: two versions of a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.common import JsonOption, settings_with, write_json

if TYPE_CHECKING:
    from corpus.clause import Outline
    from corpus.comparison import ClauseChange

_WHAT = "文件，或 corpus list 中的编号"


def compare(
    old: Annotated[str, typer.Argument(metavar="旧文件", help=_WHAT, show_default=False)],
    new: Annotated[str, typer.Argument(metavar="新文件", help=_WHAT, show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """逐条比较两个版本：删去的写作 [-…-]，新增的写作 {+…+}。"""
    from api.comparison_views import ComparisonView
    from assistant.exports.notation import CHANGE_NAMES, comparison_line
    from corpus.comparison import compare as compare_outlines
    from index.words import plain_words

    comparison = compare_outlines(_outline(old), _outline(new), plain_words)
    if as_json:
        write_json(ComparisonView.of(comparison).model_dump(mode="json"))
        return
    print(comparison_line(comparison))
    for change in comparison.different:
        print(f"\n【{CHANGE_NAMES[change.kind]}】{_label(change)}")
        print(_marked(change))


def _outline(said: str) -> Outline:
    """A file's outline, or that of a document of the library, old versions among them."""
    from corpus.catalogue import read_file
    from corpus.library.library import Library

    if not Path(said).exists():
        settings = settings_with()
        held = Library(settings.library, settings.documents).holdings()
        for outline in (*held.valid, *held.old):
            if outline.document.id == said:
                return outline
    return read_file(Path(said))


def _label(change: ClauseChange) -> str:
    labels = [clause.name or "正文" for clause in (change.old, change.new) if clause]
    return " → ".join(dict.fromkeys(labels))


def _marked(change: ClauseChange) -> str:
    frames = {"removed": "[-{}-]", "added": "{{+{}+}}", "same": "{}"}
    return "".join(frames[piece.mark.value].format(piece.text) for piece in change.pieces)
