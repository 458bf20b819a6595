"""Markdown's nested lists and quotations of trailers, written as a document writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.trailer import names_a_role

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>(?P<number>\d{1,3})[.．)])(?P<gap>[ \t]+)(?=\S)")
_QUOTE = re.compile(r"[ \t]*>[ \t>]*")
_BOX = re.compile(r"[*_#\s]*专[\s\u3000]*栏")
_LABEL = re.compile(r"[（(【\[]?(?P<name>[\u4e00-\u9fff]{2,8})[】\]]?[：:]")
_CIRCLED = 20


@dataclass(slots=True)
class _Level:
    """A list that a line stands in: its indent, the last number written and the one shown."""

    indent: int
    written: int
    shown: int


def with_nested_numbers(text: str) -> str:
    """`1. 甲` with `   1. 乙` below it: the inner item is （1）, that inside it ①.

    A list of nothing but 1. counts on, as Markdown shows it.
    """
    lines = []
    levels: list[_Level] = []
    for line in text.split("\n"):
        match = _ITEM.match(line)
        if match is None:
            if line.strip() and not line.startswith((" ", "\t")):
                levels.clear()
            lines.append(line)
            continue
        mark = _shown(levels, len(match["indent"].expandtabs(4)), int(match["number"]), match)
        lines.append(f"{match['indent']}{mark}{line[match.end() :]}")
    return "\n".join(lines)


def _shown(levels: list[_Level], indent: int, number: int, match: re.Match[str]) -> str:
    """The mark that an item is given; `levels` are brought to it."""
    while levels and levels[-1].indent > indent:
        levels.pop()
    if levels and levels[-1].indent == indent:
        last = levels[-1]
        counts_on = number == last.written == 1
        last.written, last.shown = number, last.shown + 1 if counts_on else number
    # 1. and an indented 2. below it are one list, badly set.
    elif not levels or (indent >= levels[-1].indent + 2 and number == 1):
        levels.append(_Level(indent, number, number))
    else:
        return match["mark"] + match["gap"]
    depth, shown = len(levels) - 1, levels[-1].shown
    if depth == 0 and shown == number:
        return match["mark"] + match["gap"]
    if depth == 1:
        return f"（{shown}）"
    if depth > 1 and 0 < shown <= _CIRCLED:
        return chr(ord("①") + shown - 1)
    return f"{shown}{match['mark'][-1]}{match['gap']}"


def without_quotes_of_trailers(text: str) -> str:
    """`> 牵头单位：甲` is a trailer set apart; the mark before the lines of a box stays."""
    lines = []
    in_box = in_trailer = False
    for line in text.split("\n"):
        match = _QUOTE.match(line)
        if match is None:
            in_trailer = False
            in_box = in_box and not line.strip()
            in_box = in_box or bool(_BOX.match(line))
            lines.append(line)
            continue
        words = line[match.end() :]
        in_box = in_box or bool(_BOX.match(words))
        label = _LABEL.match(words)
        in_trailer = not in_box and (in_trailer or bool(label and names_a_role(label["name"])))
        lines.append(words if in_trailer else line)
    return "\n".join(lines)
