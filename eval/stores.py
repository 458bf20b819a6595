"""Stores: how far two stores of the same corpus find the same clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.clause import Clause
from eval.question import ClauseRef, Item
from index.hit import Hit
from index.retriever import Retriever

CUTS = (1, 3, 10)


@dataclass(frozen=True, slots=True)
class StoresResult:
    """Figures of one comparison; shares are of all questions, recall of those that want clauses."""

    questions: int
    searched: int  # questions that want clauses
    same_sets: float  # share with the same ten clauses
    same_order: float  # … in the same order
    largest: float  # difference between two scores of one clause
    recall: dict[int, tuple[float, float]]  # cut -> of either store


def compare_stores(
    items: Sequence[Item],
    one: Retriever,
    other: Retriever,
    asked: Callable[[int], None] = lambda done: None,
) -> StoresResult:
    """Search every single question in both; there is at least one."""
    sets = orders = done = 0
    largest = 0.0
    samples: dict[int, list[tuple[float, float]]] = {cut: [] for cut in CUTS}
    singles = [item.turns[0] for item in items if len(item.turns) == 1]
    for turn in singles:
        first, second = (each.search(turn.question, max(CUTS)) for each in (one, other))
        sets += {hit.clause.id for hit in first} == {hit.clause.id for hit in second}
        orders += [hit.clause.id for hit in first] == [hit.clause.id for hit in second]
        scores = {hit.clause.id: hit.score for hit in second}
        for hit in first:
            if hit.clause.id in scores:
                largest = max(largest, abs(hit.score - scores[hit.clause.id]))
        if wanted := turn.expected.wanted:
            for cut, values in samples.items():
                values.append((_recall(wanted, first[:cut]), _recall(wanted, second[:cut])))
        done += 1
        asked(done)
    searched = len(samples[CUTS[0]])
    recall = {
        cut: (
            sum(a for a, _ in values) / max(searched, 1),
            sum(b for _, b in values) / max(searched, 1),
        )
        for cut, values in samples.items()
    }
    return StoresResult(done, searched, sets / done, orders / done, largest, recall)


def _recall(wanted: Sequence[frozenset[ClauseRef]], hits: Sequence[Hit]) -> float:
    found = {_reference(hit.clause) for hit in hits}
    return sum(not members.isdisjoint(found) for members in wanted) / len(wanted)


def _reference(clause: Clause) -> ClauseRef:
    return ClauseRef(clause.document_title, clause.label)
