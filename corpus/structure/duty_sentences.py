"""Duties said in the text itself, outside brackets: 由市人社局牵头，市教育局配合。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.structure.collectives import is_collective, means_all
from corpus.structure.deadlines import is_deadline
from corpus.structure.deeds import deed_in, names_before_a_part
from corpus.structure.duty_list import DutyList, read_duties
from corpus.structure.duty_words import PRINCIPLE, closing_verb
from corpus.structure.glued_names import begins_with_a_level, is_known_name
from corpus.structure.kinds_of_bodies import is_kind_of_body, may_act, means_nobody
from corpus.structure.local_names import is_local_body, may_stand_beside
from corpus.structure.organisation import is_governmental, is_organisation, stands_alone
from corpus.structure.shared_endings import names_a_trade

SENTENCE = re.compile(r"[^。；;\n]+")
NUMBER = re.compile(
    r"[ \t\u3000*]*(?:[（(]?[一二三四五六七八九十\d]+[）)．.、]|[一二三四五六七八九十]是|[①-⑳]"
    r"|第[一二三四五六七八九十]+[，,、])?[ \t\u3000]*"
)
_BY = re.compile(
    r"(?:会议(?:明确|决定|议定|要求|确定)|明确|确定|原则?同意|同意|指定|责成|责令|要求|委托|授权|(?:商|提|报)?请)*"
    r"(?:由?(?=[市省区县各国重中有相属沿人领])|由(?![于此衷来])(?=[一-龥]))"
)
_WITH = re.compile(r"(?:会同|联合)(?!县)")
_TOGETHER = re.compile(r"(?:会同|联合|协同|协调|组织|会商|商)(?=[市省区县各国重有相属])")
_JOINED = re.compile(r"会同|联合|(?:协同|商)(?=[市省区县各有相])")
_OTHERS = re.compile(
    r"[省市区县]?(?:各)?(?:有关|相关|其他|其它)(?:市级|区级|县级|职能)?(?:部门|单位)$"
)
# 请各区县抓好落实: a plea to all who read it, no task of theirs.
_PLEA = re.compile(r"(?:特此通知，?)?(?:现|敬|烦|恳)?请(?:各|有关|相关)")
# 党政办, 社会事务办公室: offices of a town or a zone, which write no level before their names.
_OFFICE = re.compile(
    r"(?!.*(?:公司|企业|项目|业主|工程|物业))(?:党政|党建|综合|社会|经济|平安|规划|建设|财政|农业|应急|文化|公共|民政|行政|审批|便民|投资|招商|城市|城管"
    r"|生态|环保|组织|宣传|纪检|人大|政协|统战|政务|产业|科技|企业服务|安全|村镇|市场|退役|自然资源|人力|营商)[一-龥]{0,10}(?:办|办公室|[局科所站]|中心|大队|中队)$"
)
_OF_NOBODY = re.compile("[的了要应其]|(?<!有关)(?<!相关)部门$")
# 为确保工作落实，按照职责分工，到2025年，在此基础上，: what stands before the subject.
_OPENING = re.compile(
    r"(?:为(?:了|确保|进一步|切实|全面|加强|保障|有效)|按照?|根据|依据|结合|围绕|针对)[^，。；]{2,40}(?<![局委办厅部])"
    r"|到?20\d\d年(?:底|末)?|(?:同时|此外|其中|另外|期间)|在[^，。；]{1,30}(?:基础上|期间|过程中|的同时|前提下)"
)
_ASIDE = re.compile(r"解释")
# 办公室设在市住建局，市住建局负责日常工作: of the group's work, not of the task.
_GROUP = re.compile("领导小组|专班|指挥部|联席会议|办公室")
_SEATED = re.compile(r"[设挂][在立于]|组长|成立[^。]{0,24}(?:小组|专班|指挥部|委员会)")


def duty_sentences(text: str) -> Iterator[tuple[int, int, DutyList]]:
    """Runs of “…牵头，…配合” that begin a sentence, or with 由 after a comma; authorities only."""
    for sentence in SENTENCE.finditer(text):
        pieces = list(comma_pieces(text, sentence.start(), sentence.end()))
        index = head = 0
        while index < len(pieces):
            start, end = pieces[index]
            if index == head:
                number = NUMBER.match(text, start)
                start = number.end() if number else start
            read, last = text, index
            by = _BY.match(text, start, end)
            if index == head and index + 1 < len(pieces) and is_told_as_part(text, start, end):
                index = head = index + 1  # 各区政府是责任主体，: told elsewhere
                continue
            words = text[start:end]
            opens = is_deadline(words) or _OPENING.fullmatch(words.strip())
            if index == head and index + 1 < len(pieces) and opens:
                index = head = index + 1  # 2025年底前，
                continue
            if not is_plea(text, start) and (index == head or (by and by.group())):
                while last < len(pieces):
                    begin = start if last == index else pieces[last][0]
                    masked = _as_duty(read, begin, pieces[last][1], follows=last > index)
                    if masked is None:
                        break
                    read, last = masked, last + 1
                if last == index and _goes_on(text, start, pieces[index:]):
                    last = index + 2
            if last > index:
                end = pieces[last - 1][1]
                found = read_duties(read, start, end)
                if found.has_verbs and all_authorities(found):
                    yield start, end, without_kinds(found)
                index = last
            else:
                index += 1


def _as_duty(text: str, start: int, end: int, *, follows: bool) -> str | None:
    """The text with a duty of authorities in these words; None where they tell none."""
    if is_work_of_a_group(text, start, end) or _is_of_its_seat(text, start, end):
        return None
    if is_duty(text, start, end, follows=follows):
        return text
    deed = None if _ASIDE.search(text, start, end) else deed_in(text, start, end)
    if deed is None or not deed.is_known:
        return None
    by = _BY.match(text, start, end)
    named = bool(by and by.group() and not is_plea(text, start)) or text.startswith("由", start)
    if follows and _TOGETHER.match(text, start):
        named = True
    masked = deed.masked(text)
    found = read_duties(masked, start, end)
    if not sure_authorities(found):
        return None
    # 各部门要结合实际 is said to all, 区住建局开展排查 may be a report.
    own = not all(means_nobody(mention.name) for mention in found.mentions)
    if deed.is_general and all(means_all(mention.name) for mention in found.mentions):
        own = False
    joined = len(found.mentions) > 1 and bool(_JOINED.search(text, start, deed.names_end))
    return (
        masked
        if named or joined or follows or (deed.modal and own and not deed.is_attitude)
        else None
    )


def is_work_of_a_group(text: str, start: int, end: int) -> bool:
    """Whether a group's office keeps its own daily work: 领导小组办公室（…）负责日常工作."""
    daily = text.find("日常工作", start, end)
    return daily >= 0 and bool(_GROUP.search(text, start, daily))


def _is_of_its_seat(text: str, start: int, end: int) -> bool:
    daily = text.find("日常工作", start, end)
    return daily >= 0 and bool(_SEATED.search(text, max(0, start - 120), start))


def is_told_as_part(text: str, start: int, end: int) -> bool:
    """Whether it is said of authorities that they are somebody in a matter: …的责任主体."""
    part = names_before_a_part(text, start, end)
    if part is None or is_duty(text, start, end, follows=False):
        return False
    return sure_authorities(read_duties(text, start, part))


def spoken_duties(text: str, start: int, end: int) -> DutyList | None:
    """A stretch that is such a run from end to end, as a bracket may be; None for another."""
    read, begun = text, False
    for begin, stop in comma_pieces(text, start, end):
        if is_deadline(text[begin:stop]):
            continue
        masked = _as_duty(read, begin, stop, follows=begun)
        if masked is None:
            return None
        read, begun = masked, True
    found = read_duties(read, start, end)
    return without_kinds(found) if found.has_verbs and sure_authorities(found) else None


def _goes_on(text: str, start: int, pieces: list[tuple[int, int]]) -> bool:
    """各县要会同市级部门，抓好落实: the names before a comma, the verb behind it."""
    if len(pieces) < 2 or not _JOINED.search(text, start, pieces[0][1]):
        return False
    verb = closing_verb(text, *pieces[1])
    if verb is None or text[verb.units_start : verb.units_end].strip():
        return False
    return _authorities(text, start, pieces[0][1])


def is_plea(text: str, start: int) -> bool:
    """Whether 请各区县… begins here, a plea to all who read it."""
    return bool(_PLEA.match(text, start))


def comma_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between commas outside brackets."""
    depth, begin = 0, start
    quoted = [match.span() for match in PRINCIPLE.finditer(text, start, end)]
    for index in range(start, end):
        if any(a < index < b for a, b in quoted):
            continue
        if text[index] in "（(":
            depth += 1
        elif text[index] in "）)":
            depth = max(0, depth - 1)
        elif text[index] in "，," and not depth:
            yield begin, index
            begin = index + 1
    yield begin, end


def is_duty(text: str, start: int, end: int, *, follows: bool) -> bool:
    """Whether a stretch between commas tells a duty of authorities; 并组织实施 `follows` one."""
    if end - start > 120 or _ASIDE.search(text, start, end):
        return False
    verb = closing_verb(text, start, end)
    if verb is None:
        if not follows or not _WITH.match(text, start) or deed_in(text, start, end):
            return False
        return _authorities(text, start, end)
    if not text[verb.units_start : verb.units_end].strip():
        return follows
    return _authorities(text, verb.units_start, verb.units_end)


def _authorities(text: str, start: int, end: int) -> bool:
    return all_authorities(read_duties(text, start, end))


def sure_authorities(found: DutyList) -> bool:
    """Whether a list is authorities that begin like such, too: 空间布局 ends like one only."""
    return all_authorities(found) and all(
        is_sure(mention.name) or may_act(mention.name) or not _is_authority(mention.name)
        for mention in found.mentions
    )


def is_sure(name: str) -> bool:
    """True for the name of an authority as it begins and ends."""
    return (is_organisation(name) or is_kind_of_body(name)) and bool(
        begins_with_a_level(name)
        or is_known_name(name)
        or names_a_trade(f"市{name}")
        or is_collective(name)
        or is_kind_of_body(name)
        or _OTHERS.match(name)
        or _OFFICE.match(name)
        or is_local_body(name)
    )


def all_authorities(found: DutyList) -> bool:
    """Whether a list is bodies that are authorities by their names, or stand beside such."""
    names = [mention.name for mention in found.mentions]
    if found.left_out or not any(map(_is_authority, names)):
        return False
    if all(_is_authority(name) or may_act(name) or _OTHERS.match(name) for name in names):
        return True
    named = [name for name in names if is_sure(name) and not means_all(name)]
    return bool(named) and not any(map(_is_no_body, names))


def _is_authority(name: str) -> bool:
    if is_kind_of_body(name):
        return True
    return is_organisation(name) and bool(
        is_governmental(name) or _OFFICE.match(name) or is_local_body(name)
    )


def _is_no_body(name: str) -> bool:
    """市, 其有关部门, 城乡规划主管部门: a part of what a sentence says, or whose is not known."""
    return not _is_authority(name) and bool(
        not stands_alone(name) or len(name) < 3 or _OF_NOBODY.search(name)
    )


def without_kinds(found: DutyList) -> DutyList:
    """The list without what names nobody beside its authorities, 施工单位, which is told."""
    kinds = [m.name for m in found.mentions if not _is_named(m.name)]
    if not kinds:
        return found
    parts = [
        replace(part, mentions=tuple(m for m in part.mentions if m.name not in kinds))
        for part in found.parts
    ]
    return replace(
        found,
        parts=tuple(part for part in parts if part.mentions),
        notes=(*found.notes, f"“{'、'.join(kinds)}”未计入责任单位，请核对"),
    )


def _is_named(name: str) -> bool:
    return (
        _is_authority(name) or may_act(name) or bool(_OTHERS.match(name)) or may_stand_beside(name)
    )
