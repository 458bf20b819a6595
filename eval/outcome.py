"""Outcome: a question of a set with the answer it got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eval.given import Given, Ranked
from eval.judgement import Check, judge
from eval.question import Expected, Group, Split


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """One question, its answer, and what a search for the question ranks (single questions)."""

    question: str
    expected: Expected
    given: Given
    seconds: float
    ranked: tuple[Ranked, ...] = ()

    @property
    def checks(self) -> dict[Check, bool]:
        """Each expectation with whether it is met."""
        return judge(self.expected, self.given)

    @property
    def right(self) -> bool:
        """True when every expectation is met."""
        return all(self.checks.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """An item of a set, asked: one turn, or a conversation's turns in order."""

    id: str
    group: Group
    intent: str
    split: Split
    turns: tuple[TurnOutcome, ...]
    note: str = ""
    source: str = ""

    @property
    def right(self) -> bool:
        """True when every turn is right."""
        return all(turn.right for turn in self.turns)

    @property
    def numbered(self) -> Iterator[tuple[str, TurnOutcome]]:
        """Turns with their ids: the item's own, or cv-001/2 within a conversation."""
        single = len(self.turns) == 1
        for number, turn in enumerate(self.turns, 1):
            yield (self.id if single else f"{self.id}/{number}"), turn
