"""Recall: how high the search ranks the clauses that answer.

recall@k is the share of the wanted sets with a member among the first k; with one relevant
clause a question that is the recall of Manning, Raghavan and Schütze, Introduction to
Information Retrieval (2008), 8.4. MRR is the mean of 1 / rank of the first relevant clause
(Voorhees, The TREC-8 Question Answering Track Report, 1999), 0 below the ranks looked at.
"""

from __future__ import annotations

from eval.outcome import Outcome, TurnOutcome


def recall_at(outcome: Outcome, k: int) -> list[float]:
    """A sample for each single question that a search should find clauses for."""
    samples = []
    for turn in _searched(outcome):
        first = {ranked.clause for ranked in turn.ranked[:k]}
        wanted = turn.expected.wanted
        samples.append(sum(not members.isdisjoint(first) for members in wanted) / len(wanted))
    return samples


def reciprocal_rank(outcome: Outcome) -> list[float]:
    """1 / rank of the first wanted clause, 0 where it is not among those ranked."""
    samples = []
    for turn in _searched(outcome):
        wanted = frozenset().union(*turn.expected.wanted)
        ranks = [n for n, ranked in enumerate(turn.ranked, 1) if ranked.clause in wanted]
        samples.append(1 / ranks[0] if ranks else 0.0)
    return samples


def _searched(outcome: Outcome) -> list[TurnOutcome]:
    """Turns of a conversation lean on what was said and are no searches of their own."""
    if len(outcome.turns) > 1:
        return []
    return [turn for turn in outcome.turns if turn.expected.wanted and turn.ranked]
