"""Text columns of a PDF page: rows of characters are read down one column, then down the next."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SAME_LINE = 0.5
_MIDDLE = (0.3, 0.7)  # of the text's width: the gutter between two columns lies there
_FEWEST = 5  # lines that make a column
_FULL = 1.5  # of the character's size: a line that ends so near the gutter is full
_FAR = 2.6  # of the character's size: lines further apart are not of one column
_OTHER_SIZE = 0.15
Char = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """Characters of one height from left to right; `spans` are its stretches without a wide gap."""

    chars: tuple[Char, ...]
    spans: tuple[tuple[float, float], ...]
    top: float
    size: float

    def crosses(self, x: float) -> bool:
        """Whether text stands at `x`."""
        return any(left < x < right for left, right in self.spans)


def rows_of(chars: Sequence[Char]) -> list[Row]:
    """Rows from top to bottom of pdfplumber's characters."""
    rows: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=_centre):
        if rows and abs(_centre(char) - middle) <= _SAME_LINE * char["size"]:
            rows[-1].append(char)
        else:
            rows.append([char])
            middle = _centre(char)
    return [_row(row) for row in rows]


def gutter_of(rows: Sequence[Row], before: float | None = None) -> float | None:
    """Where a page's text is cut into two columns; None for text across the page.

    `before` is the gutter of the page before: on the last page the right column may be empty.
    """
    shown = [row for row in rows if row.spans]
    if not shown:
        return None
    size = statistics.median(row.size for row in shown)
    left = min(row.spans[0][0] for row in shown)
    right = max(row.spans[-1][1] for row in shown)
    gaps = [(a[1] + b[0]) / 2 for row in shown for a, b in itertools.pairwise(row.spans)]
    candidates = {round(x) for x in (*gaps, (left + right) / 2)}
    inside = [
        x for x in candidates if _MIDDLE[0] <= (x - left) / max(right - left, 1.0) <= _MIDDLE[1]
    ]
    found = [x for x in inside if any(_is_columns(band, x, size) for band in _bands(shown, x))]
    if found:
        return min(
            found, key=lambda x: (sum(row.crosses(x) for row in shown), abs(x - (left + right) / 2))
        )
    if before is not None and not any(row.crosses(before) for row in shown[:-1]):
        return before
    return None


def in_columns(rows: Sequence[Row], gutter: float | None) -> list[tuple[int, list[Char]]]:
    """Characters in the order of reading with their column: 0 across the page, else 1 or 2."""
    if gutter is None:
        return [(0, [char for row in rows for char in row.chars])]
    parts: list[tuple[int, list[Char]]] = []
    for band in _bands(rows, gutter):
        chars = [char for row in band for char in row.chars]
        if any(row.crosses(gutter) for row in band) or _stands_alone(band, rows):
            parts.append((0, chars))
            continue
        parts.append((1, [char for char in chars if char["x0"] < gutter]))
        parts.append((2, [char for char in chars if char["x0"] >= gutter]))
    return [(column, chars) for column, chars in parts if chars]


def _bands(rows: Sequence[Row], x: float) -> list[list[Row]]:
    """Rows that cross `x` apart from those that do not, and from what stands far from them."""
    bands: list[list[Row]] = []
    previous: Row | None = None
    for row in rows:
        if (
            previous is None
            or row.crosses(x) != previous.crosses(x)
            or row.top - previous.top > _FAR * max(row.size, previous.size)
        ):
            bands.append([])
        bands[-1].append(row)
        previous = row
    return bands


def _stands_alone(band: Sequence[Row], rows: Sequence[Row]) -> bool:
    """A head or foot of another size, at the page's edge."""
    usual = statistics.median(row.size for row in rows)
    at_edge = band[0] is rows[0] or band[-1] is rows[-1]
    return len(band) == 1 and at_edge and abs(band[0].size - usual) > _OTHER_SIZE * usual


def _is_columns(band: Sequence[Row], x: float, size: float) -> bool:
    """Lines on both sides of `x`, and most of those on the left reach up to it."""
    if band[0].crosses(x):
        return False
    ends = [max((b for a, b in row.spans if b <= x), default=None) for row in band]
    lefts = [end for end in ends if end is not None]
    rights = sum(row.spans[-1][0] >= x for row in band)
    if len(lefts) < _FEWEST or not rights:
        return False
    edge = max(lefts)
    full = sum(end >= edge - _FULL * size for end in lefts)
    return full * 2 > len(lefts) and len(lefts) + rights >= 2 * _FEWEST


def _row(chars: list[Char]) -> Row:
    chars.sort(key=lambda char: float(char["x0"]))
    shown = [char for char in chars if char["text"].strip()]
    spans: list[tuple[float, float]] = []
    for char in shown:
        x0, x1 = float(char["x0"]), float(char["x1"])
        if spans and x0 - spans[-1][1] <= char["size"]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], x1))
        else:
            spans.append((x0, x1))
    measured = shown or chars
    return Row(
        tuple(chars),
        tuple(spans),
        min(float(char["top"]) for char in measured),
        statistics.median(float(char["size"]) for char in measured),
    )


def _centre(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2
