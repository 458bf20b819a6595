"""What the pictures share: a caption, a click on a point, and the tasks behind it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.clause import Clause
from ui.page.tasks import task_rows

SCRIPT = (Path(__file__).parent / "picture.js").read_text(encoding="utf-8")
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def tasks_behind(picture: str, hint: str, clauses: list[Clause] | None, caption: str) -> str:
    """The chosen tasks, or how to choose; `picture` is the CSS selector of the plot."""
    body = f'<p class="none">{escape(hint)}</p>' if clauses is None else task_rows(clauses, caption)
    return f'<div class="behind" aria-live="polite" data-picture="{escape(picture)}">{body}</div>'


def behind_panel(html: str, elem_id: str) -> gr.HTML:
    """The panel of the tasks; its click event carries `first` and `second` of a clicked point."""
    return gr.HTML(html, elem_id=elem_id, apply_default_css=False, js_on_load=SCRIPT)
