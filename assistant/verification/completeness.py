"""Completeness: what a wording may not leave out of the composed answer."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.answer import Answer, Citation, Intent
from assistant.inquiry import Demand
from assistant.understanding.demands import states
from assistant.understanding.fold import fold
from assistant.verification.evidence import Evidence
from assistant.verification.markers import Modality
from assistant.verification.passage import Reader
from assistant.verification.verdict import Verdict
from corpus.unit import UnitRegistry

_MAY = re.compile(r"可以|能不能|能否|可否|允许|能.*吗|准不准|让不让|行不行")  # asks leave
_PARTICULARS = frozenset({Demand.MONEY, Demand.DURATION, Demand.SHARE, Demand.HOURS})
_PAIRS = 5  # of neighbouring characters, from which a text tells of the clause
ROLE_LINES = ("牵头单位：", "责任单位：")


def role_lines(evidence: Evidence) -> tuple[str, ...]:
    """The composed answer's lines of units."""
    return tuple(line for line in evidence.lines if line.startswith(ROLE_LINES))


def units_missing(text: str, line: str, units: UnitRegistry) -> tuple[str, ...]:
    """Units of a composed line that a text does not name."""
    named = {match.name for match in units.find(fold(text))}
    return tuple(match.name for match in units.find(fold(line)) if match.name not in named)


def _particular_missing(answer: Answer, text: str, asked: Set[Demand]) -> str:
    """The sum, time or share asked for, where the answer states it and the text does not."""
    said = fold(text)
    quoted = fold("".join(citation.quote for citation in answer.citations))
    lacking = (
        demand
        for demand in asked & _PARTICULARS
        if states(quoted, demand) and not states(said, demand)
    )
    return next((demand.value for demand in lacking), "")


def _tells_the_clause(answer: Answer, text: str) -> bool:
    """True where a text has enough pairs of neighbouring characters of what the answer quotes."""
    said = fold(text)
    quoted = fold("".join(citation.quote for citation in answer.citations if _is_told(citation)))
    pairs = {quoted[at : at + 2] for at in range(len(quoted) - 1)}
    return not pairs or sum(pair in said for pair in pairs) >= min(_PAIRS, len(pairs) / 2)


def _is_told(citation: Citation) -> bool:
    """True for a quotation of what is to be done, not of the units that do it."""
    responsibility = citation.clause.responsibility
    spans = responsibility.spans if responsibility else ()
    return all(citation.end <= start or end <= citation.start for start, end in spans)


def missing(
    answer: Answer,
    evidence: Evidence,
    kept: Sequence[Verdict],
    units: UnitRegistry,
    reader: Reader,
    asked: Set[Demand],
) -> str:
    """What the kept sentences lack of what is `asked` for; empty when they say enough."""
    text = "\n".join(verdict.sentence for verdict in kept)
    said = reader.read(text)
    if answer.kind is Intent.WHO_LEADS:
        for line in role_lines(evidence)[:1]:
            if lacking := units_missing(text, line, units):
                return "、".join(lacking)
    stated = {number.value for number in said.numbers.values()}
    for cited in answer.indicators:
        words = reader.read(cited.indicator.quote)
        if not stated & {number.value for number in words.numbers.values()}:
            return cited.indicator.name
    if particular := _particular_missing(answer, text, asked):
        return particular
    if answer.kind is Intent.CONTENT and not _tells_the_clause(answer, text):
        return answer.citations[0].clause.label
    if answer.kind is Intent.CONTENT and _MAY.search(answer.rewritten_question):
        quoted = reader.read(answer.citations[0].quote)
        forbids = any(kind is Modality.FORBIDDEN for kind, _ in quoted.markers)
        if forbids and not any(kind is Modality.FORBIDDEN for kind, _ in said.markers):
            return Modality.FORBIDDEN.value
    return ""
