"""Tab 文件: what the assistant has read."""

from __future__ import annotations

from datetime import date
from html import escape

import gradio as gr

from assistant.lookup.knowledge import Knowledge
from corpus.document import DocumentKind, Validity
from ui.page.markup import Current, table
from ui.page.masthead import header
from ui.page.reader import Place, place_link

HEADERS = ("文件", "类别", "文号", "制定机关", "公布或修改", "施行", "效力", "条款数")
KINDS = {
    DocumentKind.PLAN: "规划计划",
    DocumentKind.NOTICE: "公文",
    DocumentKind.REGULATION: "法规规章",
    DocumentKind.LAW: "法律",
}
VALIDITIES = {
    Validity.VALID: "有效",
    Validity.ENDED: "实施期已满",
    Validity.AMENDED: "已修改",
    Validity.REPEALED: "已废止",
}


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def listing(knowledge: Knowledge, today: date) -> str:
    """All documents with their validity on `today`."""
    rows = []
    for outline in knowledge.outlines.values():
        document = outline.document
        validity = document.validity_on(today)
        rows.append(
            (
                place_link(document.title, Place(document.id)),
                KINDS[document.kind],
                escape(document.number or "—"),
                escape(document.issuer or "—"),
                _day(document.issued),
                _day(document.effective),
                f'<span class="validity {validity.value}">{VALIDITIES[validity]}</span>',
                str(len(outline.clauses)),
            )
        )
    return table(f"共 {len(rows)} 个文件", HEADERS, rows)


def build_documents(tab: gr.Tab, masthead: gr.HTML, title: str, current: Current) -> None:
    """Lay the tab out; the list, its validity and the counts in the head are of the moment."""

    def now() -> str:
        return listing(current(), date.today())

    shown = gr.HTML(now, elem_id="documents", apply_default_css=False)
    tab.select(
        lambda: (now(), header(title, current())),
        None,
        [shown, masthead],
        show_progress="hidden",
        api_visibility="private",
    )
