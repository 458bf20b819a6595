"""Qualified: what a clause limits is told with its limit.

A sentence laid over the clause letter by letter may leave out what stands between its letters.
These are looked at by themselves: from when a period runs, 基本完成, the place of an item of a
list, what a figure is of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.fold import fold
from assistant.verification.evidence import Source
from assistant.verification.names import Fault
from assistant.verification.verdict import Reason

_PERIOD = re.compile(r"自(?P<event>[^,，;；。:自]{1,24}?)之日起(?P<length>\d*)")
_ALIKE = 2  # letters by which two events are one: 收到申请, 收到申请书
_HEDGED = re.compile(
    r"(?P<hedge>基本(?=完成|建成|形成|实现|消除|达到|建立|具备|满足|解决|覆盖|普及|健全)|原则上)"
    r"(?P<what>[^,，;；。]{4,8})"
)
_ITEM_WITH_PLACE = re.compile(
    r"[(（][一二三四五六七八九十]+[)）]\s*在(?P<place>[^,，;；。]{2,24}?)(?:范围内|[内上中里])"
    r"(?P<what>[\u4e00-\u9fff]{4})"
)
_PLACE_END = 2  # letters by which a place is told
_NAME_END = 4  # letters at which a run before a figure calls the target
_AS_A_TASK = re.compile(
    r"(?:^|[,，;；])(?P<what>[\u4e00-\u9fff]{2,16}?)(?:是|属于|作为)[^,，;；。]{0,30}"
    r"(?:工作|任务|措施|内容|举措|重点|要求)[。.]?$"
)
_CELL = re.compile("[,，;；。、\n]")
_FIGHTS = re.compile("整治|治理|查处|打击|拆除|清理|取缔|消除|杜绝|遏制|防止|防范|监管|惩")
_LEADING = re.compile(
    r"(?:实现|确保|保证|推动|其中|全市|重庆市?|我市|使得?|让|将|把|年|底|末|的|其|和|且|并|[,，、“”])$"
)


def unqualified(text: str, sources: Sequence[Source]) -> Fault | None:
    """What of a folded sentence is told without, or with another, limit than the clauses set."""
    bodies = fold("".join(source.clause.text for source in sources))
    return (
        _from_another_day(text, bodies)
        or _without_hedge(text, bodies)
        or _without_its_place(text, bodies)
        or _of_another_figure(text, sources)
        or _fought_as_a_task(text, bodies)
    )


def _from_another_day(text: str, bodies: str) -> Fault | None:
    """自提出之日起60日 where the clause has 自受理之日起60日."""
    stated = [(match["event"], match["length"]) for match in _PERIOD.finditer(bodies)]
    for match in _PERIOD.finditer(text):
        same = [event for event, length in stated if length == match["length"]]
        events = same or [event for event, _ in stated]
        if events and not any(_is_one(match["event"], event) for event in events):
            return Reason.REARRANGED, match.group()
    return None


def _is_one(said: str, event: str) -> bool:
    return said in event or event in said or said[-_ALIKE:] == event[-_ALIKE:]


def _without_hedge(text: str, bodies: str) -> Fault | None:
    """完成 where the clause has 基本完成, and nowhere 完成 of the same."""
    for match in _HEDGED.finditer(bodies):
        what = match["what"]
        place = text.find(what)
        if place >= 0 and match["hedge"] not in text and bodies.count(what) == 1:
            return Reason.CONDITION, match["hedge"]
    return None


def _without_its_place(text: str, bodies: str) -> Fault | None:
    """放养动物, which an item forbids 在公园绿地及广场用地内 alone."""
    for match in _ITEM_WITH_PLACE.finditer(bodies):
        what, place = match["what"], match["place"]
        if what in text and bodies.count(what) == 1 and place[-_PLACE_END:] not in text:
            return Reason.CONDITION, place
    return None


def _fought_as_a_task(text: str, bodies: str) -> Fault | None:
    """违章搭建是…的任务, where the clause has 加大违章搭建整治力度."""
    named = _AS_A_TASK.search(text)
    for cell in _CELL.split(bodies) if named else ():
        fights = _FIGHTS.search(cell)
        if named and named["what"] in cell and fights and fights.group() not in text:
            return Reason.REARRANGED, cell[:20]
    return None


def _of_another_figure(text: str, sources: Sequence[Source]) -> Fault | None:
    """城市绿色照明设施完好率达到96%, which the clause says of 道路照明设施."""
    for source in sources:
        for target in source.clause.indicators:
            name, value = fold(target.name), re.search(r"\d[\d.]*", fold(target.quote))
            at = text.find(value[0]) if value else -1
            if at < 0:
                continue
            run = re.search(r"[\u4e00-\u9fff“”]*$", text[:at])
            end = text[:at].rfind(name[-_NAME_END:])
            if run is None or len(name) <= _NAME_END or end < run.start():
                continue
            said, own = text[run.start() : end], name[:-_NAME_END]
            while said and own and said[-1] == own[-1]:
                said, own = said[:-1], own[:-1]
            if said and own and not _LEADING.search(said):
                return Reason.NUMBER, target.name
    return None
