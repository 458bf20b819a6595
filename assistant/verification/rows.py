"""Rows: what the members of a row have in common, and what belongs to one of them alone.

擅自占用、挖掘城市道路的: both verbs have the object behind the last. （四）共有房产，未经同意的；
（五）有争议的: what heads one item of a list is no head of another.
"""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.markers import Modality
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason

_HOW = "(?:擅自|依法|非法|违法|违规|随意|任意|故意|强行|私自)"
_VERB = 2  # letters of a bare verb
# A verb of a row, without an object of its own: 擅自[占用]、挖掘城市道路.
_BARE = re.compile(f"{_HOW}[\u4e00-\u9fff]{{{_VERB}}}$")
_NEXT = re.compile(f"(?:或者?|以及|和|及)?{_HOW}?(?P<member>[^或和]+)")
_BOTH = re.compile("且|同时(?![还也])")
_OBJECT_TOLD = 2  # letters by which an object that is named is known


def row_broken(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """The first thing that is told of a member of a row, and is another's, or all members'."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    return _head_of_another(said, laid, body) or _without_its_object(
        laid, body, result.laid.union(told), question + said.letters
    )


def _head_of_another(said: Passage, laid: list[tuple[int, int]], body: Passage) -> Fault | None:
    """共有房产未经同意、有争议的: two cases told as one, under what heads the first of them."""
    for (at, first), (after, second) in pairwise(laid):
        item, other = body.item[first], body.item[second]
        if not item or not other or item == other or body.lists[item] != body.lists[other]:
            continue
        opening, end = body.item.index(item), _last_of(body, item)
        if body.letters[end] != "的" or body.letters[_last_of(body, other)] != "的":
            continue
        if _BOTH.search(said.letters, at + 1, after):
            return Reason.REARRANGED, said.letters[at + 1 : after]
        apart = said.piece[at] != said.piece[after]
        if apart and said.piece[at] + 1 not in said.conditions:
            continue
        if {"的", "或"}.intersection(said.letters[at : after + 1]):
            continue
        pieces = {body.piece[index] for place, index in laid if body.item[index] == item}
        if body.piece[opening] != body.piece[end] and body.piece[opening] in pieces:
            return Reason.REARRANGED, body.letters[opening : end + 1][:20]
    return None


def _last_of(body: Passage, item: int) -> int:
    return max(index for index, own in enumerate(body.item) if own == item)


def _without_its_object(
    laid: list[tuple[int, int]], body: Passage, known: Set[int], named: str
) -> Fault | None:
    """擅自占用、挖掘城市道路的 told as 擅自占用的: what is taken stands behind the last verb."""
    for _, index in laid:
        limited = body.modality[index] is Modality.FORBIDDEN or body.item[index]
        if not (limited or body.piece[index] in body.conditions):
            continue
        if index + 1 in known or not _is_bare(body, index):
            continue
        shared = _object_behind(body, index + 1)
        words = body.letters[shared.start : shared.stop]
        if shared and known.isdisjoint(shared) and words[-_OBJECT_TOLD:] not in named:
            return Reason.CONDITION, words[:20]
    return None


def _is_bare(body: Passage, end: int) -> bool:
    """A verb that ends its cell, right behind 擅自 or 不得."""
    if body.ends_piece(end):
        return False
    if body.cell[end + 1] == body.cell[end] and body.letters[end + 1] != "或":
        return False
    if any(start == end + 1 - _VERB for _, start in body.markers):
        return True
    return _BARE.search(body.letters, body.opening[end], end + 1) is not None


def _object_behind(body: Passage, start: int) -> range:
    """The object of the first verb of a row, from `start` on, that has one."""
    end = start
    while not body.starts_piece(end):
        end += 1
    last = end - (body.letters[end - 1] == "的")
    while start < last:
        found = _NEXT.match(body.letters, start, last)
        if found is None:
            break
        begin, stop = found.span("member")
        stop = next((at for at in range(begin, stop) if body.cell[at] != body.cell[begin]), stop)
        if stop - begin > _VERB:
            return range(begin + _VERB, stop)
        start = stop
    return range(0)
