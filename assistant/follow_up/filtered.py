"""Follow-ups on which of a unit's tasks another unit is in as well: 其中有市公安局的是哪些."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.follow_up.these_tasks import tasks_among
from assistant.follow_up.units import LIST, verb_of
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.duties import role_asked
from corpus.responsibility import Role

_AMONG_THEM = re.compile(
    r"^(?:那|那么)?(?:其中|[这那](?:其中|当中|里面|里头|之中|[些几]项?(?:任务|工作)?[里中]?(?:面|头|当中)?))"
    r"(?:同时|还|也|又)?(?:有|含|包括|包含|涉及到?)$"
)
_OF_THEM = re.compile(r"^的(?:任务|工作)?(?:呢|(?:是|有|都有|都是)?(?:哪|几|多少|什么))")
_OF_THOSE = re.compile(r"^(?:那|那么)?(?:[这那]?(?:其中|当中|里面|里头|之中))[,，]?$")
_AS = re.compile(
    r"^(?:也|还|又|同时)*(?:是|作为|当|担任|做)?(牵头|责任|配合|参与)(?:单位|部门)?的?(?:任务)?(?:有|是)?(?:哪|几|多少|什么)"
)
# 它跟市公安局共同出现的任务有哪些
_IT_AND = re.compile(r"^(?:那|那么)?(?:[它他]们?|[这该](?:家|个)?(?:单位|部门|局|委))[跟和与同]$")
_OCCUR = re.compile(
    r"^(?:共同|一[起道同]|同时|都)+(?:出现|在列|露面|有份|上榜)的?(?:任务|工作)?(?:有|是|都有)?(?:哪[些几]|几|多少|什么)[项件条个]?(?:任务|工作)?[呢啊吗?。]*$"
)
_AND_WITH = re.compile(r"^(?:那|那么)?(?:它|又)?[跟和与同]$")
_OF_THAT_ONE = re.compile(r"^(?:一起|共同)?的?(?:任务|工作)?(?:呢|又是哪些|有哪些)[?。]*$")
_ANOTHER = re.compile(
    r"的?(?:另外?|剩下|其余|其他)的?[那这]?一?[项条个]的?(?:牵头|参与|参加|配合|负责|责任)?的?(?:任务|工作)?"
    r"(?:是|叫|指)(?:什么|啥|哪一?[项个条]?)(?:任务|工作)?[呢啊]?[?。]*$"
)
_OPPOSITE = {Role.LEAD: Role.RESPONSIBLE, Role.RESPONSIBLE: Role.LEAD}


def other_of_unit(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """市委宣传部另外一项牵头任务是什么: of a unit's two tasks the one not spoken of."""
    named = tools.knowledge.units.find(text)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    match = _ANOTHER.match(text, named[0].end) if len(named) == 1 else None
    if match is None or clause is None or ellipsis.OPENING.sub("", text[: named[0].start]):
        return None
    held = tools.knowledge.tasks_of(named[0].name)
    asked = role_asked(match.group())
    tasks = {
        Role.LEAD: held.lead,
        Role.RESPONSIBLE: held.responsible,
        None: (*held.lead, *held.responsible),
    }[asked]
    others = [task for task in tasks if task.id != clause.id]
    if len(tasks) != 2 or len(others) != 1:
        return None
    (other,) = others
    about = replace(memory, clause_id=other.id, document_id=other.document_id, topic=other.title)
    return Resumed(f"{other.title}的牵头单位和责任单位是谁", about)


def also_with(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """这当中同时有市地震局的是哪些, after the tasks of another unit."""
    named = tools.knowledge.units.find(text)
    if memory.intent is not Intent.UNIT_TASKS or len(memory.units) != 1 or len(named) != 1:
        return None
    own, other = memory.units[0], named[0].name
    rest = text[named[0].end :]
    if own == other:
        return None
    if _OF_THOSE.match(text[: named[0].start]) and (named_role := _AS.match(rest)):
        role = Role.LEAD if named_role[1] == "牵头" else Role.RESPONSIBLE
        return _of_both(own, other, role, memory, "哪些")
    if _IT_AND.match(text[: named[0].start]) and _OCCUR.match(rest):
        return Resumed(f"{own}和{other}共同牵头和参与哪些任务")
    if not _AMONG_THEM.match(text[: named[0].start]):
        return None
    bare = LIST.sub("", asking.COUNT.sub("", rest))
    if not _OF_THEM.match(rest) or ellipsis.own_words(bare, tools):
        return None
    how_many = "几项" if asking.COUNT.search(text) else "哪些"
    role = _OPPOSITE[memory.role] if memory.role else Role.RESPONSIBLE
    held = {
        clause.id: roles
        for clause in tasks_among(memory.listed, tools)
        if clause.responsibility and (roles := clause.responsibility.roles_of(other))
    }
    if memory.role is None or set(held.values()) <= {(role,)}:
        return _of_both(own, other, role, memory, how_many)
    return Resumed(f"这{len(held)}项任务中{other}是什么角色", memory, tuple(held))


def with_another(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """跟市消防救援总队的呢, after what two units share: the first of them with this one."""
    named = tools.knowledge.units.find(text)
    if not memory.joint or memory.intent is not Intent.UNIT_TASKS or len(named) != 1:
        return None
    before, rest = text[: named[0].start], text[named[0].end :]
    if not _AND_WITH.match(before) or not _OF_THAT_ONE.match(rest):
        return None
    own, other = memory.units[0], named[0].name
    return None if own == other else _shared(own, other, memory.role, "哪些")


def _of_both(own: str, other: str, role: Role, memory: Memory, how_many: str) -> Resumed:
    """The tasks asked about before that have the other unit in this role: the question whole."""
    if memory.role in (None, role):
        return _shared(own, other, memory.role, how_many)
    return Resumed(f"{own}{verb_of(memory.role)}、{other}{verb_of(role)}的任务有{how_many}")


def _shared(own: str, other: str, role: Role | None, how_many: str) -> Resumed:
    """The tasks that two units have, in one role or in either."""
    verb = {Role.LEAD: "牵头", Role.RESPONSIBLE: "作为责任单位的有", None: "牵头和参与"}[role]
    return Resumed(f"{own}和{other}共同{verb}{how_many}任务")
