"""Tab 版本对比: two documents side by side, what was taken out and what was put in marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import gradio as gr

from assistant.exports.notation import CHANGE_NAMES, cited_as, comparison_line
from assistant.lookup.knowledge import Knowledge
from assistant.service import PolicyAssistant
from corpus.clause import Clause, Outline
from corpus.comparison import ClauseChange, Comparison, compare
from corpus.errors import UnknownDocumentError
from corpus.word_marks import Mark
from index.versions import OldVersion
from index.words import plain_words
from ui.page.markup import Choices, table
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


def compared(outline_of: Callable[[str], Outline], old: str, new: str) -> str:
    """The differences of two documents; without both, how to choose.

    A document that has gone meanwhile is told as a notice.
    """
    if not (old and new):
        return f'<p class="none">{HINT}</p>'
    try:
        return differences(compare(outline_of(old), outline_of(new), plain_words))
    except UnknownDocumentError as error:
        return f'<p class="notice" role="alert">{escape(error.user_message)}</p>'


def document_choices(knowledge: Knowledge, versions: Iterable[OldVersion] = ()) -> Choices:
    """All documents with their numbers, those with an old version first, beside it."""
    before: dict[str | None, list[tuple[str, str]]] = {}
    for version in versions:
        number = f"（{version.number}）" if version.number else ""
        day = f"，{version.issued:%Y-%m-%d}" if version.issued else ""
        line = (f"《{version.title}》{number}（旧版本{day}）", version.id)
        before.setdefault(version.replaced_by, []).append(line)
    replaced, others = [], []
    for document in knowledge.documents:
        line = (cited_as(document), document.id)
        if document.id in before:
            replaced += [line, *before.pop(document.id)]
        else:
            others.append(line)
    return [*replaced, *others, *(line for lines in before.values() for line in lines)]


def build_comparison(tab: gr.Tab, page: gr.Blocks, assistant: PolicyAssistant) -> None:
    """Lay the tab out and wire it; documents added meanwhile are there once it is opened."""

    def choices() -> Choices:
        return document_choices(assistant.knowledge, assistant.old_versions())

    titles = choices()
    with gr.Row(elem_classes="filters"):
        old = gr.Dropdown(titles, value=None, label="旧版本", elem_id="compare-old")
        new = gr.Dropdown(titles, value=None, label="新版本", elem_id="compare-new")
    shown = gr.HTML(
        compared(assistant.outline, "", ""), elem_id="comparison", apply_default_css=False
    )
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    for control in (old, new):
        control.change(
            lambda one, other: compared(assistant.outline, one or "", other or ""),
            [old, new],
            shown,
            **quiet,
        )

    def refresh() -> tuple[gr.Dropdown, gr.Dropdown]:
        return gr.Dropdown(choices=choices()), gr.Dropdown(choices=choices())

    page.load(refresh, None, [old, new], **quiet)
    tab.select(refresh, None, [old, new], **quiet)
