"""Completeness: what a wording may not leave out of the composed answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Intent
from assistant.fold import fold
from assistant.verification.evidence import Evidence
from assistant.verification.markers import Modality
from assistant.verification.passage import Reader
from assistant.verification.verdict import Verdict
from corpus.unit import UnitRegistry

_MAY = re.compile(r"可以|能不能|能否|可否|允许|能.*吗|准不准|让不让|行不行")  # asks leave
ROLE_LINES = ("牵头单位：", "责任单位：")


def role_lines(evidence: Evidence) -> tuple[str, ...]:
    """The composed answer's lines of units."""
    return tuple(line for line in evidence.lines if line.startswith(ROLE_LINES))


def units_missing(text: str, line: str, units: UnitRegistry) -> tuple[str, ...]:
    """Units of a composed line that a text does not name."""
    named = {match.name for match in units.find(fold(text))}
    return tuple(match.name for match in units.find(fold(line)) if match.name not in named)


def missing(
    answer: Answer, evidence: Evidence, kept: Sequence[Verdict], units: UnitRegistry, reader: Reader
) -> str:
    """What the kept sentences lack; empty when they say enough."""
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
    if answer.kind is Intent.CONTENT and _MAY.search(answer.rewritten_question):
        quoted = reader.read(answer.citations[0].quote)
        forbids = any(kind is Modality.FORBIDDEN for kind, _ in quoted.markers)
        if forbids and not any(kind is Modality.FORBIDDEN for kind, _ in said.markers):
            return Modality.FORBIDDEN.value
    return ""
