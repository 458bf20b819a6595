"""Omission: which letters of a clause a sentence may leave out, and which carry its sense."""

from __future__ import annotations

import re

from assistant.verification.denials import one_way
from assistant.verification.markers import DENIAL, EVERYONE, PARTY, PREPOSITIONS
from assistant.verification.passage import Passage, is_number, is_unit

_WITH_LEAVE = re.compile("经[^，]{2,30}?(?:批准|同意|许可)")
_LEAVE = re.compile("批准|同意|许可|审核")
_ADDRESSEE = re.compile(f"(?:通过.{{1,14}}?)?向[^{'经由被对报'}]{{2,40}}$")
_BODY = re.compile(r"[^由向对被报、]{2,14}?(?:主管部门|管理部门|机构)")
_OF_KIND = re.compile("(?:有关|相关)(?:部门|单位)")
_FOR = re.compile("(?:便于|利于|方便)$")
_JOINS = "及和与"
_REPORTS = re.compile(r"(?:并|同时)?(?:报|向)[^批审]{2,40}(?:备案|报告)")
_LINKS = set(f"{PREPOSITIONS}将把的、")
_PART_OF_TOWN = re.compile("[^的和与及]{1,4}区")


def holds_anchor(there: Passage, start: int, end: int, *, figures: bool) -> bool:
    """Whether what lies between two letters of a clause may not be left out."""
    skipped = there.letters[start + 1 : end]
    if there.piece[start] != there.piece[end] and _REPORTS.fullmatch(skipped):
        return False
    if skipped == "政府" and _BODY.match(there.letters, end):
        return False  # 县政府防汛指挥机构 is 县防汛指挥机构
    if skipped[-1:] == "等" and _OF_KIND.match(there.letters, end):
        return False  # 建设、财政等有关部门: examples of what is named may be left out
    if there.letters[start] in PREPOSITIONS and _authority_shortened(there, start, end):
        return False
    if PARTY.fullmatch(skipped) and _FOR.search(there.letters, 0, start + 1):
        return False  # 便于行政机关查询: for whom may be left out
    letters = EVERYONE.sub("", skipped)
    if there.letters[start] == "经" and _LEAVE.match(there.letters, end):
        return False  # 经批准: by whom may be left out
    if there.piece[start] == there.piece[end] and _ADDRESSEE.match(letters):
        return False  # 应当报告: to whom may be left out
    if figures and _PART_OF_TOWN.fullmatch(skipped):
        return True  # 中心城区建成区 is not 中心城区
    if figures and letters[:1] and letters[0] in _JOINS:
        return True  # 运营及在建里程 is not 运营里程
    named = letters if letters != skipped else "".join(_parties(there, start + 1, end))
    if one_way(skipped, end, there) and there.piece[start] == there.piece[end]:
        letters = letters[1:]
    if PARTY.search(named) or DENIAL.search(letters) or any(map(is_unit, letters)):
        return True
    return figures and any(map(is_number, letters)) and not rest_of_list(there, start, end)


def told_already(said: Passage, at: int, start: int, end: int, there: Passage) -> bool:
    """办理[职工]账户转移: the party whose thing it is stands in the sentence before."""
    skipped = there.letters[start + 1 : end]
    parties = _parties(there, start + 1, end)
    if not parties or there.piece[start] != there.piece[end] or there.letters[start] == "的":
        return False
    if there.starts_piece(start + 1) or set(there.letters[start] + skipped) & _LINKS:
        return False
    if any(start < index <= end for _, index in there.markers):
        return False
    if DENIAL.search(skipped) or any(map(is_unit, skipped)) or any(map(is_number, skipped)):
        return False
    begin = said.letters[:at]
    return all(party in begin for party in parties)


def leave_skipped(start: int, index: int, there: Passage) -> bool:
    """经批准 stands in what is left out, and not as what another item of a list says."""
    return any(
        there.item[found.start()] in (0, there.item[index])
        for found in _WITH_LEAVE.finditer(there.letters, start, max(index, start))
    )


def rest_of_list(there: Passage, start: int, end: int) -> bool:
    """万亿级电子、千亿级汽车[、百亿级装备]等: further items of a list of examples, each whole."""
    return there.letters[end] == "等" and there.cell[start] != there.cell[start + 1]


def _authority_shortened(there: Passage, start: int, end: int) -> bool:
    """报政府生态环境主管部门备案 told as 报主管部门备案."""
    skipped = there.letters[start + 1 : end]
    if not there.letters.startswith("主管部门", end) or there.piece[start] != there.piece[end]:
        return False
    parties = set(_parties(there, start + 1, end)) - {"政府"}
    return not parties and not set(skipped) & set(PREPOSITIONS) and not any(map(is_unit, skipped))


def _parties(there: Passage, start: int, end: int) -> list[str]:
    """The acting parties between two letters; 物业 of 物业管理区域 is none."""
    found = PARTY.finditer(there.letters, start)
    return [match.group() for match in found if match.end() <= end]
