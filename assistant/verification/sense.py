"""Sense: whether a letter is governed alike in the sentence and in the clause."""

from __future__ import annotations

import re

from assistant.verification.ground import Ground, Kind, Place, Strictness
from assistant.verification.markers import PARTY, Bound, Modality
from assistant.verification.passage import Passage

_BY_RULE = re.compile("根据|按照|依照|依据")


def same_sense(said: Passage, at: int, place: Place, ground: Ground, rules: Strictness) -> bool:
    """The letter is governed alike: modality, bound of a number, target year."""
    zone = ground.zones[place.zone]
    there = zone.passage
    if rules.modality and zone.turns:
        mine, its = said.modality[at], there.modality[place.index]
        ahead = said.coming[at] if mine is Modality.NONE else mine
        if (
            its not in (mine, ahead)
            and not (said.piece[at] in said.conditions and _is_condition(there, place.index))
            and not _object_told_last(said, at, place.index, there)
            and not _leave_told_first(mine, there, place.index)
            and not (
                mine in (Modality.NONE, Modality.OBLIGED)
                and its in (Modality.NONE, Modality.OBLIGED)
            )
        ):
            return False
    if rules.bounds and at in said.numbers:
        mine_bound, its_bound = said.numbers[at].bound, there.numbers[place.index].bound
        if mine_bound is not its_bound and not (
            mine_bound is Bound.EXACT and its_bound is Bound.EXACT
        ):
            return False
    if rules.years and said.target[at] and zone.kind is not Kind.NAME:
        return said.target[at] == there.target[place.index]
    return True


def _is_condition(there: Passage, index: int) -> bool:
    """Under 享有下列权利: 有困难的，可以申请 has the marker for the list, not for the condition."""
    return there.item[index] > 0 and there.piece[index] in there.conditions


def _leave_told_first(mine: Modality, there: Passage, index: int) -> bool:
    """根据需要，可以收回 told as 可以根据需要收回."""
    if (
        mine not in (Modality.PERMITTED, Modality.OBLIGED)
        or there.modality[index] is not Modality.NONE
    ):
        return False
    if not _BY_RULE.match(there.letters, there.opening[index]):
        return False
    after = index
    while after < len(there.letters) and there.piece[after] == there.piece[index]:
        after += 1
    return (mine, after) in there.markers


def _object_told_last(said: Passage, at: int, index: int, there: Passage) -> bool:
    """历史建筑…不得拆除 told as 不得拆除历史建筑: the clause's topic ends the piece."""
    if said.modality[at] is Modality.NONE or there.modality[index] is not Modality.NONE:
        return False
    begin = index
    while begin and there.sentence[begin - 1] == there.sentence[index]:
        begin -= 1
    end = at
    while end < len(said.letters) and said.piece[end] == said.piece[at]:
        end += 1
    start = at - (index - begin)
    topic = said.letters[start:end]
    return (
        start > 0
        and said.piece[start] == said.piece[at]
        and there.letters.startswith(topic, begin)
        and not there.starts_piece(begin + len(topic))
        and not PARTY.search(topic)
        and said.modality[at] in there.modality[begin:]
    )
