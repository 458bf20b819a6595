"""Compare: what two runs differ in, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.outcome import Outcome, TurnOutcome


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that the two runs answer differently; None where a run did not ask it."""

    id: str
    before: TurnOutcome | None
    after: TurnOutcome | None

    @property
    def change(self) -> str:
        """better, worse, other (as right as before, but another answer), added or removed."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        if self.before.right != self.after.right:
            return "better" if self.after.right else "worse"
        return "other"


def differences(before: Sequence[Outcome], after: Sequence[Outcome]) -> tuple[Difference, ...]:
    """Every question whose verdict, status, citations or units changed; worse ones first."""
    old, new = _turns(before), _turns(after)
    found = [
        Difference(key, old.get(key), new.get(key))
        for key in dict.fromkeys((*old, *new))
        if _essence(old.get(key)) != _essence(new.get(key))
    ]
    order = ("worse", "better", "added", "removed", "other")
    return tuple(sorted(found, key=lambda difference: order.index(difference.change)))


def _turns(outcomes: Sequence[Outcome]) -> dict[str, TurnOutcome]:
    return {key: turn for outcome in outcomes for key, turn in outcome.numbered}


def _essence(turn: TurnOutcome | None) -> object:
    if turn is None:
        return None
    given = turn.given
    units = frozenset((unit.name, unit.role) for unit in given.units)
    return (turn.right, given.status, given.cited, units)
