"""Lines of a PDF page from its characters, and paragraphs from lines.

A PDF has no paragraphs: a line goes on with the next one unless it ends short of the right margin,
the next one is indented, or their distance or size differs.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.readers.contents import LEADER
from corpus.readers.pdf_columns import Row, in_columns, rows_of
from corpus.readers.source import Paragraph

_WIDE_GAP = 0.7  # of the character's size: a gap that is a space
_SENTENCE_END = "。；：！？.;:!?”）)》】〕"
NUMBERED = re.compile(
    r"[\s\u3000]*(?:第[零〇一二两三四五六七八九十百千\d]+[编章节条部篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,2}[．.、](?!\d)|[①-⑳]|——|附件)"
)
# The units at the end of a task close it as a full stop does.
_TRAILER = re.compile(r"[（(〔【][^。]*(?:牵头|责任|配合|参与|负责|落实)[^。]*[）)〕】]$")
# Lines that are whole whatever stands above them: 目录, a document's number, a date.
_ALONE = re.compile(
    r"目[\s\u3000]*[录次]|[\u4e00-\u9fff]{2,12}\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*\d+\s*号"
    r"|(?:[\d\s]{4,6}|[二〇○零一三四五六七八九]{4})年[\d\s一二三四五六七八九十]{1,4}月"
    r"[\d\s一二三四五六七八九十]{1,4}日"
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


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins between which the wrapped lines of a frame stand, and their usual distance."""

    left: float
    right: float
    pitch: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Layout:
        """From all lines of a frame; there is at least one."""
        right = max(_common([line.x1 for line in lines]), _high(lines))
        wide = [line for line in lines if line.x1 >= right - 2 * line.size] or list(lines)
        return cls(_common([line.x0 for line in wide]), right, pitch_of(lines))


def layouts_of(lines: Sequence[Line]) -> dict[tuple[int, int], Layout]:
    """The layout of every frame of a document."""
    frames: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        frames.setdefault(line.frame, []).append(line)
    return {frame: Layout.of(held) for frame, held in frames.items()}


def paragraphs_of_lines(
    lines: Sequence[Line], layouts: Mapping[tuple[int, int], Layout]
) -> list[Paragraph]:
    """Wrapped lines joined; the page is the one on which a paragraph begins."""
    paragraphs: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        if (
            previous is not None
            and _goes_on(previous, line, layouts)
            and not (_TRAILER.search(paragraphs[-1].text) and NUMBERED.match(line.text))
        ):
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, text=_joined(last.text, line.text))
        else:
            paragraphs.append(Paragraph(line.text, line.page))
        previous = line
    return paragraphs


def _common(values: Sequence[float]) -> float:
    return float(Counter(round(value) for value in values).most_common(1)[0][0])


def _high(lines: Sequence[Line]) -> float:
    """The right edge that a tenth of the lines reach."""
    ends = sorted(line.x1 for line in lines)
    return ends[int(len(ends) * 0.9)]


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a page."""
    gaps = [
        below.top - above.top
        for above, below in itertools.pairwise(lines)
        if above.page == below.page and below.top > above.top
    ]
    return _common(gaps) if gaps else 0.0


def _goes_on(previous: Line, line: Line, layouts: Mapping[tuple[int, int], Layout]) -> bool:
    layout = layouts[line.frame]
    if LEADER.match(previous.text) or LEADER.match(line.text) or _ALONE.fullmatch(line.text):
        return False
    if abs(previous.size - line.size) > 0.6:
        return False
    if not is_full(previous, line, layouts[previous.frame].right):
        return False
    below = previous.page == line.page and previous.frame == line.frame
    if below and line.top - previous.top > 1.5 * max(layout.pitch, line.size):
        return False
    ended = previous.text.endswith(tuple(_SENTENCE_END))
    indent = line.x0 - layout.left
    above = previous.x0 - layouts[previous.frame].left
    if indent > 0.9 * line.size:
        # Indented: a new paragraph, or the hanging lines of a list whose first line stands out.
        if all((*previous.fonts, *line.fonts)) and previous.fonts[1] != line.fonts[0]:
            return False
        hanging = indent > above + 0.9 * line.size or abs(indent - above) < 2
        return hanging and not ended and not NUMBERED.match(line.text) and above > -2
    return not (ended and NUMBERED.match(line.text) and previous.text[-1] in "。；：")


def is_full(line: Line, below: Line, right: float) -> bool:
    """Whether `line` leaves too little room before `right` for the first word of `below`.

    A closing mark may hang over the margin, so a little more room counts as none.
    """
    word = _FIRST_WORD.match(below.text)
    width = sum(1.0 if char > "\u2000" else 0.6 for char in word.group()) if word else 1.0
    return right - line.x1 < max(1.6, width + 0.2) * line.size


def _joined(above: str, below: str) -> str:
    latin = re.search(r"[A-Za-z0-9,.]$", above) and re.match(r"[A-Za-z]", below)
    return f"{above} {below}" if latin else above + below
