"""Paragraph (款) and item (项) of an article: where each stands in the clause's text.

An article's paragraphs are its lines; a line that opens with （一） is an item of the paragraph
before it (《立法技术规范（试行）（一）》: 条、款、项).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.clause import Clause, ClauseKind
from corpus.structure.numbering import NUMERAL, number_of

_LINE = re.compile(r"\S[^\n]*")
_ITEM = re.compile(rf"[（(]([{NUMERAL}]+)[）)]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`clause.text[start:end]` with its items; `lead_end` ends the words before the first item."""

    start: int
    lead_end: int
    end: int
    items: tuple[tuple[int, int, int], ...] = ()  # number, start, end

    def item(self, number: int) -> tuple[int, int] | None:
        """Start and end of an item, None where there is none of that number."""
        return next(((start, end) for n, start, end in self.items if n == number), None)


def paragraphs_of(clause: Clause) -> tuple[Paragraph, ...]:
    """The paragraphs of an article in the text's order; none for a plan's clause."""
    if clause.kind is not ClauseKind.ARTICLE:
        return ()
    found: list[Paragraph] = []
    for line in _LINE.finditer(clause.text):
        start, end = line.start(), line.start() + len(line.group().rstrip())
        number = _ITEM.match(line.group())
        if number is None or not found:
            found.append(Paragraph(start, end, end))
            continue
        last = found[-1]
        item = (number_of(number[1]), start, end)
        found[-1] = Paragraph(last.start, last.lead_end, end, (*last.items, item))
    return tuple(found)
