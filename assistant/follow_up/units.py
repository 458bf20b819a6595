"""Follow-ups about units: their other role, another unit, whether one takes part."""

from __future__ import annotations

import re

from assistant import asking, ellipsis
from assistant.answer import Intent
from assistant.duties import LEAD, RESPONSIBLE, role_asked, shared
from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from corpus.responsibility import Role

_ROLE_WORDS = re.compile(
    r"(?:当|作为|作|做|任|都是|都)?(?:责任|牵头|配合|参与|主办|协助)(?:单位|部门)?的?|不[分管]"
)
_THE_ITEM = re.compile(r"[这那]一?(?:项|条|个|件)(?!单位|部门|局|委)")
_WITH = re.compile(r"^(?:那|其中|里头|里面)*[,，]?[跟和与同]")
_LIST = re.compile(r"(?:几|多少|哪[些几])(?:项|件|条|个)|任务|工作")


def unit_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """参与的有几项？ after a unit's tasks; 市交通局呢？ after another unit's."""
    if not memory.units or (memory.clause_id and _THE_ITEM.search(text)):
        return None
    of_a_list = memory.intent is Intent.UNIT_TASKS
    if not of_a_list and not (ellipsis.UNIT_PRONOUN.search(text) and _LIST.search(text)):
        return None
    if of_a_list and memory.clause_id and re.search(r"[和跟与同]谁|谁一[起道]", text):
        return None
    if ellipsis.own_words(asking.COUNT.sub("", _ROLE_WORDS.sub("", text)), tools):
        return None
    named = tools.knowledge.units.find(text)
    asked = _verb(role_asked(text))
    if named and _WITH.search(text) and shared(text):
        together = (memory.units[0], *(match.name for match in named))
        return Resumed(_tasks("和".join(together), asked, joint=True))
    if named:
        if not ellipsis.ANAPHORIC_END.search(text) and not (memory.joint and len(named) > 1):
            return None
        if asking.LISTING.search(text):
            return None
        if memory.joint and len(named) > 1:
            return Resumed(_tasks("和".join(m.name for m in named), asked, joint=True))
        inherited = asked or _verb(memory.role)
        return Resumed(_tasks(named[0].name, inherited, joint=False))
    names = "和".join(memory.units)
    if asking.COUNT.search(text):
        role = asked or _verb(memory.role)
        return Resumed(f"{names}{'共同' if memory.joint else ''}{role}几项任务")
    if asked or asking.LISTING.search(text) or ellipsis.ANAPHORIC_END.search(text):
        return Resumed(_tasks(names, asked, joint=memory.joint))
    return None


def _tasks(names: str, verb: str, *, joint: bool) -> str:
    if joint and verb == "参与":
        verb = "作为责任单位的有"  # in either role is what 共同参与 means
    return f"{names}{'共同' if joint else ''}{verb or '牵头和参与'}哪些任务"


def _verb(role: Role | None) -> str:
    """How a role is asked for."""
    return {Role.LEAD: "牵头", Role.RESPONSIBLE: "参与", None: ""}[role]


def role_of_unit(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """那是责任单位不: whether the unit asked about before has this role in the task."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or not clause.title or not memory.units or len(memory.units) > 1:
        return None
    if memory.intent is not Intent.WHO_LEADS or not asking.YES_NO.search(text):
        return None
    if not (LEAD.search(text) or RESPONSIBLE.search(text)) or asking.WHO_ELSE.search(text):
        return None
    if tools.knowledge.units.find(text) or ellipsis.own_words(_ROLE_WORDS.sub("", text), tools):
        return None
    rest = ellipsis.OPENING.sub("", text)
    return Resumed(f"{clause.title}{memory.units[0]}{rest}", memory)
