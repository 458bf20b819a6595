"""Listed units: the units of a clause as its text lists them, 等部门 where the text has it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from corpus.clause import Clause
from corpus.responsibility import LEFT_OPEN, Responsibility, Role

_OF_ONE_LIST = frozenset(("、", "和", "与", "及", "以及"))
_OF_ANOTHER = frozenset("，；,;")
_UNMARKED = ("", "/", "／")  # names that a cell set one below the other, or a slash between them
_NEXT_TRAILER = "；"
_ITSELF = "本单位"


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit, the 等部门 that leaves the list open after it, if any, and what joins on the next.

    `name` is as the text writes it, `unit` what the corpus calls it.
    """

    name: str
    left_open: str
    joint: str
    unit: str


def as_listed(clause: Clause, role: Role) -> tuple[ListedUnit, ...]:
    """Units with `role` in the text's order, one for each mention."""
    duty = clause.responsibility or Responsibility()
    listed = []
    for mention, following in itertools.pairwise((*duty.mentions(role), None)):
        assert mention is not None
        after = clause.text[mention.end : following.start if following else None]
        left_open = LEFT_OPEN.match(after)
        joint = after[left_open.end() if left_open else 0 :].strip()
        # 市教委（牵头）、市财政局: what is said of a unit behind its name joins nothing.
        if following and joint in _UNMARKED:
            joint = "、"
        joint = joint if joint in _OF_ONE_LIST else joint[-1:]
        joint = joint if joint in _OF_ONE_LIST | _OF_ANOTHER else _NEXT_TRAILER
        stands_open = left_open.group() if left_open else ""
        listed.append(ListedUnit(mention.written, stands_open, joint, mention.name))
    return tuple(listed)


def unit_line(clause: Clause, role: Role, without: str = "") -> str:
    """The units with `role` as the text lists them: 市财政局等部门，各区县政府.

    One may be left out; 等部门 that the text has after it alone is then 本单位等部门.
    """
    line = joint = ""
    for unit in as_listed(clause, role):
        if unit.unit != without:
            line += joint + unit.name + unit.left_open
        elif unit.left_open:
            own = "" if joint in _OF_ONE_LIST else joint + _ITSELF
            line += own + unit.left_open
        else:
            joint = unit.joint if joint in _OF_ONE_LIST else joint
            continue
        joint = unit.joint
    return line


def unit_list(clause: Clause, role: Role) -> str:
    """The units of one role in the text's own words, trailer by trailer (“等部门” and all)."""
    responsibility = clause.responsibility
    if responsibility is None:
        return ""
    stated = []
    for start, end in responsibility.spans:
        mentions = [m for m in responsibility.mentions(role) if start <= m.start < end]
        others = [m for m in responsibility.units if m not in mentions]
        if mentions and any(mentions[0].start < m.start < mentions[-1].start for m in others):
            stated.append("、".join(m.written for m in mentions))  # 甲、乙（牵头）、丙
        elif mentions:
            rest = LEFT_OPEN.match(clause.text[mentions[-1].end : end])
            stated.append(
                clause.text[mentions[0].start : mentions[-1].end] + (rest.group() if rest else "")
            )
    return "；".join(stated)
