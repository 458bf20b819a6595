"""Governing: what a sentence may not part: a marker, a condition or a list from what it governs."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from assistant.verification.acting import another_acts
from assistant.verification.alignment import Alignment
from assistant.verification.conditions import case_cut, condition_lost, leave_lost
from assistant.verification.ground import Ground
from assistant.verification.listed import joint_changed, list_cut, reference_lost
from assistant.verification.markers import ONE_OF_CASES, PREPOSITIONS, Modality
from assistant.verification.members import member_widened
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.relations import related_otherwise
from assistant.verification.rows import row_broken
from assistant.verification.taken import taken_elsewhere
from assistant.verification.verdict import Reason

_ENCOURAGED = re.compile("鼓励|提倡|倡导|支持|引导")
_HEAD = 12  # letters in which the heads of two rules are alike
_NOUN = 3  # letters of a noun that two topics have in common
_CONSEQUENCE = re.compile("由|处|责令|罚|违|按|依|经|确|因|但|当")
_EXCEPT = re.compile("但|除")
_AND = frozenset("和与及")


def governed(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """The first thing parted; `told` are the clause's letters laid by earlier sentences."""
    return (
        _ungoverned(said, result, ground)
        or _unconditional(said, result, ground)
        or condition_lost(said, result, ground, told, question)
        or case_cut(said, result, ground, told)
        or leave_lost(result, ground, told)
        or _consequence_moved(said, result, ground)
        or related_otherwise(said, result, ground, told, question)
        or joint_changed(said, result, ground)
        or _joined_from_elsewhere(said, result, ground)
        or _head_lost(said, result, ground)
        or _topic_moved(said, result, ground)
        or another_acts(said, result, ground)
        or _forbidden_too(said, result, ground)
        or reference_lost(result, ground)
        or list_cut(said, result, ground)
        or member_widened(said, result, ground)
        or row_broken(said, result, ground, told, question)
        or taken_elsewhere(said, result, ground, told, question)
    )


def _joined_from_elsewhere(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """建成甲和乙: what 和 adds may not be the object of another sentence (推进乙前期工作)."""
    body = ground.zones[0].passage
    for at, letter in enumerate(said.letters):
        if letter not in _AND or result.places[at] is not None:
            continue
        piece = [i for i, own in enumerate(said.piece) if own == said.piece[at]]
        laid = [i for i in piece if (place := result.places[i]) and place.zone == 0]
        before = max((i for i in laid if i < at), default=-1)
        after = min((i for i in laid if i > at), default=-1)
        one, other = result.places[before], result.places[after]
        if before < 0 or after < 0 or one is None or other is None:
            continue
        apart = body.sentence[one.index] != body.sentence[other.index]
        if apart and not body.starts_piece(other.index):
            return Reason.REARRANGED, ""
    return None


def _ungoverned(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """A 可以 or 不得 must govern words of the clause that it governs there."""
    for kind, start in said.markers:
        if kind is Modality.OBLIGED:
            if _only_encouraged(said, start, result, ground):
                return Reason.POLARITY, kind.value
            continue
        places = [
            place
            for at, place in enumerate(result.places)
            if at >= start and place and said.modality[at] is kind
        ]
        if not any(ground.passage(p).modality[p.index] is kind for p in places):
            return Reason.POLARITY, kind.value
    return None


def _only_encouraged(said: Passage, start: int, result: Alignment, ground: Ground) -> bool:
    """鼓励居民出资 is not told as 居民应当出资."""
    body = ground.zones[0].passage
    if start >= len(said.letters) or _ENCOURAGED.search(said.letters):
        return False
    places = [
        place.index
        for at, place in enumerate(result.places)
        if place and place.zone == 0 and at >= start and said.piece[at] == said.piece[start]
    ]
    return bool(places) and all(
        _ENCOURAGED.search(body.letters, body.opening[index], index) for index in places
    )


def _unconditional(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """A condition of the clause (…的，) may not be told as what holds."""
    body = ground.zones[0].passage
    laid = result.laid
    stated = {said.piece[index] for _, index in said.markers if index < len(said.piece)}
    stated.add(said.piece[-1])
    cases = {
        said.piece[at]
        for at, place in enumerate(result.places)
        if place
        and place.zone == 0
        and body.item[place.index]
        and said.piece[at] in said.conditions
    }
    after_case = {piece for piece in stated if any(case < piece for case in cases)}
    for at, place in enumerate(result.places):
        if place is None or place.zone != 0 or said.piece[at] not in stated:
            continue
        end = body.conditions.get(body.piece[place.index])
        if end is None or end in laid:
            continue
        if ONE_OF_CASES.search(body.letters, place.index, end + 1) and said.piece[at] in after_case:
            continue  # 退休的，职工[有下列情形之一的]可以…
        return Reason.REARRANGED, ""
    return None


def _consequence_moved(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """What a sentence tells after a condition (…的，) is what the clause has after it."""
    body = ground.zones[0].passage
    segments: dict[int, list[int]] = {}
    for at, place in enumerate(result.places):
        if place and place.zone == 0:
            segments.setdefault(said.piece[at], []).append(body.segment[place.index])
    for piece, end in said.conditions.items():
        after = [later for later in segments if later > piece and later not in said.conditions]
        place = result.places[end]
        if piece not in segments or not after or place is None or place.zone != 0:
            continue
        if body.conditions.get(body.piece[place.index]) != place.index:
            continue
        told = {
            body.item[there.index]
            for at, there in enumerate(result.places)
            if there and there.zone == 0 and said.piece[at] == min(after)
        }
        if body.item[place.index] and body.item[place.index] not in told:
            continue  # what holds of all items stands before or after them
        if not {segments[piece][0], body.segment[place.index]} <= set(segments[min(after)]):
            return Reason.REARRANGED, ""
    return None


def _head_lost(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """决定A的，须经X；决定B的，须经Y: what follows B's head is not told after A's."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    known = {body.piece[index] for _, index in laid}
    for (at, first), (after, second) in pairwise(laid):
        if said.sentence[at] != said.sentence[after] or said.piece[at] == said.piece[after]:
            continue
        if body.segment[first] == body.segment[second] or body.item[second]:
            continue
        if body.sentence[first] != body.sentence[second]:
            continue
        start = body.first_of(second, body.segment)
        own = body.first_of(first, body.segment)
        alike = body.letters[start : start + 2] in body.letters[own : own + _HEAD]
        if alike and body.piece[start] not in known:
            return Reason.REARRANGED, ""
    return None


def _topic_moved(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """县级政府负担的经费，…；社会负担的经费由…: what is told of one is not told of the other."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    known = result.laid
    for (at, first), (after, second) in pairwise(laid):
        if said.sentence[at] != said.sentence[after] or said.piece[at] == said.piece[after]:
            continue
        if body.segment[first] == body.segment[second] or not body.ends_piece(first):
            continue
        topic = body.letters[body.opening[first] : first + 1]
        head = body.letters[body.opening[second] : second].rstrip(PREPOSITIONS)
        alike = topic[-_NOUN:] == head[-_NOUN:] and not _within(head, topic)
        if alike and not known.issuperset(range(body.opening[second], second)):
            return Reason.REARRANGED, head
    return None


def _within(words: str, others: str) -> bool:
    """责任人承担修缮费用 says nothing that 责任人应当承担历史建筑的修缮费用 does not."""
    rest = iter(others)
    return all(letter in rest for letter in words)


def _forbidden_too(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """禁止倾倒垃圾，装载油类: what follows reads as forbidden; the clause says how it is done."""
    body = ground.zones[0].passage
    marked = {said.piece[at]: kind for kind, at in said.markers if at < len(said.piece)}
    for piece, kind in marked.items():
        places = [
            place.index
            for at, place in enumerate(result.places)
            if place and place.zone == 0 and said.piece[at] == piece + 1
        ]
        if kind is not Modality.FORBIDDEN or piece + 1 in marked or not places:
            continue
        letters = "".join(
            c for c, own in zip(said.letters, said.piece, strict=True) if own == piece + 1
        )
        if not _EXCEPT.search(letters) and any(_excepted(body, index) for index in places):
            return Reason.POLARITY, letters[:20]
        if _CONSEQUENCE.search(letters):
            continue
        open_to = {body.modality[i] for i in places} | {body.coming[i] for i in places}
        if open_to & {Modality.PERMITTED, Modality.OBLIGED}:
            return Reason.POLARITY, letters[:20]
        if piece + 1 not in said.conditions and all(_opens_a_rule(body, i) for i in places):
            return Reason.POLARITY, letters[:20]
    return None


def _opens_a_rule(body: Passage, index: int) -> bool:
    """船舶排放污水，应当…; 改建项目，不得…: the piece only opens what the next one rules."""
    end = index
    while not body.ends_piece(end):
        end += 1
    follows = end + 1
    if body.modality[index] is Modality.FORBIDDEN or follows >= len(body.letters):
        return False
    ruled = {body.piece[at] for _, at in body.markers if at < len(body.piece)}
    return body.piece[follows] in ruled and body.segment[follows] == body.segment[index]


def _excepted(body: Passage, index: int) -> bool:
    """但抢修作业，…的除外: the letter stands in a piece that begins or ends so."""
    end = index
    while not body.ends_piece(end):
        end += 1
    opening = body.opening[index]
    return body.letters.startswith("但", opening) or body.letters.endswith("除外", 0, end + 1)
