"""Subjects: which runs of a clause go with a party, or with a list's head, that stands before."""

from __future__ import annotations

import re

from assistant.verification.markers import DENIAL, PARTY, PREPOSITIONS
from assistant.verification.narrowing import REST
from assistant.verification.parties import party_at_end
from assistant.verification.passage import Passage, is_number
from assistant.verification.run import Run

_JOINS = "及和与或"
_SUBJECT = 10  # letters at the head of a piece in which its subject stands
_OWN_HEAD = re.compile(f"{REST.pattern}|由")
_AND_OTHERS = re.compile(rf"(?:(?:[^,;。{PREPOSITIONS}有的]{{0,12}}(?:{PARTY.pattern}))+)?有下列")
_BY_WHOM = re.compile(f"由[^的]{{0,24}}?(?:{PARTY.pattern})")
_BY_LEAVE = re.compile("经[^,;。]{2,30}?(?:批准|同意|许可)$")
_OWNER = 10  # letters of a name before its end: [市、区县（自治县）政府]防汛抗旱指挥机构


def next_item(run: Run, index: int, there: Passage) -> bool:
    """From the head of a list, or the end of one of its items, to the head of another."""
    item, last = there.item[index], there.item[run.end]
    if not item or index < run.end:
        return False
    if there.item[index - 1] == item:
        head = there.letters[there.opening[index] : index]
        heads = not there.opening[index] or there.item[there.opening[index] - 1] != item
        if not (heads and PARTY.fullmatch(head) and _head_of_many(head, index, there)):
            return False
    if last and party_at_end(there.letters[run.start : run.end + 1]):
        return False  # a party within an item does not do what another says
    if last and _BY_WHOM.search(there.letters, there.opening[run.end], run.end + 1):
        return False  # an item that says by whom is a statement of its own
    if last:
        return last != item and there.lists[last] == there.lists[item]
    first = there.items(there.lists[item])[0]
    return there.item[run.end + 1] == first


def one_of_subjects(run: Run, index: int, there: Passage) -> bool:
    """A及B不得: what both must do, A must."""
    skipped = there.letters[run.end + 1 : index]
    return (
        skipped[:1] in _JOINS
        and there.starts_piece(run.start)
        and there.piece[run.start] == there.piece[index]
        and any(start == index for _, start in there.markers)
        and party_at_end(there.letters[: run.end + 1])
        and party_at_end(skipped)
    )


def subject_of_list(run: Run, index: int, there: Passage) -> bool:
    """河长履行下列职责：…（三）巡查: the party that opens the sentence does what an item says."""
    item = there.item[index]
    if not item or index < run.end or there.item[run.end] or there.item[index - 1] == item:
        return False
    if there.sentence[run.start] != there.sentence[index]:
        return False
    if not party_at_end(there.letters[run.start : run.end + 1]):
        return False
    opens = run.start == 0 or there.sentence[run.start - 1] != there.sentence[run.start]
    # of a longer name, or one of several, its end: what follows is 应当 or other parties
    acts = any(start == run.end + 1 for _, start in there.markers)
    return opens or acts or _AND_OTHERS.match(there.letters, run.end + 1) is not None


def repeats_subject(start: int, end: int, there: Passage) -> bool:
    """Left out is the party that the sentence or the clause has as its subject anyway."""
    skipped = there.letters[start + 1 : end]
    if not PARTY.fullmatch(skipped):
        return False
    begin = start
    while begin and there.sentence[begin - 1] == there.sentence[start]:
        begin -= 1
    if there.letters[start] in PREPOSITIONS:
        return False
    if any(there.letters.startswith(skipped, at) for at in (begin, there.opening[start])):
        return True
    return there.starts_piece(start + 1) and _head_of_many(skipped, start, there)


def _head_of_many(words: str, index: int, there: Passage) -> bool:
    """企业章程；企业法人营业执照: the words open several pieces of one sentence."""
    heads = {
        head
        for head, own in zip(there.opening, there.sentence, strict=True)
        if own == there.sentence[index]
    }
    return sum(there.letters.startswith(words, head) for head in heads) > 1


def parallel(run: Run, index: int, there: Passage) -> bool:
    """A5年内、B3年内不得: what is said of both holds of the first."""
    skipped = there.letters[run.end + 1 : index]
    tail, other = there.letters[max(0, run.end - 2) : run.end + 1], skipped[-3:]
    if there.piece[run.end] != there.piece[index] or len(tail) < 3 or len(skipped) <= 3:
        return False
    return is_number(tail[0]) and is_number(other[0]) and tail[1:] == other[1:]


def carries_subject(run: Run, index: int, there: Passage) -> bool:
    """The run opens a piece as its subject, and the later piece has none of its own."""
    if index <= run.end or not (there.starts_piece(run.start) or _tail_of_name(run, there)):
        return False
    if there.piece[run.end] == there.piece[index]:
        return False
    if there.piece[run.start] != there.piece[run.end] and not there.ends_piece(run.end):
        return False  # it opens another piece with a subject of that one
    if _OWN_HEAD.search(there.letters, there.opening[index], index):
        return False
    topic = there.starts_piece(index) and (
        run.start == 0 or there.sentence[run.start - 1] != there.sentence[run.start]
    )
    if not topic and not PARTY.search(there.letters, run.start, run.end + 1):
        return False
    opening = run.end + 1
    while there.piece[opening] == there.piece[run.end]:
        opening += 1
    while True:
        stop = opening
        while stop < index and there.piece[stop] == there.piece[opening]:
            stop += 1
        subject = there.letters[opening : min(stop, opening + _SUBJECT)]
        if stop == index:
            return not PARTY.search(subject) and not DENIAL.search(there.letters, opening, index)
        if there.piece[opening] in there.conditions and party_at_end(there.letters[: run.end + 1]):
            opening = stop
            continue
        if PARTY.search(subject) and not _BY_LEAVE.match(there.letters, opening, stop):
            return False
        opening = stop


def _tail_of_name(run: Run, there: Passage) -> bool:
    """The run is the end of the name of a party that opens its piece: [住房公积金]管理中心."""
    before = there.letters[there.opening[run.start] : run.start]
    return (
        len(before) <= _OWNER
        and not set(before) & {*PREPOSITIONS, "的"}
        and party_at_end(there.letters[: run.end + 1])
    )
