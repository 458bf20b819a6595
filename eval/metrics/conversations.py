"""Conversations: success of whole conversations and of their turns."""

from __future__ import annotations

from eval.outcome import Outcome


def conversation_success(outcome: Outcome) -> list[float]:
    """1 for a conversation whose every turn is right."""
    return [float(outcome.right)] if len(outcome.turns) > 1 else []


def turn_success(outcome: Outcome) -> list[float]:
    """1 for each right turn of a conversation; turns that only lead up to others do not count."""
    if len(outcome.turns) == 1:
        return []
    return [float(turn.right) for turn in outcome.turns if turn.expected.scored]
