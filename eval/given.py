"""Given: what the assistant answered, in the form that is judged and written down.

Clauses are named as a reader cites them, so two runs over differently parsed corpora can be
compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Status
from corpus.clause import Clause
from eval.question import ClauseRef, Figure
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """A citation; `verbatim` when the quote stands in the clause at the offsets given."""

    clause: ClauseRef
    name: str
    quote: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class GivenUnit:
    """A unit that the answer names, with its role and the clause that names it."""

    name: str
    role: str
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the pipeline, as the answer tells it."""

    name: str
    milliseconds: float
    verdict: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A clause found by the search, with the evidence for its rank."""

    clause: ClauseRef
    name: str
    score: float
    dense: float
    lexical: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """One answer."""

    status: str
    kind: str
    text: str
    rewritten: str = ""
    confidence: float = 0.0
    reason: str = ""
    citations: tuple[CitedSpan, ...] = ()
    units: tuple[GivenUnit, ...] = ()
    figures: tuple[Figure, ...] = ()
    nearest: tuple[ClauseRef, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def answered(self) -> bool:
        """True when the question was answered (not refused, not asked back, no error)."""
        return self.status == Status.ANSWERED

    @property
    def refused(self) -> bool:
        """True for unanswerable_* and blocked_*."""
        return Status(self.status).refused

    @property
    def cited(self) -> tuple[ClauseRef, ...]:
        """The clauses cited, each once, in the answer's order."""
        return tuple(dict.fromkeys(citation.clause for citation in self.citations))


def reference_of(clause: Clause) -> ClauseRef:
    """How a reader cites the clause."""
    return ClauseRef(clause.document_title, clause.label)


def given_of(answer: Answer, clauses: Mapping[str, Clause]) -> Given:
    """An answer as it is judged; `clauses` are the corpus's by id."""
    return Given(
        status=answer.status.value,
        kind=answer.kind.value,
        text=answer.text,
        rewritten=answer.rewritten_question,
        confidence=answer.confidence,
        reason=answer.reason,
        citations=tuple(map(_cited_span, answer.citations)),
        units=tuple(
            GivenUnit(unit.name, unit.role.value, reference_of(clauses[unit.clause_id]))
            for unit in answer.units
        ),
        figures=tuple(
            Figure(float(i.indicator.value), i.indicator.unit, i.indicator.name)
            for i in answer.indicators
        ),
        nearest=tuple(map(reference_of, answer.nearest)),
        steps=tuple(Step(s.name, s.duration_ms, s.verdict, s.details) for s in answer.steps),
    )


def ranked_of(hit: Hit) -> Ranked:
    """A search hit as it is judged."""
    return Ranked(
        reference_of(hit.clause), hit.clause.name, hit.score, hit.dense, hit.lexical, hit.terms
    )


def _cited_span(citation: Citation) -> CitedSpan:
    clause = citation.clause
    quoted = clause.text[citation.start : citation.end]
    verbatim = bool(citation.quote) and quoted == citation.quote
    return CitedSpan(reference_of(clause), clause.name, citation.quote, verbatim)
