"""Lists that go by unit: 县水利局：负责水情监测, 一、市应急管理局 with its duties below.

The unit stands before its duty with nothing but a mark between them, or is the heading above it.
What follows must be told as a duty, unless a heading says that duties are listed: 县财政局：500万元
and 县财政局：张三 are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.responsibility import Role
from corpus.structure.block import lines_of
from corpus.structure.collectives import is_collective
from corpus.structure.duty_list import DutyList, read_duties
from corpus.structure.duty_sentences import duty_sentences
from corpus.structure.official_numbers import marked
from corpus.structure.organisation import is_governmental, is_organisation

_HOW = (
    r"(?:主要|具体|依法|依规|统一|切实|认真|积极|进一步|要|应|须|需|定期|及时|共同|分别|会同[^，。；]{2,30}?"
    r"|(?:按照?|根据|依据|结合)[^，。；]{2,16}(?:职责|分工|要求|权限|职能|原则|规定|部署)[，,]?)*"
)
_ANSWERS = (
    "发挥[一-龥]{0,6}(?:作用|职能)|作为(?:牵头|责任|实施|主管|配合)(?:单位|部门)"
    "|落实[一-龥]{0,8}责任|牵头|负责|承担|协助|配合|指导|督促|督导|履行|参与|组织|做好|抓好"
)
_ACTS = (
    "落实|开展|制定|制订|编制|拟订|起草|监督|监管|统筹|协调|提供|保障|查处|打击|推进|推动|加强|强化|严格|建立|完善|健全|实施|执行"
    "|受理|办理|审核|审查|汇总|收集|发布|宣传|维护|管理|引导|支持|研究|贯彻|建设|整治|排查|巡查|检查|联合|会同|每[年季月周日]"
    r"|[对将把][^，。；]{2,30}(?:进行|实施|开展|纳入|列入|给予|作为)"
)
_DUTY = re.compile(rf"{_HOW}(?:{_ANSWERS}|{_ACTS})")
_SURE = re.compile(rf"{_HOW}(?:{_ANSWERS})")
# 承担专项整治牵头职责, 作为牵头单位
_LEADS = re.compile(
    rf"{_HOW}(?:(?:负责)?总?(?:牵头|主抓)"
    r"|(?:承担|履行|发挥|落实|担负|负)(?:起)?[一-龥]{0,12}?(?:总?牵头|主抓|主责)[一-龥]{0,4}(?:职责|责任|作用|工作|任务)"
    r"|(?:作为|为|是)[一-龥]{0,8}(?:牵头|主责|主办)(?:单位|部门))"
)
_HEADS_DUTIES = re.compile(
    r"职责|(?:责任|任务|部门|单位|工作)分工|责任(?:清单|划分|分解)|任务(?:清单|分解)"
)
_MATTER = re.compile(r"[\u4e00-\u9fff“”、]{4,}")
_OF_OTHERS = re.compile(
    r"^(?:关于|联系|电话|地址|[\u4e00-\u9fff]{2,3}(?:[（(，、。；;]|$))|万元|邮编"
)
_MARK = re.compile(
    r"[*_]*(?P<mark>[：:]|——?|－|[ \t]{1,}|\u3000+)[*_]*[ \t\u3000]*(?=[\u4e00-\u9fff“《])"
)
_COLONS = ("：", ":")
_STOP = re.compile(r"[*_]*。[*_]*[ \t\u3000]*(?=[\u4e00-\u9fff])")  # （三）县住建局。负责…
_NAMES = re.compile(
    r"[\u4e00-\u9fff（）()、，和及与“”]{2,80}?(?=[*_]*(?:[：:。 \t\u3000]|——|－|$))"
)
_OWN = re.compile(r"(?:的)?(?:主要|工作|安全|具体|监管|管理)*(?:职责|责任)(?:分工|清单|任务)?$")
_BULLET = re.compile(r"[-—●○■□◆▪•·*_ \t\u3000]*")
_NO_LEVEL = re.compile(
    r"市(?:场|民(?!政|宗|族|航)|容|区|域)|区(?:域|块|间|内|属)|县(?:域|属|内)|市属|[市区县]级(?!(?:有关|相关)?(?:部门|单位))|各(?:类|项|级|地(?!区)|行业)|全"
)
_AUTHORITY = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|署|政府|管委会|办事处|大队|支队|总队|法院|检察院|[市省区县]委?[\u4e00-\u9fff]*部|联合会|[妇残科社]联|总工会|^各(?:区县|区|县|市|镇|乡|街道|镇街|乡镇|街镇)(?:[（(][^（）()]*[）)])?|^[市省区县][级直](?:有关|相关)?(?:部门|单位))$"
)
# 县委宣传部（县文明办）: another name of the same body, or the work it is named for.
_NAME_TOO = re.compile(r"(?<=[局委办部厅会府室队心])[（(][^（）()]{2,16}[）)]$")
_EACH = re.compile(
    r"(?:^|[、.．）)\s*])[市区县]?各(?:乡镇|镇|乡|街道|镇街|街镇|社区|村|区县|区|县|市)[^。，；：:]{0,16}$"
)
_SENTENCE_END = re.compile(r"[；;。](?=[^；;。\n]{2,80}[：:])")
_SIGNATURE = re.compile(r"(?:政府|办公厅|办公室|委员会|政府办)$")
_GROUP = re.compile(r"(?:小组|组|专班|领导小组办公室|指挥部办公室|^办公室)$")


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """Units that a list sets before their duty; what of the text names them is text[start:end]."""

    start: int
    end: int
    duty: DutyList


@dataclass(frozen=True, slots=True)
class _Head:
    """Units at text[start:end] that open a line; behind `mark_end` stands what they do."""

    start: int
    end: int
    mark_end: int
    found: DutyList


@dataclass(frozen=True, slots=True)
class _Place:
    """Where units stand: at the beginning of a line, of a numbered one, below 职责分工."""

    opens: bool
    numbered: bool
    listed: bool
    any_words: bool = False  # whatever is said behind a colon


def heads_duties(words: str) -> bool:
    """Whether a heading says that duties are listed below: 职责分工, 部门责任清单."""
    return bool(_HEADS_DUTIES.search(words))


def unit_duties(text: str, *, listed: bool = False) -> tuple[list[UnitDuty], list[str]]:
    """Units before their duties, line by line, and what a reviewer should look at.

    `listed` is whether the headings above say that duties are listed.
    """
    heads = list(_heads(text, listed=listed))
    told = _told(text, heads, listed=listed)
    if not heads:
        return [], told
    plain = list(text)
    for head in heads:
        plain[head.end : head.mark_end] = " " * (head.mark_end - head.end)
    spoken = {start: duty for start, _, duty in duty_sentences("".join(plain))}
    read = []
    for head in heads:
        duty = spoken.get(head.start)
        if duty is None:
            leads = _LEADS.match(text, head.mark_end)
            role = Role.LEAD if leads else Role.RESPONSIBLE
            duty = read_duties(text, head.start, head.end, role)
        end = max(head.end, *(mention.end for mention in duty.mentions))
        read.append(UnitDuty(head.start, end, duty))
    return read, told


def heading_unit(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the authorities stand that are all of a numbered heading: 一、市水利局主要职责."""
    number = marked(text, start, end) if _may_be_units(text, start, end) else None
    if number is None:
        return None
    begin = number[3] + len(_lead(text[number[3] : end]))
    words = text[begin:end].rstrip("：:。*_ \u3000")
    words = _OWN.sub("", words)
    found = bodies(text, begin, begin + len(words))
    names = [mention.name for mention in found.mentions] if found else []
    if not names or not all(map(_is_authority, names)):
        return None
    return begin, begin + len(words)


def heads_its_duties(text: str, start: int, end: int, below: int, stop: int) -> bool:
    """Whether the heading text[start:end] has its duties in text[below:stop]."""
    if heads_duties(text[start:end]):
        return True
    line = next(lines_of(text, below, stop), None)
    if line is None:
        return False
    number = marked(text, *line)
    return bool(_DUTY.match(text, number[3] if number else line[0]))


def _lead(words: str) -> str:
    match = _BULLET.match(words)
    return match.group() if match else ""


def _may_be_units(text: str, start: int, end: int) -> bool:
    """Whether a line can be nothing but authorities: cheap, for most lines are not."""
    words = text[start:end].rstrip("：:。*_ \u3000")
    words = _NAME_TOO.sub("", _OWN.sub("", words))
    return len(words) < 90 and bool(_AUTHORITY.search(words) or _EACH.search(words))


def _is_authority(name: str) -> bool:
    name = _NAME_TOO.sub("", name)
    if is_collective(name):
        return True
    return bool(_AUTHORITY.search(name)) and not _NO_LEVEL.match(name) and not _GROUP.search(name)


def bodies(text: str, start: int, end: int) -> DutyList | None:
    """Units in text[start:end] where there is nothing else."""
    if end - start < 2 or not text[start:end].strip():
        return None
    found = read_duties(text, start, end)
    names = [mention.name for mention in found.mentions]
    if found.has_verbs or found.left_out or not names or len(names[0]) < 2:
        return None
    if not all(_is_body(name) for name in names):
        return None
    return found


def _is_body(name: str) -> bool:
    name = _NAME_TOO.sub("", name)
    if _NO_LEVEL.match(name) or _GROUP.search(name):
        return False
    if is_governmental(name) and (is_organisation(name) or re.search("街道|乡镇|镇街$", name)):
        return True
    return len(name) >= 3 and bool(_AUTHORITY.search(name))


def _heads(text: str, *, listed: bool, any_words: bool = False) -> Iterator[_Head]:
    """Units that begin a line or a sentence, and tell their duty (or any words) behind a mark."""
    lines = list(lines_of(text, 0, len(text)))
    for (begin, stop), below in zip(lines, [*lines[1:], None][: len(lines)], strict=True):
        first = marked(text, begin, stop)
        if begin == lines[0][0] and first and (unit := heading_unit(text, begin, stop)):
            if below and (listed or heads_its_duties(text, begin, stop, stop, len(text))):
                yield _Head(*unit, unit[1], read_duties(text, *unit))
            continue
        if unit := _alone(text, begin, stop):
            if below and marked(text, *below) is None and _DUTY.match(text, below[0]):
                yield _Head(*unit, unit[1], read_duties(text, *unit))
            continue
        starts = [first[3] if first else begin]
        starts += [match.end() for match in _SENTENCE_END.finditer(text, starts[0], stop)]
        for number, start in enumerate(starts):
            start += len(_lead(text[start:stop]))
            place = _Place(opens=number == 0, numbered=bool(first), listed=listed)
            if found := _head(text, start, stop, replace(place, any_words=any_words)):
                yield found


def _alone(text: str, begin: int, stop: int) -> tuple[int, int] | None:
    """A line of nothing but authorities, without a number."""
    if not _may_be_units(text, begin, stop):
        return None
    start = begin + len(_lead(text[begin:stop]))
    words = _OWN.sub("", text[start:stop].rstrip("：:。*_ \u3000"))
    found = bodies(text, start, start + len(words))
    names = [mention.name for mention in found.mentions] if found else []
    return (start, start + len(words)) if names and all(map(_is_authority, names)) else None


def _head(text: str, start: int, stop: int, place: _Place) -> _Head | None:
    """Units that begin at `start`, behind them a mark and what they do."""
    names = _NAMES.match(text, start, stop)
    if names is None:
        return None
    mark = _MARK.match(text, names.end(), stop)
    if mark is None and place.numbered and place.opens:
        mark = _STOP.match(text, names.end(), stop)
    if mark is None:
        return None
    colon = text[names.end() : mark.end()].strip("*_ \u3000") in _COLONS
    rest = text[mark.end() : stop]
    told = place.any_words or (place.listed and _MATTER.match(rest) and not _OF_OTHERS.match(rest))
    if (colon and told) or ((colon or place.opens) and (_DUTY if colon else _SURE).match(rest)):
        found = bodies(text, start, names.end())
        return _Head(start, names.end(), mark.end(), found) if found else None
    return None


def _told(text: str, heads: list[_Head], *, listed: bool) -> list[str]:
    """市水利局：河道清淤, and a unit above numbers of its own: whose duty it is is not sure."""
    known = {head.start for head in heads}
    unsure = [
        f"“{text[head.start : head.end]}：”后的内容未按职责读取，未计入责任单位，请核对"
        for head in _heads(text, listed=True, any_words=bool(heads))
        if head.start not in known and text[head.end : head.mark_end].strip("*_ \u3000") in _COLONS
    ]
    lines = list(lines_of(text, 0, len(text)))
    for (begin, stop), below in zip(lines, [*lines[1:], None][: len(lines)], strict=True):
        unit = _alone(text, begin, stop)
        if unit is None or unit[0] in known or marked(text, begin, stop):
            continue
        goes_on = marked(text, *below) is not None if below else listed
        if goes_on and (below or not _SIGNATURE.search(text[slice(*unit)])):
            unsure.append(f"“{text[slice(*unit)]}”下所列各项未计入该单位，请核对")
    return unsure
