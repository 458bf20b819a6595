"""Comparison of two versions of a document, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.clause import Clause, Outline
from corpus.document import Document
from corpus.word_marks import Mark, Piece, Segment, word_marks

LEAST_ALIKE = 0.4  # share of common character pairs from which two clauses can be versions of one
SAME_LABEL = 0.15  # what the same number adds to the likeness


class ChangeKind(StrEnum):
    """What became of a clause."""

    SAME = "same"
    RENUMBERED = "renumbered"  # the same words under another number
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause in both versions; `old` is None for an added one, `new` for a removed one.

    The pieces not added make up the old text, those not removed the new one.
    """

    kind: ChangeKind
    old: Clause | None
    new: Clause | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every clause of both versions once: the new version's order, removed ones in their place."""

    old: Document
    new: Document
    changes: tuple[ClauseChange, ...]

    def count(self, kind: ChangeKind) -> int:
        """Number of clauses of which this became."""
        return sum(change.kind is kind for change in self.changes)

    @property
    def different(self) -> tuple[ClauseChange, ...]:
        """What is not the same in both."""
        return tuple(change for change in self.changes if change.kind is not ChangeKind.SAME)


def compare(old: Outline, new: Outline, segment: Segment) -> Comparison:
    """The clauses of two outlines, matched by their words first and their numbers second.

    `segment` cuts a text into the words that are marked.
    """
    partners = _partners(old.clauses, new.clauses)
    changes = [_change(partners.get(clause.id), clause, segment) for clause in new.clauses]
    kept = {clause.id for clause in partners.values()}
    place_of = {change.old.id: change for change in changes if change.old}
    before: ClauseChange | None = None
    for clause in old.clauses:
        if clause.id in kept:
            before = place_of[clause.id]
            continue
        removed = ClauseChange(
            ChangeKind.REMOVED, clause, None, (Piece(Mark.REMOVED, clause.text),)
        )
        changes.insert(changes.index(before) + 1 if before else 0, removed)
        before = removed
    return Comparison(old.document, new.document, tuple(changes))


def _change(old: Clause | None, new: Clause, segment: Segment) -> ClauseChange:
    if old is None:
        return ClauseChange(ChangeKind.ADDED, None, new, (Piece(Mark.ADDED, new.text),))
    if _body(old) == _body(new):
        kind = ChangeKind.SAME if old.label == new.label else ChangeKind.RENUMBERED
    else:
        kind = ChangeKind.CHANGED
    return ClauseChange(kind, old, new, word_marks(old.text, new.text, segment))


def _partners(old: Iterable[Clause], new: Iterable[Clause]) -> dict[str, Clause]:
    """The old clause of every new one that has one, by the new one's id."""
    partners: dict[str, Clause] = {}
    waiting: dict[str, list[Clause]] = {}
    for clause in old:
        waiting.setdefault(_body(clause), []).append(clause)
    open_new = []
    for clause in new:
        alike = waiting.get(_body(clause), [])
        same = next((each for each in alike if each.label == clause.label), None)
        if alike:
            partners[clause.id] = same or alike[0]
            alike.remove(partners[clause.id])
        else:
            open_new.append(clause)
    open_old = [clause for alike in waiting.values() for clause in alike]
    scores = sorted(_likenesses(open_old, open_new), key=lambda each: -each[0])
    taken: set[str] = set()
    for _, before, after in scores:
        if before.id not in taken and after.id not in partners:
            partners[after.id] = before
            taken.add(before.id)
    return partners


def _likenesses(
    old: Iterable[Clause], new: Iterable[Clause]
) -> Iterable[tuple[float, Clause, Clause]]:
    """Every pair alike enough, with how much."""
    before = [(clause, _pairs(clause)) for clause in old]
    for after in new:
        wanted = _pairs(after)
        for clause, held in before:
            alike = _dice(held, wanted)
            if alike >= LEAST_ALIKE:
                yield alike + (SAME_LABEL if clause.label == after.label else 0), clause, after


def _body(clause: Clause) -> str:
    """The words without number and white space, by which clauses are known again."""
    text = clause.text.strip()
    for start in range(len(clause.label)):
        # A task's text begins with the last part of its label (1． of 七、（二）1．).
        if text.startswith(clause.label[start:]):
            text = text[len(clause.label) - start :]
            break
    return "".join(text.split())


def _pairs(clause: Clause) -> Counter[str]:
    """How often each pair of neighbouring characters occurs."""
    body = _body(clause)
    return Counter(body[place : place + 2] for place in range(max(len(body) - 1, 1)))


def _dice(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Share of common pairs: 0 (none) to 1 (all)."""
    few, many = sorted((one, other), key=len)
    common = sum(min(count, many.get(pair, 0)) for pair, count in few.items())
    return 2 * common / max(sum(one.values()) + sum(other.values()), 1)
