"""The reader's text and contents, before any browser."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest

from assistant.service import PolicyAssistant
from corpus.clause import Clause
from ui.page.contents import Entry, anchor_of, contents_of
from ui.page.reader import Place, reader


class _Words(HTMLParser):
    """Text of the elements with class words, and of the marks in them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.marks: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "words" in (dict(attrs).get("class") or "").split():
            self.words.append("")
            self._open = [tag]
        elif self._open:
            self._open.append(tag)
            if tag == "mark":
                self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.words[-1] += data
            if "mark" in self._open:
                self.marks[-1] += data


def read(html: str) -> _Words:
    words = _Words()
    words.feed(html)
    return words


def clauses_below(entries: list[Entry]) -> list[Clause]:
    return [
        clause
        for entry in entries
        for clause in (*((entry.clause,) if entry.clause else ()), *clauses_below(entry.below))
    ]


def test_every_document_is_shown_word_for_word(assistant: PolicyAssistant) -> None:
    for outline in assistant.knowledge.outlines.values():
        html = reader(assistant.knowledge, Place(outline.document.id))
        front, *texts = read(html).words
        assert texts == [clause.text for clause in outline.clauses]
        assert front == outline.document.text[: outline.body_start].strip()
        for heading in outline.headings:
            assert f"<h3>{heading.name}</h3>" in unescape(html)


def test_contents_name_every_clause_once_in_order(assistant: PolicyAssistant) -> None:
    for outline in assistant.knowledge.outlines.values():
        entries = contents_of(outline)
        assert clauses_below(entries) == list(outline.clauses)
        html = reader(assistant.knowledge, Place(outline.document.id))
        for clause in outline.clauses:
            assert html.count(f' id="{anchor_of(clause.id)}"') == 1
            assert html.count(f' href="#{anchor_of(clause.id)}"') == 1


def test_tasks_stand_below_the_section_that_has_their_heading(assistant: PolicyAssistant) -> None:
    (plan,) = assistant.knowledge.plans
    entries = contents_of(assistant.knowledge.outline(plan))
    part = next(entry for entry in entries if entry.name.startswith("七、"))
    section = next(entry for entry in part.below if "改善居住条件" in entry.name)
    assert section.clause is not None
    assert "七、（二）1．推进城镇老旧小区改造" in [entry.name for entry in section.below]


def test_quoted_span_is_marked_in_its_clause_only(assistant: PolicyAssistant) -> None:
    citation = assistant.ask("老旧小区改造由哪个单位牵头？").citations[0]
    place = Place(citation.clause.document_id, citation.clause.id, citation.start, citation.end)
    assert read(reader(assistant.knowledge, place)).marks == [citation.quote]


def test_place_and_address_are_the_same_thing() -> None:
    place = Place("a&b", "a&b:第三条", 3, 9)
    assert Place.read(dict(parse_qsl(urlsplit(place.address).query))) == place
    assert Place.read({"doc": "a", "start": "-1", "end": "x"}) == Place("a")


@pytest.mark.parametrize(
    "place",
    [
        Place("nothing"),
        Place("cq-urban-renewal-2022", "nothing"),
        Place("noise-2021", "cq-urban-renewal-2022:7.2.1"),
    ],
    ids=["unknown document", "unknown clause", "clause of another document"],
)
def test_place_that_is_not_there_gets_a_notice(assistant: PolicyAssistant, place: Place) -> None:
    html = reader(assistant.knowledge, place)
    assert 'role="alert"' in html
    assert "没有编号为" in html
