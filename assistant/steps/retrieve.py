"""Retrieve: candidate clauses for the question, in everyday and official words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assistant.answer import Intent
from assistant.inquiry import Inquiry, Reading
from assistant.tools import Toolbox
from corpus.clause import Clause
from index.errors import StoreUnreachableError
from index.hit import Hit

CANDIDATES = 40


def retrieve(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Search once; a clause named outright comes first, and does without a search if need be.

    Raises StoreUnreachableError when nothing is named.
    """
    reading = inquiry.reading
    assert reading is not None
    keep: Callable[[Clause], bool] | None = None
    named = frozenset(d for d in reading.documents if d)
    if named:
        keep = lambda clause: clause.document_id in named  # noqa: E731
    query = reading.topic or inquiry.rewritten
    search = partial(
        tools.retriever.search,
        query,
        extra_terms=reading.official,
        meaning=reading.meaning,
    )
    try:
        hits = _searched(search, keep, reading, tools)
    except StoreUnreachableError:
        if inquiry.address is None:
            raise
        hits = []
    if inquiry.address is not None:
        hits = _first(inquiry.address.clause_ids, hits, tools)
    words = "、".join(dict.fromkeys(term for hit in hits[:3] for term in hit.terms))
    return replace(
        inquiry,
        hits=tuple(hits),
        verdict=f"{len(hits)}条候选",
        details=(("检索语句", query), ("扩展词", "、".join(reading.official)), ("命中词", words)),
    )


def retrieve_if_needed(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """A unit's tasks are looked up; what a follow-up may mean by them is searched for too."""
    reading = inquiry.reading
    assert reading is not None
    if reading.intent is Intent.UNIT_TASKS and reading.units and not inquiry.memory.question:
        return replace(inquiry, verdict="单位的任务直接查得，不必检索")
    return retrieve(inquiry, tools)


def _searched(
    search: Callable[..., list[Hit]],
    keep: Callable[[Clause], bool] | None,
    reading: Reading,
    tools: Toolbox,
) -> list[Hit]:
    hits = search(CANDIDATES, keep=keep)
    if reading.both_kinds:
        plans = tools.knowledge.plans
        hits = _joined(
            search(CANDIDATES // 2, keep=lambda clause: clause.document_id in plans),
            search(
                CANDIDATES // 2,
                keep=lambda clause: (
                    clause.document_id not in plans and (keep is None or keep(clause))
                ),
            ),
        )
    elif asks_for_units(reading):
        # Laws speak of the same matters at length: the clauses that name units are searched alone.
        named_in = search(
            CANDIDATES // 2,
            keep=lambda clause: (
                clause.responsibility is not None and (keep is None or keep(clause))
            ),
        )
        hits = _joined(named_in, hits)
    return hits


def asks_for_units(reading: Reading) -> bool:
    """True when the answer is units: in a plan's words, after an office, or by a unit's name."""
    by_name = bool(reading.units) and reading.intent is Intent.WHO_LEADS
    return by_name or reading.asks_units > 0


def _joined(first: list[Hit], others: list[Hit]) -> list[Hit]:
    found = {hit.clause.id for hit in first}
    return first + [hit for hit in others if hit.clause.id not in found]


def _first(clause_ids: tuple[str, ...], hits: list[Hit], tools: Toolbox) -> list[Hit]:
    named = [
        next(
            (hit for hit in hits if hit.clause.id == clause_id),
            Hit(tools.knowledge.clause(clause_id), 1.0, 1.0, 0.0, (), 0, 0),
        )
        for clause_id in clause_ids
    ]
    return named + [hit for hit in hits if hit.clause.id not in clause_ids]
