"""Members: what is forbidden, or a case of a list, is told with all that narrows it.

禁止新建、扩建燃用高污染燃料的设施 told as 禁止扩建设施 forbids more than the clause does.
So does 擅自搭建建筑物, where the clause has 擅自在街道两侧堆放物料，搭建建筑物.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.markers import Modality
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason

_ATTRIBUTE = 4  # letters that an attribute left out has at least, with its 的
_NOUN_TOLD = 2  # letters by which its last noun is told
_POINTS = re.compile("该|其|本")
_PLACE = re.compile(r"在(?P<where>[^在的]{2,20}?(?:范围内|两侧|场所|场地|[内上中里旁]))")
_PLACE_TOLD = 2  # letters by which a place is told
# Whoever is made to act acts: 责令企业停产 is not 停产.
_CAUSES = re.compile("责令|要求|督促")
_SUMMED_UP = re.compile("情形|行为|包括|如下|以下|下列|例如|比如")


def member_widened(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """The first thing told more widely than the clause has it."""
    body = ground.zones[0].passage
    laid = sorted(result.laid)
    for first, second in pairwise((-1, *laid)):
        start = max(first + 1, body.first_of(second, body.cell))
        skipped = body.letters[start:second]
        narrows = len(skipped) >= _ATTRIBUTE and _narrows(body, start, second)
        if narrows and _is_limited(body, second) and not _told_by_its_end(skipped, said):
            return Reason.CONDITION, skipped[:20]
    return (
        _object_cut(result, body)
        or _maker_lost(said, result, body)
        or _place_lost(said, result, body)
        or _case_told_last(said, result, body)
    )


def _narrows(body: Passage, start: int, end: int) -> bool:
    """[含有汞的]废渣, 将[含有汞、镉等的剧毒]废渣: what is left out before a noun tells which."""
    skipped = body.letters[start:end]
    taken = body.letters[start - 1 : start] == "将" or "等的" in skipped
    return skipped[-1] == "的" or (taken and "的" in skipped)


def _told_by_its_end(attribute: str, said: Passage) -> bool:
    """该区域内的, or [负责住房公积金]的核算 in a sentence on 住房公积金."""
    noun = attribute[:-1][-_NOUN_TOLD:]
    return noun in said.letters or _POINTS.search(attribute) is not None


def _is_limited(body: Passage, index: int) -> bool:
    return body.modality[index] is Modality.FORBIDDEN or bool(body.item[index])


def _object_cut(result: Alignment, body: Passage) -> Fault | None:
    """禁止建设处置危险废物的设施 is not told as 禁止处置危险废物."""
    for index in result.laid:
        after = index + 1
        if body.modality[index] is not Modality.FORBIDDEN or body.ends_piece(index):
            continue
        noun = body.letters[after + 1 : after + 1 + _NOUN_TOLD]
        if body.letters[after] == "的" and after not in result.laid and len(noun) == _NOUN_TOLD:
            told = any(body.piece[at] == body.piece[index] for at in result.laid if at > after)
            if not told and not body.ends_piece(after):
                return Reason.CONDITION, body.letters[after : after + 4]
    return None


def _maker_lost(said: Passage, result: Alignment, body: Passage) -> Fault | None:
    """可以采取[责令有关企业]停产: what is left out says who is made to act."""
    if _CAUSES.search(said.letters):
        return None
    for _, start in body.markers:
        told = min((index for index in result.laid if index >= start), default=start)
        if told == start or body.cell[told] != body.cell[start]:
            continue
        found = _CAUSES.search(body.letters, start, told)
        if found is not None and found.end() < told:
            return Reason.CONDITION, body.letters[start:told][:20]
    return None


def _place_lost(said: Passage, result: Alignment, body: Passage) -> Fault | None:
    """在…范围内进行采石、埋设管道: the place that opens a row holds for each of its members."""
    for found in _PLACE.finditer(body.letters):
        start, end = found.span()
        segment = body.segment[start]
        reach = [
            index
            for index in result.laid
            if index >= end and body.segment[index] == segment and _is_limited(body, index)
        ]
        if not reach or body.item[start] != body.item[min(reach)]:
            continue
        where = found["where"]
        told = result.laid.intersection(range(start, end))
        if not told and where[-_PLACE_TOLD:] not in said.letters:
            return Reason.CONDITION, found.group()
    return None


def _case_told_last(said: Passage, result: Alignment, body: Passage) -> Fault | None:
    """由主管部门责令改正，改变燃气用途: a case of a list after what follows from it is an order."""
    if _SUMMED_UP.search(said.letters):
        return None
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    for (at, first), (after, second) in pairwise(laid):
        if said.piece[at] == said.piece[after] or said.sentence[at] != said.sentence[after]:
            continue
        item = body.item[second]
        if not item or body.item[first] or said.piece[after] in said.conditions:
            continue
        last = max(index for index, own in enumerate(body.item) if own == item)
        if body.letters[last] == "的" and body.modality[second] is not Modality.FORBIDDEN:
            opening = body.opening[first]
            if body.letters[opening] in "由处" or "责令" in body.letters[opening : first + 1]:
                return Reason.REARRANGED, body.letters[second : last + 1][:20]
    return None
