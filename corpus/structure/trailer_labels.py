"""Labels of units before a list, 牵头单位：, 市级责任部门为, and the lists behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.responsibility import Role
from corpus.structure.deadlines import is_deadline, is_note
from corpus.structure.duty_list import DutyList, first_leading, read_duties
from corpus.structure.duty_words import LEADING
from corpus.structure.impossible_units import says_none
from corpus.structure.leading_order import holds_below, order_bracket, speaks_of_order
from corpus.structure.organisation import is_governmental

_BLANK = r"[ \u3000]*"


def _spaced(words: str) -> str:
    """责 任 单 位: letters set apart."""
    return "|".join(_BLANK.join(word) for word in words.split("|"))


_ROLES = _spaced(
    "牵头|责任|主责|主办|承办|配合|参与|参加|协办|协同|协助|协作|支持|负责|实施|落实|完成|"
    "建设|监管|指导|主管"
)
# A label with a kind of body needs no colon; one without needs it (牵头：).
# Villages need the colon, and a verb that can be said of them: not 建设社区.
_BODY = (
    _spaced("单位|部门|主体|机构|区县|科室|处室|镇街|街镇|乡镇|镇乡|街道|县区|园区")
    + r"|(?<=[任头合责])(?:社区|村居|村社|村|镇|乡)(?:[（(](?:社区|居|街道|乡|镇|村|居委会)[）)])?"
    r"(?=[*_ \u3000]*[：:])"
)
# 责任单位及责任人：区财政局 张三
_AND_WHO = (
    r"(?:(?:及|和|与|、|/|／)其?(?:主要)?(?:责任人|负责人|联系人|责任领导|完成时限|完成时间|时限))?"
)
# These words name units of a task only before a colon: 有关部门各司其职 is a sentence.
_ONLY_WITH_COLON = _spaced(
    "成员|联合|会同|相关|有关|协调|属地|所属|涉及|组织|执行|申报|使用|起草|编制|主体|副组长|组长"
)
_MANY = (
    r"(?:本|该)(?:部分|章|节|条|行动|方面)"
    r"|(?:以上|上述|以下|下列)(?:各项?|所有|[一二三四五六七八九十\d]+项)?(?:任务|工作|措施|事项|内容)?"
)
_LEVEL = (
    r"(?:全市|国家|中央|[市省区县镇]|区县|市州)(?:级|直)?(?:相关|有关)?|行业|属地"
    r"|本(?:项|条)(?:任务|工作)?"
)
_COLON = r"(?:[：:]|——|(?<=[位门体])—)"
_LABEL = re.compile(
    rf"[*_]*(?P<prefix>(?:(?P<many>{_MANY})|{_LEVEL})的?(?={_ROLES}))?"
    rf"(?P<role>(?:第[一二三]|其他|其它|主要|具体|共同|总)?(?:{_ROLES})"
    rf"(?:(?:(?:{_BODY})?(?:及|和|、|/|／)|（|\()?(?:{_ROLES})(?:）|\))?)?)"
    rf"(?:{_BLANK}(?:{_BODY}){_AND_WHO}(?:分别)?[*_]*\s*(?:{_COLON}[*_]*|[为是]?(?=[市省区县各]))|(?:分别)?[*_]*\s*[：:][*_]*)"
    rf"|(?P<beside>(?:{_ONLY_WITH_COLON})(?:及(?:{_ROLES}))?{_BLANK}(?:{_BODY})){_AND_WHO}[*_]*\s*[：:][*_]*"
    rf"|(?P<shares>(?:责任|任务|职责)分工)[*_]*\s*[：:][*_]*"
    rf"|[【〔［\[]\s*(?P<boxed>(?:{_LEVEL})?(?:{_ROLES}){_BLANK}(?:{_BODY}))\s*[】〕］\]]\s*[：:]?"
)
_OWN_LINE = re.compile(
    rf"(?P<role>(?:第[一二三]|主要|具体)?(?:{_ROLES}){_BLANK}(?:{_BODY}))"
    r"(?:[ \t\u3000]+|(?=[市省区县各]))"
)
# 完成时限：…, 责任领导：…: labels of things that are not units.
# A column may say what it is measured in: 总投资（亿元）：5.6.
_OTHER_LABEL = re.compile(
    r"(?:(?<=[；;，,。\n\s（(])|^)(?:[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff0-9]{2,14}"
    r"[（(](?:单位[：:])?[^（）()：:局委办部门府牵责配]{1,10}[）)])[：:]"
)
_OF_UNITS = re.compile(rf"(?:{_BODY})[：:]$")
_NO_TASK = re.compile(
    r"抄[送报]|主送|印发|发文|联系|咨询|地[点址]|来源|依据|备注|注|电话|领导|人[：:]"
)
_JOINING = re.compile("配合|参与|参加|协")
_PERSON_OR_TIME = re.compile(
    r"人|领导|负责同志|时限|时间|进度|电话|来源|依据|地址|备注|说明|注[：:]|发文|抄送|印发|主管|联系|其中|例如|即"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at text[start:end]; without a role it labels something that is no unit."""

    start: int
    end: int
    words: str
    role: Role | None = None
    has_body: bool = True
    mixed: bool = False  # 牵头/配合单位
    of_many: str = ""  # 本部分, 以上任务
    is_beside: bool = False  # 成员单位, 相关单位: units of the task beside those that lead it

    @property
    def needs_names(self) -> bool:
        """Whether only whole names of bodies may stand behind it."""
        return not self.has_body


@dataclass(frozen=True, slots=True)
class LabelledLists:
    """The lists of one trailer and where it ends; empty where no label begins it."""

    lists: tuple[DutyList, ...] = ()
    end: int = 0
    notes: tuple[str, ...] = ()


def label_at(text: str, start: int) -> Label | None:
    """The label of units that begins here."""
    match = _LABEL.match(text, start)
    return _label(match) if match else None


def own_line_label(text: str, start: int, end: int) -> Label | None:
    """A label without a colon that begins a line of nothing but units: 牵头单位　市教育局."""
    match = _OWN_LINE.match(text, start, end)
    if match is None:
        return None
    role = Role.LEAD if LEADING.search(_bare(match["role"])) else Role.RESPONSIBLE
    return Label(match.start(), match.end(), match.group(), role, has_body=False)


def names_a_role(words: str) -> bool:
    """True for a label of units that stands alone, as above a column: 牵头单位, 责任部门."""
    match = _LABEL.fullmatch(f"{words}：")
    role = match and (match["role"] or match["beside"])
    return bool(match and role and re.search(_BODY, match.group()))


def is_boxed_label(text: str, start: int, end: int) -> bool:
    """Whether a bracket holds a label alone, whose units stand behind it: 【牵头单位】市教育局."""
    match = _LABEL.match(text, start)
    return bool(match and match["boxed"] and match.end() >= end)


def labels_in(text: str, start: int, end: int) -> Iterator[Label]:
    """Labels of units in text[start:end], in order."""
    for match in _LABEL.finditer(text, start, end):
        yield _label(match)


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def _label(match: re.Match[str]) -> Label:
    words = _bare(match["role"] or match["boxed"] or match["beside"] or match["shares"])
    leads = bool(LEADING.search(words) or words.startswith("组长"))
    mixed = leads and bool(re.search(r"[/／]", words) or _JOINING.search(words))
    return Label(
        match.start(),
        match.end(),
        _bare(match.group()),
        Role.LEAD if leads else Role.RESPONSIBLE,
        has_body=bool(re.search(_BODY, match.group())),
        mixed=mixed,
        of_many=match["many"] or "",
        is_beside=bool(match["beside"]) and not leads,
    )


def labelled(
    text: str,
    start: int,
    end: int,
    first: Label | None = None,
    *,
    bracketed: bool = True,
    led: bool = False,
) -> LabelledLists:
    """牵头单位：…；责任单位：…; `first` is a label without a colon that begins the text.

    `led` tells that units were read before it, whom 成员单位 join.
    """
    known = list(labels_in(text, first.end if first else start, end))
    known = [first, *known] if first else known
    others = [
        Label(match.start(), match.end(), match.group())
        for match in _OTHER_LABEL.finditer(text, start, end)
        if not any(label.start < match.end() and match.start() < label.end for label in known)
    ]
    labels = sorted([*known, *others], key=lambda label: label.start)
    before = text[start : labels[0].start].strip(" \u3000，,；;。\n") if labels else ""
    if not labels or (before and not is_deadline(before)):
        return LabelledLists()
    if not any(label.has_body or label.role is Role.LEAD for label in known):
        matters = _by_matter(text, labels, end)  # 规划：…；建设：…
        if matters.lists:
            return matters
        if not known:
            named = [each for each in labels if _OF_UNITS.search(each.words)]
            unread = tuple(f"“{each.words}”后的单位未计入责任单位，请核对" for each in named)
            return LabelledLists((), start, unread if bracketed else ())
    led = led or any(label.role and not _is_of_members(label) for label in known)
    lists: list[DutyList] = []
    notes: list[str] = []
    last = start
    ordered = False  # 备注：排第一位的为牵头单位
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        stop = following.start if following else end
        if label.role is None:
            if _OF_UNITS.search(label.words) or _names_units(text, label, stop):
                notes.append(f"“{label.words}”后的单位未计入责任单位，请核对")
            last = _sentence_end(text, label.end, stop)
            ordered = ordered or speaks_of_order(text[label.end : stop])
            continue
        found, last, more = _behind(text, label, stop, bracketed=bracketed)
        if found.mentions or found.left_out or says_none(text[label.end : last].strip()):
            if label.needs_names and not found.only_organisations:
                continue
            if label.is_beside and not (found.only_units and (led or not _is_of_members(label))):
                notes.append(_unread(text, label, last, bracketed=bracketed))
                continue
            lists.append(found)
            notes += more
    if ordered and lists and not any(p.role is Role.LEAD for each in lists for p in each.parts):
        lists[0] = replace(lists[0], parts=tuple(first_leading(list(lists[0].parts))))
        notes.append("“排在首位的为牵头单位”仅用于本条，其他任务未写明谁牵头，请核对")
    return LabelledLists(tuple(lists), last, tuple(notes))


def _names_units(text: str, label: Label, stop: int) -> bool:
    """Whether nothing but authorities stand behind a label that is not known."""
    if _NO_TASK.search(label.words):
        return False
    found = read_duties(text, label.end, _sentence_end(text, label.end, stop))
    return found.only_organisations and all(is_governmental(m.name) for m in found.mentions)


def _is_of_members(label: Label) -> bool:
    return "成员" in label.words or "组长" in label.words


def _unread(text: str, label: Label, end: int, *, bracketed: bool) -> str:
    words = text[label.start : end].strip("；;，, \u3000\n")
    if bracketed:
        return f"“{label.words.strip('：:')}”未计入责任单位，请核对：（{words}）"
    return f"“{words}”未计入责任单位，请核对"


def _sentence_end(text: str, start: int, end: int) -> int:
    stop = text.find("。", start, end)
    beside = order_bracket(text, start, end)
    if beside and beside.start < stop < beside.end:  # （注：排第一的为牵头单位。下同。）
        stop = text.find("。", beside.end, end)
    return stop if stop >= 0 else end


def _behind(
    text: str, label: Label, stop: int, *, bracketed: bool
) -> tuple[DutyList, int, list[str]]:
    """The list behind a label, where it ends, and what to look at."""
    end = _sentence_end(text, label.end, stop)
    notes: list[str] = []
    if label.of_many:
        notes.append(f"“{label.words}”涉及多项任务，仅记在本条，请核对其他任务")
    rest = text[end:stop].strip("。；;，, \u3000\n") if bracketed else ""
    if speaks_of_order(rest) and label.role is not Role.LEAD and not label.mixed:
        found = read_duties(text, label.end, end, Role.RESPONSIBLE)
        parts = tuple(first_leading(list(found.parts)))
        return replace(found, parts=parts, first_leads_on=holds_below(rest)), end, notes
    if re.search(r"负责|牵头|配合|单位|部门", rest) and not is_note(rest):
        notes.append(f"责任单位之后的文字未计入，请核对：{rest}")
    role = label.role or Role.RESPONSIBLE
    if label.mixed:
        slashes = [i for i in range(label.end, end) if text[i] in "/／"]
        if len(slashes) == 1:
            lead = read_duties(text, label.end, slashes[0], Role.LEAD)
            rest_of = read_duties(text, slashes[0] + 1, end, Role.RESPONSIBLE)
            both = DutyList(
                lead.parts + rest_of.parts,
                lead.left_out + rest_of.left_out,
                lead.notes + rest_of.notes,
            )
            return both, end, notes
        if _JOINING.search(label.words):
            role = Role.RESPONSIBLE
            notes.append(f"“{label.words}”未分清谁牵头，请核对")
    return read_duties(text, label.end, end, role), end, notes


def _by_matter(text: str, labels: list[Label], end: int) -> LabelledLists:
    """规划：市规划局；建设：市住建委: labels of matters with nothing but authorities behind."""
    if len(labels) < 2 or not any(label.role is None for label in labels):
        return LabelledLists()
    if any(_PERSON_OR_TIME.search(label.words) for label in labels):
        return LabelledLists()
    lists = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        found = read_duties(text, label.end, following.start if following else end)
        names = [mention.name for mention in found.mentions]
        if not found.only_organisations or not all(map(is_governmental, names)):
            return LabelledLists()
        lists.append(found)
    return LabelledLists(tuple(lists), end)
