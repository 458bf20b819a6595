"""The head of the page: name, extent, links, and light or dark.

It is always on the page, so its script also serves links in every tab: what stands in a tab has no
script before the tab is first shown.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import gradio as gr

from assistant.lookup.knowledge import Knowledge
from ui.page.markup import Current

SCRIPT = (Path(__file__).parent / "masthead.js").read_text(encoding="utf-8")


def build_masthead(title: str, current: Current) -> gr.HTML:
    """Lay the head out; its click event carries the place that a followed link names."""
    return gr.HTML(
        lambda: header(title, current()),
        elem_id="masthead",
        apply_default_css=False,
        js_on_load=SCRIPT,
    )


def header(title: str, knowledge: Knowledge) -> str:
    """The head with the extent of what is held at the moment."""
    counts = f"收录 {len(knowledge.outlines)} 个文件、{len(knowledge.clauses)} 条条款"
    return (
        f"<header><div><h1>{escape(title)}</h1><p>逐条引用原文，注明牵头单位和责任单位</p></div>"
        f"<nav><span>{escape(counts)}</span>"
        '<button type="button" id="theme" aria-pressed="false">深色</button>'
        '<a href="/docs">接口说明</a></nav></header>'
    )
