"""Citations: whether quotes are verbatim, the clause cited is the right one, and units stand in it.

The first two are the citation correctness of Gao et al., Enabling Large Language Models to
Generate Text with Citations (EMNLP 2023), made strict: a quote is right only as a span of the
clause, and a clause only when it is an expected one.
"""

from __future__ import annotations

from eval.judgement import Check
from eval.outcome import Outcome


def verbatim_quotes(outcome: Outcome) -> list[float]:
    """1 for each citation whose quote stands in its clause at the offsets given."""
    return [float(citation.verbatim) for turn in outcome.turns for citation in turn.given.citations]


def expected_clause_cited(outcome: Outcome) -> list[float]:
    """1 where the clause cited first (for several documents: one of each) is an expected one."""
    return [
        float(turn.checks[Check.CLAUSES]) for turn in outcome.turns if Check.CLAUSES in turn.checks
    ]


def units_in_cited_clause(outcome: Outcome) -> list[float]:
    """1 for each unit named whose clause is among those cited."""
    return [
        float(unit.clause in turn.given.cited)
        for turn in outcome.turns
        for unit in turn.given.units
    ]


def nothing_cited_on_refusal(outcome: Outcome) -> list[float]:
    """1 for each refusal that cites no clause and names no unit as if it answered."""
    return [
        float(not turn.given.citations and not turn.given.units)
        for turn in outcome.turns
        if turn.given.refused
    ]
