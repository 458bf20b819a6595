"""Parties: a new statement is not told of another party than the clause tells it of."""

from __future__ import annotations

import re

from assistant.verification.markers import PARTY
from assistant.verification.passage import Passage, is_number, is_unit

_PARTY_AT_END = re.compile(f"(?:{PARTY.pattern})$")
_PENALTY = re.compile("责令|处|没收|给予警告|依法")
_OF_GOVERNMENT = re.compile("政府$")
_AUTHORITY = re.compile("[\u4e00-\u9fff]{2,14}?(?:主管|管理)部门")
_CASE = re.compile("对?(单位|个人|企业)(?=有|未|不|违反|擅自|的)")
PARTY_LENGTH = 6
_COUNTED = 4  # letters between a number and what it counts


def same_party(said: Passage, at: int, index: int, there: Passage) -> bool:
    """A new statement is not told of another party than the clause tells it of."""
    begin_of_piece = there.opening[index]
    if _of_another_case(said, at, index, there):
        return False
    if _agent_left_out(said, at, index, there) or _shorter_name(index, there):
        return True
    its = _last_party(there.letters[begin_of_piece:index])
    own = _last_party(said.letters[said.opening[at] : at])
    before = _last_party(said.letters[:at])
    if its:
        if not before and not any(map(is_unit, said.letters)) and not PARTY.search(said.letters):
            return its in there.letters[:begin_of_piece]  # it is told of nobody
        return bool(own) or (bool(before) and (before.endswith(its) or its.endswith(before)))
    if not before or PARTY.match(there.letters, index):
        return True
    earlier = there.letters[there.first_of(index, there.sentence) : index]
    return before in earlier or not PARTY.search(earlier)


def _of_another_case(said: Passage, at: int, index: int, there: Passage) -> bool:
    """单位有前款行为的，处…；个人有…: what is said of one is not said of the other."""
    first = there.first_of(index, there.segment)
    head = _CASE.match(there.letters, first)
    if head is None or head.end() > index:
        return False
    heads = {
        case[1]
        for at_start in range(len(there.letters))
        if there.sentence[at_start] == there.sentence[index]
        and there.first_of(at_start, there.segment) == at_start
        and (case := _CASE.match(there.letters, at_start))
    }
    return len(heads) > 1 and _last_party(said.letters[:at]) != head[1]


def _agent_left_out(said: Passage, at: int, index: int, there: Passage) -> bool:
    """由主管部门责令改正 told as 责令改正: an authority's act, by whom is not told."""
    if not _PENALTY.match(there.letters, index):
        return False
    agent = there.letters[there.opening[index] : index]
    own = said.letters[said.opening[at] : at]
    return agent[:1] == "由" and party_at_end(agent) and not PARTY.search(own)


def _shorter_name(index: int, there: Passage) -> bool:
    """城市人民政府城市绿化行政主管部门 told as 城市绿化行政主管部门."""
    if not _OF_GOVERNMENT.search(there.letters, there.opening[index], index):
        return False
    return _AUTHORITY.match(there.letters, index) is not None


def _last_party(letters: str) -> str:
    """The last party; 医院 of 100所三级医院 is what is built, not who builds."""
    found = [
        match.group()
        for match in PARTY.finditer(letters)
        if not _is_counted(letters[max(0, match.start() - _COUNTED) : match.start()])
    ]
    return found[-1] if found else ""


def _is_counted(before: str) -> bool:
    """100所三级[医院], not 5日内由[部门]."""
    return any(map(is_number, before)) and any(measure in before for measure in "所家个座处")


def party_at_end(letters: str) -> bool:
    """Whether letters end with an acting party."""
    return _PARTY_AT_END.search(letters[-PARTY_LENGTH:]) is not None
