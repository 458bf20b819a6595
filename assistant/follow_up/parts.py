"""Follow-ups about a part of the plan: the same of another part, of another unit in that part."""

from __future__ import annotations

import re

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.follow_up.units import LIST, ROLE_WORDS, WITH, verb_of
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.duties import role_asked
from corpus.structure.numbering import NUMERAL

_OTHER_PART = re.compile(
    rf"(?:换成?|改成?|转到)?(?:在)?(?P<part>第[{NUMERAL}]+(?:个)?(?:大)?(?:部分|章|板块))(?:里|中|的)?"
)
_SAME_PART = re.compile(
    r"[,，]?(?:也|同样|还|仍)*(?:是|在|看|问|算)?(?:[这那该]一?|同一?)个?大?(?:部分|章|板块)(?:里|中|内|面|头|的)*"
    r"|在?(?:里面|里头|当中)"
)
_A_PART = re.compile(rf"[{NUMERAL}]+、")  # no section of one
_IN_ALL = re.compile(r"总共|一共|全部|所有|合计|整个|别的|其他")


def part_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """第六部分呢, 那商务委呢，也是这一部分: tasks of the unit, or in the part, spoken of."""
    if not _A_PART.match(memory.part) or tools.titles.find(text) or _IN_ALL.search(text):
        return None
    said = ellipsis.ANAPHORIC_END.sub("", ellipsis.OPENING.sub("", text)).strip(" ,?。")
    if (match := _OTHER_PART.fullmatch(said)) and memory.units:
        if memory.intent is not Intent.UNIT_TASKS:
            return None
        return _tasks("和".join(memory.units), match["part"], verb_of(memory.role))
    named = tools.knowledge.units.find(text)
    if named and WITH.search(text):
        return None
    same = _SAME_PART.search(text)
    if not named or not (same or ellipsis.ANAPHORIC_END.search(text)):
        return None
    rest = _SAME_PART.sub(" ", text)
    if ellipsis.own_words(LIST.sub("", asking.COUNT.sub("", ROLE_WORDS.sub("", rest))), tools):
        return None
    names = "和".join(dict.fromkeys(match.name for match in named))
    number = memory.part.split("、")[0]
    return _tasks(names, f"第{number}部分", verb_of(role_asked(rest) or memory.role))


def _tasks(names: str, part: str, verb: str) -> Resumed:
    return Resumed(f"{names}在{part}{verb or '牵头和参与'}哪些任务")
