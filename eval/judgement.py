"""Judgement: which of a question's expectations an answer meets.

The rules are the table of eval/sets/SCHEMA.md, one function a row; only what a question expects
is judged, and it is right when every check is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from eval.figures import plain, same_figure, states
from eval.given import Given
from eval.question import Expected

_DENIAL = re.compile(r"^(?:否|不是|没有|不参与|未)|(?:没有|未)(?:写明|列|提到|点名|参与)|不是")
_ASSENT = re.compile(r"^(?:是|对|有|参与)|也?是(?:本条|该|这|牵头|责任)")


class Check(StrEnum):
    """A row of the table."""

    REFUSED = "refused"
    STATUS = "status"
    CLAUSES = "clauses"
    TASKS = "tasks"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    LEAD_COUNT = "lead_count"
    RESPONSIBLE_COUNT = "responsible_count"
    VALUES = "values"
    CONTAINS = "contains"
    YES = "yes"


def judge(expected: Expected, given: Given) -> dict[Check, bool]:
    """Every check that applies, with its verdict; none where nothing is expected."""
    if not expected.scored:
        return {}
    return {
        check: rule(expected, given)
        for check, (applies, rule) in _RULES.items()
        if applies(expected)
    }


def named(given: Given, role: str) -> frozenset[str]:
    """The units of a role that the answer names."""
    return frozenset(unit.name for unit in given.units if unit.role == role)


def _refused(expected: Expected, given: Given) -> bool:
    return given.refused if expected.refused else given.answered


def _status(expected: Expected, given: Given) -> bool:
    equal = expected.status is None or given.status == expected.status
    return equal and given.status.startswith(expected.status_prefix or "")


def _clauses(expected: Expected, given: Given) -> bool:
    """The first clause cited is an expected one; with `all` each document has one cited."""
    cited = given.cited if expected.all_clauses else given.cited[:1]
    return all(not wanted.isdisjoint(cited) for wanted in expected.wanted)


def _tasks(expected: Expected, given: Given) -> bool:
    return set(given.cited) == set(expected.clauses or ())


def _lead(expected: Expected, given: Given) -> bool:
    return named(given, "lead") == set(expected.lead or ())


def _responsible(expected: Expected, given: Given) -> bool:
    return named(given, "responsible") == set(expected.responsible or ())


def _lead_count(expected: Expected, given: Given) -> bool:
    return _tally(expected, given, "lead") == expected.lead_count


def _responsible_count(expected: Expected, given: Given) -> bool:
    return _tally(expected, given, "responsible") == expected.responsible_count


def _tally(expected: Expected, given: Given, role: str) -> int:
    """Tasks the answer lists for the unit in a role; -1 when it is no list of a unit's tasks."""
    if given.kind != "unit-tasks" or not given.answered:
        return -1
    return len(
        {unit.clause for unit in given.units if unit.role == role and unit.name == expected.unit}
    )


def _values(expected: Expected, given: Given) -> bool:
    """Each figure stands among the answer's indicators or in its text."""
    return all(
        any(same_figure(figure, own) for own in given.figures) or states(given.text, figure)
        for figure in expected.values or ()
    )


def _contains(expected: Expected, given: Given) -> bool:
    text = plain(given.text)
    return all(plain(words) in text for words in expected.contains)


def _yes(expected: Expected, given: Given) -> bool:
    return says_yes(given.text) is expected.yes


def says_yes(text: str) -> bool | None:
    """是 is True, 否 or “not named” is False, neither is None; the first sentence counts."""
    first = re.split(r"[。；\n]", text.strip(), maxsplit=1)[0]
    sentence = re.sub(r"是不是|是否|有没有", "", plain(first))
    if _DENIAL.search(sentence):
        return False
    return True if _ASSENT.search(sentence) else None


_Applies = Callable[[Expected], bool]
_Rule = Callable[[Expected, Given], bool]
_RULES: dict[Check, tuple[_Applies, _Rule]] = {
    Check.REFUSED: (lambda e: True, _refused),
    Check.STATUS: (lambda e: bool(e.status or e.status_prefix), _status),
    Check.CLAUSES: (lambda e: bool(e.wanted), _clauses),
    Check.TASKS: (lambda e: e.is_task_list, _tasks),
    Check.LEAD: (lambda e: e.lead is not None, _lead),
    Check.RESPONSIBLE: (lambda e: e.responsible is not None, _responsible),
    Check.LEAD_COUNT: (lambda e: e.lead_count is not None, _lead_count),
    Check.RESPONSIBLE_COUNT: (lambda e: e.responsible_count is not None, _responsible_count),
    Check.VALUES: (lambda e: e.values is not None, _values),
    Check.CONTAINS: (lambda e: bool(e.contains), _contains),
    Check.YES: (lambda e: e.yes is not None, _yes),
}
