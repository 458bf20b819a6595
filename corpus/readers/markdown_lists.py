"""Markdown's nested lists and quotations of trailers, written as a document writes them."""

from __future__ import annotations

import re

from corpus.structure.trailer import names_a_role

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>(?P<number>\d{1,3})[.．)])(?P<gap>[ \t]+)(?=\S)")
_QUOTE = re.compile(r"[ \t]*>[ \t>]*")
_BOX = re.compile(r"[*_#\s]*专[\s\u3000]*栏")
_LABEL = re.compile(r"[（(【\[]?(?P<name>[\u4e00-\u9fff]{2,8})[】\]]?[：:]")
_CIRCLED = 20


def with_nested_numbers(text: str) -> str:
    """`1. 甲` with `   1. 乙` below it: the inner item is （1）, that inside it ①."""
    lines = []
    open_items: list[tuple[int, int]] = []  # indent and number of the items a line stands in
    for line in text.split("\n"):
        match = _ITEM.match(line)
        if match is None:
            if line.strip() and not line.startswith((" ", "\t")):
                open_items.clear()
            lines.append(line)
            continue
        indent = len(match["indent"].expandtabs(4))
        number = int(match["number"])
        while open_items and open_items[-1][0] > indent:
            open_items.pop()
        if open_items and open_items[-1][0] == indent:
            open_items[-1] = (indent, number)
        # 1. and an indented 2. below it are one list, badly set.
        elif not open_items or (indent >= open_items[-1][0] + 2 and number == 1):
            open_items.append((indent, number))
        depth = len(open_items) - 1 if open_items[-1][0] == indent else 0
        mark = _mark(number, depth)
        lines.append(f"{match['indent']}{mark}{line[match.end() :]}" if mark else line)
    return "\n".join(lines)


def _mark(number: int, depth: int) -> str:
    if depth == 1:
        return f"（{number}）"
    return chr(ord("①") + number - 1) if depth > 1 and 0 < number <= _CIRCLED else ""


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
