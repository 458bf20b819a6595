"""Follow-ups of somebody who speaks for a unit: 那我们自己牵头的呢, 老旧小区改造有我们吗."""

from __future__ import annotations

import re

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Memory
from assistant.tools import Toolbox

_OURS = r"(?:我们|咱们|咱|俺们)(?:局|委|办|单位|部门|自己|这边)*"
_DOES = r"(?:牵头|参[加与]|配合|负责)"
# 我们牵头的里面，城管局参加的是哪几项
_AMONG_OURS = re.compile(
    rf"^(?:那|那么)?{_OURS}(?P<own>{_DOES})的?(?:任务|工作|事)?"
    r"(?:里头?|里面|当中|之中|中)[,，]?(?P<rest>.+)$"
)
_IN_IT = re.compile(
    rf"^(?P<thing>.{{2,20}}?)(?:有没有|有|含|包括|列了){_OURS}(?:吗|没有?|不|么)?[?。]*$"
)
_OUR_TASKS = re.compile(
    rf"^(?:那|那么)?{_OURS}(?:也|都|还|又)?(?P<own>{_DOES})的?(?:任务|工作)?(?:呢|有几[项个]|有?哪[些几]|是哪)"
)
# 这一项我们委是责任单位吗, 我局牵头几项; not 我们办手续, 我委托
_OUR_OFFICE = re.compile(
    rf"(?:我们?|咱们?|俺们|本)(?:局|委|办|厅|总队|支队|单位|部门)"
    rf"(?=(?:也|都|还|要|是|算|在|有|的|呢|{_DOES})|[,，?。]|$)"
)
_PART = re.compile(rf"{_OURS}(?=(?:也|都|还|要|是|算|在)*(?:{_DOES}|责任单位))")
# 不牵头、只是参加的呢: the other role of the unit whose tasks were listed.
_ONLY_JOINS = re.compile(
    r"^(?:那|那么)?(?:不牵头的?[、,，]?)?(?:只是?|仅|光是?)(?:参[加与]|配合)"
    r"(?:[、,，]?不牵头)?的(?:呢|有?哪些|有几[项个])?[?。]*$"
)


def for_our_office(text: str, memory: Memory, tools: Toolbox) -> str:
    """The question with 我们委 written out as the unit that was asked about first."""
    if not memory.spoken or not _OUR_OFFICE.search(text) or tools.knowledge.units.find(text):
        return text
    return _OUR_OFFICE.sub(memory.spoken[0], text, count=1)


def ours(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """我们 is the unit that the conversation was about first."""
    if memory.intent is Intent.UNIT_TASKS and len(memory.units) == 1 and _ONLY_JOINS.match(text):
        return Resumed(f"{memory.units[0]}参与哪些任务")
    if not memory.spoken or tools.titles.find(text):
        return None
    if memory.intent not in (Intent.UNIT_TASKS, Intent.WHO_LEADS, Intent.INDICATOR):
        return None
    unit = memory.spoken[0]
    if match := _AMONG_OURS.match(text):
        named = tools.knowledge.units.find(match["rest"])
        if len(named) == 1:
            role = "牵头" if match["own"] == "牵头" else "参与"
            other = "牵头" if "牵头" in match["rest"] else "参与"
            return Resumed(f"{unit}{role}、{named[0].name}{other}的任务有哪些")
        return None
    if tools.knowledge.units.find(text):
        return None
    if match := _OUR_TASKS.match(text):
        return Resumed(f"{unit}{'牵头' if match['own'] == '牵头' else '参与'}哪些任务")
    if match := _IN_IT.match(text):
        return Resumed(f"{match['thing']}{unit}参与吗")
    if _PART.search(text):
        return Resumed(_PART.sub(unit, text, count=1))
    return None
