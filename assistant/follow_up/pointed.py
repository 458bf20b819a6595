"""Follow-ups of nothing but pointing and asking words: 清单里第二项，牵头的是谁, 它还有哪些任务.

Read from the kinds of their words (understanding/pointing_words.py), whatever their order, by
what was spoken of last: a unit's list of tasks, a task, or a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed, about
from assistant.follow_up.units import list_of_tasks, verb_of
from assistant.inquiry import Demand, Memory
from assistant.lookup.knowledge import Mention
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.pointing_words import Kind, Named, Word
from corpus.clause import Clause
from corpus.responsibility import Role

_ROLES = {Kind.LEAD: Role.LEAD, Kind.RESPONSIBLE: Role.RESPONSIBLE}
_IN_A_ROLE = {**_ROLES, Kind.ITS_LEADER: Role.LEAD}
_OF_A_TARGET = frozenset(
    {Kind.NAMED_TARGET, Kind.THAT_TARGET, Kind.HOW_MANY, Kind.DONE, Kind.PLAN, Kind.WHICH}
    | {Kind.CONTENT, Kind.LIST}
)
_NO_UNITS = frozenset(  # what no list of units tells
    {Demand.PHONE, Demand.PERSON, Demand.PLACE, Demand.PROGRESS, Demand.MONEY, Demand.WEB}
    | {Demand.HOURS, Demand.PARTY}
)
_WHETHER_OR_NOT = re.compile(r"([\u4e00-\u9fff])[不没]\1")
_NOT_IN_IT = re.compile("(?:不|没有?|未|非)(?:是)?(?:牵头|参[与加]|配合|责任)")
_OF_THOSE = re.compile("(?:牵头|参[与加]|配合)的第")
_ONLY = re.compile("只|仅|光(?!看|说|听)|就是?")
_SILENT = frozenset({Kind.COURTESY, Kind.PARTICLE})
_LISTING = frozenset({Kind.WHICH, Kind.LIST, Kind.ALL, Kind.HOW_MANY, Kind.COUNT})
_OF_A_LIST = frozenset(
    {Kind.THE_LIST, Kind.TASKS, Kind.WITHOUT, Kind.THAT_UNIT, Kind.OF_IT, Kind.WHETHER}
    | {Kind.PLAN, Kind.PART, Kind.OTHERS}
)
_OF_UNITS = frozenset({Kind.WHO, Kind.WHICH, Kind.LIST, Kind.UNITS, Kind.OTHERS, Kind.ITS_LEADER})
_ANOTHER_UNIT = frozenset(
    {Kind.NAMED_UNIT, Kind.OTHERS, Kind.WHICH, Kind.THAT_TASK, Kind.THAT_UNIT}
)
_ANY_PART = re.compile("参|协同|责任$")  # 参与, 有没有责任: in either role
_ITS_UNITS = re.compile("责任(?:单位|部门|主体)")
_ASKING = frozenset({Kind.WHO, Kind.WHICH, Kind.WHETHER, Kind.WHEN, Kind.RESPONSIBLE, Kind.DONE})
_MARKS = frozenset(",，。?？!！;；:：、")


def pointed(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """The question that stands alone, where the words are all of the closed vocabulary."""
    asked = _asked(text, memory, tools)
    return asked._replace(sure=True) if asked else None


def _asked(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    if any(match.document_id not in tools.knowledge.plans for match in tools.titles.find(text)):
        return None
    if _OF_THOSE.search(text):
        return None  # 参与的第一项: of those of one role
    if asking.LOCATES.search(text) or _NOT_IN_IT.search(_WHETHER_OR_NOT.sub("", text)):
        return None  # 哪条规定的; 不牵头的呢
    if tools.demands.asked_in(text) & _NO_UNITS:
        return None  # 责任单位的电话
    task = tools.knowledge.task_named(text)
    said = tools.pointing.words(text, _names(text, task, tools))
    said = _without_asides(said)
    words = [word for word in said if word.kind not in _SILENT]
    # A first question that says no more than what it asks is read as it stands.
    as_it_stands = not memory.question and all(word.kind is not Kind.COURTESY for word in said)
    if target := next((w.text for w in words if w.kind is Kind.NAMED_TARGET), ""):
        kinds = {word.kind for word in words}
        of_it = kinds <= _OF_A_TARGET and bool(kinds & {Kind.HOW_MANY, Kind.THAT_TARGET})
        return Resumed(f"{target}的目标是多少") if of_it and not as_it_stands else None
    if task and any(word.kind is Kind.NAMED_TASK for word in words):
        return _of_the_named(words, task.clause, memory, as_it_stands=as_it_stands)
    if not words or not memory.question:
        return None
    if memory.intent is Intent.UNIT_TASKS and len(memory.units) == 1:
        return _of_the_list(words, _role_kept(said), memory, tools)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if memory.intent is Intent.INDICATOR and memory.indicator:
        return _of_the_target(words, clause, memory)
    if clause is None or not clause.title or clause.responsibility is None:
        return None
    if memory.intent not in (Intent.WHO_LEADS, Intent.CONTENT):
        return None
    return _of_the_task(said, clause, memory)


def _names(text: str, task: Mention | None, tools: Toolbox) -> Iterator[Named]:
    """The units, the task and the target that a text names; of two in one the longer."""
    for unit in tools.knowledge.units.find(text):
        yield Named(unit.start, unit.end, Word(Kind.NAMED_UNIT, unit.name))
    found = tools.knowledge.target_named(text)
    start, end = (found[0], found[0] + len(found[1])) if found else (0, 0)
    if task and not start <= task.start < task.end <= end:
        title = text[task.start : task.end]
        yield Named(task.start, task.end, Word(Kind.NAMED_TASK, title))
    if found and not (task and task.start <= start < end <= task.end):
        yield Named(start, end, Word(Kind.NAMED_TARGET, found[1]))


def _of_the_list(
    words: Sequence[Word], kept: Role | None, memory: Memory, tools: Toolbox
) -> Resumed | None:
    """After a unit's tasks: one of them by its place, those of one role, how many they are."""
    kinds = {word.kind for word in words}
    if kinds & {Kind.NAMED_UNIT, Kind.WHEN, Kind.DONE, Kind.DO}:
        return None
    if any(word.text == "责任" for word in words):
        return None  # 它的主要责任是什么
    (unit,) = memory.units
    if Kind.ORDINAL in kinds:
        place = next(word.number for word in words if word.kind is Kind.ORDINAL)
        clause = _listed(place, memory, tools)
        role = _role_of(words)
        if {Kind.LEAD, Kind.RESPONSIBLE} <= kinds and not kinds & {Kind.OTHERS, Kind.WHO}:
            return None  # 第一项它是牵头还是配合
        if not kinds & {Kind.WHO, Kind.WHICH, Kind.UNITS, Kind.ITS_LEADER, Kind.LIST} and not any(
            _ITS_UNITS.match(word.text) for word in words
        ):
            return None  # 参与的第一项
        if clause is None or clause.responsibility is None or role is None:
            return None
        asked = "由哪个单位牵头" if role is Role.LEAD else "的责任单位是谁"
        return Resumed(f"{clause.document_title}{clause.name}{asked}", about(clause, memory))
    if kinds & {Kind.WHO, Kind.UNITS, Kind.CONTENT}:
        return None
    if Kind.ITS_LEADER in kinds and not kinds & {Kind.TASKS, Kind.LIST}:
        return None
    if Kind.OTHERS in kinds and Kind.WITHOUT not in kinds:
        return None
    if kinds & {Kind.HOW_MANY, Kind.COUNT}:
        if kinds & {Kind.PART, Kind.WHETHER}:
            return None  # 几项跟居民有关系
        if kinds & set(_ROLES) and Kind.WHICH in kinds:
            return None  # 有哪些任务，牵头几项
        verb = verb_of(kept or (None if kinds & set(_ROLES) else memory.role))
        return Resumed(f"{unit}{verb or '牵头和参与'}几项任务")
    if any(w.text == "责任单位" for w in words) and not kinds & {Kind.TASKS, Kind.WITHOUT}:
        return None  # 责任单位有哪些, of one of them
    if kept is not None and kinds <= {Kind.ITS_LEADER, *_ROLES, *_LISTING, *_OF_A_LIST}:
        return Resumed(list_of_tasks(unit, verb_of(kept), joint=False))
    return None


def _of_the_task(said: Sequence[Word], clause: Clause, memory: Memory) -> Resumed | None:
    """After one task: whether a unit is in it, its units, its measures, a unit's other tasks."""
    words = [word for word in said if word.kind not in _SILENT]
    kinds = {word.kind for word in words}
    if kinds & {Kind.ORDINAL, Kind.WHEN, Kind.DONE}:
        return None
    named = [word.text for word in words if word.kind is Kind.NAMED_UNIT]
    of_a_list = bool(kinds & {Kind.TASKS, Kind.THE_LIST}) and bool(kinds & _LISTING)
    if named:
        if Kind.TASKS in kinds and Kind.THAT_TASK not in kinds:
            return None  # 地震局有牵头的任务没有
        if len(named) > 1 or of_a_list or kinds & {Kind.HOW_MANY, Kind.PLAN, Kind.WHO, Kind.DO}:
            return None
        if any(_ONLY.search(word.text) for word in said):
            return None  # 责任单位只有市司法局吗
        if any(w.kind is Kind.OTHERS and not w.text.startswith("除") for w in words):
            return None  # 市公安局还管别的吗
        asked = kinds & {Kind.PART, Kind.WHETHER, *_ROLES}
        if asked and Kind.WHICH in kinds:
            return None
        if not asked and not (memory.named and kinds <= _ANOTHER_UNIT):
            return None
        return Resumed(f"{clause.title}{named[0]}{_part_asked(words)}", memory)
    of_units = kinds & {*_ROLES, *_OF_UNITS} - {Kind.WHICH, Kind.LIST, Kind.OTHERS}
    # 措施落实了没有: how far it is, which no plan says
    how_far = kinds & {Kind.DO, Kind.DONE} and kinds & {Kind.WHETHER, Kind.DONE}
    if Kind.CONTENT in kinds and not (of_units or how_far or Kind.PART in kinds):
        return Resumed(f"{clause.document_title}{clause.name}的具体内容", about(clause, memory))
    of_a_list |= Kind.THE_LIST in kinds and Kind.THAT_UNIT in kinds
    its_units = any(_ITS_UNITS.match(word.text) for word in words)
    its_units &= bool(kinds & {Kind.WHICH, Kind.OTHERS})
    if its_units and not kinds & {Kind.TASKS, Kind.HOW_MANY, Kind.LEAD}:
        return Resumed(f"{clause.title}的责任单位是谁", memory)  # 它有哪些责任单位
    # 它要做哪些事: what is to be done in it, where no unit was asked about
    of_the_task = Kind.DO in kinds and not memory.named and not kinds & {Kind.OTHERS, *_IN_A_ROLE}
    of_the_task &= all(word.text == "它" for word in words if word.kind is Kind.THAT_UNIT)
    unit = _unit_pointed_to(kinds, clause, memory, of_a_list=of_a_list)
    if unit and not of_the_task:
        verb = "牵头" if Kind.LEAD in kinds and Kind.RESPONSIBLE not in kinds else ""
        return Resumed(list_of_tasks(unit, verb, joint=False))
    if kinds & {Kind.HOW_MANY, Kind.COUNT} or (Kind.THAT_UNIT in kinds and not of_the_task):
        return None
    if Kind.RESPONSIBLE in kinds and not kinds & {Kind.TASKS, Kind.CONTENT, Kind.DO}:
        if {Kind.LEAD, Kind.WHO} <= kinds and not kinds & {Kind.OTHERS, Kind.WITHOUT}:
            return None  # 当责任单位的那个又是谁牵头
        if memory.named and not kinds & {Kind.WHO, Kind.WHICH, Kind.LIST, Kind.OTHERS}:
            return Resumed(f"{clause.title}{memory.named[-1]}{_part_asked(words)}", memory)
        return Resumed(f"{clause.title}的责任单位是谁", memory)
    if Kind.DO in kinds and not (of_units or how_far or Kind.PART in kinds):
        return Resumed(f"{clause.document_title}{clause.name}的具体内容", about(clause, memory))
    return None


def _of_the_named(
    words: Sequence[Word], clause: Clause, memory: Memory, *, as_it_stands: bool
) -> Resumed | None:
    """Of a task named by its title: whether a unit is in it, or its units."""
    kinds = {word.kind for word in words}
    if kinds & {Kind.ORDINAL, Kind.WHEN, Kind.HOW_MANY, Kind.TASKS, Kind.CONTENT, Kind.OF_IT}:
        return None
    if kinds & {Kind.DONE, Kind.DO}:
        return None
    named = [word.text for word in words if word.kind is Kind.NAMED_UNIT]
    if len(named) == 1 and kinds & {Kind.PART, Kind.WHETHER, *_ROLES} and not kinds & _LISTING:
        return Resumed(f"{clause.title}{named[0]}{_part_asked(words)}")
    if named or as_it_stands:
        return None
    if Kind.THAT_UNIT in kinds:
        return (
            Resumed(f"{clause.title}{memory.named[-1]}{_part_asked(words)}")
            if (
                memory.named and kinds & {Kind.PART, Kind.WHETHER, *_ROLES} and not kinds & _LISTING
            )
            else None
        )
    if Kind.RESPONSIBLE in kinds:
        both = kinds & {Kind.LEAD, Kind.ITS_LEADER} and Kind.OTHERS not in kinds
        return Resumed(f"{clause.title}的{'牵头单位和' if both else ''}责任单位是谁")
    again = kinds <= {Kind.NAMED_TASK, Kind.THAT_TASK} and memory.intent is Intent.WHO_LEADS
    if again or kinds & {Kind.LEAD, Kind.ITS_LEADER}:
        return Resumed(f"{clause.title}由哪个单位牵头")
    return None


def _of_the_target(words: Sequence[Word], clause: Clause | None, memory: Memory) -> Resumed | None:
    """After a target: when it is to be reached, and who leads the task that it is of."""
    kinds = {word.kind for word in words}
    if kinds & {Kind.NAMED_UNIT, Kind.ORDINAL, Kind.HOW_MANY, Kind.CONTENT}:
        return None
    if Kind.THE_LIST in kinds and not kinds >= {Kind.LEAD, Kind.WHO}:
        return None  # 这些是哪个部门牵头: the targets just told
    if Kind.WHEN in kinds and not kinds & {*_ROLES, Kind.WHO}:
        return Resumed(f"{memory.indicator}的目标是多少")
    led = kinds & {Kind.LEAD, Kind.ITS_LEADER}
    if Kind.TASKS in kinds and not kinds & {Kind.THAT_TARGET, Kind.OF_IT}:
        return None
    # 哪个部门牵头，还有谁负责: the others are named with the units that lead.
    told = Kind.OTHERS not in kinds or Kind.WHO in kinds
    if led and told and clause and clause.responsibility:
        return Resumed(f"{clause.title}由哪个单位牵头", about(clause, memory))
    return None


def _unit_pointed_to(kinds: set[Kind], clause: Clause, memory: Memory, *, of_a_list: bool) -> str:
    """The unit whose tasks are asked for: the one named last, or the only one that leads."""
    others = Kind.OTHERS in kinds and kinds & {Kind.TASKS, Kind.LEAD}
    if Kind.WHO in kinds or not (of_a_list or (others and Kind.RESPONSIBLE not in kinds)):
        return ""
    if Kind.THAT_TASK in kinds and Kind.OTHERS not in kinds:
        return ""
    assert clause.responsibility is not None
    leads = [mention.name for mention in clause.responsibility.mentions(Role.LEAD)]
    leader = leads[0] if len(leads) == 1 else ""
    if Kind.ITS_LEADER in kinds:
        return leader
    if Kind.THAT_UNIT in kinds:
        return memory.named[-1] if memory.named else leader
    return ""


def _listed(place: int, memory: Memory, tools: Toolbox) -> Clause | None:
    if not 0 < place <= len(memory.listed):
        return None
    return tools.knowledge.clauses.get(memory.listed[place - 1])


def _role_of(words: Sequence[Word]) -> Role | None:
    """The role asked about; of both (除牵头的还有哪些责任单位) that of the responsible units."""
    kinds = {word.kind for word in words}
    if Kind.RESPONSIBLE in kinds:
        return Role.RESPONSIBLE
    return Role.LEAD if kinds & {Kind.LEAD, Kind.ITS_LEADER} else None


def _role_kept(said: Sequence[Word]) -> Role | None:
    """牵头的，配合的不要: the role that is not taken away; None for both or none."""
    kept = {_IN_A_ROLE[word.kind] for word in said if word.kind in _IN_A_ROLE}
    before: list[Role] = []  # the roles of the segment before
    for segment in _segments(said):
        roles = [_IN_A_ROLE[word.kind] for word in segment if word.kind in _IN_A_ROLE]
        if any(word.kind is Kind.WITHOUT for word in segment):
            kept -= set(roles or before)
        before = roles
    return kept.pop() if len(kept) == 1 else None


def _without_asides(said: Sequence[Word]) -> tuple[Word, ...]:
    """开会要报数，总共几项: less what stands before a comma and only says who asks and what for.

    Nothing where such a word stands in what is asked: 居民怎么参与.
    """
    if all(word.kind is not Kind.ASIDE for word in said):
        return tuple(said)
    segments = list(_segments(said))
    kept: list[Word] = []
    for place, segment in enumerate(segments):
        kinds = {word.kind for word in segment}
        if Kind.ASIDE not in kinds:
            kept += segment
        elif place == len(segments) - 1 or kinds & _ASKING:
            return ()
    return tuple(kept)


def _segments(said: Sequence[Word]) -> Iterator[list[Word]]:
    """The words between marks of punctuation."""
    segment: list[Word] = []
    for word in said:
        if word.text in _MARKS:
            yield segment
            segment = []
        else:
            segment.append(word)
    yield segment


def _part_asked(words: Sequence[Word]) -> str:
    """参与吗 for either role, else the role that is named alone."""
    roles = {_IN_A_ROLE[word.kind] for word in words if word.kind in _IN_A_ROLE}
    in_any = any(w.kind is Kind.RESPONSIBLE and _ANY_PART.match(w.text) for w in words)
    if len(roles) != 1 or in_any:
        return "参与吗"
    return "牵头吗" if Role.LEAD in roles else "是责任单位吗"
