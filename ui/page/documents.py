"""Tab 文件: what the assistant has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import gradio as gr

from assistant.exports.notation import VALIDITY_NAMES, dated
from assistant.lookup.knowledge import Knowledge
from assistant.service import PolicyAssistant
from corpus.document import DocumentKind, Validity
from index.versions import OldVersion
from ui.page.markup import table
from ui.page.reader import Place, place_link

HEADERS = ("文件", "类别", "文号", "制定机关", "公布或修改", "施行", "效力", "条款数")
KINDS = {
    DocumentKind.PLAN: "规划计划",
    DocumentKind.NOTICE: "公文",
    DocumentKind.REGULATION: "法规规章",
    DocumentKind.LAW: "法律",
}
OLD_HEADERS = ("旧版本", "文号", "公布或修改", "施行", "效力", "代替它的版本")


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
                _validity(validity),
                str(len(outline.clauses)),
            )
        )
    return table(f"共 {len(rows)} 个文件", HEADERS, rows)


def _validity(validity: Validity) -> str:
    return f'<span class="validity {validity.value}">{VALIDITY_NAMES[validity]}</span>'


def old_listing(knowledge: Knowledge, versions: Sequence[OldVersion]) -> str:
    """The old versions, each with the one after it; empty where there is none."""
    if not versions:
        return ""
    named = {document.id: dated(document) for document in knowledge.documents}
    named |= {version.id: dated(version) for version in versions}
    rows = [
        (
            place_link(version.title, Place(version.id)),
            escape(version.number or "—"),
            _day(version.issued),
            _day(version.effective),
            _validity(version.validity),
            place_link(named.get(after, after), Place(after))
            if (after := version.replaced_by)
            else "—",
        )
        for version in versions
    ]
    caption = f"旧版本：共 {len(rows)} 个，只在提问指明旧版本时使用"
    return table(caption, OLD_HEADERS, rows)


def build_documents(assistant: PolicyAssistant) -> gr.HTML:
    """Lay the tab out; both lists, and the validity in them, are of the moment."""
    return gr.HTML(lambda: held(assistant), elem_id="documents", apply_default_css=False)


def held(assistant: PolicyAssistant) -> str:
    """What is in force, and below it the old versions."""
    in_force = listing(assistant.knowledge, date.today())
    return in_force + old_listing(assistant.knowledge, assistant.old_versions())
