"""Order: which runs of a clause's letters may follow one another in a sentence about it."""

from __future__ import annotations

import re

from assistant.verification.exchanged import beside, exchanged, placed_elsewhere
from assistant.verification.markers import DENIAL, DENYING, EVERYONE, PARTY, PREPOSITIONS
from assistant.verification.narrowing import (
    attribute_lost,
    first_of_alike,
    narrowed_before,
    narrowed_head,
    of_the_rest,
    widened,
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
_REFUSED = re.compile(r"不(?![断同仅良但动])|没|未(?![来成])|非(?![住机法常物遗])")
_AND_OR = re.compile("[或并且]")
_AND, _EITHER = re.compile("并|且|同时"), re.compile("或")
_DENIES = set("不未没")
_OR_ELSE = re.compile("或者?$")
_ONE_WAY = re.compile(f"[{''.join(sorted(_DENIES))}].*或者?")  # 不办理登记或者
_WITH_LEAVE = re.compile("经[^，]{2,30}?(?:批准|同意|许可)")
_LEAVE = re.compile("批准|同意|许可|审核")
_ADDRESSEE = re.compile(f"(?:通过.{{1,14}}?)?向[^{'经由被对报'}]{{2,40}}$")
_ONE_OF_CASES = re.compile("有下列[\u4e00-\u9fff]{0,4}之一的?")
_BODY = re.compile(r"[^由向对被报、]{2,14}?(?:主管部门|管理部门|机构)")
_OF_KIND = re.compile("(?:有关|相关)(?:部门|单位)")
_SOUGHT = re.compile("征得|取得|征求|报请")  # 征得单位同意: it does not do the work
_FOR = re.compile("(?:便于|利于|方便)$")
_BY_RULE = re.compile("(?:按照|依照|根据).{2,20}(?:规定|要求)")
_JOINS = "及和与"
_WITHIN = "内里"
_JOINTS = tuple("或并且和与及将")
_PHRASE = 12  # letters between a preposition and the party it goes with
# 报…备案: a step that may be left unsaid; what needs leave may not.
_REPORTS = re.compile(r"(?:并|同时)?(?:报|向)[^批审]{2,40}(?:备案|报告)")
_LINKS = set(f"{PREPOSITIONS}将把的、")
_PART_OF_TOWN = re.compile("[^的和与及]{1,4}区")
_OF_FIGURE = 2  # letters from a figure to the thing that has it: 千亿级汽车
_VERB = 3  # letters of a verb at most: 完成
_JOINED = 3  # letters within which a joint stands between what it joins


def denied(said: Passage, at: int, index: int, there: Passage) -> bool:
    """The clause denies the word, the sentence does not."""
    if there.starts_piece(index):
        return False
    if widened(said, at, index, there) or narrowed_before(said, at, index, there):
        return True
    if there.letters[index - 1] in DENYING:
        return at == 0 or said.letters[at - 1] not in DENYING
    if not _REFUSED.search(there.letters, there.opening[index], index):
        return False
    if _denies_by_itself(index, there):
        return False
    return not DENIAL.search(said.letters, said.opening[at], at)


def _denies_by_itself(index: int, there: Passage) -> bool:
    """不办理登记或者[不]设立账户的: each of two ways has its own denial, and may be told alone."""
    if there.letters[index] not in _DENIES or not _OR_ELSE.search(there.letters, 0, index):
        return False
    last = index
    while not there.ends_piece(last):
        last += 1
    return there.letters[last] == "的"


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
    if _rest_of_list(there, run.end, index):
        return False
    if there.cell[run.end + 1 : run.end + 2] != [own]:
        # 5年内[、3年内]不得挖掘: what follows the figures is said of both.
        return any(index - _OF_FIGURE <= at < index for at in there.numbers)
    return _figure_before(run.end + 1, own, there) and _figure_before(index, other, there)


def _denial_dropped(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """与防治工作[无关]的爆破: letters left out within one thing, and a denial among them."""
    if index < run.end or there.cell[run.end] != there.cell[index]:
        return False
    skipped = there.letters[run.end + 1 : index]
    if _ONE_WAY.fullmatch(skipped) and _denies_by_itself(index, there):
        return False
    return bool(DENIAL.search(skipped)) and not DENIAL.search(said.letters, run.last + 1, at)


def _figure_before(end: int, cell: int, there: Passage) -> bool:
    return any(there.cell[at] == cell and at < end for at in there.numbers)


def _rule_of_an_exception(end: int, index: int, there: Passage) -> bool:
    """但是，有下列情形之一的，…: what holds of all others is not said of a case of the list."""
    if not there.item[end] or there.item[index] or index > end:
        return False
    own = there.items(there.lists[there.item[end]])
    first = next(at for at, item in enumerate(there.item) if item in own)
    opening = first
    while opening and there.sentence[opening - 1] == there.sentence[first - 1]:
        opening -= 1
    return index < opening and there.letters.startswith("但", opening)


def _heads_a_list(run: Run, index: int, there: Passage) -> bool:
    """职工[有下列情形之一的，]可以提取: the party of a list's head does what the head says."""
    opens = run.start == 0 or there.sentence[run.start - 1] != there.sentence[run.start]
    return opens and _ONE_OF_CASES.fullmatch(there.letters, run.end + 1, max(index, 0)) is not None


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
    if _leave_skipped(run.end + 1, index, there) or exchanged(said, at, index, run, there):
        return False
    if _denial_dropped(said, at, index, run, there):
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
        index > run.end and _told_already(said, at, start, end, there)
    )
    if not repeated and _holds_anchor(there, start, end, figures=figures):
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


def _leave_skipped(start: int, index: int, there: Passage) -> bool:
    """经批准 stands in what is left out, and not as what another item of a list says."""
    return any(
        there.item[found.start()] in (0, there.item[index])
        for found in _WITH_LEAVE.finditer(there.letters, start, max(index, start))
    )


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


def _holds_anchor(there: Passage, start: int, end: int, *, figures: bool) -> bool:
    """Whether what lies between two letters of a clause may not be left out."""
    skipped = there.letters[start + 1 : end]
    if there.piece[start] != there.piece[end] and _REPORTS.fullmatch(skipped):
        return False
    if skipped == "政府" and _BODY.match(there.letters, end):
        return False  # 县政府防汛指挥机构 is 县防汛指挥机构
    if skipped[-1:] == "等" and _OF_KIND.match(there.letters, end):
        return False  # 建设、财政等有关部门: examples of what is named may be left out
    if there.letters[start] in PREPOSITIONS and _authority_shortened(there, start, end):
        return False
    if PARTY.fullmatch(skipped) and _FOR.search(there.letters, 0, start + 1):
        return False  # 便于行政机关查询: for whom may be left out
    if _further_places(there, start, end):
        return False
    letters = EVERYONE.sub("", skipped)
    if there.letters[start] == "经" and _LEAVE.match(there.letters, end):
        return False  # 经批准: by whom may be left out
    if there.piece[start] == there.piece[end] and _ADDRESSEE.match(letters):
        return False  # 应当报告: to whom may be left out
    if figures and _PART_OF_TOWN.fullmatch(skipped):
        return True  # 中心城区建成区 is not 中心城区
    if figures and letters[:1] and letters[0] in _JOINS:
        return True  # 运营及在建里程 is not 运营里程
    named = letters if letters != skipped else "".join(_parties(there, start + 1, end))
    one_way = _ONE_WAY.fullmatch(skipped) and _denies_by_itself(end, there)
    if one_way and there.piece[start] == there.piece[end]:
        letters = letters[1:]
    if PARTY.search(named) or DENIAL.search(letters) or any(map(is_unit, letters)):
        return True
    return figures and any(map(is_number, letters)) and not _rest_of_list(there, start, end)


def _rest_of_list(there: Passage, start: int, end: int) -> bool:
    """万亿级电子、千亿级汽车[、百亿级装备]等: further items of a list of examples, each whole."""
    return there.letters[end] == "等" and there.cell[start] != there.cell[start + 1]


def _further_places(there: Passage, start: int, end: int) -> bool:
    """在住宅楼[、未设烟道的综合楼和商业楼层]内: what holds in all of these places holds in each."""
    if start + 1 >= end:
        return False
    placed = "在" in there.letters[there.opening[start] : start]
    parted = there.cell[start] != there.cell[start + 1] and there.piece[start] == there.piece[end]
    return placed and parted and there.letters[end] in _WITHIN


def _authority_shortened(there: Passage, start: int, end: int) -> bool:
    """报政府生态环境主管部门备案 told as 报主管部门备案."""
    skipped = there.letters[start + 1 : end]
    if not there.letters.startswith("主管部门", end) or there.piece[start] != there.piece[end]:
        return False
    parties = set(_parties(there, start + 1, end)) - {"政府"}
    return not parties and not set(skipped) & set(PREPOSITIONS) and not any(map(is_unit, skipped))


def _other_object(run: Run, index: int, there: Passage) -> bool:
    """The verb that opens a piece, told of a thing that another piece has in its midst."""
    verb = there.starts_piece(run.start) and run.end - run.start < _VERB
    return verb and not there.ends_piece(run.end) and not there.starts_piece(index)


def _parties(there: Passage, start: int, end: int) -> list[str]:
    """The acting parties between two letters; 物业 of 物业管理区域 is none."""
    found = PARTY.finditer(there.letters, start)
    return [match.group() for match in found if match.end() <= end]


def _told_already(said: Passage, at: int, start: int, end: int, there: Passage) -> bool:
    """办理[职工]账户转移: the party whose thing it is stands in the sentence before."""
    skipped = there.letters[start + 1 : end]
    parties = _parties(there, start + 1, end)
    if not parties or there.piece[start] != there.piece[end] or there.letters[start] == "的":
        return False
    if there.starts_piece(start + 1) or set(there.letters[start] + skipped) & _LINKS:
        return False
    if any(start < index <= end for _, index in there.markers):
        return False
    if DENIAL.search(skipped) or any(map(is_unit, skipped)) or any(map(is_number, skipped)):
        return False
    begin = said.letters[:at]
    return all(party in begin for party in parties)


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
