"""Tab 原文: a document with its contents, searched inside, opened at a quoted span."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import gradio as gr

from assistant.exports.notation import cited_as
from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause, Heading, Outline
from corpus.errors import PolicyError, UnknownClauseError
from ui.page.contents import anchor_of, contents_html, contents_of, short_name
from ui.page.markup import Choices, Current, marked, unit_chips

SCRIPT = (Path(__file__).parent / "reader.js").read_text(encoding="utf-8")
TAB = "reader"
OLD = '<p class="notice">这是旧版本，已被代替或移除，只供查阅和对比。</p>'


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open the reader: a document, a clause of it, and a span of the clause's text."""

    document: str = ""
    clause: str = ""
    start: int = 0
    end: int = 0

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Place:
        """From an address or an event; what is no number counts as 0."""
        return cls(
            str(fields.get("doc") or ""),
            str(fields.get("clause") or ""),
            _whole(fields.get("start")),
            _whole(fields.get("end")),
        )

    @property
    def address(self) -> str:
        """The page's address that opens the reader here."""
        fields: dict[str, str | int] = {"doc": self.document}
        if self.clause:
            fields["clause"] = self.clause
        if self.end:
            fields |= {"start": self.start, "end": self.end}
        return f"/?{urlencode(fields)}"


def place_link(label: str, place: Place) -> str:
    """A link that opens the reader without leaving the page; as an address it works alone too."""
    data = "".join(
        f' data-{name}="{escape(str(value))}"'
        for name, value in (
            ("document", place.document),
            ("clause", place.clause),
            ("start", place.start),
            ("end", place.end),
        )
    )
    return f'<a class="open-text" href="{escape(place.address)}"{data}>{escape(label)}</a>'


def reader(knowledge: Knowledge, place: Place) -> str:
    """The document at a place; without one, an invitation to choose; an unknown one, a notice."""
    if not place.document:
        return (
            '<div class="reader empty"><p class="none">请在上方选择文件，'
            "或在回答的来源中点“在原文中查看”。</p></div>"
        )
    try:
        outline = knowledge.outline(place.document)
        if place.clause and knowledge.clause(place.clause).document_id != place.document:
            raise UnknownClauseError(place.clause)
    except PolicyError as error:
        notice = f'<p class="notice" role="alert">{escape(error.user_message)}</p>'
        return f'<div class="reader empty">{notice}</div>'
    return (
        f'<div class="reader" data-address="{escape(place.address)}" '
        f'data-anchor="{escape(anchor_of(place.clause)) if place.clause else ""}">{_bar()}'
        '<div class="reader-columns"><details class="contents" open><summary>目录</summary>'
        f'<nav aria-label="目录">{contents_html(contents_of(outline))}</nav></details>'
        f"{_text(outline, place)}</div></div>"
    )


def _bar() -> str:
    return (
        '<div class="reader-bar" role="search"><label for="find">在文中查找</label>'
        '<input id="find" type="search" autocomplete="off" placeholder="输入词语，按回车到下一处">'
        '<span class="found" role="status"></span>'
        '<button type="button" data-find="previous" disabled>上一处</button>'
        '<button type="button" data-find="next" disabled>下一处</button></div>'
    )


def _text(outline: Outline, place: Place) -> str:
    document = outline.document
    facts = "　".join(
        part
        for part in (
            document.issuer or "",
            f"{document.issued:%Y-%m-%d}" if document.issued else "",
            f"共 {len(outline.clauses)} 条",
        )
        if part
    )
    front = document.text[: outline.body_start].strip()
    pieces: list[Heading | Clause] = sorted(
        (*outline.headings, *outline.clauses), key=lambda piece: piece.start
    )
    body = "".join(
        f"<h3>{escape(piece.name)}</h3>" if isinstance(piece, Heading) else _clause(piece, place)
        for piece in pieces
    )
    return (
        f'<article class="document-text" tabindex="0" aria-label="{escape(document.title)}">'
        f'<h2>{escape(cited_as(document))}</h2><p class="facts">{escape(facts)}</p>'
        f'<div class="front words">{escape(front)}</div>{body}</article>'
    )


def _clause(clause: Clause, place: Place) -> str:
    here = clause.id == place.clause
    spans = [(place.start, min(place.end, len(clause.text)))] if here and place.end else []
    name = escape(short_name(clause))
    link = Place(clause.document_id, clause.id)
    related = (
        f'<button type="button" class="link-button" data-related="{escape(clause.id)}" '
        'aria-expanded="false">相关法规</button>'
        if clause.responsibility
        else ""
    )
    return (
        f'<section class="clause{" current" if here else ""}" tabindex="-1" '
        f'id="{escape(anchor_of(clause.id))}" aria-label="{name}">'
        f'<div class="words">{marked(clause.text, spans)}</div>'
        f"{unit_chips(clause, are_buttons=False)}"
        f'<div class="clause-links">{place_link("本条链接", link)}{related}</div></section>'
    )


def _whole(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() else 0


def build_reader(
    page: gr.Blocks,
    links: gr.HTML,
    tabs: gr.Tabs,
    current: Current,
    holding: Callable[[str], Knowledge],
) -> gr.Dropdown:
    """Lay the tab out and wire it; it is opened by its list, by links and by the address.

    Gives its list. `links` is always on the page; its click event carries the place to open.
    `holding` gives what has a document, for old versions too.
    """
    document = gr.Dropdown(titles(current()), value=None, label="文件", elem_id="reader-document")
    text = gr.HTML(
        reader(current(), Place()), elem_id="reader", apply_default_css=False, js_on_load=SCRIPT
    )
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def opened(place: Place) -> tuple[Any, ...]:
        knowledge = current()
        chosen = place.document if place.document in knowledge.outlines else None
        choice = gr.Dropdown(choices=titles(knowledge), value=chosen)
        held = holding(place.document)
        old = OLD if held is not knowledge and place.document in held.outlines else ""
        return old + reader(held, place), choice, gr.Tabs(selected=TAB)

    def follow(event: gr.EventData) -> tuple[Any, ...]:
        return opened(Place.read(event._data or {}))

    def restore(request: gr.Request) -> tuple[Any, ...]:
        place = Place.read(request.query_params)
        if place.document:
            return opened(place)
        return gr.skip(), gr.Dropdown(choices=titles(current())), gr.skip()

    document.input(lambda chosen: reader(current(), Place(chosen or "")), document, text, **quiet)
    links.click(follow, None, [text, document, tabs], **quiet)
    page.load(restore, None, [text, document, tabs], **quiet)
    return document


def titles(knowledge: Knowledge) -> Choices:
    """The documents that the reader's list offers."""
    return [(document.title, document.id) for document in knowledge.documents]
