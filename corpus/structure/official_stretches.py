"""Stretches of a 公文 that number anew: the main body, its annexes, a plan a notice carries."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.structure.block import lines_of
from corpus.structure.numbering import NUMERAL
from corpus.structure.official_margins import TITLE, opens_annex
from corpus.structure.official_numbers import LEAD, PART_LEVEL, numbered

_ANNEX = re.compile(rf"{LEAD}附(?:件|录|表)\s*[{NUMERAL}]*\s*[:：]?\s*$")
_SEVERAL = re.compile(r"等[\s\u3000]*[两二三四五六七八九十\d]{1,2}[\s\u3000]*(?:个|项|件|份)")
_SUBTITLE = re.compile(r"[（(][^（）()]{1,30}[）)]$")


class StretchKind(StrEnum):
    """What a stretch is in its document."""

    BODY = "body"
    ANNEX = "annex"
    CARRIED = "carried"  # the plan itself, after the points of the notice that issues it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text with numbers of its own."""

    start: int
    end: int
    kind: StretchKind


def stretches(text: str, start: int) -> list[Stretch]:
    """The pieces of a text from `start` on, in order."""
    kinds = {start: StretchKind.BODY}
    for begin in _carried(text, start):
        kinds[begin] = StretchKind.CARRIED
    for begin, end in lines_of(text, start, len(text)):
        if _ANNEX.match(text, begin, end) or opens_annex(text, begin, end, len(text)):
            kinds[begin] = StretchKind.ANNEX
    bounds = [*sorted(kinds), len(text)]
    return [Stretch(a, b, kinds[a]) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


def first_of_several(text: str, start: int) -> int:
    """Where 附件1 stands before `start`, when the notice issues several plans; else `start`."""
    annexes = [line for line in lines_of(text, 0, len(text)) if _ANNEX.match(text, *line)]
    before = [begin for begin, _ in annexes if begin < start]
    if not before or len(annexes) == len(before) or not _SEVERAL.search(text, 0, before[0]):
        return start
    return before[0]


def title_end(text: str, stretch: Stretch) -> int:
    """Where the title of a carried plan ends, with a subtitle in brackets below it."""
    (_, stop), *below = itertools.islice(lines_of(text, stretch.start, stretch.end), 2)
    if below and _SUBTITLE.match(text[slice(*below[0])]):
        return below[0][1]
    return stop


def _carried(text: str, start: int) -> list[int]:
    """Titles behind numbered points, the next number being 一、 again."""
    found: list[int] = []
    title: int | None = None
    top: int | None = None  # the outermost level met since the last annex
    for begin, end in lines_of(text, start, len(text)):
        if _ANNEX.match(text, begin, end):
            top, title = None, None
            continue
        number = numbered(text, begin, end)
        if number is None:
            line = text[begin:end].strip("#* \u3000")
            if title is None and top is not None and TITLE.fullmatch(line):
                title = begin
            continue
        begins = number[1] == 1 and number[0] <= PART_LEVEL
        if begins and title is not None and top is not None and number[0] <= top:
            found.append(title)
        top = number[0] if top is None else min(number[0], top)
        title = None
    return found
