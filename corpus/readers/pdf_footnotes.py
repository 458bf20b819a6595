"""Footnotes of a PDF page: smaller lines under a short rule, and their marks in the text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from pdfplumber.page import Page

from corpus.readers.pdf_columns import Char, rows_of

_WIDTH = (0.08, 0.45)  # of the page's width: a rule of footnotes
_SMALLER = 0.92  # of the text's size
_RAISED = 0.8
_MARK = re.compile(r"[\s\u3000]*(?:[〔\[（(]?(\d{1,3})[〕\]）)]?|([①-⑳*＊]))")


def without_footnotes(page: Page, chars: Sequence[Char]) -> tuple[list[Char], bool]:
    """`chars` without footnotes and the marks that name them, and whether there were any."""
    top = _rule_of(page, chars)
    if top is None:
        return list(chars), False
    size = _common_size([char for char in chars if char["top"] < top])
    rows = [
        row.chars
        for row in rows_of([char for char in chars if char["top"] >= top])
        if _common_size(row.chars) < _SMALLER * size
    ]
    if not rows or not _MARK.match("".join(char["text"] for char in rows[0])):
        return list(chars), False
    notes = [char for row in rows for char in row]
    marks = {char["text"] for char in notes if re.match(r"[\d①-⑳*＊]", char["text"])}
    gone = {id(char) for char in notes}
    for before, char in itertools.pairwise(chars):  # m² is a unit of measure, no mark
        raised = char["top"] < top and char["size"] < _RAISED * size and char["text"] in marks
        if raised and not re.match("[A-Za-z]", before["text"]):
            gone.add(id(char))
    return [char for char in chars if id(char) not in gone], True


def _rule_of(page: Page, chars: Sequence[Char]) -> float | None:
    """Height of the lowest short rule that has text above and only smaller text below."""
    narrow, wide = (share * float(page.width) for share in _WIDTH)
    tops = sorted(
        float(mark["top"])
        for mark in (*page.lines, *page.rects)
        if narrow <= mark["width"] <= wide and mark["height"] < 2
    )
    for top in reversed(tops):
        above = [char for char in chars if char["top"] < top]
        below = [char for char in chars if char["top"] >= top]
        if above and below and _common_size(below) < _SMALLER * _common_size(above):
            return top
    return None


def _common_size(chars: Sequence[Char]) -> float:
    sizes = Counter(round(float(char["size"]), 1) for char in chars)
    return sizes.most_common(1)[0][0] if sizes else 0.0
