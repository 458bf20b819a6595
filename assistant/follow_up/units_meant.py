"""Which units a follow-up means by 它, 上述两家, 牵头的那家, 前头那家."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Intent
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from corpus.responsibility import Role

_HOUSE = r"(?:家(?:单位|部门|公司|企业)?|个?公司|个?单位|个?部门|个?局|个?委|方)"
_LEADER = re.compile(rf"牵头的?(?:[这那]一?)?{_HOUSE}(?![有是都呢]|分别)")
_SEVERAL = re.compile(
    rf"(?:上述|上面|前面|刚才|以上|[这那]|[它他]们?)(?:说的|提到的|问的)?([两二三四几俩])(?!项|条|件|年|天|个任务){_HOUSE}?"
    rf"|[它他]们(?!家)|^(?:那|那么)?([两二三四]){_HOUSE}"
)
_THEY = re.compile(r"[它他]们(?!家)")  # of the one lead unit
_FIRST = re.compile(rf"(?:前头|前面|头一|第一|最先|最早)[这那]?一?{_HOUSE}|前者")
_LAST = re.compile(rf"(?:后头|后面|最后)[这那]?一?{_HOUSE}|后者")
_IT = re.compile(rf"它(?!们|俩|[两三])|[这该那]{_HOUSE}(?!单位|部门)")
# 第二家, 排第一的那个单位: one of those just listed, in the text's order
_NTH = re.compile(
    rf"(?:第|排(?:在|名)?第?)([一二三四五六])(?:位|的)?(?:[这那]一?)?(?:{_HOUSE}|名的)"
)
_ORDER = "一二三四五六"
_NUMBER = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Meant:
    """The units a text speaks of, and the text without the words that do so."""

    units: tuple[str, ...]
    rest: str
    by_pronoun: bool  # some of them were not named


def units_meant(text: str, memory: Memory, tools: Toolbox) -> Meant:
    """Units named or pointed to, in the order of the conversation; may be none."""
    rest = text
    named = tools.knowledge.units.find(text)
    for unit in reversed(named):
        # 那个经信委，它还管哪些事: the pronoun is the unit just named
        after = re.sub(r"^(?:呢)?[,，]\s*[它他]们?", ",", rest[unit.end :])
        rest = f"{rest[: unit.start]} {after}"
    leads = _leads(memory, tools)
    pointed: list[str] = []
    if (match := _LEADER.search(rest)) and leads:
        pointed += leads
        rest = _without(rest, match)
        # 牵头的这家，他们总共牵头几项: the pronoun is that unit again
        rest = re.sub(r"(?<=[,，])\s*[它他]们?", " ", rest, count=1)
    elif (match := _SEVERAL.search(rest)) and (several := _several(match, memory, leads)):
        pointed += several
        rest = _without(rest, match)
    elif (match := _THEY.search(rest)) and len(leads) == 1 and not memory.named:
        pointed += leads
        rest = _without(rest, match)
    elif (match := _NTH.search(rest)) and (nth := _nth(match, memory, tools)):
        pointed.append(nth)
        rest = _without(rest, match)
    elif (match := _FIRST.search(rest)) and (first := memory.units or leads):
        pointed.append(first[0])
        rest = _without(rest, match)
    elif (match := _LAST.search(rest)) and (last := memory.named or leads or memory.units):
        pointed.append(last[-1])
        rest = _without(rest, match)
    if (match := _IT.search(rest)) and (it := memory.named or leads or memory.units):
        pointed = [it[-1], *pointed]
        rest = _without(rest, match)
    units = tuple(dict.fromkeys((*pointed, *(unit.name for unit in named))))
    return Meant(units, rest, by_pronoun=bool(pointed))


def _leads(memory: Memory, tools: Toolbox) -> tuple[str, ...]:
    """The lead units of the task spoken of, where no list of a unit's tasks was asked for."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or clause.responsibility is None or memory.intent is Intent.UNIT_TASKS:
        return ()
    return tuple(mention.name for mention in clause.responsibility.mentions(Role.LEAD))


def _nth(match: re.Match[str], memory: Memory, tools: Toolbox) -> str:
    """One of the units of the role asked about last, of the task spoken of; else of its leads."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or clause.responsibility is None or memory.intent is Intent.UNIT_TASKS:
        return ""
    names = [m.name for m in clause.responsibility.mentions(memory.role or Role.LEAD)]
    place = _ORDER.index(match[1])
    return names[place] if place < len(names) else ""


def _several(match: re.Match[str], memory: Memory, leads: tuple[str, ...]) -> tuple[str, ...]:
    number = _NUMBER.get(match[1] or match[2] or "", 0)
    if len(leads) > 1 and not memory.named and number in (0, len(leads)):
        return leads
    number = number or max(2, len(memory.units))
    return memory.spoken[-number:] if len(memory.spoken) >= number else ()


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
