"""Order: which runs of a clause's letters may follow one another in a sentence about it."""

from __future__ import annotations

import re

from assistant.verification.denials import denial_dropped
from assistant.verification.exchanged import beside, exchanged, placed_elsewhere
from assistant.verification.markers import ONE_OF_CASES, PARTY, PREPOSITIONS
from assistant.verification.narrowing import (
    attribute_lost,
    first_of_alike,
    narrowed_head,
    of_the_rest,
)
from assistant.verification.omission import (
    holds_anchor,
    leave_skipped,
    rest_of_list,
    told_already,
)
from assistant.verification.parties import party_at_end, same_party
from assistant.verification.passage import Passage, is_number, is_unit
from assistant.verification.run import Run
from assistant.verification.subjects import (
    carries_subject,
    next_item,
    one_of_subjects,
    parallel,
    repeats_subject,
    subject_of_list,
)

_TOGETHER, _OR = set("和与及并且"), "或"
_BOTH = _TOGETHER | set("也又")
_AND_OR = re.compile("[或并且]")
_AND, _EITHER = re.compile("并|且|同时"), re.compile("或")
_SOUGHT = re.compile("征得|取得|征求|报请")  # 征得单位同意: it does not do the work
_BY_RULE = re.compile("(?:按照|依照|根据).{2,20}(?:规定|要求)")
_JOINTS = tuple("或并且和与及将")
_PHRASE = 12  # letters between a preposition and the party it goes with
_OF_FIGURE = 2  # letters from a figure to the thing that has it: 千亿级汽车
_VERB = 3  # letters of a verb at most: 完成
_JOINED = 3  # letters within which a joint stands between what it joins


def loosened(inserted: str, skipped: str) -> bool:
    """The sentence has 或 where the clause joins two things that must both hold, or 并 for 或."""
    if _OR in inserted and _BOTH.intersection(skipped):
        return True
    return _OR in skipped and _AND.search(inserted) is not None


def measured(said: Passage, at: int, run: Run, there: Passage) -> bool:
    """The number laid last has its unit of measure next in the clause: it must come here too."""
    if run.last != at - 1 or run.end + 1 >= len(there.letters):
        return False
    if not is_number(there.letters[run.end]) or there.starts_piece(run.end + 1):
        return False
    return not there.numbers[run.end].value.endswith("%")


def opens_piece(said: Passage, at: int, run: Run) -> bool:
    """The sentence starts a new statement here, not with a number that leans on the last one."""
    opens = said.piece[at] != said.piece[run.last] or _is_target_year(said, run.last)
    return opens and not is_number(said.letters[at])


def _joined_otherwise(said: Passage, at: int, run: Run, index: int, there: Passage) -> bool:
    """或者报 where the clause has 并报: another joint than the clause's opens the statement."""
    inserted = said.letters[run.last + 1 : at]
    joint = there.letters[there.opening[index] : index]
    return bool(_EITHER.match(inserted) and _AND.match(joint)) or bool(
        _AND.match(inserted) and _EITHER.match(joint)
    )


def _elsewhere(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """The word stands right ahead, or after a joint, and no longer match speaks for `index`."""
    ahead = run.end + 1
    while there.letters[ahead : ahead + 1] in _JOINTS and ahead <= run.end + _JOINED:
        ahead += 1
    if index == ahead or there.letters[ahead : ahead + 2] != said.letters[at : at + 2]:
        return False
    return _alike(said, at, index, there) <= _alike(said, at, ahead, there)


def _figure_of_another(run: Run, index: int, there: Passage) -> bool:
    """千亿级汽车 where the clause has 万亿级电子、[五千亿级]汽车: each thing has its own figure."""
    own, other = there.cell[run.end], there.cell[index]
    if own == other or there.piece[run.end] != there.piece[index]:
        return False
    if rest_of_list(there, run.end, index):
        return False
    if there.cell[run.end + 1 : run.end + 2] != [own]:
        # 5年内[、3年内]不得挖掘: what follows the figures is said of both.
        return any(index - _OF_FIGURE <= at < index for at in there.numbers)
    return _figure_before(run.end + 1, own, there) and _figure_before(index, other, there)


def _figure_before(end: int, cell: int, there: Passage) -> bool:
    return any(there.cell[at] == cell and at < end for at in there.numbers)


def _rule_of_an_exception(end: int, index: int, there: Passage) -> bool:
    """但是，有下列情形之一的，…: what holds of all others is not said of a case of the list."""
    if not there.item[end] or there.item[index] or index > end:
        return False
    own = there.items(there.lists[there.item[end]])
    first = next(at for at, item in enumerate(there.item) if item in own)
    opening = there.first_of(first - 1, there.sentence) if first else 0
    return index < opening and there.letters.startswith("但", opening)


def _heads_a_list(run: Run, index: int, there: Passage) -> bool:
    """职工[有下列情形之一的，]可以提取: the party of a list's head does what the head says."""
    opens = run.start == 0 or there.sentence[run.start - 1] != there.sentence[run.start]
    return opens and ONE_OF_CASES.fullmatch(there.letters, run.end + 1, max(index, 0)) is not None


def _alike(said: Passage, at: int, index: int, there: Passage) -> int:
    """How many letters from `at` on are those from `index` on."""
    pairs = list(zip(said.letters[at:], there.letters[index:], strict=False))
    return next((n for n, (one, other) in enumerate(pairs) if one != other), len(pairs))


def may_follow(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """Whether letter `at` may stand at `index` after a run of the same text."""
    if _elsewhere(said, at, index, run, there) or _figure_of_another(run, index, there):
        return False
    if _rule_of_an_exception(run.end, index, there):
        return False
    if _heads_a_list(run, index, there):
        return True
    if opens_piece(said, at, run):
        if _joined_otherwise(said, at, run, index, there) or of_the_rest(said, at, index, there):
            return False
        if narrowed_head(said, at, index, there) or placed_elsewhere(said, at, index, run, there):
            return False
        return same_party(said, at, index, there)
    if _function_lost(said, run, there) or attribute_lost(said, at, run.end, index, there):
        return False
    if leave_skipped(run.end + 1, index, there) or exchanged(said, at, index, run, there):
        return False
    if denial_dropped(said, at, index, run, there):
        return False
    if beside(said, at, index, run, there):
        return True
    if index < run.end and there.segment[index] != there.segment[run.end]:
        return False  # an object of another statement
    if index < run.end and _AND_OR.search(said.letters, run.last + 1, at):
        return False  # a joint leads on, not back
    start, end = sorted((run.end, index))
    if there.sentence[start] != there.sentence[end]:
        return False
    if first_of_alike(said, at, run.end, index, there):
        return True
    if next_item(run, index, there) or parallel(run, index, there):
        return True
    if index < run.end and is_number(said.letters[at]):
        return False  # a number belongs to what stands before it
    if one_of_subjects(run, index, there) or subject_of_list(run, index, there):
        return True
    figures = _holds_number(said, run.last, at)
    if carries_subject(run, index, there):
        return not figures or not any(map(is_number, there.letters[start + 1 : end]))
    if index == run.end + 1 and there.segment[index] != there.segment[run.end]:
        return False  # another statement's subject is no object of this one
    repeated = repeats_subject(start, end, there) or (
        index > run.end and told_already(said, at, start, end, there)
    )
    if not repeated and holds_anchor(there, start, end, figures=figures):
        return False
    apart = there.piece[start] != there.piece[end]
    if apart and index > run.end and _other_object(run, index, there):
        return False
    by_rule = _BY_RULE.fullmatch(there.letters, start + 1, end)
    if apart and not by_rule and party_at_end(there.letters[: run.end + 1]):
        return False  # what another piece says is not said of this party
    inserted = said.letters[run.last + 1 : at]
    if _OR in there.letters[start + 1 : end] and set(inserted) & _TOGETHER:
        return "任何" in there.letters[max(0, start - 3) : start]
    if loosened(inserted, there.letters[start + 1 : end]) and end - start <= _JOINED:
        return False
    if apart and figures:
        return _figures(there, there.piece[start], there.piece[end]) <= 1
    if index > run.end or not _has_party(said, run.last, at):
        return True
    return inserted == "的" and not apart and not PARTY.search(there.letters, index, run.end + 1)


def _function_lost(said: Passage, run: Run, there: Passage) -> bool:
    """The run is a party that the clause names as by whom or to whom, and the sentence does not."""
    if not run.start or not party_at_end(there.letters[: run.end + 1]):
        return False
    begin = max(there.opening[run.start], run.start - _PHRASE)
    before = there.letters[begin : run.start]
    found = _SOUGHT.findall(before) or [char for char in before if char in PREPOSITIONS]
    if not found:
        return False
    first = run.last - (run.end - run.start)
    return found[-1] not in said.letters[max(0, first - _PHRASE) : first]


def _is_target_year(said: Passage, last: int) -> bool:
    """The run before was a date such as 到2025年, which governs what follows."""
    return last >= 1 and bool(said.target[last]) and said.letters[last] in "年底末前"


def _other_object(run: Run, index: int, there: Passage) -> bool:
    """The verb that opens a piece, told of a thing that another piece has in its midst."""
    verb = there.starts_piece(run.start) and run.end - run.start < _VERB
    return verb and not there.ends_piece(run.end) and not there.starts_piece(index)


def _holds_number(said: Passage, last: int, at: int) -> bool:
    pieces = {said.piece[last], said.piece[at]}
    return any(said.piece[index] in pieces for index in said.numbers if not said.is_year(index))


def _figures(there: Passage, first: int, last: int) -> int:
    """Numbers in some pieces of a clause, years aside: with two, each has its own name."""
    return sum(
        first <= there.piece[index] <= last and not there.is_year(index) for index in there.numbers
    )


def _has_party(said: Passage, last: int, at: int) -> bool:
    """The pieces of the sentence name an acting party or a unit."""
    pieces = {said.piece[last], said.piece[at]}
    words = "".join(
        letter for letter, own in zip(said.letters, said.piece, strict=True) if own in pieces
    )
    return PARTY.search(words) is not None or any(map(is_unit, words))
