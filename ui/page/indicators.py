"""Tab 指标: every quantified target, filtered by words."""

from __future__ import annotations

from html import escape

import gradio as gr

from assistant.knowledge import Knowledge
from assistant.service import PolicyAssistant
from ui.page.markup import table, target

HEADERS = ("指标", "目标", "年份", "条款", "原文")


def listing(knowledge: Knowledge, words: str = "") -> str:
    """The indicators whose row has every one of the words."""
    rows = []
    for clause, indicator in knowledge.indicators():
        cells = (
            indicator.name,
            target(indicator),
            str(indicator.year or "—"),
            clause.name,
            indicator.quote,
        )
        if all(word in " ".join(cells) for word in words.split()):
            rows.append(tuple(escape(cell) for cell in cells))
    return table(f"共 {len(rows)} 项指标", HEADERS, rows)


def build_indicators(assistant: PolicyAssistant) -> None:
    """Lay the tab out and wire it."""
    words = gr.Textbox(
        label="筛选", placeholder="输入指标名称、年份或原文中的词", elem_id="indicator-filter"
    )
    shown = gr.HTML(
        lambda: listing(assistant.knowledge), elem_id="indicators", apply_default_css=False
    )
    words.change(
        lambda text: listing(assistant.knowledge, text),
        words,
        shown,
        show_progress="hidden",
        api_visibility="private",
    )
