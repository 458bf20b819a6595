"""An element of a web page as paragraphs and tables, the numbers of its lists written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from corpus.readers.html_lists import label_of, number_after, number_before
from corpus.readers.source import Paragraph, Part, Table
from corpus.readers.task_columns import has_unit_header

BLOCKS = frozenset(
    ["p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol",
     "dl", "dt", "dd", "blockquote", "pre", "center", "body", "figure", "figcaption", "hr",
     "address", "details", "summary", "fieldset"]
)  # fmt: skip
_LAYOUT_CELL = 1500  # characters; a longer cell lays the page out


def parts_of(element: LexborNode) -> Iterator[Part]:
    """Paragraphs and tables of an element in order."""
    line: list[str] = []
    waiting: list[str] = []  # the number of a list's item, until its words come

    def flush() -> Iterator[Part]:
        text = "".join(line).strip(" \t\n")
        line.clear()
        if text.strip():
            yield Paragraph("".join(waiting) + text)
            waiting.clear()

    def walk(parent: LexborNode) -> Iterator[Part]:
        number = number_before(parent) if parent.tag == "ol" else 0
        for node in parent.iter(include_text=True):
            if node.tag == "-text":
                line.append(re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""))
            elif node.tag == "br":
                yield from flush()
            elif node.tag == "table" and (rows := rows_of(node)) is not None:
                yield from flush()
                for caption in node.css("caption"):
                    yield from walk(caption)
                    yield from flush()
                yield Table(rows)
            elif node.tag in BLOCKS or node.tag in ("table", "tr", "td", "th", "caption"):
                yield from flush()
                if node.tag == "li":
                    number = number_after(number, node)
                    waiting[:] = [label_of(node, number)]
                yield from walk(node)
                yield from flush()
                if node.tag == "li":
                    waiting.clear()
            else:
                yield from walk(node)

    yield from walk(element)
    yield from flush()


def rows_of(table: LexborNode) -> tuple[tuple[str | None, ...], ...] | None:
    """Rows of a table of data; None for a table that only lays out the page."""
    if len(table.css("table")) > 1:
        return None
    rows: list[tuple[str | None, ...]] = []
    hanging: dict[int, int] = {}  # column -> rows that the cell above still covers
    longest = 0
    for row in table.css("tr"):
        cells: list[str | None] = []
        for cell in row.css("td, th"):
            while hanging.get(len(cells), 0):
                hanging[len(cells)] -= 1
                cells.append(None)
            text = "\n".join(p.text for p in parts_of(cell) if isinstance(p, Paragraph))
            longest = max(longest, len(text))
            down = _span(cell, "rowspan") - 1
            for column in range(_span(cell, "colspan")):
                if down:
                    hanging[len(cells)] = down
                cells.append("" if column else text)
        while hanging.get(len(cells), 0):
            hanging[len(cells)] -= 1
            cells.append(None)
        rows.append(tuple(cells))
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if longest > _LAYOUT_CELL and not has_unit_header(rows):
        return None
    return tuple(rows)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return max(1, min(int(value), 200)) if value.isdecimal() else 1
