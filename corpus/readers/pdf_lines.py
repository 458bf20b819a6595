"""Lines of a PDF page from its characters, and paragraphs from lines.

A PDF has no paragraphs: a line goes on with the next one unless it ends short of the right margin,
the next one is indented, or their distance or size differs.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.readers.contents import LEADER
from corpus.readers.source import Paragraph

_WIDE_GAP = 0.7  # of the character's size: a gap that is a space
_SAME_LINE = 0.5
_SENTENCE_END = "。；：！？.;:!?”）)》】〕"
_NUMBERED = re.compile(
    r"[\s\u3000]*(?:第[零〇一二两三四五六七八九十百千\d]+[编章节条部篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,2}[．.、](?!\d)|[①-⑳]|——|附件)"
)
_PAGE_NUMBER = re.compile(
    r"[\s\u3000]*(?:[-—–－·•~～]*\s*\d{1,4}\s*[-—–－·•~～]*|第\s*\d{1,4}\s*页(?:[\s，,/]*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.*|[ivxIVX]{1,6})[\s\u3000]*"
)
_EDGE_LINES = 2  # running heads and feet stand within this many lines of a page's edge


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; distances in points from the page's left and top."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    page: int


def lines_of_chars(chars: Sequence[dict[str, Any]], page: int) -> list[Line]:
    """Lines from top to bottom of pdfplumber's characters."""
    rows: list[list[dict[str, Any]]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"]) / 2):
        centre = (char["top"] + char["bottom"]) / 2
        if rows and abs(centre - middle) <= _SAME_LINE * char["size"]:
            rows[-1].append(char)
        else:
            rows.append([char])
            middle = centre
    lines = [_line(sorted(row, key=lambda c: float(c["x0"])), page) for row in rows]
    return [line for line in lines if line.text.strip()]


def _line(row: list[dict[str, Any]], page: int) -> Line:
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
    )


def without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without heads, feet and page numbers: lines at an edge that most pages repeat."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({key for _, key in _edges(lines)})
    often = max(3, len(pages) * 0.4)
    kept = []
    for lines in pages:
        running = {
            index
            for index, key in _edges(lines)
            if seen[key] >= often or _is_page_number(lines, index)
        }
        kept.append([line for index, line in enumerate(lines) if index not in running])
    return kept


def _edges(lines: list[Line]) -> list[tuple[int, tuple[str, int]]]:
    """Indices of a page's first and last lines, each with its words without numbers and place."""
    indices = {
        *range(min(_EDGE_LINES, len(lines))),
        *range(max(0, len(lines) - _EDGE_LINES), len(lines)),
    }
    return [
        (index, (re.sub(r"[\d\s]+", "", lines[index].text), round(lines[index].top / 4)))
        for index in sorted(indices)
    ]


def _is_page_number(lines: list[Line], index: int) -> bool:
    return index in (0, len(lines) - 1) and bool(_PAGE_NUMBER.fullmatch(lines[index].text))


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins between which a document's wrapped lines stand, and their usual distance."""

    left: float
    right: float
    pitch: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Layout:
        """From all lines of a document; there is at least one."""
        right = max(_common([line.x1 for line in lines]), _high(lines))
        wide = [line for line in lines if line.x1 >= right - 2 * line.size] or list(lines)
        return cls(_common([line.x0 for line in wide]), right, _pitch(lines))


def paragraphs_of_lines(lines: Sequence[Line], layout: Layout) -> list[Paragraph]:
    """Wrapped lines joined; the page is the one on which a paragraph begins."""
    paragraphs: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line, layout):
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


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a page."""
    gaps = [
        below.top - above.top
        for above, below in itertools.pairwise(lines)
        if above.page == below.page and below.top > above.top
    ]
    return _common(gaps) if gaps else 0.0


def _goes_on(previous: Line, line: Line, layout: Layout) -> bool:
    left, right = layout.left, layout.right
    if LEADER.match(previous.text) or LEADER.match(line.text):
        return False
    if abs(previous.size - line.size) > 0.6:
        return False
    # A closing mark may hang over the margin, so a line counts as full a little before it.
    if previous.x1 < right - 1.6 * previous.size:
        return False
    if previous.page == line.page and line.top - previous.top > 1.5 * max(layout.pitch, line.size):
        return False
    ended = previous.text.endswith(tuple(_SENTENCE_END))
    if line.x0 > left + 0.9 * line.size:
        # Indented: a new paragraph, or the hanging lines of a list whose first line stands out.
        hanging = line.x0 > previous.x0 + 0.9 * line.size or abs(line.x0 - previous.x0) < 2
        return hanging and not ended and not _NUMBERED.match(line.text) and previous.x0 > left - 2
    return not (ended and _NUMBERED.match(line.text) and previous.text[-1] in "。；：")


def _joined(above: str, below: str) -> str:
    latin = re.search(r"[A-Za-z0-9,.]$", above) and re.match(r"[A-Za-z]", below)
    return f"{above} {below}" if latin else above + below
