"""Refusal: precision and recall of saying that the texts do not say it.

Refusing is the positive class (Rajpurkar et al., Know What You Don't Know, ACL 2018): recall is
the share of the unanswerable questions refused, precision the share of refusals that were due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.outcome import Outcome, TurnOutcome


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What a threshold on the confidence would do."""

    threshold: float
    refused: float  # share of the unanswerable questions
    wrongly_refused: float  # share of the answerable ones


def refusal_recall(outcome: Outcome) -> list[float]:
    """1 for each question to be refused that is."""
    return [float(turn.given.refused) for turn in outcome.turns if turn.expected.refused]


def refusal_precision(outcome: Outcome) -> list[float]:
    """1 for each refusal that was due."""
    return [float(turn.expected.refused) for turn in _scored(outcome) if turn.given.refused]


def wrongly_refused(outcome: Outcome) -> list[float]:
    """1 for each answerable question that is refused."""
    return [float(turn.given.refused) for turn in _scored(outcome) if not turn.expected.refused]


def trade_off(outcomes: Sequence[Outcome], steps: int = 50) -> tuple[OperatingPoint, ...]:
    """The curve over the threshold; refusals by rule, without a confidence, stay refusals."""
    turns = list(_singles(outcomes))
    due = [_certainty(turn) for turn in turns if turn.expected.refused]
    answerable = [_certainty(turn) for turn in turns if not turn.expected.refused]
    if not due or not answerable:
        return ()
    return tuple(
        OperatingPoint(
            step / steps,
            sum(certainty < step / steps for certainty in due) / len(due),
            sum(certainty < step / steps for certainty in answerable) / len(answerable),
        )
        for step in range(steps + 1)
    )


def _scored(outcome: Outcome) -> list[TurnOutcome]:
    return [turn for turn in outcome.turns if turn.expected.scored]


def _singles(outcomes: Sequence[Outcome]) -> Iterator[TurnOutcome]:
    for outcome in outcomes:
        if len(outcome.turns) == 1:
            yield outcome.turns[0]


def _certainty(turn: TurnOutcome) -> float:
    """The confidence; below every threshold for a refusal that no threshold made."""
    by_threshold = turn.given.status == "unanswerable_no_match" and turn.given.confidence > 0
    return -1.0 if turn.given.refused and not by_threshold else turn.given.confidence
