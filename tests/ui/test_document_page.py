"""The page of a document: every clause once, under its own anchor."""

from __future__ import annotations

from html.parser import HTMLParser

import httpx
import pytest
from fastapi import FastAPI

from api.cited_text import anchor, clause_address
from assistant.service import PolicyAssistant
from tests.serving import serving
from ui.page.document_page import document_html, document_router


class _Sections(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._open = dict(attrs)["id"] or ""
            assert self._open not in self.texts
            self.texts[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open] += data


def test_every_clause_stands_under_its_anchor(assistant: PolicyAssistant) -> None:
    for outline in assistant.knowledge.outlines.values():
        page = _Sections()
        page.feed(document_html(outline))
        assert page.texts == {anchor(c): c.text.strip() for c in outline.clauses}


def test_the_address_of_a_citation_is_served(assistant: PolicyAssistant) -> None:
    app = FastAPI()
    app.include_router(document_router(lambda: assistant.knowledge))
    clause = assistant.knowledge.clause("property-management-2018:art-53")
    with serving(app) as address:
        page = httpx.get(clause_address(address, clause))
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        assert f'<section id="{httpx.URL(clause_address(address, clause)).fragment}">' in page.text


@pytest.mark.parametrize("name", ["没有", "<script>"])
def test_unknown_document(assistant: PolicyAssistant, name: str) -> None:
    app = FastAPI()
    app.include_router(document_router(lambda: assistant.knowledge))
    with serving(app) as address:
        page = httpx.get(f"{address}/documents/{name}")
    assert page.status_code == 404
    assert "没有编号为" in page.text
    assert "<script>" not in page.text
