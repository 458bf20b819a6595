"""Tab 版本对比: two documents side by side, what was taken out and what was put in marked."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.knowledge import Knowledge
from assistant.notation import CHANGE_NAMES, cited_as, comparison_line
from corpus.clause import Clause
from corpus.comparison import ClauseChange, Comparison, compare
from corpus.word_marks import Mark
from index.words import plain_words
from ui.page.markup import Choices, Current, table
from ui.page.reader import Place, place_link

_TAGS = {Mark.REMOVED: "del", Mark.ADDED: "ins"}
HINT = "请选择旧版本和新版本。"


def differences(comparison: Comparison) -> str:
    """The clauses that differ, old on the left and new on the right."""
    counts = comparison_line(comparison)
    headers = ("变化", f"旧：{cited_as(comparison.old)}", f"新：{cited_as(comparison.new)}")
    rows = [
        (
            f'<span class="change {change.kind.value}">{CHANGE_NAMES[change.kind]}</span>',
            _side(change, change.old, Mark.ADDED),
            _side(change, change.new, Mark.REMOVED),
        )
        for change in comparison.different
    ]
    if not rows:
        return f'<p class="none">两个版本的条款完全相同（{counts}）。</p>'
    return table(counts, headers, rows)


def _side(change: ClauseChange, clause: Clause | None, other: Mark) -> str:
    """One version's words; `other` is the mark of those that only the other one has."""
    if clause is None:
        return '<span class="none">—</span>'
    words = "".join(
        f"<{_TAGS[piece.mark]}>{escape(piece.text)}</{_TAGS[piece.mark]}>"
        if piece.mark in _TAGS
        else escape(piece.text)
        for piece in change.pieces
        if piece.mark is not other
    )
    link = place_link(clause.label or clause.name or "正文", Place(clause.document_id, clause.id))
    return f'{link}<div class="compared">{words}</div>'


def compared(knowledge: Knowledge, old: str, new: str) -> str:
    """The differences of two documents; without both, how to choose."""
    if not (old and new):
        return f'<p class="none">{HINT}</p>'
    return differences(compare(knowledge.outline(old), knowledge.outline(new), plain_words))


def document_choices(knowledge: Knowledge) -> Choices:
    """All documents, with their numbers."""
    return [(cited_as(document), document.id) for document in knowledge.documents]


def build_comparison(page: gr.Blocks, current: Current) -> None:
    """Lay the tab out and wire it."""
    titles = document_choices(current())
    with gr.Row(elem_classes="filters"):
        old = gr.Dropdown(titles, value=None, label="旧版本", elem_id="compare-old")
        new = gr.Dropdown(titles, value=None, label="新版本", elem_id="compare-new")
    shown = gr.HTML(compared(current(), "", ""), elem_id="comparison", apply_default_css=False)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    for control in (old, new):
        control.change(
            lambda one, other: compared(current(), one or "", other or ""),
            [old, new],
            shown,
            **quiet,
        )

    def refresh() -> tuple[gr.Dropdown, gr.Dropdown]:
        choices = document_choices(current())
        return gr.Dropdown(choices=choices), gr.Dropdown(choices=choices)

    page.load(refresh, None, [old, new], **quiet)
