"""Listed: lists and alternatives: counted, told to their end, their joints and references kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.markers import ONE_OF_CASES, Modality
from assistant.verification.names import Fault
from assistant.verification.passage import Passage, is_number
from assistant.verification.verdict import Reason

_ANNOUNCED = re.compile(r"下列|以下|如下|分别")
_MEASURE = re.compile(r"种|项|个?方面|类|个|条|点")
_SOME = re.compile(r"等|其中|例如|比如")
_REFERENCE = re.compile(r"前款(?:第?[\U00100000-\U0010ffff]项?)+")  # 前款第(二)、(三)项
_JOINT = re.compile("或|并|且")
_ELSE = re.compile("[或也]")


def list_counts(body: Passage) -> frozenset[str]:
    """How many items each list of a clause has."""
    return frozenset(str(len(body.items(number))) for number in body.lists.values())


def counted_items(said: Passage, at: int, counts: Collection[str]) -> int:
    """Letters of 六种, 三个方面 at `at` where the clause has a list of so many items; else 0."""
    if not is_number(said.letters[at]) or said.numbers[at].value not in counts:
        return 0
    measure = _MEASURE.match(said.letters, at + 1)
    return measure.end() - at if measure else 0


def joint_changed(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """或 stands where the clause has 或 or a list, 并 not where it has 或."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    for (at, first), (after, second) in pairwise(laid):
        inserted = said.letters[at + 1 : after]
        if not _JOINT.search(inserted) or any(result.places[at + 1 : after]):
            continue
        start, end = sorted((first, second))
        between = body.letters[start + 1 : end]
        if "或" in inserted and _cases(body, first, second):
            continue
        if "或" in inserted and body.item[first] and not body.item[second] and second < first:
            return Reason.REARRANGED, "或"  # what the list's head demands is no case of it
        if "或" in inserted and between and not _ELSE.search(between):
            return Reason.REARRANGED, "或"
        if "或" in inserted and _both_done(body, first, second):
            return Reason.REARRANGED, "或"
        if "或" not in inserted and between.strip("者") == "或":
            return Reason.REARRANGED, inserted
    return None


def _cases(body: Passage, first: int, second: int) -> bool:
    """有下列情形之一的: any item of the list is a case, one or another."""
    one, other = body.item[first], body.item[second]
    if not one or not other or body.lists[one] != body.lists[other]:
        return False
    opening = body.item.index(body.items(body.lists[one])[0])
    start = body.first_of(opening - 1, body.sentence) if opening else 0
    return ONE_OF_CASES.search(body.letters, start, opening) is not None


def _both_done(body: Passage, first: int, second: int) -> bool:
    """设置服务台，配备显示屏: pieces beside each other, both of which hold, are no alternatives."""
    if body.item[first] or body.item[second] or body.segment[first] != body.segment[second]:
        return False
    if body.modality[second] is Modality.PERMITTED:
        return False  # 可以申请复议，也可以提起诉讼: one is free to choose
    return body.piece[second] == body.piece[first] + 1 and body.letters[second] != "或"


def reference_lost(result: Alignment, ground: Ground) -> Fault | None:
    """依照前款第二项、第三项规定的: what follows is told of these items, or with these words."""
    body = ground.zones[0].passage
    laid = result.laid
    known = {body.piece[index] for index in laid}
    items = {
        str(body.items(body.lists[body.item[index]]).index(body.item[index]) + 1)
        for index in laid
        if body.item[index]
    }
    for found in _REFERENCE.finditer(body.letters):
        at = found.start()
        if body.piece[at] in known:
            continue
        meant = {body.numbers[i].value for i in range(*found.span()) if i in body.numbers}
        follows = any(
            body.segment[index] == body.segment[at] and body.piece[index] > body.piece[at]
            for index in laid
        )
        if follows and not (items and items <= meant):
            return Reason.CONDITION, "前款"
    return None


def list_cut(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """A list announced (下列…, 三项…) is told to its end, or 等 is said."""
    body = ground.zones[0].passage
    laid = {body.item[index] for index in result.laid} - {0}
    counts = list_counts(body)
    counted = any(counted_items(said, at, counts) for at in said.numbers)
    if not laid or _SOME.search(said.letters):
        return None
    if not counted and not _ANNOUNCED.search(said.letters):
        return None
    for number in {body.lists[item] for item in laid}:
        items = body.items(number)
        if len(laid.intersection(items)) > 1 and not laid.issuperset(items):
            return Reason.ITEMS, ""
    return None
