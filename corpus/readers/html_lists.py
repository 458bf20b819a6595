"""Numbers that a browser shows before the items of <ol>: 1．, below it （1）, below that ①."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from corpus.readers.numerals import chinese, written

# An item that begins with a number of its own is shown by pages that hide the list's.
_OWN_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,3}(?:[.．、)）](?!\d)|\s*$)|[①-⑳㈠-㈩]|第.{1,4}[条章节项])"
)
_UNMARKED = re.compile(r"list-style(?:-type)?\s*:[^;]*\b(?:none|disc|circle|square)\b", re.I)
_CHINESE = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk|chinese|ideographic)", re.IGNORECASE)
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def label_of(item: LexborNode, number: int) -> str:
    """The number of an <li> as a document writes it; empty where the page shows none."""
    parent = item.parent
    if parent is None or parent.tag != "ol" or _OWN_NUMBER.match(item.text(deep=True)):
        return ""
    style = f"{parent.attributes.get('style') or ''};{item.attributes.get('style') or ''}"
    if _UNMARKED.search(style):
        return ""
    if _CHINESE.search(style):
        return f"{chinese(number)}、"
    depth = _depth(parent)
    kind = parent.attributes.get("type") or "1"
    if kind in _STYLES:
        return f"{written(number, _STYLES[kind])}．"
    if depth == 0:
        return f"{number}．"
    return f"（{number}）" if depth == 1 else written(number, "decimalEnclosedCircle")


def number_after(number: int, item: LexborNode) -> int:
    """The number of an item that follows the one of `number`."""
    return _whole(item.attributes.get("value"), number + 1)


def number_before(parent: LexborNode) -> int:
    """The number before a list's first."""
    return _whole(parent.attributes.get("start"), 1) - 1


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch("[0-9]{1,4}", value) else otherwise


def _depth(parent: LexborNode) -> int:
    depth, node = 0, parent.parent
    while node is not None:
        depth += node.tag == "ol"
        node = node.parent
    return depth
