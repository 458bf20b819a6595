"""Relations: what a sentence makes of two things: a condition, a part, an aim, an owner."""

from __future__ import annotations

import re

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason

# what turns to something else; 向部门报告 does not
_TURNING = re.compile(
    "向(?P<to>[^,;。]{2,12}?)(?:升级|延伸|转变|转移|转型|过渡|倾斜|拓展|集中|发展)"
)
_TO = 4  # letters by which it is known


def related_otherwise(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """The first relation that the clause does not have."""
    return (
        _made_a_condition(said, result, ground)
        or _made_a_part(said, ground)
        or _turned_to_another(said, ground)
        or _antecedent_moved(said, result, ground)
    )


def _made_a_condition(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """应当签合同，并登记备案 told as 需要登记备案的，应当签合同: a duty is no condition."""
    body = ground.zones[0].passage
    laid: dict[int, list[int]] = {}
    for at, place in enumerate(result.places):
        if place and place.zone == 0:
            laid.setdefault(said.piece[at], []).append(place.index)
    for piece in said.conditions:
        after = min((later for later in laid if later > piece), default=-1)
        if piece not in laid or after < 0 or after in said.conditions:
            continue
        first, held = min(laid[piece]), max(laid[after])
        own = {body.piece[index] for index in laid[piece]}
        if body.item[first] or body.item[held]:
            continue
        later = first > held and body.sentence[first] == body.sentence[held]
        if later and own.isdisjoint(body.conditions) and own.isdisjoint(body.premises):
            return Reason.REARRANGED, ""
    return None


def _made_a_part(said: Passage, ground: Ground) -> Fault | None:
    """甲40万套、乙5万套 told as 甲40万套，其中乙5万套."""
    at = said.letters.find("其中")
    if at < 0 or any("其中" in zone.passage.letters for zone in ground.zones):
        return None
    figures = [index for index in said.numbers if not said.is_year(index)]
    own = [index for index in figures if index > at and said.piece[index] == said.piece[at]]
    measures = {said.letters[index + 1 : index + 2] for index in figures if index < at}
    made = any(said.letters[index + 1 : index + 2] in measures for index in own)
    return (Reason.REARRANGED, "其中") if made else None


def _turned_to_another(said: Passage, ground: Ground) -> Fault | None:
    """管理向治理升级 told as 治理向管理升级: what a thing turns to, the clause turns it to."""
    letters = ground.zones[0].passage.letters
    for found in _TURNING.finditer(said.letters):
        if f"向{found['to'][:_TO]}" not in letters:
            return Reason.REARRANGED, found.group()
    return None


def _antecedent_moved(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """保持其水质100%达标: the thing whose figure it is, is in the clause another sentence's."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    for at, letter in enumerate(said.letters):
        figures = any(said.piece[index] == said.piece[at] for index in said.numbers)
        if letter != "其" or result.places[at] is not None or not figures:
            continue
        before = [index for place, index in laid if said.piece[place] < said.piece[at]]
        after = [index for place, index in laid if place > at]
        if before and after and body.segment[before[-1]] != body.segment[after[0]]:
            return Reason.REARRANGED, letter
    return None
