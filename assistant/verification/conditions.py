"""Conditions: what holds under one (…的，; 在…的前提下，; 经批准，) is not told without it."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.markers import DENIAL, ONE_OF_CASES, Modality
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason

_ANY_OF = re.compile("[下以]列|之一")
_BY_LEAVE = re.compile("[须应]?经.{0,40}?(?:批准|同意|许可)")
_PREMISE_END = re.compile(r"(?:的|的?(?:前提|情况|条件|情形)下|时)$")
_TOO = re.compile("又|且|仍|同时")  # this must hold too
_VERB_FIRST = re.compile("经批准|违反|逾期|拒不|因|符合")  # conditions known by their first word
# What the deed leads to is a condition of its own: 玩忽职守，构成犯罪的.
_FOLLOWS = re.compile("构成|造成|情节|拒不|逾期|尚不|不构成|致使|未(?!来)|不(?!同)")
_LATER = re.compile("逾期|拒不|情节")
_BESIDE = frozenset("或和及与")
_FAILING = re.compile("不(?!同)|未(?!来)|没有?|擅自|违反")
_WHICH = re.compile("哪些|什么情[形况]|哪几")
_TAIL = 5  # letters before the last one of a condition by which it is known
_STATED = 8  # letters of a condition that a question must have, half of them
_NO_DEED = re.compile("违反本|因|确因|对|经|为|在.{2,}[内中]$")
_BREACH = re.compile("违反(?:本条|前款|上述|前述)?规定的")
_PENALTY = re.compile("罚|处分|处理|后果|违反")
_ABOUT = 2  # pairs of letters of a list's item by which a question is about it
_OPENS = 2  # letters that open a condition: 确需, 情节
_SHORT = 2  # letters of a condition, with its 的, by which it is known: 违反的，


def condition_lost(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """What holds under a condition (…的，; 在…的前提下，) is not told without it."""
    body = ground.zones[0].passage
    laid = result.laid
    known = laid.union(told)
    of_cases = any(body.item[index] for index in laid)
    for index in sorted(laid):
        piece, segment = body.piece[index], body.segment[index]
        if piece in body.conditions or piece in body.premises:
            continue
        governing = [
            end
            for condition, end in body.premises.items()
            if condition < piece
            and (body.segment[end] == segment or _opens_sentence(body, end, index))
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
            listed = body.item[index] and not body.item[end] and not _ANY_OF.search(words)
            if listed and any(map(_ANY_OF.search, _heads(body, index))):
                continue  # the list is that of another condition: 有下列情形之一的
            if _ANY_OF.search(words) and _deed_known(body, known, question):
                continue  # the deeds stand in the list, and one of them is told or asked about
            if _later_untold(body, end, known, question):
                return Reason.CONDITION, words[:20]
            others = bool(said.conditions) and body.piece[end] in body.conditions
            asked = (
                _asked(words, question)
                or _penalty_asked(words, question)
                or (words[:1] == "或" and _asked(_words_before(body, end), question))
            )
            if asked and of_cases and _binds_cases(body, end):
                asked = words[:_OPENS] in question
            if not (_condition_told(body, end, known, others=others) or asked):
                return Reason.CONDITION, words[:20]
    return None


def _binds_cases(body: Passage, end: int) -> bool:
    """有下列情形之一，确需征收房屋的，…: what stands beside it must hold too, in each case."""
    start = body.first_of(end, body.segment)
    head = ONE_OF_CASES.search(body.letters, start, body.opening[end])
    return head is not None and body.letters[head.end() - 1] != "的"


def case_cut(said: Passage, result: Alignment, ground: Ground, told: Set[int]) -> Fault | None:
    """（三）丧失劳动能力，并终止关系的: a case of a list is told to its end, or one of its ways."""
    body = ground.zones[0].passage
    known = result.laid.union(told)
    for piece in sorted(set(said.piece)):
        places = [p for at, p in enumerate(result.places) if p and said.piece[at] == piece]
        items = {body.item[place.index] for place in places if place.zone == 0} - {0}
        for item in items:
            letters = [index for index, own in enumerate(body.item) if own == item]
            if body.letters[letters[-1]] != "的":
                continue
            end = letters[-1]
            ends = [at - 1 for at in letters[1:] if _begins_another(body, at, end)]
            tails = [range(max(letters[0], at - _TAIL), at) for at in (end, *ends)]
            if not any(2 * len(known & set(tail)) >= len(tail) for tail in tails):
                return Reason.CONDITION, body.letters[tails[0].start : end + 1]
            if not ends and (fault := _failing_untold(body, letters, known)):
                return fault
    return None


def _failing_untold(body: Passage, letters: list[int], known: Set[int]) -> Fault | None:
    """不按规定的时间、地点，倾倒垃圾的: what is not done belongs to the case."""
    for start in letters:
        if not body.starts_piece(start) or not _FAILING.match(body.letters, start):
            continue
        piece = {index for index in letters if body.piece[index] == body.piece[start]}
        if not piece & known:
            return Reason.CONDITION, body.letters[start : max(piece) + 1][:20]
    return None


def _begins_another(body: Passage, at: int, end: int) -> bool:
    """A whole way (…，或者…), or a further object at the end of the case (…设施和装置的)."""
    if body.letters[at] == "或" and body.starts_piece(at):
        return True
    beside = body.letters[at] in _BESIDE and body.letters[at : at + 2] != "及时"
    fails = _FAILING.search(body.letters, at, end)  # 填埋场和消纳场未采取措施的: no object, a deed
    return beside and not fails and body.piece[at] == body.piece[end]


def _later_untold(body: Passage, end: int, known: Set[int], question: str) -> bool:
    """逾期不办理的 is not told by 不办理登记的: what comes later is told by its own word."""
    later = _LATER.match(body.letters, body.opening[end])
    return (
        later is not None
        and later.group() not in question
        and not known & set(range(*later.span()))
    )


def _opens_sentence(body: Passage, end: int, index: int) -> bool:
    """因自然因素造成的灾害，大型的…；中型的…: what opens a sentence holds for all of it."""
    if body.sentence[end] != body.sentence[index]:
        return False
    start = body.opening[end]
    return start == 0 or body.sentence[start - 1] != body.sentence[start]


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


def _heads(body: Passage, index: int) -> list[str]:
    """The conditions before a list's item, in its sentence and outside lists."""
    return [
        body.letters[body.opening[end] : end + 1]
        for end in body.conditions.values()
        if end < index and body.sentence[end] == body.sentence[index] and not body.item[end]
    ]


def _deed_known(body: Passage, known: Set[int], question: str) -> bool:
    """An item of a list is told, or the question is about one; or the clause has no list."""
    if not body.lists or any(body.item[index] for index in known):
        return True
    if _WHICH.search(question):
        return False  # it asks for the cases
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
        if (verb := _VERB_FIRST.match(body.letters, start)) and own >= set(range(*verb.span())):
            return True
        before = start - 1
        if body.letters[start] == "或" and _alternative_told(body, start, known):
            return True
        if not others or _FOLLOWS.match(body.letters, start):
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


def _penalty_asked(words: str, question: str) -> bool:
    """违反规定的，处…: a question for the penalty has the breach in mind."""
    return bool(_BREACH.fullmatch(words) and _PENALTY.search(question))


def _words_before(body: Passage, end: int) -> str:
    """The piece before a condition, of which it is the alternative."""
    last = body.opening[end] - 1
    if last < 0 or body.segment[last] != body.segment[end]:
        return ""
    return body.letters[body.opening[last] : last + 1]


def _alternative_told(body: Passage, start: int, known: Set[int]) -> bool:
    """对象灭失，或保护类型发生变化的: the one is enough."""
    last = start - 1
    if last < 0 or body.segment[last] != body.segment[start]:
        return False
    tail = range(max(body.opening[last], last - _TAIL), last + 1)
    return 2 * len(known & set(tail)) >= len(tail)


def _asked(words: str, question: str) -> bool:
    """Whether a question states a condition: its last words, with what they deny."""
    words = _PREMISE_END.sub("", words)[-_STATED:]
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    if not pairs or 2 * sum(pair in question for pair in pairs) < len(pairs):
        return False
    return bool(DENIAL.search(words)) <= bool(DENIAL.search(question))


def leave_lost(result: Alignment, ground: Ground, told: Set[int]) -> Fault | None:
    """经批准，可以…: what may be done with leave is not told without it."""
    body = ground.zones[0].passage
    laid = result.laid
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
