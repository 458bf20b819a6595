"""Likeness: what two questions must share, word for word, before they count as the same question.

A sentence vector hardly feels a number, a year, a unit or a 不; these are compared outright.
"""

from __future__ import annotations

import json
import re

from assistant.inquiry import Reading
from corpus.structure.numbering import number_of

_NUMERALS = "零〇一二两三四五六七八九十百千"
_PERCENT = re.compile(rf"百分之([{_NUMERALS}点]+)")
_NUMBER = re.compile(rf"\d+(?:\.\d+)?%?|[{_NUMERALS}]+")
# 能不能, 有没有 and 是否 ask; they deny nothing.
_ASKS_WHETHER = re.compile(r"([\u4e00-\u9fff])[不没]\1|有没有|是否|可否|能否")
_DENIES = re.compile(r"[不没未无非禁勿别免拒]")
_MARKS = re.compile(r"[\W_]+")
_COURTESY = re.compile(
    r"^(?:请问|麻烦问一?下|问一?下|我想(?:问|知道|了解)一?下?|想(?:问|知道|了解)一?下?)"
)


def normalised(text: str) -> str:
    """A folded question without punctuation, spaces and words of courtesy."""
    return _COURTESY.sub("", _MARKS.sub("", text))


def signature(text: str, reading: Reading) -> str:
    """What a folded question and one like it must have in common, as one comparable string.

    Units, roles, documents, years, numbers, negation, places, particulars asked for, and the way
    it asks; order plays no part.
    """
    return json.dumps(
        {
            "intent": reading.intent,
            "role": reading.role,
            "units": sorted({*reading.units, *reading.absent_units}),
            "documents": sorted(reading.documents),
            "years": sorted(reading.years),
            "numbers": numbers(text),
            "negation": negation(text),
            "places": sorted(reading.places),
            "demands": sorted(reading.demands),
            "asks": [reading.yes_no, reading.joint, reading.count_only, reading.both_kinds],
        },
        ensure_ascii=False,
    )


def numbers(text: str) -> list[str]:
    """The numbers of a folded text in digits, sorted: 百分之四十三 and 43% are both 43%."""
    text = _PERCENT.sub(lambda match: f"{_digits(match[1])}%", text)
    return sorted(_digits(match.group()) for match in _NUMBER.finditer(text))


def _digits(numeral: str) -> str:
    whole, point, fraction = numeral.partition("点")
    if point:
        return f"{_digits(whole)}.{''.join(_digits(char) for char in fraction)}"
    try:
        return str(number_of(numeral))
    except ValueError:
        return numeral  # 43.5, which is digits already


def negation(text: str) -> str:
    """The words of a folded text that deny, sorted."""
    return "".join(sorted(_DENIES.findall(_ASKS_WHETHER.sub("", text))))
