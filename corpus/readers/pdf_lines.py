"""Lines of a PDF page from its characters."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.readers.pdf_columns import Row, in_columns, rows_of

_WIDE_GAP = 0.7  # of the character's size: a gap that is a space
NUMBERED = re.compile(
    r"[\s\u3000]*(?:第[零〇一二两三四五六七八九十百千\d]+[编章节条部篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,2}[．.、](?!\d)|[①-⑳]|——|附件)"
)
# What no line's end may part: a character or a number with the marks that may begin no line.
_FIRST_WORD = re.compile(
    r"[“‘《（〔(]*(?:[A-Za-z0-9.,%－—-]{1,24}|.)[，。、；：！？）》〕”’…,.;:!?)]*"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; distances in points from the page's left and top.

    Lines of one `frame` (the page's width, the column) stand between the same margins. `fonts` are
    those of the first and the last Chinese character.
    """

    text: str
    x0: float
    x1: float
    top: float
    size: float
    page: int
    frame: tuple[int, int] = (0, 0)
    fonts: tuple[str, str] = ("", "")


def lines_of_chars(chars: Sequence[dict[str, Any]], page: int) -> list[Line]:
    """Lines from top to bottom of pdfplumber's characters, each across the whole width."""
    return _lines(rows_of(chars), page, 0, 0.0)


def lines_of_rows(rows: Sequence[Row], gutter: float | None, page: int, width: float) -> list[Line]:
    """Lines of a page, `width` points wide, in the order of reading."""
    return [
        line
        for column, chars in in_columns(rows, gutter)
        for line in _lines(rows_of(chars), page, column, width)
    ]


def _lines(rows: Sequence[Row], page: int, column: int, width: float) -> list[Line]:
    lines = [_line(row.chars, page, (round(width), column)) for row in rows]
    return [line for line in lines if line.text.strip()]


def _line(row: Sequence[dict[str, Any]], page: int, frame: tuple[int, int]) -> Line:
    text = ""
    previous: dict[str, Any] | None = None
    for char in row:
        if previous is not None:
            overprinted = (
                char["text"] == previous["text"]
                and abs(char["x0"] - previous["x0"]) < 0.2 * char["size"]
            )
            if overprinted:  # bold made by printing twice
                continue
            gap = char["x0"] - previous["x1"]
            if gap > _WIDE_GAP * char["size"] and not text.endswith((" ", "\u3000")):
                text += " "
        text += char["text"]
        previous = char
    shown = [char for char in row if char["text"].strip()] or row
    sizes = Counter(round(float(char["size"]), 1) for char in shown)
    return Line(
        text.strip(" \u3000"),
        float(shown[0]["x0"]),
        float(shown[-1]["x1"]),
        float(min(char["top"] for char in shown)),
        sizes.most_common(1)[0][0],
        page,
        frame,
        _fonts(shown),
    )


def _fonts(row: Sequence[dict[str, Any]]) -> tuple[str, str]:
    names = [
        str(char["fontname"]).rpartition("+")[2]
        for char in row
        if "\u4e00" <= char["text"] <= "\u9fff"
    ]
    return (names[0], names[-1]) if names else ("", "")


def common(values: Sequence[float]) -> float:
    """The value met most often, in whole points."""
    return float(Counter(round(value) for value in values).most_common(1)[0][0])


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a page."""
    gaps = [
        below.top - above.top
        for above, below in itertools.pairwise(lines)
        if above.page == below.page and below.top > above.top
    ]
    return common(gaps) if gaps else 0.0


def is_full(line: Line, below: Line, right: float) -> bool:
    """Whether `line` leaves too little room before `right` for the first word of `below`.

    A closing mark may hang over the margin, so a little more room counts as none.
    """
    word = _FIRST_WORD.match(below.text)
    width = sum(1.0 if char > "\u2000" else 0.6 for char in word.group()) if word else 1.0
    return right - line.x1 < max(1.6, width + 0.2) * line.size
