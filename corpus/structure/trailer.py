"""Responsibility trailers: “（牵头单位：A、B；责任单位：C等部门，各区县政府）” and its variations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.responsibility import Responsibility, Role, UnitMention
from corpus.structure.unit_names import is_organisation, read_units

_OPENING = {"（": "）", "(": ")", "〔": "〕", "【": "】", "[": "]"}
_LABEL = re.compile(
    r"(?P<role>(?:主要|具体|共同)?(?:牵头|责任|主责|主办|承办|配合|参与|参加|协办|协同|协助|协作|支持|负责|实施|落实|完成)"
    r"(?:及?(?:责任|配合|负责|落实|实施))?)(?:单位|部门|主体|机构|区县|科室|处室|领导)?(?:分别)?\s*(?:[：:]|为(?=市|区|县|省|各))"
)
_LINE = re.compile(rf"(?:^|(?<=[\n。；;]))[ \t\u3000]*(?={_LABEL.pattern})", re.MULTILINE)
_VERB = re.compile(
    r"(?:分别|共同|具体|按照?(?:各自)?(?:职责|职能)(?:分工)?|依(?:职责|职能)(?:分工)?|会同|联合|根据职责)*"
    r"(?P<verb>牵头(?:负责|落实|组织实施|实施)?|负责(?:落实|实施)?|配合(?:落实|实施)?|参与|参加|协助|协同|落实|组织实施|实施|主办|协办)$"
)
_LEAD = re.compile(r"牵头|主办|主责")
_MENTIONS_DUTY = re.compile(r"牵头|责任单位|责任部门|配合单位|按职责分工负责")


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
        inner = (start + 1, end - 1)
        found = _labelled(text, *inner) or _spoken(text, *inner)
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
    """Outermost balanced brackets, brackets included."""
    stack: list[str] = []
    start = 0
    for index, char in enumerate(text):
        if char in _OPENING:
            if not stack:
                start = index
            stack.append(_OPENING[char])
        elif stack and char == stack[-1]:
            stack.pop()
            if not stack:
                yield start, index + 1


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines and last sentences that begin with a label and stand outside brackets."""
    for match in _LINE.finditer(text):
        start = match.end()
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, start + len(text[start:end].rstrip(" 。\u3000"))


def _labelled(text: str, start: int, end: int) -> list[_Part]:
    """牵头单位：…；责任单位：…"""
    labels = list(_LABEL.finditer(text, start, end))
    if not labels or text[start : labels[0].start()].strip():
        return []
    parts = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        stop = following.start() if following else end
        mentions, is_open = read_units(text, label.end(), stop)
        if mentions:
            role = Role.LEAD if _LEAD.search(label["role"]) else Role.RESPONSIBLE
            parts.append(_Part(role, mentions, is_open))
    return parts


def _spoken(text: str, start: int, end: int) -> list[_Part]:
    """市住房城乡建委牵头，市财政局等部门按职责分工负责."""
    parts: list[_Part] = []
    begin = start
    for match in re.finditer(r"[，,；;。]|$", text[start:end]):
        stop = start + match.start()
        piece = text[begin:stop].rstrip()
        verb = _VERB.search(piece)
        if verb is None:
            continue
        lead_in = re.match(r"\s*(?:由|其中)?", piece)
        units_start = begin + (lead_in.end() if lead_in else 0)
        mentions, is_open = read_units(text, units_start, begin + verb.start())
        if not mentions or not all(is_organisation(m.name) for m in mentions):
            return []
        role = Role.LEAD if _LEAD.search(verb["verb"]) else Role.RESPONSIBLE
        parts.append(_Part(role, mentions, is_open))
        begin = stop + 1
    if text[begin:end].strip():
        return []
    return parts


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
