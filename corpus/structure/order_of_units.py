"""What a document says of the order of its units, applied to its clauses.

Where a preamble says that the unit named first leads, or a trailer says so of those after it
(下同), the first unit of every trailer without a lead of its own leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.clause import Clause, ClauseKind, StructureWarning
from corpus.structure.leading_order import (
    led_by_the_first,
    speaks_of_all,
    speaks_of_order,
    without_spans,
)

_NOT_A_TASK = frozenset((ClauseKind.PREFACE, ClauseKind.CLOSING, ClauseKind.ANNEX))
_HERE_ALONE = "“排在首位的为牵头单位”仅用于本条，其他任务未写明谁牵头，请核对"


def with_leading_first(
    front: str, clauses: Sequence[Clause], on_from: frozenset[int]
) -> tuple[list[Clause], list[StructureWarning]]:
    """The clauses with leads by order; `front` stands before them.

    `on_from` are the places of clauses whose trailer says it of those after it, too.
    """
    outside = [
        without_spans(each.text, each.responsibility.spans if each.responsibility else ())
        for each in clauses
    ]
    everywhere = speaks_of_order(front) or any(
        speaks_of_all(words) or (each.kind in _NOT_A_TASK and speaks_of_order(words))
        for each, words in zip(clauses, outside, strict=True)
    )
    on = False
    led: list[Clause] = []
    warnings: list[StructureWarning] = []
    for index, (clause, words) in enumerate(zip(clauses, outside, strict=True)):
        duty = clause.responsibility
        here = speaks_of_order(words)
        if duty and (everywhere or on or here):
            clause = replace(clause, responsibility=led_by_the_first(duty))
            if here and not everywhere and not on:
                warnings.append(StructureWarning(_HERE_ALONE, clause.start, clause.end))
        on = on or index in on_from
        led.append(clause)
    return led, warnings
