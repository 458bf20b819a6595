"""Displaced: what is told of another place, part of the city, stage or row than the clause's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason

_PLACE = "(?:建成区|城区|新区|地区|区域|地段|路段|片区|街区|小区|社区|场所)"
# 对用地不足的城区，…: where the next piece holds
_WHERE = re.compile(f"(?:在|对|针对)?.{{2,30}}{_PLACE}")
_NAMED = re.compile(f"[\u4e00-\u9fff]{{1,8}}{_PLACE}")
# 中心城区建成区实现全覆盖: the place that a piece is about
_SUBJECT = re.compile(f"[\u4e00-\u9fff]{{2,8}}{_PLACE}(?=实现|达|全面|基本|全部|要|将)")
_CALLED = 4  # letters of a place that call it
_TOLD = 3  # letters by which a place is told, or a piece is
# How far a work is, behind what it is of.
_STAGE = re.compile("(?:前期(?:工作|研究)|可行性研究|研究论证|规划研究)$")
# A place or an object set before what is done there.
_FRAMED = re.compile("(?:针对|对|在)")
_VERB = 2  # letters of the verb that governs a row


def displaced(
    said: Passage,
    result: Alignment,
    ground: Ground,
    told: Set[int],
    question: str,
    regions: Sequence[str],
) -> Fault | None:
    """The first thing told of what the clause does not tell it of; arguments as in governing.py."""
    body = ground.zones[0].passage
    known = result.laid.union(told)
    return (
        _of_another_place(said, result, body, known)
        or _of_another_region(said, result, body, known, question, regions)
        or _stage_lost(result, body, known)
        or _row_of_another(said, result, body)
        or _place_of_another(said, result, body)
    )


def _of_another_place(
    said: Passage, result: Alignment, body: Passage, known: set[int]
) -> Fault | None:
    """中心城区试点建设首末站, where the clause has 对用地不足的城区，试点建设首末站."""
    named = _NAMED.search(said.letters)
    if named is None:
        return None
    for opening, end in _pieces(body):
        own = _SUBJECT.match(body.letters, opening, end)
        if own and result.laid.intersection(range(own.end(), end)):
            if not known.issuperset(range(own.end() - _TOLD, own.end())):
                return Reason.REARRANGED, own.group()
            continue
        if opening == 0 or len(result.laid.intersection(range(opening, end))) < 2 * _TOLD:
            continue
        before = body.opening[opening - 1]
        where = body.letters[before:opening]
        if body.segment[before] != body.segment[opening] or not _WHERE.fullmatch(where):
            continue
        untold = len(known.intersection(range(before, opening))) < _TOLD
        called = any(where[at : at + _CALLED] in said.letters for at in range(len(where) - _TOLD))
        if untold and not called and named.group()[-2 * _TOLD :] not in where:
            return Reason.REARRANGED, where[:20]
    return None


def _of_another_region(
    said: Passage,
    result: Alignment,
    body: Passage,
    known: set[int],
    question: str,
    regions: Sequence[str],
) -> Fault | None:
    """中心城区…。主城新区…: what the plan sets for one part of the city is not told of another."""
    pattern = re.compile("|".join(map(re.escape, regions)) or "(?!)")
    found = [(match.group(), match.start()) for match in pattern.finditer(body.letters)]
    there = {name for name, _ in found}
    spoken_of = {name for name, at in found if at in known} | set(pattern.findall(said.letters))
    spoken_of = spoken_of or there.intersection(pattern.findall(question))
    for index in sorted(result.laid):
        before = [
            name for name, at in found if at <= index and body.sentence[at] == body.sentence[index]
        ]
        if before and spoken_of and before[-1] not in spoken_of:
            return Reason.REARRANGED, before[-1]
    return None


def _stage_lost(result: Alignment, body: Passage, known: set[int]) -> Fault | None:
    """开展机场改扩建前期研究 is not told as 开展机场改扩建."""
    for opening, end in _pieces(body):
        stage = _STAGE.search(body.letters, opening, end)
        if stage is None or not result.laid.intersection(range(opening, stage.start())):
            continue
        if not known.issuperset(range(stage.end() - 2, stage.end())):
            return Reason.CONDITION, stage.group()
    return None


def _row_of_another(said: Passage, result: Alignment, body: Passage) -> Fault | None:
    """新开工甲、乙 where the clause has 新开工甲，加快乙: what is in a row has one verb."""
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    openings = {body.opening[index] for _, index in laid if body.starts_piece(index)}
    for (at, first), (after, second) in pairwise(laid):
        if said.piece[at] != said.piece[after] or said.cell[at] == said.cell[after]:
            continue
        apart = body.piece[first] != body.piece[second] and not body.starts_piece(second)
        if not apart or body.opening[first] not in openings or body.item[second]:
            continue
        verb = body.letters[body.opening[second] : second][:_VERB]
        if verb and verb not in said.letters:
            return Reason.REARRANGED, verb
    return None


def _place_of_another(said: Passage, result: Alignment, body: Passage) -> Fault | None:
    """在医院周边，试点设置小微停车场, where the clause has 试点设置小微停车场；针对医院周边，…."""
    for piece in sorted(set(said.piece)):
        letters = [at for at, own in enumerate(said.piece) if own == piece]
        if not _FRAMED.match(said.letters, letters[0], letters[-1] + 1):
            continue
        follows = letters[-1] + 1
        if follows >= len(said.letters) or said.sentence[follows] != said.sentence[letters[0]]:
            continue
        frame = _segments(said, result, body, piece)
        of_all = body.segment[0] in frame  # the heading: it frames all that follows
        if of_all or _FRAMED.match(said.letters, follows):
            continue
        told = _segments(said, result, body, piece + 1)
        if frame and told and not frame & told:
            return Reason.REARRANGED, said.letters[letters[0] : follows][:20]
    return None


def _segments(said: Passage, result: Alignment, body: Passage, piece: int) -> set[int]:
    """The segments of the clause that a piece of the sentence is laid in."""
    return {
        body.segment[place.index]
        for at, place in enumerate(result.places)
        if place and place.zone == 0 and said.piece[at] == piece
    }


def _pieces(body: Passage) -> Iterator[tuple[int, int]]:
    """The first letter of each piece of a text, and the one after its last."""
    openings = sorted(set(body.opening))
    return zip(openings, [*openings[1:], len(body.letters)], strict=True)
