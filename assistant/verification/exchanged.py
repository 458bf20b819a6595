"""Exchanged: words of a clause that have changed places, so that its letters say something else.

Each rule looks at one step from a run of the clause's letters to the next, at `index`.
"""

from __future__ import annotations

import re

from assistant.verification.passage import Passage
from assistant.verification.run import Run

_AT = set("在")
_OBJECT, _PLACE = "将把", "在"  # before an object, before a place
_WITHIN = set("内里上中旁近侧边")
_A_PLACE = re.compile("^在|(?:地区|区域|地段|路段|小区|周边|[内里上])$")
_NAME = 12  # letters of a place's name
_WHERE = 3  # letters before a place in which its preposition stands
_TURNS = set("向到从比给被")  # with these, what stands before and after are not the same
_THING = 3  # letters of a thing by which it is known
_OWNER = 2  # letters of the noun that a thing belongs to


def exchanged(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """Whether letter `at` of the sentence, laid on `index`, would give the run another sense."""
    return (
        _head_replaced(said, at, index, run, there)
        or _turned_round(said, at, index, run, there)
        or _grafted(said, at, index, run, there)
        or _phrase_of_another(said, at, index, run, there)
        or _of_two_cells(said, at, index, run, there)
        or _pointed_elsewhere(said, at, index, there)
    )


def beside(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """甲、乙、丙等设施 told as 丙、甲等设施: whole things of one row, in another order."""
    if there.piece[index] != there.piece[run.end] or there.cell[index] == there.cell[run.end]:
        return False
    if index > run.start:
        return False
    parted = said.cell[at] != said.cell[run.last] and said.piece[at] == said.piece[run.last]
    ended = there.cell[run.end + 1 : run.end + 2] != [there.cell[run.end]]
    last = there.letters[run.end + 1 : run.end + 2] == "等"
    start = there.first_of(index, there.cell)
    verb = there.letters[start:index]  # 建设甲、乙: told once for all of them
    started = not verb or (
        there.starts_piece(start) and verb in said.letters[said.opening[at] : at]
    )
    begun = run.start == 0 or there.cell[run.start - 1] != there.cell[run.start]
    return parted and started and (ended or last) and begun


def _head_replaced(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """标准的刚性、利用的弹性 told as 标准的弹性: a noun that has an attribute of its own."""
    if index <= run.end:
        inserted = said.letters[run.last + 1 : at]
        apart = there.piece[run.end] != there.piece[index] and not there.item[run.end]
        joined = apart and inserted in ("", "的")
        acts = there.starts_piece(index) or any(start == at for _, start in said.markers)
        return said.letters[at] == "的" or (joined and not acts)
    skipped = there.letters[run.end + 1 : index]
    if said.letters[at] == "的" or said.letters[at] in _WITHIN:
        return skipped.startswith("的")  # 工程[的出入口]内 is not 工程内
    if said.letters[at - 1] != "的":
        return False
    if there.letters[run.end] != "的" and not skipped.startswith("的"):
        return False
    return there.piece[run.end] == there.piece[index] and len(skipped) > 1 and skipped[-1] == "的"


def _turned_round(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """推动甲向乙延伸 told as 推动乙向甲延伸: the word between them has them the other way."""
    turns = _TURNS.intersection(said.letters[run.last + 1 : at])
    if index > run.end:
        later = "".join(
            letter
            for letter, own in zip(said.letters[at:], said.piece[at:], strict=True)
            if own == said.piece[at]
        )
        skipped = there.letters[run.end + 1 : index]
        same = there.piece[index] == there.piece[run.end]
        return same and bool(_TURNS.intersection(skipped, later))  # told after it instead
    if not turns:
        return False
    between = there.letters[index : run.start]
    same = there.piece[index] == there.piece[run.end]
    led = run.start > 0 and there.letters[run.start - 1] in turns
    return led or (same and not turns.isdisjoint(between))


def _grafted(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """在外围区域轨道站点周边 told as 在核心片区轨道站点周边: parts of nouns of two pieces."""
    first = run.last - (run.end - run.start)
    before = said.letters[max(said.opening[first], first - _WHERE) : first]
    there_before = there.letters[max(0, run.start - _WHERE) : run.start]
    return (
        bool(_AT.intersection(before))
        and not _AT.intersection(there_before)
        and run.last == at - 1
        and there.piece[index] != there.piece[run.end]
        and not there.starts_piece(index)
    )


def _phrase_of_another(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """将甲列为内容, 在景区建设停车场: the object or the place of another piece than the verb's."""
    if there.piece[run.end] == there.piece[index] or there.starts_piece(index):
        return False
    # What was laid last stands after the preposition in the sentence, and not in the clause.
    own = said.letters[said.opening[at] : run.last]
    start = there.first_of(index, there.segment)
    objects = [there.letters.rfind(mark, start, index) for mark in _OBJECT if mark in own]
    if any(marked >= 0 and not marked < run.end < index for marked in objects):
        return True
    opening = there.letters.rfind(_PLACE, there.opening[index], index)
    if opening < 0:
        return False
    if _PLACE in own or not _WITHIN.isdisjoint(said.letters[at - 1 : at + 1]):
        return True
    # 城市园林|绿地内: the end of another place's name
    return run.last == at - 1 and not _WITHIN.isdisjoint(there.letters[index : index + _NAME])


def placed_elsewhere(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """在医院等地区，规划建设“P+R”: a new piece of the sentence, after the place of another."""
    if there.piece[run.end] == there.piece[index]:
        return False
    place = said.letters[said.opening[run.last] : run.last + 1]
    return bool(_A_PLACE.search(place)) and _PLACE in there.letters[there.opening[index] : index]


def _of_two_cells(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """加密路网、降低容积率 told as 加密容积率: the begin of one thing, the end of another."""
    if run.last != at - 1 or there.cell[index] == there.cell[run.end]:
        return False
    tail, head = _rest_of_cell(run.end, there), _begin_of_cell(index, there)
    if there.piece[run.end] != there.piece[index]:
        if any(start == at for _, start in said.markers):
            return False
        first = run.last - (run.end - run.start)
        if len(tail) >= _THING and head and said.letters.endswith(head, 0, first):
            return True  # 规范[人行道]机动车停放秩序
        return len(tail) >= _THING and len(head) >= _THING and head[-_THING:] in said.letters
    if index < run.start and len(head) >= _THING and head[-_THING:] in said.letters:
        return True
    # Both are told too, of one another: the things have changed places.
    return bool(tail) and bool(head) and tail[:2] in said.letters and head[-2:] in said.letters


def _rest_of_cell(index: int, there: Passage) -> str:
    end = index + 1
    while end < len(there.cell) and there.cell[end] == there.cell[index]:
        end += 1
    return there.letters[index + 1 : end].lstrip("的")


def _begin_of_cell(index: int, there: Passage) -> str:
    return there.letters[there.first_of(index, there.cell) : index]


def _pointed_elsewhere(said: Passage, at: int, index: int, there: Passage) -> bool:
    """保持水源地水质达标 told as 保持其水质达标 of another thing spoken of."""
    if at == 0 or said.letters[at - 1] != "其" or there.letters[index - 1] == "其":
        return False
    owner = there.letters[max(there.opening[index], index - _OWNER) : index]
    return len(owner) == _OWNER and owner not in said.letters[:at]
