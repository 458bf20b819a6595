"""Relations: what a sentence makes of two things: a condition, a part, an aim, an owner."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.markers import SHARE_OF
from assistant.verification.names import Fault
from assistant.verification.passage import Passage, is_unit
from assistant.verification.verdict import Reason

# what turns to something else; 向部门报告 does not
_TURNING = re.compile(
    "向(?P<to>[^,;。]{2,12}?)(?:升级|延伸|转变|转移|转型|过渡|倾斜|拓展|集中|发展)"
)
_CONSISTS = re.compile("包括|分为")
_ROLE = re.compile("牵头|责任|负责|配合|参与|参加|协同|会同|主办|联合|共同")
_TIME = re.compile("日|天|年|月|小时|工作日|个月|周|分钟")
_VERB = 2  # letters between a figure and its name: 达到
_ASKED = 3  # letters of a figure's name that a question has
_NAMED = 4  # letters of a name
_TO = 4  # letters by which it is known


def related_otherwise(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """The first relation that the clause does not have."""
    return (
        _made_a_condition(said, result, ground)
        or _made_a_part(said, result, ground)
        or _made_of_another(said, result, ground)
        or _turned_to_another(said, ground)
        or _share_turned(said, ground)
        or _antecedent_moved(said, result, ground)
        or _figure_of_another(said, result, ground, told, question)
        or _done_by_another(said, result, ground)
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


def _made_of_another(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """预报包括甲、乙和丙 told as 乙包括甲和丙: what has the parts stands before 包括 there too."""
    body = ground.zones[0].passage
    heads = [found.start() for found in _CONSISTS.finditer(body.letters)]
    for found in _CONSISTS.finditer(said.letters):
        laid = {at: p.index for at, p in enumerate(result.places) if p and p.zone == 0}
        whole = [laid[at] for at in laid if said.opening[found.start()] <= at < found.start()]
        parts = {body.sentence[laid[at]] for at in laid if at >= found.end()}
        for head in heads:
            own = body.sentence[head]
            if own in parts and any(at > head and body.sentence[at] == own for at in whole):
                return Reason.REARRANGED, found.group()
    return None


def _made_a_part(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """甲40万套、乙5万套 told as 甲40万套，其中乙5万套."""
    at = said.letters.find("其中")
    body = ground.zones[0].passage
    told = {body.sentence[p.index] for p in result.places[at:] if p and p.zone == 0}
    if at < 0 or any(
        body.sentence[found.start()] in told for found in re.finditer("其中", body.letters)
    ):
        return None
    figures = [index for index in said.numbers if not said.is_year(index)]
    own = [index for index in figures if index > at and said.piece[index] == said.piece[at]]
    measures = {said.letters[index + 1 : index + 2] for index in figures if index < at}
    made = any(
        said.letters[index + 1 : index + 2] in measures or said.ends_piece(index + 1)
        for index in own
    )
    return (Reason.REARRANGED, "其中") if made else None


def _turned_to_another(said: Passage, ground: Ground) -> Fault | None:
    """管理向治理升级 told as 治理向管理升级: what a thing turns to, the clause turns it to."""
    letters = ground.zones[0].passage.letters
    for found in _TURNING.finditer(said.letters):
        if f"向{found['to'][:_TO]}" not in letters:
            return Reason.REARRANGED, found.group()
    return None


def _share_turned(said: Passage, ground: Ground) -> Fault | None:
    """地下室掩蔽工程占比 is no 地下室在掩蔽工程中的占比; 绿色建筑占新建建筑比例 is one."""
    letters = ground.zones[0].passage.letters
    for found in SHARE_OF.finditer(said.letters):
        whole = found["whole"][:_ASKED]
        if f"占{whole}" not in letters and f"在{whole}" not in letters:
            return Reason.REARRANGED, found.group()
    return None


def _antecedent_moved(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """保持其水质100%达标: the thing whose figure it is, is in the clause another sentence's."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    for at, letter in enumerate(said.letters):
        figures = any(said.piece[index] == said.piece[at] for index in said.numbers)
        if (
            letter != "其"
            or said.letters.startswith("其中", at)
            or result.places[at] is not None
            or not figures
        ):
            continue
        before = [index for place, index in laid if said.piece[place] < said.piece[at]]
        after = [index for place, index in laid if place > at]
        if before and after and body.segment[before[-1]] != body.segment[after[0]]:
            return Reason.REARRANGED, letter
    return None


def _figure_of_another(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """回收利用率达到38% told as …，达到38%: nothing of what the figure is of is told."""
    body = ground.zones[0].passage
    known = result.laid | told
    for at in said.numbers:
        place = result.places[at]
        if place is None or place.zone != 0 or said.is_year(at):
            continue
        if _TIME.match(body.letters, place.index + 1):
            continue
        opening = body.opening[place.index]
        name = range(opening, max(opening, place.index - _VERB))
        if len(name) < _NAMED or known.intersection(name):
            continue
        letters = body.letters[name.start : name.stop]
        if not any(letters[i : i + _ASKED] in question for i in range(len(letters) - _ASKED + 1)):
            return Reason.REARRANGED, letters[-_NAMED:]
    return None


def _done_by_another(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """由甲局牵头，乙局组建队伍: a plan's clause does not say which unit does which of its works."""
    body = ground.zones[0].passage
    roles = body.letters.find("牵头")
    own_text = body.letters[:roles] if roles >= 0 else body.letters
    for at, letter in enumerate(said.letters):
        if not is_unit(letter) or letter in own_text:
            continue
        piece = [i for i, own in enumerate(said.piece) if own == said.piece[at]]
        words = "".join(said.letters[i] for i in piece)
        laid = [i for i in piece if i > at and (p := result.places[i]) and p.zone == 0]
        own = [i for i in laid if not is_unit(said.letters[i])]
        if len(own) >= _NAMED and not _ROLE.search(words):
            return Reason.ROLE, ""
    return None
