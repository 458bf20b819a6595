"""Governing: what a sentence may not part: a marker, a condition or a list from what it governs."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from itertools import pairwise

from assistant.verification.acting import another_acts
from assistant.verification.alignment import Alignment, Ground
from assistant.verification.markers import DENIAL, Modality
from assistant.verification.names import Fault
from assistant.verification.passage import Passage, is_number
from assistant.verification.verdict import Reason

_ANNOUNCED = re.compile(r"下列|以下|如下|分别|包括")
_MEASURE = re.compile(r"种|项|个?方面|类|个|条|点")
_SOME = re.compile(r"等|其中|例如|比如")
_ANY_OF = re.compile("[下以]列|之一")
_REFERENCE = re.compile(r"前款(?:第?[\U00100000-\U0010ffff]项?)+")  # 前款第(二)、(三)项
_BY_LEAVE = re.compile("[须应]?经.{0,40}?(?:批准|同意|许可)")
_PREMISE_END = re.compile(r"(?:的|的?(?:前提|情况|条件|情形)下|时)$")
_TOO = re.compile("又|且|仍|同时")  # this must hold too
_VERB_FIRST = re.compile("经批准|违反|逾期|拒不|因|符合")  # conditions known by their first word
_JOINT = re.compile("或|并|且")
_ELSE = re.compile("[或也]")
_NO_DEED = re.compile("违反本|因|确因|对|经|为|在.{2,}[内中]$")
_ABOUT = 2  # pairs of letters of a list's item by which a question is about it
_SHORT = 2  # letters of a condition, with its 的, by which it is known: 违反的，
_TAIL = 5  # letters before the last one of a condition by which it is known
_STATED = 8  # letters of a condition that a question must have, half of them


def governed(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """The first thing parted; `told` are the clause's letters laid by earlier sentences."""
    return (
        _ungoverned(said, result, ground)
        or _unconditional(said, result, ground)
        or _condition_lost(said, result, ground, told, question)
        or _leave_lost(result, ground, told)
        or _consequence_moved(said, result, ground)
        or _joint_changed(said, result, ground)
        or another_acts(said, result, ground)
        or _reference_lost(result, ground)
        or _list_cut(said, result, ground)
    )


def laid_on_clause(result: Alignment) -> set[int]:
    """The letters of the clause's own text that a sentence is laid on."""
    return {place.index for place in result.places if place and place.zone == 0}


def list_counts(body: Passage) -> frozenset[str]:
    """How many items each list of a clause has."""
    return frozenset(str(len(body.items(number))) for number in body.lists.values())


def counted_items(said: Passage, at: int, counts: Collection[str]) -> int:
    """Letters of 六种, 三个方面 at `at` where the clause has a list of so many items; else 0."""
    if not is_number(said.letters[at]) or said.numbers[at].value not in counts:
        return 0
    measure = _MEASURE.match(said.letters, at + 1)
    return measure.end() - at if measure else 0


def _ungoverned(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """A 可以 or 不得 must govern words of the clause that it governs there."""
    for kind, start in said.markers:
        if kind is Modality.OBLIGED:
            continue
        places = [
            place
            for at, place in enumerate(result.places)
            if at >= start and place and said.modality[at] is kind
        ]
        if not any(ground.passage(p).modality[p.index] is kind for p in places):
            return Reason.POLARITY, kind.value
    return None


def _unconditional(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """A condition of the clause (…的，) may not be told as what holds."""
    body = ground.zones[0].passage
    laid = laid_on_clause(result)
    stated = {said.piece[index] for _, index in said.markers if index < len(said.piece)}
    stated.add(said.piece[-1])
    for at, place in enumerate(result.places):
        if place is None or place.zone != 0 or said.piece[at] not in stated:
            continue
        end = body.conditions.get(body.piece[place.index])
        if end is not None and end not in laid:
            return Reason.REARRANGED, ""
    return None


def _condition_lost(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """What holds under a condition (…的，; 在…的前提下，) is not told without it."""
    body = ground.zones[0].passage
    laid = laid_on_clause(result)
    known = laid.union(told)
    for index in sorted(laid):
        piece, segment = body.piece[index], body.segment[index]
        if piece in body.conditions or piece in body.premises:
            continue
        governing = [
            end
            for condition, end in body.premises.items()
            if condition < piece and body.segment[end] == segment
        ]
        before = [
            (condition, end)
            for condition, end in body.conditions.items()
            if condition < piece and body.segment[end] == segment
        ]
        if before:
            governing += _together(body, max(before)[1])
        for end in governing:
            words = body.letters[body.opening[end] : end + 1]
            if _ANY_OF.search(words) and _deed_known(body, known, question):
                continue  # the deeds stand in the list, and one of them is told or asked about
            others = bool(said.conditions) and body.piece[end] in body.conditions
            if not (_condition_told(body, end, known, others=others) or asked(words, question)):
                return Reason.CONDITION, words[:20]
    return None


def _together(body: Passage, end: int) -> list[int]:
    """The ends of the conditions that stand one after another before what holds."""
    found = [end]
    while (before := body.opening[end] - 1) >= 0 and body.letters[before + 1] != "或":
        if body.conditions.get(body.piece[before]) != before:
            break
        if body.segment[before] != body.segment[end]:
            break
        found.append(before)
        end = before
    return found


def _deed_known(body: Passage, known: Set[int], question: str) -> bool:
    """An item of a list is told, or the question is about one; or the clause has no list."""
    if not body.lists or any(body.item[index] for index in known):
        return True
    for item in body.lists:
        letters = "".join(
            letter for letter, own in zip(body.letters, body.item, strict=True) if own == item
        )
        pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
        if sum(pair in question for pair in pairs) >= _ABOUT:
            return True
    return False


def _condition_told(body: Passage, end: int, known: Set[int], *, others: bool) -> bool:
    """Its last words are told, or, with `others`, those before (堆放物料，搭建建筑物的，)."""
    first = end
    while True:
        start = body.opening[first]
        choices = [at - 1 for at in range(start + _TAIL, first) if body.letters[at] == "或"]
        for last in (first, *choices):
            tail = range(max(start, last - _TAIL), last + 1)
            if 2 * len(known & set(tail)) >= len(tail):
                return True
        own = known & set(range(start, first + 1))
        if end in own and len(own) > _SHORT:
            return True
        if (verb := _VERB_FIRST.match(body.letters, start)) and own.issuperset(range(*verb.span())):
            return True
        before = start - 1
        if not others:
            return False
        if _TOO.search(body.letters, start, first + 1) or before < 0:
            return False
        if body.segment[before] != body.segment[end] or body.piece[before] in body.conditions:
            return False
        opening = body.opening[before]
        if any(opening <= index <= end for _, index in body.markers):
            return False
        if _NO_DEED.match(body.letters, opening):
            return False
        first = before


def asked(words: str, question: str) -> bool:
    """Whether a question states a condition: its last words, with what they deny."""
    words = _PREMISE_END.sub("", words)[-_STATED:]
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    if not pairs or 2 * sum(pair in question for pair in pairs) < len(pairs):
        return False
    return bool(DENIAL.search(words)) <= bool(DENIAL.search(question))


def _leave_lost(result: Alignment, ground: Ground, told: Collection[int]) -> Fault | None:
    """经批准，可以…: what may be done with leave is not told without it."""
    body = ground.zones[0].passage
    laid = laid_on_clause(result)
    known = {body.piece[index] for index in laid.union(told)}
    free = {
        (body.segment[index], body.piece[index])
        for index in laid
        if body.modality[index] in (Modality.PERMITTED, Modality.ONLY_THEN)
    }
    for found in _BY_LEAVE.finditer(body.letters):
        start, last = found.start(), found.end() - 1
        if not body.starts_piece(start) or body.piece[start] != body.piece[last]:
            continue
        ends = last + 1 == len(body.letters) or body.starts_piece(last + 1)
        own = body.piece[last]
        if ends and own not in known and (body.segment[last], own + 1) in free:
            return Reason.CONDITION, found.group()[:20]
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
        if body.item[place.index]:
            continue
        if not {segments[piece][0], body.segment[place.index]} <= set(segments[min(after)]):
            return Reason.REARRANGED, ""
    return None


def _joint_changed(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """或 stands where the clause has 或 or a list, 并 not where it has 或."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    for (at, first), (after, second) in pairwise(laid):
        inserted = said.letters[at + 1 : after]
        if not _JOINT.search(inserted) or any(result.places[at + 1 : after]):
            continue
        start, end = sorted((first, second))
        between = body.letters[start + 1 : end]
        if "或" in inserted and between and not _ELSE.search(between):
            return Reason.REARRANGED, "或"
        if "或" not in inserted and between.strip("者") == "或":
            return Reason.REARRANGED, inserted
    return None


def _reference_lost(result: Alignment, ground: Ground) -> Fault | None:
    """依照前款第二项、第三项规定的: what follows is told of these items, or with these words."""
    body = ground.zones[0].passage
    laid = laid_on_clause(result)
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


def _list_cut(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """A list announced (下列…, 三项…) is told to its end, or 等 is said."""
    body = ground.zones[0].passage
    laid = {body.item[index] for index in laid_on_clause(result)} - {0}
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
