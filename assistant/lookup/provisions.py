"""Provisions: what kind of statement a clause's text makes, by the words of such texts."""

from __future__ import annotations

import re

from corpus.clause import Clause

_ORGAN = re.compile(r"主管部门|[局委办]|公安机关|人民政府|机构|管理部门")
_PUNISHES = re.compile(
    r"责令|罚款|处分(?!的?建议)|追究(?![^，。；]{0,6}的建议)|吊销|没收|强制执行|滞纳金|行政处罚|赔偿"
)
_DEFIED = re.compile(r"逾期|拒不|仍不|不改正|不履行")
_LEGAL_REMEDY = re.compile(r"不服|行政复议|行政诉讼|起诉|申诉|复核|复查")
_COMPLAINT = re.compile(r"投诉|举报|检举|控告|反映")
_LIABILITY = re.compile(r"法律责任|罚则")
_ITEMS = re.compile(r"[（(]一[）)]")


def names_an_authority(text: str) -> bool:
    """True where a text says of a public body what it does."""
    return _ORGAN.search(text) is not None


def punishes(text: str) -> bool:
    """True where a text orders what follows on a breach."""
    return _PUNISHES.search(text) is not None


def of_an_order_defied(text: str) -> bool:
    """True where a text says what follows on an order that is not obeyed."""
    return _DEFIED.search(text) is not None


def offers_a_remedy(text: str) -> bool:
    """True where a text says what one may do who does not agree with a decision."""
    return _LEGAL_REMEDY.search(text) is not None


def takes_complaints(text: str) -> bool:
    """True where a text speaks of complaints and reports."""
    return _COMPLAINT.search(text) is not None


def stands_under_liability(clause: Clause) -> bool:
    """True in the chapter on legal liability."""
    return any(_LIABILITY.search(heading) for heading in clause.path)


def lists_items(clause: Clause) -> bool:
    """True for a clause with （一）（二） in it."""
    return _ITEMS.search(clause.text) is not None
