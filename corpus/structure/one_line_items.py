"""Items of one line: 一、落实资金200万元。 is a task, 一、总体要求 heads what stands below.

A heading has no full stop and says no duty, or it has something below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.block import lines_of
from corpus.structure.official_items import Item
from corpus.structure.official_numbers import BOX, PART_LEVEL
from corpus.structure.targets import read_indicators
from corpus.structure.trailer import read_responsibility

_SENTENCE = re.compile(r"[。；;！!，,][”’」』*＊\s\u3000]*$|[，,；;].")
_TABLE = re.compile(r"\s*\|")


def line_end(text: str, start: int) -> int:
    """Where the line that begins at `start` ends, blanks left out."""
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    return start + len(text[start:stop].rstrip())


def mark_lists(text: str, items: Sequence[Item]) -> None:
    """Mark the items of a list that is nothing but lines: each of them is a task."""
    of_parts = [item for item in items if item.level <= PART_LEVEL and not item.of_part]
    if len(of_parts) > 1 and all(_heads_nothing(text, item) for item in of_parts):
        for item in of_parts:
            item.of_list = True


def is_a_sentence(text: str, item: Item) -> bool:
    """Whether an item with nothing below it says what is to be done, and heads nothing."""
    stop = line_end(text, item.start)
    if item.children or not _heads_nothing(text, item):
        return False
    words = text[item.start : stop]
    return item.of_list or bool(_SENTENCE.search(words)) or bool(read_indicators(words))


def says_a_duty(text: str, item: Item) -> bool:
    """Whether the line that an item begins with names units and what they are to do."""
    line = text[item.start : line_end(text, item.start)]
    return read_responsibility(line).responsibility is not None


def _heads_nothing(text: str, item: Item) -> bool:
    if item.children or item.end > line_end(text, item.start):
        return False
    below = next(lines_of(text, line_end(text, item.start), len(text)), None)
    return below is None or not (BOX.match(text, *below) or _TABLE.match(text, *below))
