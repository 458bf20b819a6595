"""A document in full at /documents/{id}, one anchor a clause: where citations link to."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.cited_text import DOCUMENT_PAGES, anchor
from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause, Outline
from corpus.errors import UnknownDocumentError
from ui.page.markup import unit_chips

CSS = Path(__file__).parent / "document.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # the page runs and loads nothing


def document_router(current: Callable[[], Knowledge]) -> APIRouter:
    """The pages of all documents."""
    router = APIRouter(prefix=DOCUMENT_PAGES, include_in_schema=False)

    @router.get("/{document_id}")
    def document(document_id: str) -> HTMLResponse:
        try:
            page, status = document_html(current().outline(document_id)), 200
        except UnknownDocumentError as error:
            page, status = _page("没有这个文件", f"<p>{escape(error.user_message)}</p>"), 404
        return HTMLResponse(page, status, {"Content-Security-Policy": _POLICY})

    return router


def document_html(outline: Outline) -> str:
    """Every clause under its headings, in the text's order."""
    body = []
    path: tuple[str, ...] = ()
    for clause in outline.clauses:
        for depth, heading in enumerate(clause.path):
            if clause.path[: depth + 1] != path[: depth + 1]:
                level = min(depth + 2, 6)
                body.append(f"<h{level}>{escape(heading)}</h{level}>")
        path = clause.path
        body.append(_clause(clause))
    document = outline.document
    facts = "　".join(filter(None, (document.number, document.issuer)))
    return _page(document.title, f"<p class='facts'>{escape(facts)}</p>{''.join(body)}")


def _clause(clause: Clause) -> str:
    link = escape(anchor(clause))
    return (
        f'<section id="{link}"><p>{escape(clause.text.strip())}</p>'
        f"{unit_chips(clause, are_buttons=False)}</section>"
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{CSS.read_text(encoding='utf-8')}</style></head>"
        f'<body><nav><a href="/">城市政策助手</a></nav><main><h1>{escape(title)}</h1>{body}</main>'
        "</body></html>"
    )
