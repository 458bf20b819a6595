"""Indicators: targets whose value and unit of measure are given exactly."""

from __future__ import annotations

from eval.judgement import Check
from eval.outcome import Outcome


def exact_values(outcome: Outcome) -> list[float]:
    """1 where every expected value with its unit of measure is given."""
    return [
        float(turn.checks[Check.VALUES]) for turn in outcome.turns if Check.VALUES in turn.checks
    ]
