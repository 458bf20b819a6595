"""Splitting a list of units into names, with shared endings written out and marks taken off.

What is left of a name is checked: words that cannot be an organisation are left out and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.responsibility import UnitMention
from corpus.structure.collectives import is_one_pair, with_all_before
from corpus.structure.deadlines import is_of_others
from corpus.structure.glued_names import glued_at, may_be_glued
from corpus.structure.impossible_units import is_impossible, says_none
from corpus.structure.included_units import included
from corpus.structure.kinds_of_bodies import is_one_place
from corpus.structure.leading_order import without_order
from corpus.structure.organisation import has_ending, stands_alone
from corpus.structure.organisation import is_organisation as is_organisation
from corpus.structure.partial_roles import partial_role_at, partial_roles
from corpus.structure.persons import person_behind
from corpus.structure.shared_endings import may_be_cut_short, shared_ending
from corpus.structure.wrapped_names import breaks_between_names, is_doubtful_break

_AREA = r"(?:区县|区市县|市县|县区|区|县|市|镇|乡|街道|镇街|街镇)"
_OPEN = re.compile(
    r"等(?:[一二三四五六七八九十\d]+个|有关|相关|市级|区级|县级|省级|其他|各|各有关|主管|职能|责任|成员)*"
    r"(?P<trade>(?!教育|院校|职业|学校|[人级法])[一-龥]{2,6}(?=企业|单位|机构|部门))?"
    rf"(?P<kind>部门和单位|部门、单位|部门单位|单位和部门|部门|单位|机构|企业"
    rf"|{_AREA}(?:人民)?政府|管委会|管理委员会|{_AREA})?$"
)
_BREAK = re.compile(r"[，,；;。]")
_DEFINITION = re.compile(
    r"[（(〔【](?:以下|下同|下称|简称|统称|按|根据|含|包括|排名|排在|排第|列|依)"
    r"(?:[^（(〔【）)〕】]|[（(〔【][^（(〔【）)〕】]*[）)〕】])*[）)〕】]"
)
_JOINS = ("以及", "会同", "联合", "和", "及", "与")
_ASKS = re.compile(r"(?:协同|会商|商)(?=[市省区县各有相])")
_BARE = re.compile(r"(?:(?:人民)?政府|单位|部门|机构|企业)(?=[、，,；;。）)\s]|$)")
# 市农业农村局 国网市供电公司, 市水务局 城东街道
_NEXT_UNIT = re.compile(
    r"[ \t\u3000]+(?=[市省区县各]|国网|国家电网|重庆|(?!有限|股份|分公司|责任|[下直所]属"
    r"|控股)[一-龥]{2,14}"
    r"(?:公司|集团|街道|办事处|管委会|银行)(?:[、，,；;。）)\s]|$))"
)
_LONGEST = 80  # a name with its bracket
# 市住建局要会同市财政局: what the sentence puts between a name and the join.
_MODAL = re.compile(r"(?:要|应当?|须|需|负责)?(?:主动|积极|认真|切实|共同|密切|按照?职责)*$")
# 请市住建局牵头, 责成市城管局整改: what is done to the unit.
_TOLD = (
    r"(?:请|商请|报请|烦请|敬请|责成|责令|要求|同意|明确|确定|指定|安排|委托|授权|建议|拟|原则上?)+由?"
    r"(?=[市省区县各国有相])"
)
_SLASH = "/／"
_MARKS = r"[★☆＊*※▲△●◆#＃①-⑳]"
_BEFORE = re.compile(
    rf"(?:\s|{_MARKS}|[（(]?\d{{1,2}}[）)．.]\s*(?!\d)|由|{_TOLD}|会同(?!县)|以及|(?:并由?|联合|协同|协调|组织|商|其中)(?=[市省区县各国重])"
    r"|(?:协同|组织|会商|商)(?=[有相]关))+"
)
# ★市住建局; a bullet, a number or a mark of bold type is none.
_BEFORE_MARK = re.compile(r"(?<![＊*])([★☆※▲△＊*])(?![＊*])")
_AFTER_MARK = re.compile(rf"\s*({_MARKS})[\s★☆＊*※▲△●◆#＃①-⑳]*$")
# 市教委（牵头）: what the unit does, said behind its name.
_AFTER_ROLE = re.compile(
    r"\s*[（(〔\[［【](?P<role>(?:总|主要|具体)?(?:牵头|主办|主责|负责牵头|第一责任)(?:单位|部门|抓总|总负责|协调|统筹)?"
    r"|(?:具体)?(?:配合|协办|参与|协助|责任|负责|落实|实施|承办|指导|督导)(?:单位|部门)?)[）)〕\]］】]\s*$"
)
_LEADING = re.compile(r"牵头|主办|主责|第一责任")


# 领导小组办公室（区经信局） is no name of its own: the body in the bracket is meant.
_SEAT = re.compile(
    r"(?:(?:(?:工作|推进)?领导小组|工作?专班|(?:工作)?指挥部|联席会议|委员会)?(?:办公室|办)[（(]"
    r"|[一-龥“”]{0,40}(?:办公室|办|小组|专班|指挥部|联席会议|委员会|中心|组)[（(](?:办公室)?[设挂](?:在|于|靠)?(?=[一-龥]))"
    r"(?:设在)?(?P<seat>[^（()）、，；：]+)[）)]$"
)


class Said(StrEnum):
    """What a list says of one unit beside its name."""

    NOTHING = ""
    LEADS = "leads"
    JOINS = "joins"


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit of a list; `mark` is the sign at its name (★), explained elsewhere or nowhere."""

    mention: UnitMention
    said: Said = Said.NOTHING
    mark: str = ""


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of a list in order, whether it stays open (等部门), and words that are no unit."""

    units: tuple[NamedUnit, ...] = ()
    is_open: bool = False
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def _split_run(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut text[start:end] at 、 and at joins that follow a whole name; brackets stay whole."""
    pieces: list[tuple[int, int]] = []
    depth = 0
    begin = index = start
    while index < end:
        char = text[index]
        if char in "（(〔【":
            depth += 1
        elif char in "）)〕】":
            depth = max(0, depth - 1)
        elif not depth:
            before = text[max(begin, index - _LONGEST) : index]
            if char == "、" and is_one_place(before, text, index + 1, end):
                index += 1
                continue
            if char == "、" and is_one_pair(_clean(before), text, index + 1, end):
                index += 1
                continue
            if char == "、" or (char in _SLASH and _is_between(text, begin, index, end)):
                pieces.append((begin, index))
                begin = index + 1
            else:
                gap = _NEXT_UNIT.match(text, index, end)
                join = next((j for j in _JOINS if text.startswith(j, index)), None)
                with_other = _ASKS.match(text, index, end)
                join = gap.group() if gap else with_other.group() if with_other else join
                # 各区县党委和政府, 等部门和单位: a bare 政府 or 单位 is no unit.
                if join and _BARE.match(text, index + len(join), end):
                    join = None
                # 高新区党工委和管委会 is one pair, as 高新区党工委、管委会 is.
                if join and is_one_pair(_clean(before), text, index + len(join), end):
                    join = None
                stop = _without_modal(text, begin, index) if join else index
                left = _clean(text[max(begin, stop - _LONGEST) : stop]) if join else ""
                if join and len(left) >= 3 and is_organisation(left) and index + len(join) < end:
                    pieces.append((begin, stop))
                    begin = index + len(join)
                    index = begin
                    continue
        index += 1
    pieces.append((begin, end))
    return pieces


def _without_modal(text: str, begin: int, end: int) -> int:
    """Where a name ends before 要 or 要主动; such words alone make a name end earlier."""
    stop = max(begin, end - _LONGEST)
    match = _MODAL.search(text, stop, end)
    at = match.start() if match else end
    return at if at < end and is_organisation(_clean(text[stop:at])) else end


def _is_between(text: str, begin: int, index: int, end: int) -> bool:
    """Whether a slash stands between two bodies: 市住建局／市财政局."""
    following = re.match(r"[^、，,；;。/／（(]*", text[index + 1 : min(end, index + _LONGEST)])
    left = _clean(text[max(begin, index - _LONGEST) : index])
    right = _clean(following.group()) if following else ""
    right = re.sub(r"等.{0,6}$", "", right)
    return is_organisation(left) and stands_alone(right) and len(right) > 2


def _apart(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces with names written as one cut where they meet."""
    result = []
    for begin, stop in pieces:
        places = [i for i in range(begin, stop) if not text[i].isspace()]
        for at in glued_at("".join(text[i] for i in places)):
            result.append((begin, places[at]))
            begin = places[at]
        result.append((begin, stop))
    return result


def _clean(name: str) -> str:
    return re.sub(r"\s+", "", _bare(name))


def _bare(name: str) -> str:
    return _DEFINITION.sub("", without_order(name))


def read_units(text: str, start: int, end: int) -> UnitList:
    """Units listed in text[start:end] in order."""
    units: list[NamedUnit] = []
    left_out: list[str] = []
    notes = [
        f"“{text[match.start() + 1 : match.end() - 1]}”涉及其他任务，未计入，请核对"
        for match in _DEFINITION.finditer(text, start, end)
        if is_of_others(re.split("[，,；;]", match.group()[1:-1])[0])
    ]
    notes += included(text, start, end)
    notes += [
        f"换行处的单位名称可能被拆开，请核对：{text[max(start, at - 10) : at]}⏎"
        f"{text[at + 1 : at + 11]}"
        for at in range(start, end)
        if text[at] == "\n" and is_doubtful_break(text, start, at, end)
    ]
    notes += [
        f"“{said}”括号内写的是其中一部分分工，只计入了单位，请核对"
        for said in partial_roles(text, start, end)
    ]
    is_open = False
    for run_start, run_end in _runs(text, start, end):
        found, opened = _run_units(text, run_start, run_end)
        is_open = is_open or opened
        for unit in found:
            if says_none(unit.mention.name):
                continue
            if is_impossible(unit.mention.name):
                left_out.append(unit.mention.name)
            else:
                units.append(unit)
                if may_be_glued(unit.mention.name):
                    notes.append(f"“{unit.mention.name}”可能是两个单位连在一起，请核对")
                if may_be_cut_short(unit.mention.name):
                    notes.append(f"“{unit.mention.name}”可能不是完整的单位名称，请核对")
    return UnitList(tuple(units), is_open and bool(units), tuple(left_out), tuple(notes))


def _run_units(text: str, run_start: int, run_end: int) -> tuple[list[NamedUnit], bool]:
    """The units between two commas: an ending is shared within them."""
    spans: list[tuple[int, int, Said, str]] = []
    run_open = False
    opened: dict[int, str] = {}  # what 等部门 behind a name shares with it and those before it
    for begin, stop in _apart(text, _split_run(text, run_start, run_end)):
        piece = text[begin:stop].rstrip()
        if (match := _OPEN.search(piece)) and match.start():
            run_open = True
            stop = begin + match.start()
            kind = match["kind"] or "部门"
            kind = "部门" if re.search("部门|单位|机构|企业", kind) else kind
            # 县农商行等金融机构 is no 县农商行部门
            of_firms = match["trade"] and not match["kind"].startswith("部门")
            opened[len(spans)] = "" if of_firms else kind
        before = _BEFORE.match(text, begin, stop)
        leading = _BEFORE_MARK.search(before.group()) if before else None
        begin = before.end() if before else begin
        begin, stop, said, mark = _unmarked(text, begin, stop)
        mark = mark or (leading.group(1) if leading else "")
        seat = _SEAT.match(text, begin, stop)
        if seat and is_organisation(seat["seat"]):
            begin, stop = seat.span("seat")
        if stop > begin:
            spans.append((begin, stop, said, mark))
    names = [_clean(text[begin:stop]) for begin, stop, _, _ in spans]
    for index in range(1, len(names)):
        names[index] = with_all_before(names[index - 1], names[index])
    following = ""
    for index in reversed(range(len(names))):
        following = opened.get(index, following)
        if has_ending(names[index]):
            following = names[index]
        elif following:
            names[index] += shared_ending(following, names[index])
    units = []
    for name, (begin, stop, said, mark) in zip(names, spans, strict=True):
        if name:
            exact = _bare(text[begin:stop]).rstrip()
            if not text[begin:stop].startswith(exact):
                exact = text[begin:stop]
            mention = UnitMention(name, exact, begin, begin + len(exact))
            units.append(NamedUnit(mention, said, mark))
    return units, run_open


def _unmarked(text: str, begin: int, stop: int) -> tuple[int, int, Said, str]:
    """A name without the marks and roles written round it."""
    said, mark = Said.NOTHING, ""
    begin += len(text[begin:stop]) - len(text[begin:stop].lstrip())
    while True:
        piece = text[begin:stop]
        at = partial_role_at(piece)
        if at is not None or (at := person_behind(piece)) is not None:
            stop = begin + at
            continue
        if match := _AFTER_ROLE.search(piece):
            said = Said.LEADS if _LEADING.search(match["role"]) else Said.JOINS
        elif match := _AFTER_MARK.search(piece):
            mark = match.group(1)
        else:
            return begin, begin + len(piece.rstrip()), said, mark
        stop = begin + match.start()


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches between commas, semicolons and lines that stand outside brackets."""
    runs: list[tuple[int, int]] = []
    depth = 0
    begin = start
    for index in range(start, end):
        char = text[index]
        if char in "（(〔【":
            depth += 1
        elif char in "）)〕】":
            depth = max(0, depth - 1)
        elif not depth and (
            _BREAK.match(char) or (char == "\n" and breaks_between_names(text, begin, index, end))
        ):
            runs.append((begin, index))
            begin = index + 1
    runs.append((begin, end))
    return [(a, b) for a, b in runs if text[a:b].strip()]
