"""Compose: every task a unit leads or joins, tasks units share, tasks of a part.

Lists come from the parsed data, never from a search, so they are complete and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Answer, Citation, Intent, NamedUnit, Status
from assistant.evidence import trailer_citations
from assistant.exports.notation import ROLE_NAMES
from assistant.inquiry import Inquiry, Reading
from assistant.tools import Toolbox
from corpus.clause import Clause, ClauseKind
from corpus.listed_units import unit_list
from corpus.responsibility import Role


def compose_tasks(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer what a unit does; None when the question is of another kind."""
    reading = inquiry.reading
    assert reading is not None
    part = inquiry.address.part if inquiry.address is not None else ""
    of_units = reading.intent is Intent.UNIT_TASKS and bool(reading.units)
    if part and not of_units:
        return _part(inquiry, tools)
    if not of_units:
        return None
    if reading.joint:
        return _shared(inquiry, tools)
    blocks: list[str] = []
    citations: list[Citation] = []
    units: list[NamedUnit] = []
    for name in reading.units:
        tasks = tools.knowledge.tasks_of(name)
        lists = {
            Role.LEAD: _within(part, _led_alone(tasks.lead) if reading.sole else tasks.lead),
            Role.RESPONSIBLE: _within(part, tasks.responsible),
        }
        roles = [reading.role] if reading.role else [Role.LEAD, Role.RESPONSIBLE]
        of_several = _of_several(clause for role in roles for clause in lists[role])
        where = f"在“{part}”中，" if part else ""
        blocks.append(where + _summary(name, lists, reading))
        for role in roles:
            if not lists[role]:
                continue
            blocks.append(f"作为{ROLE_NAMES[role]}的{len(lists[role])}项：")
            blocks.append(_numbered(lists[role], of_several=of_several))
            for clause in lists[role]:
                citations.append(_mention(clause, name, role))
                units.append(NamedUnit(name, role, clause.id))
    return _answer(inquiry, "\n".join(blocks), citations, units)


def _summary(name: str, lists: dict[Role, tuple[Clause, ...]], reading: Reading) -> str:
    lead, joined = len(lists[Role.LEAD]), len(lists[Role.RESPONSIBLE])
    role = reading.role
    if reading.sole:
        return f"{name}单独牵头{lead}项任务。"
    if role is Role.LEAD:
        return f"{name}牵头{lead}项任务。"
    if role is Role.RESPONSIBLE:
        return f"{name}作为责任单位参与{joined}项任务。"
    return f"{name}共有{lead + joined}项任务：牵头{lead}项，作为责任单位参与{joined}项。"


def _within(part: str, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses of one part of a plan; all of them where no part is named."""
    return tuple(clause for clause in clauses if not part or part in clause.path)


def _led_alone(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    return tuple(c for c in clauses if c.responsibility and len(c.responsibility.lead) == 1)


def _numbered(clauses: Sequence[Clause], *, of_several: bool) -> str:
    names = (_name(clause, of_several=of_several) for clause in clauses)
    return "\n".join(f"{n}. {name}" for n, name in enumerate(names, 1))


def _name(clause: Clause, *, of_several: bool) -> str:
    """七、（二）1．…, with its document where tasks of several are listed."""
    return f"《{clause.document_title}》{clause.name}" if of_several else clause.name


def _of_several(clauses: Iterable[Clause]) -> bool:
    return len({clause.document_id for clause in clauses}) > 1


def _mention(clause: Clause, name: str, role: Role) -> Citation:
    responsibility = clause.responsibility
    assert responsibility is not None
    mention = next(m for m in responsibility.mentions(role) if m.name == name)
    return Citation(clause, clause.text[mention.start : mention.end], mention.start, mention.end)


def _shared(inquiry: Inquiry, tools: Toolbox) -> Answer:
    reading = inquiry.reading
    assert reading is not None
    shared: list[Clause] = []
    roles = reading.roles or (reading.role,) * len(reading.units)
    wanted = dict(zip(reading.units, roles, strict=True))
    for clause in tools.knowledge.clauses.values():
        if all(
            unit in _names(clause, (role,) if role else tuple(Role))
            for unit, role in wanted.items()
        ):
            shared.append(clause)
    head = f"{_together(reading)}的任务有{len(shared)}项。"
    lines = [head]
    citations: list[Citation] = []
    units: list[NamedUnit] = []
    for n, clause in enumerate(shared, 1):
        parts = []
        for unit in reading.units:
            role = Role.LEAD if unit in _names(clause, (Role.LEAD,)) else Role.RESPONSIBLE
            parts.append(f"{unit}为{ROLE_NAMES[role]}")
            units.append(NamedUnit(unit, role, clause.id))
        name = _name(clause, of_several=_of_several(shared))
        lines.append(f"{n}. {name}（{'，'.join(parts)}）")
        citations += trailer_citations(clause)
    return _answer(inquiry, "\n".join(lines), citations, units)


def _together(reading: Reading) -> str:
    if reading.roles:
        verbs = {Role.LEAD: "牵头", Role.RESPONSIBLE: "作为责任单位参与"}
        paired = zip(reading.units, reading.roles, strict=True)
        return "、".join(f"{unit}{verbs[role]}" for unit, role in paired)
    verb = {Role.LEAD: "共同牵头", Role.RESPONSIBLE: "同为责任单位", None: "共同承担"}
    return "、".join(reading.units) + verb[reading.role]


def _names(clause: Clause, roles: Iterable[Role]) -> frozenset[str]:
    responsibility = clause.responsibility
    if responsibility is None:
        return frozenset()
    return frozenset(m.name for role in roles for m in responsibility.mentions(role))


def _part(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    address = inquiry.address
    assert address is not None
    assert address.document_id is not None
    outline = tools.knowledge.outline(address.document_id)
    tasks = [
        clause
        for clause in outline.clauses
        if address.part in clause.path
        and (clause.kind is ClauseKind.TASK or clause.responsibility is not None)
    ]
    if not tasks:
        return None
    lines = [f"{address.part}共有{len(tasks)}项任务："]
    citations: list[Citation] = []
    units: list[NamedUnit] = []
    for n, clause in enumerate(tasks, 1):
        lead = unit_list(clause, Role.LEAD) if clause.responsibility else ""
        lines.append(f"{n}. {clause.name}" + (f"（牵头单位：{lead}）" if lead else ""))
        if clause.responsibility:
            citations += trailer_citations(clause)
            units += [NamedUnit(m.name, Role.LEAD, clause.id) for m in clause.responsibility.lead]
        else:
            end = clause.text.find(clause.title) + len(clause.title)
            citations.append(Citation(clause, clause.text[:end], 0, end))
    return _answer(inquiry, "\n".join(lines), citations, units)


def _answer(
    inquiry: Inquiry, text: str, citations: Sequence[Citation], units: Sequence[NamedUnit]
) -> Answer:
    return Answer(
        status=Status.ANSWERED,
        kind=Intent.UNIT_TASKS if inquiry.reading and inquiry.reading.units else Intent.CONTENT,
        text=text,
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confidence=1.0,
        citations=tuple(citations),
        units=tuple(units),
    )
