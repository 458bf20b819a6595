"""Wording overlap: how much a question says letter for letter what people ask about a clause.

Dice's coefficient of the pairs of neighbouring characters, 2|A∩B| / (|A|+|B|), between the
question and each wording (Dice, Measures of the Amount of Ecologic Association, 1945). It tells
apart wordings that a sentence vector finds equally near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKS = re.compile(r"[^\u4e00-\u9fffa-z0-9]")
_BEST = 3  # wordings averaged over


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a folded text, marks left out."""
    said = _MARKS.sub("", text)
    return frozenset(said[at : at + 2] for at in range(len(said) - 1))


def overlaps(question: frozenset[str], wordings: Iterable[frozenset[str]]) -> tuple[float, float]:
    """The highest overlap, and that of the best three on average, each 0 to 1."""
    found = sorted(
        (2 * len(question & said) / (len(question) + len(said)) for said in wordings if said),
        reverse=True,
    )[:_BEST]
    # Of three alike the sum's rounding may go beyond each.
    return (found[0], min(found[0], sum(found) / _BEST)) if found else (0.0, 0.0)
