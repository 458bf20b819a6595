"""The edges of a target's name: what joins it to its neighbours, quotes, brackets left open.

和 begins a word, too (和美乡村, 和谐社区), and a bracket that closes in a name belongs to it
(智能工厂（数字化车间）).
"""

from __future__ import annotations

import re

# 和美乡村, 及时率, 与会人员: no joins.
NO_JOIN = r"(?:和(?=[美谐平睦顺田龙])|及(?=[时格第])|与(?=会))"
_JOINS_BEFORE = re.compile(rf"(?:[、 ]|(?!{NO_JOIN})[和及与])+")
_JOINS_AFTER = "、和及与 "
_MARKS_BEFORE = re.compile(rf"(?:[、\s\u3000—\-（）()：]|(?!{NO_JOIN})[和及与])+")
_MARKS_AFTER = "、和及与 \u3000—-（）()："
_CLEAN_BEFORE = re.compile(rf"(?:[、，的 ]|(?!{NO_JOIN})[和及])+")
_QUOTES = re.compile(r"[“”「」\"'‘’《》]")
_PAIRS = (("（", "）"), ("(", ")"))


def joins_before(words: str) -> int:
    """How many letters join words to what stands before them: 、 of 、和谐社区."""
    match = _JOINS_BEFORE.match(words)
    return match.end() if match else 0


def without_joins(words: str) -> str:
    """Words without what joins them to their neighbours."""
    return words[joins_before(words) :].rstrip(_JOINS_AFTER)


def without_marks(words: str) -> str:
    """Words without joins, dashes and brackets at their ends; one that closes in them stays."""
    match = _MARKS_BEFORE.match(words)
    return _closed(words[match.end() :] if match else words, _MARKS_AFTER)


def without_quotes(words: str) -> str:
    """Words without quotation marks."""
    return _QUOTES.sub("", words)


def cleaned(name: str) -> str:
    """A name without quotes, the cells before it, and what joins it to its neighbours."""
    name = without_quotes(name.strip("| ").rsplit("|", 1)[-1])
    match = _CLEAN_BEFORE.match(name)
    return (name[match.end() :] if match else name).rstrip("、，的和及 ")


def _closed(words: str, marks: str) -> str:
    bare = words.rstrip(marks)
    for opening, closing in _PAIRS:
        if bare.count(opening) > bare.count(closing) and words[len(bare) :].startswith(closing):
            return bare + closing
    return bare
