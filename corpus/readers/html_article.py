"""The article of a page: the smallest element with nearly all of its prose, tables kept whole."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from corpus.readers.html_parts import BLOCKS, rows_of
from corpus.readers.task_columns import has_unit_header

_PROSE = re.compile(r"[。；，：]")
_SHARE = 0.97  # the article is the smallest element with this much of the page's prose
# What is descended into: not paragraphs and lists, whose neighbours are headings of the text.
_CONTAINERS = BLOCKS - {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "ol", "ul", "dl", "dt", "dd", "blockquote"
} | {"table", "tbody", "tr", "td", "span", "font"}  # fmt: skip
_SENTENCE = re.compile(r"[\u4e00-\u9fff，、：；]{8,}[。；]")


def article_of(body: LexborNode) -> LexborNode:
    """The element to read; what stands beside a table of data is never left out for the table."""
    node = body
    wanted = prose(body) * _SHARE
    while True:
        inner = next((c for c in node.iter() if prose(c) >= wanted), None)
        if inner is None or inner.tag not in _CONTAINERS or _is_data(inner):
            return node
        node = inner


def prose(node: LexborNode) -> int:
    """How many marks of punctuation an element holds: links and menus have none."""
    return len(_PROSE.findall(node.text(deep=True)))


def left_out(body: LexborNode, article: LexborNode) -> str:
    """The first sentence of the page that stands outside its article; empty when none does."""
    node: LexborNode | None = article
    while node is not None and node != body:
        parent = node.parent
        for sibling in parent.iter() if parent is not None else ():
            if sibling != node and (found := _SENTENCE.search(sibling.text(deep=True))):
                return found.group()
        node = parent
    return ""


def _is_data(node: LexborNode) -> bool:
    """A table that is no frame of the page, or an element that holds nothing but one."""
    if node.tag == "table":
        return _is_table_of_data(node)
    tables = node.css("table")
    if len(tables) != 1 or not _is_table_of_data(tables[0]):
        return False
    return _letters(tables[0]) == _letters(node)


def _is_table_of_data(table: LexborNode) -> bool:
    """A frame has its article in one cell, in several paragraphs, and links around it."""
    rows = rows_of(table)
    if rows is None:
        return False
    if has_unit_header(rows):
        return True
    cells = table.css("td, th")
    article = max(cells, key=prose)
    if not prose(article) >= prose(table) * _SHARE or len(article.css("p, div, br")) < 2:
        return True
    rest = [cell for row in table.css("tr") for cell in _said(row, article)]
    return len(rest) > 1


def _said(row: LexborNode, article: LexborNode) -> list[LexborNode]:
    """The cells of a row, where two or more of them say something that is no link."""
    said = [
        cell
        for cell in row.css("td, th")
        if _letters(cell) > sum(_letters(link) for link in cell.css("a")) and cell != article
    ]
    return said if len(said) > 1 else []


def _letters(node: LexborNode) -> int:
    return len(re.sub(r"\s", "", node.text(deep=True)))
