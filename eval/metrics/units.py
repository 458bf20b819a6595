"""Units: precision, recall and exact set of the units an answer names in a role.

Set precision and recall as in Manning, Raghavan and Schütze (2008), 8.3: the share of the units
named that are expected, and of the expected ones that are named. A question that expects no unit
in the role and gets none counts as 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.judgement import Check, named
from eval.outcome import Outcome

_ROLES = (("lead", Check.LEAD), ("responsible", Check.RESPONSIBLE))


def unit_precision(outcome: Outcome) -> list[float]:
    """Share of the units named that are expected."""
    return [
        len(got & wanted) / len(got) if got else float(not wanted)
        for _, wanted, got in _roles(outcome)
    ]


def unit_recall(outcome: Outcome) -> list[float]:
    """Share of the expected units that are named."""
    return [
        len(got & wanted) / len(wanted) if wanted else float(not got)
        for _, wanted, got in _roles(outcome)
    ]


def exact_units(outcome: Outcome, role: str) -> list[float]:
    """1 where the units of the role are exactly the expected ones."""
    return [float(got == wanted) for own, wanted, got in _roles(outcome) if own == role]


def exact_tasks(outcome: Outcome) -> list[float]:
    """1 where a unit's tasks are exactly the expected ones, with the counts by role."""
    checks = (Check.TASKS, Check.LEAD_COUNT, Check.RESPONSIBLE_COUNT)
    samples = []
    for turn in outcome.turns:
        met = [turn.checks[check] for check in checks if check in turn.checks]
        if met:
            samples.append(float(all(met)))
    return samples


def _roles(outcome: Outcome) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    for turn in outcome.turns:
        for role, _ in _ROLES:
            expected = turn.expected.lead if role == "lead" else turn.expected.responsible
            if expected is not None:
                yield role, frozenset(expected), named(turn.given, role)
