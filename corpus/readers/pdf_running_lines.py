"""Running heads, feet and page numbers of a PDF, which stand at the edges of its pages."""

from __future__ import annotations

import re
from collections import Counter

from corpus.readers.pdf_lines import NUMBERED, Line, pitch_of

_PAGE_NUMBER = re.compile(
    r"[\s\u3000]*(?:[-—–－·•~～]*\s*\d{1,4}\s*[-—–－·•~～]*|第\s*\d{1,4}\s*页(?:[\s，,/]*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.*|[ivxIVX]{1,6})[\s\u3000]*"
)
_EDGE_LINES = 2  # running heads and feet stand within this many lines of a page's edge
_SAME_HEIGHT = 2.0  # points
_OTHER_SIZE = 0.6  # points
_APART = 1.5  # of the usual distance between lines


def without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without heads, feet and page numbers: lines at an edge that most pages repeat."""
    if len(pages) == 2:
        pages = _without_shared(*pages)
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


def _without_shared(first: list[Line], second: list[Line]) -> list[list[Line]]:
    """The only two pages of a document without the heads and feet that both have.

    Two lines may be equal by chance, so only what stands apart from the body counts; a head that
    may be the title stays on the first page.
    """
    heads = _equal_from(first, second, 1)
    feet = _equal_from(first, second, -1)
    shared = {id(line) for pair in (*heads, *feet) for line in pair}
    body = [line for line in (*first, *second) if id(line) not in shared]
    sizes: Counter[float] = Counter()
    for line in body:
        sizes[line.size] += len(line.text)
    if not sizes:
        return [first, second]
    size = sizes.most_common(1)[0][0]
    distance = _APART * max(pitch_of(body), size)
    titled = any(line.size > size + _OTHER_SIZE for line in first)
    gone = set()
    for pairs, step in ((heads, 1), (feet, -1)):
        while pairs and not (
            pairs[-1][0].size < size - _OTHER_SIZE
            or all(
                _gap(line, page[::step]) > distance
                for line, page in zip(pairs[-1], (first, second), strict=True)
            )
        ):
            pairs.pop()  # it belongs to the body, and the next one must stand apart from it
        for one, other in pairs:
            if one.size > size + _OTHER_SIZE:
                continue  # a title or a letterhead
            gone.add(id(other))
            if one.size < size - _OTHER_SIZE or titled or step < 0:
                gone.add(id(one))
    return [[line for line in page if id(line) not in gone] for page in (first, second)]


def _equal_from(first: list[Line], second: list[Line], step: int) -> list[tuple[Line, Line]]:
    """Lines equal on both pages, from an edge inwards; page numbers among them do not count."""
    outer = [
        [line for line in page[::step][:_EDGE_LINES] if not _PAGE_NUMBER.fullmatch(line.text)]
        for page in (first, second)
    ]
    pairs = []
    for one, other in zip(*outer, strict=False):
        equal = (
            one.text == other.text
            and abs(one.top - other.top) <= _SAME_HEIGHT
            and abs(one.size - other.size) <= _OTHER_SIZE
        )
        if not equal or NUMBERED.match(one.text):  # two annexes may begin alike
            break
        pairs.append((one, other))
    return pairs


def _gap(line: Line, page: list[Line]) -> float:
    """Distance to the next line inwards that is no page number; 0 where there is none."""
    index = next(index for index, held in enumerate(page) if held is line)
    inner = (held for held in page[index + 1 :] if not _PAGE_NUMBER.fullmatch(held.text))
    below = next(inner, None)
    return abs(below.top - line.top) if below else 0.0
