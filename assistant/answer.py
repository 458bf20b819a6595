"""Answer (回答): what the assistant says, with everything that supports it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.verification.verdict import Wording, WordingAudit
from corpus.clause import Clause
from corpus.indicator import Indicator
from corpus.responsibility import Role


class Status(StrEnum):
    """The one field that says what became of a question."""

    ANSWERED = "answered"
    CLARIFICATION = "clarification"
    NO_MATCH = "unanswerable_no_match"
    NOT_STATED = "unanswerable_not_stated"
    OUT_OF_SCOPE = "unanswerable_out_of_scope"
    SMALL_TALK = "unanswerable_small_talk"  # a greeting, thanks: there is nothing to answer
    INJECTION = "blocked_injection"
    ABUSE = "blocked_abuse"
    EMPTY_QUESTION = "error_empty_question"
    QUESTION_TOO_LONG = "error_question_too_long"
    UNREADABLE_QUESTION = "error_unreadable_question"
    UNVERIFIED = "error_unverified"

    @property
    def refused(self) -> bool:
        """True for unanswerable_* and blocked_*."""
        return self.value.startswith(("unanswerable_", "blocked_"))


class Intent(StrEnum):
    """What a question asks for (`kind` of an answer)."""

    WHO_LEADS = "who-leads"
    UNIT_TASKS = "unit-tasks"
    INDICATOR = "indicator"
    CONTENT = "content"
    DOCUMENT = "document"
    OUT_OF_SCOPE = "out-of-scope"


class Audience(StrEnum):
    """Who asks; chooses the wording and the suggestions, never the facts."""

    CIVIL_SERVANT = "civil_servant"
    CITIZEN = "citizen"
    EVALUATOR = "evaluator"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span of a clause: clause.text[start:end] == quote."""

    clause: Clause
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit an answer names, with its role in the clause that names it."""

    name: str
    role: Role
    clause_id: str


@dataclass(frozen=True, slots=True)
class CitedIndicator:
    """An indicator with the clause that states it."""

    indicator: Indicator
    clause_id: str


@dataclass(frozen=True, slots=True)
class StepTrace:
    """What one step of the pipeline did: its verdict in a line and the details to show."""

    name: str
    duration_ms: float
    verdict: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question.

    On refusal `citations` and `units` are empty; the clauses that come closest stand in
    `nearest` and the unit to ask in `ask_unit`. Citations, units and status are those of the
    composed answer, whoever worded the text.
    """

    status: Status
    kind: Intent
    text: str
    question: str
    rewritten_question: str
    conversation_id: str
    confidence: float = 0.0
    reason: str = ""
    citations: tuple[Citation, ...] = ()
    units: tuple[NamedUnit, ...] = ()
    indicators: tuple[CitedIndicator, ...] = ()
    nearest: tuple[Clause, ...] = ()
    ask_unit: str = ""
    suggestions: tuple[str, ...] = ()
    confirmed: bool = False  # an evaluator has found this answer right
    steps: tuple[StepTrace, ...] = ()
    parts: int = 1  # questions it answers
    wording: Wording = Wording.COMPOSED
    audit: WordingAudit | None = None  # where a model was asked to word it

    @property
    def refused(self) -> bool:
        """True when nothing was answered."""
        return self.status.refused
