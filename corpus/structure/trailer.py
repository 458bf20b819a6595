"""Responsibility trailers, “（牵头单位：A、B；责任单位：C等部门，各区县政府）”, however written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.responsibility import Responsibility, Role, UnitMention
from corpus.structure.unit_names import is_organisation, read_units

_PAIRS = {"）": "（(", ")": "（(", "〕": "〔[［", "]": "〔[［", "］": "〔[［", "】": "【"}
_OPENING = "（(〔[［【"
_ROLES = (
    "牵头|责任|主责|主办|承办|配合|参与|参加|协办|协同|协助|协作|支持|负责|实施|落实|完成|"
    "建设|监管|监督|督导|指导|主管"
)
# A label with a kind of body needs no colon; one without needs it (牵头：).
_BODY = "单位|部门|主体|机构|区县|科室|处室"
_LABEL = re.compile(
    rf"[*_]*(?P<role>(?:第[一二三]|其他|其它|主要|具体|共同)?(?:{_ROLES})"
    rf"(?:(?:及|和|、|/|（|\()?(?:{_ROLES})(?:）|\))?)?)(?:(?:{_BODY})(?:分别)?[*_]*\s*"
    r"(?:[：:][*_]*|为?(?=[市省区县各]))|(?:分别)?[*_]*\s*[：:][*_]*)"
)
# 完成时限：…, 责任领导：…: labels of things that are not units.
_OTHER_LABEL = re.compile(r"(?:(?<=[；;，,。\n\s（(])|^)[\u4e00-\u9fff]{2,8}[：:]")
_LINE = re.compile(rf"(?:^|(?<=[\n。；;]))[ \t\u3000]*(?={_LABEL.pattern})", re.MULTILINE)
_DUTY = r"(?:分别|共同|具体|(?:按照?|依|根据)(?:各自)?(?:职责|职能)(?:分工)?)*"
_VERB = re.compile(
    rf"{_DUTY}(?P<verb>牵头(?:负责|落实|组织实施|实施)?|负责(?:牵头|落实|实施)?|配合(?:落实|实施)?"
    r"|参与|参加|协助|协同|落实|组织实施|实施|主办|协办)$"
)
_DEADLINE = re.compile(
    r"\s*(?:(?:(?:于|在)?\d{4}年|每年|长期|持续|常态化|分年度|按年度|按时).{0,12}"
    r"(?:完成|前|底|末|推进|实施|坚持|落实)|\d{4}年)\s*$"
)
_LEAD = re.compile(r"牵头|主办|主责|第一责任")
# “（列第一位的为牵头单位）”: the order itself tells who leads.
_FIRST_LEADS = re.compile(
    r"[（(，,；;]?[^（）()，,；;]*(?:首位|第一位|排名第一|列第一|排第一)[^（）()，,；;]*牵头"
    r"[^（）()，,；;]*(?:[，,]下同)?[）)]?$"
)
_LEAD_IN = re.compile(r"\s*(?:由|其中)?")
_TAIL = 40  # a verb of duty or a note stands within this many characters of a list's end
_NOTE = re.compile(r"[，,；;。]?\s*(?:以)?下同\s*。?$")
_MENTIONS_DUTY = re.compile(r"牵头|责任单位|责任部门|配合单位|按职责分工负责")
_GOVERNMENTAL = re.compile(r"[市省区县各]|重庆|国家")


@dataclass(frozen=True, slots=True)
class TrailerReading:
    """The responsibility of a clause; `warnings` name trailers that were not understood."""

    responsibility: Responsibility | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """One list of a trailer: its role and the units in order."""

    role: Role
    mentions: tuple[UnitMention, ...]
    is_open: bool


def read_responsibility(text: str) -> TrailerReading:
    """Read all trailers of a clause's text and merge them in the text's order."""
    parts: list[_Part] = []
    spans: list[tuple[int, int]] = []
    warnings: list[str] = []
    brackets = list(_brackets(text))
    for start, end in brackets:
        stop = end - 1 if text[end - 1] in _PAIRS else end
        note = _NOTE.search(text, max(start + 1, stop - _TAIL), stop)
        inner = (start + 1, note.start() if note else stop)
        found = (
            _labelled(text, *inner) or _spoken(text, *inner) or _listed(text, (start, end), inner)
        )
        if found:
            parts += found
            spans.append((start, end))
        elif _MENTIONS_DUTY.search(text, *inner):
            warnings.append(f"未能识别的责任分工：{text[start:end]}")
    for start, end in _lines(text):
        if not any(a <= start < b for a, b in brackets):
            found = _labelled(text, start, end)
            if found:
                parts += found
                spans.append((start, end))
    if not parts:
        return TrailerReading(None, tuple(warnings))
    return TrailerReading(_merged(parts, sorted(spans)), tuple(warnings))


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets, brackets included; one left open by mistake ends with its line."""
    opened: list[int] = []
    waiting = dict.fromkeys(_OPENING, 0)  # of each kind; a bracket without partner costs nothing
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(text):
        if char in _OPENING:
            opened.append(index)
            waiting[char] += 1
        elif char in _PAIRS and any(waiting[opening] for opening in _PAIRS[char]):
            while True:
                partner = opened.pop()
                waiting[text[partner]] -= 1
                if text[partner] in _PAIRS[char]:
                    break
            pairs.append((partner, index + 1))
    for start in opened:
        if _LABEL.match(text, start + 1):
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            pairs.append((start, start + len(text[start:stop].rstrip())))
    end = 0
    for start, stop in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if start >= end:
            yield start, stop
            end = stop


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines and last sentences that begin with a label and stand outside brackets."""
    for match in _LINE.finditer(text):
        start = match.end()
        label = _LABEL.match(text, start)
        if label is None or not re.search("[：:]", label.group()):
            continue  # 。建设单位各自负责…: outside brackets a label has its colon
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, start + len(text[start:end].rstrip(" 。\u3000"))


def _labelled(text: str, start: int, end: int) -> list[_Part]:
    """牵头单位：…；责任单位：…"""
    known = {match.start(): match for match in _LABEL.finditer(text, start, end)}
    covered = [(match.start(), match.end()) for match in known.values()]
    others = [
        match
        for match in _OTHER_LABEL.finditer(text, start, end)
        if not any(a < match.end() and match.start() < b for a, b in covered)
    ]
    labels = sorted([*known.values(), *others], key=lambda match: match.start())
    if not known or text[start : labels[0].start()].strip():
        return []
    parts = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        if label.start() in known:
            stop = following.start() if following else end
            role = Role.LEAD if _LEAD.search(label["role"]) else Role.RESPONSIBLE
            listing = _listing(text, label.end(), stop, role)
            if re.search(_BODY, label.group()) or _only_organisations(listing):
                parts += listing
    return parts


def _listing(text: str, start: int, end: int, role: Role) -> list[_Part]:
    """The units of one label, without the words that may close the list."""
    stop = text.find("。", start, end)
    end = stop if stop >= 0 else end
    end = start + len(text[start:end].rstrip("；;，,。、 \u3000\n"))
    for match in reversed(list(re.finditer(r"[，,；;]", text[start:end]))):
        if not _DEADLINE.match(text[start + match.end() : end]):
            break
        end = start + match.start()
    tail = max(start, end - _TAIL)
    if duty := _VERB.search(text[tail:end]):
        end = tail + duty.start()
    ordered = _FIRST_LEADS.search(text, max(start, end - _TAIL), end)
    end = ordered.start() if ordered else end
    mentions, is_open = read_units(text, start, end)
    if ordered and mentions and role is Role.RESPONSIBLE:
        first, rest = mentions[:1], mentions[1:]
        return [_Part(Role.LEAD, first, False), _Part(role, rest, is_open)]
    return [_Part(role, mentions, is_open)] if mentions else []


def _only_organisations(parts: list[_Part]) -> bool:
    return all(is_organisation(mention.name) for part in parts for mention in part.mentions)


def _spoken(text: str, start: int, end: int) -> list[_Part]:
    """市住房城乡建委牵头，市财政局等部门按职责分工负责."""
    parts: list[_Part] = []
    begin = start
    for match in re.finditer(r"[，,；;。、]|$", text[start:end]):
        stop = start + match.start()
        tail = max(begin, stop - _TAIL)
        piece = text[tail:stop].rstrip()
        if parts and tail == begin and _DEADLINE.match(piece):
            begin = stop + 1
            continue
        verb = _VERB.search(piece)
        if verb is None:
            continue
        lead_in = _LEAD_IN.match(text, begin, stop)
        units_start = lead_in.end() if lead_in else begin
        mentions, is_open = read_units(text, units_start, tail + verb.start())
        if not mentions or not all(is_organisation(m.name) for m in mentions):
            return []
        role = Role.LEAD if _LEAD.search(verb["verb"]) else Role.RESPONSIBLE
        parts.append(_Part(role, mentions, is_open))
        begin = stop + 1
    return [] if text[begin:end].strip() else parts


def _listed(text: str, bracket: tuple[int, int], inner: tuple[int, int]) -> list[_Part]:
    """（市公安局、市交通局，各区政府）: bare units in a bracket that ends a paragraph."""
    before = text[: bracket[0]].rstrip(" \u3000")
    after = text[bracket[1] :].lstrip(" \u3000。").partition("\n")[0]
    if after.strip() or not before or before[-1] not in "。；！\n”":
        return []
    parts = _listing(text, *inner, Role.RESPONSIBLE)
    mentions = [mention for part in parts for mention in part.mentions]
    governmental = any(_GOVERNMENTAL.match(mention.name) for mention in mentions)
    return parts if governmental and _only_organisations(parts) else []


def _merged(parts: list[_Part], spans: list[tuple[int, int]]) -> Responsibility:
    lists: dict[Role, dict[str, UnitMention]] = {role: {} for role in Role}
    opened = dict.fromkeys(Role, False)
    for part in parts:
        for mention in part.mentions:
            lists[part.role].setdefault(mention.name, mention)
        opened[part.role] = opened[part.role] or part.is_open
    return Responsibility(
        lead=tuple(lists[Role.LEAD].values()),
        responsible=tuple(lists[Role.RESPONSIBLE].values()),
        lead_open=opened[Role.LEAD],
        responsible_open=opened[Role.RESPONSIBLE],
        spans=tuple(spans),
    )


def names_a_role(words: str) -> bool:
    """True for a label of units that stands alone, as above a column: 牵头单位, 责任部门."""
    match = _LABEL.fullmatch(f"{words}：")
    return bool(match and re.search(_BODY, match.group()))
