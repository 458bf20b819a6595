"""Compose: several tasks held against one another: their units, or a unit's role in each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation, Intent, NamedUnit, Status
from assistant.evidence import trailer_citations
from assistant.exports.notation import ROLE_NAMES
from assistant.inquiry import Inquiry, Reading
from assistant.steps.compose_units import named_units, part_played
from assistant.tools import Toolbox
from assistant.understanding import asking
from corpus.clause import Clause
from corpus.listed_units import unit_list
from corpus.responsibility import Role

_SAME = re.compile(r"一样|相同|同一|一致")
_COMMON = re.compile(r"共同|共有|都有|重[合叠]|交集|相同的")
_WHETHER = re.compile(r"吗|嘛|是不是|是否|不[?。]*$")


def compose_these(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer of the tasks that the question is about; None where it is about no such group."""
    reading = inquiry.reading
    assert reading is not None
    tasks = [tools.knowledge.clause(clause_id) for clause_id in inquiry.among]
    if not tasks:
        return None
    if asking.LEADS_MOST.search(inquiry.rewritten):
        lines, cited, units = _most_often(inquiry.rewritten, tasks)
    elif reading.units:
        lines, cited, units = _parts_played(reading, inquiry.rewritten, tasks)
    else:
        lines, cited, units = _held_together(reading, inquiry.rewritten, tasks)
    citations: list[Citation] = []
    for clause in cited or tasks:
        citations += trailer_citations(clause)
    return Answer(
        status=Status.ANSWERED,
        kind=Intent.WHO_LEADS,
        text="\n".join(lines),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confidence=1.0,
        citations=tuple(citations),
        units=tuple(units),
    )


_Told = tuple[list[str], list[Clause], list[NamedUnit]]


def _parts_played(reading: Reading, question: str, tasks: Sequence[Clause]) -> _Told:
    """The role of each unit in each task; those it has a part in are cited."""
    asked = reading.role
    if asked is Role.RESPONSIBLE and not re.search(r"责任|配合", question):
        asked = None  # 参加 is said of either role
    lines: list[str] = []
    cited: list[Clause] = []
    named: list[NamedUnit] = []
    for unit in reading.units:
        roles = [_role_in(clause, unit) for clause in tasks]
        having = [c for c, role in zip(tasks, roles, strict=True) if role and asked in (role, None)]
        doing = {Role.LEAD: "牵头", Role.RESPONSIBLE: "作为责任单位参与", None: "参与"}[asked]
        verdict = ""
        if reading.yes_no:
            verdict = "是。" if len(having) == len(tasks) else "否。"
        lines.append(f"{verdict}这{len(tasks)}项中{unit}{doing}{len(having)}项：")
        for number, (clause, role) in enumerate(zip(tasks, roles, strict=True), 1):
            lines.append(f"{number}. {clause.name}：{part_played(clause, unit, asked)}")
            if clause in having and role:
                named.append(NamedUnit(unit, role, clause.id))
        cited += [clause for clause in having if clause not in cited]
    return lines, cited, named


def _most_often(question: str, tasks: Sequence[Clause]) -> _Told:
    """The units that most of the tasks name in the role asked for, with those tasks."""
    match = asking.LEADS_MOST.search(question)
    assert match is not None
    asked = match["role"] or match["its"]
    role = Role.RESPONSIBLE if asked in ("参与", "配合", "责任") else Role.LEAD
    having: dict[str, list[Clause]] = {}
    for clause in tasks:
        for name in _names(clause, role):
            having.setdefault(name, []).append(clause)
    most = max(map(len, having.values()), default=0)
    first = [name for name, clauses in having.items() if len(clauses) == most]
    lines = [f"这{len(tasks)}项中写明的{ROLE_NAMES[role]}，最多的是{'、'.join(first)}：{most}项。"]
    cited = list(dict.fromkeys(clause for name in first for clause in having[name]))
    lines += [f"{number}. {clause.name}" for number, clause in enumerate(cited, 1)]
    return lines, cited, [NamedUnit(n, role, clause.id) for n in first for clause in having[n]]


def _role_in(clause: Clause, unit: str) -> Role | None:
    responsibility = clause.responsibility
    assert responsibility is not None
    return next(iter(responsibility.roles_of(unit)), None)


def _held_together(reading: Reading, question: str, tasks: Sequence[Clause]) -> _Told:
    """The units of each task, those they have in common and those that only one of them has."""
    roles = (reading.role,) if reading.role else tuple(Role)
    lines: list[str] = []
    units: list[NamedUnit] = []
    for role in roles:
        names = [_names(clause, role) for clause in tasks]
        common = [name for name in names[0] if all(name in each for each in names)]
        alike = all(set(each) == set(names[0]) for each in names)
        if _SAME.search(question) and _WHETHER.search(question):
            is_open = any(_is_open(clause, role) for clause in tasks)
            note = "（名单以“等部门”结尾，没有列全）" if is_open else ""
            told = f"写明的{ROLE_NAMES[role]}{'' if alike else '不'}相同{note}"
            lines.append(f"{'是' if alike else '否'}。{told}。")
        lines.append(f"相同的{ROLE_NAMES[role]}：{'、'.join(common) or '没有'}")
        for clause, each in zip(tasks, names, strict=True):
            if only := [name for name in each if name not in common]:
                lines.append(f"只在{clause.name}中的{ROLE_NAMES[role]}：{'、'.join(only)}")
        wanted = common if _COMMON.search(question) else None
        units += [
            unit
            for clause in tasks
            for unit in named_units(clause)
            if unit.role is role and (wanted is None or unit.name in wanted)
        ]
    for number, clause in enumerate(tasks, 1):
        told = "；".join(f"{ROLE_NAMES[r]}：{unit_list(clause, r) or '没有写明'}" for r in roles)
        lines.append(f"{number}. {clause.name}：{told}")
    return lines, list(tasks), units


def _is_open(clause: Clause, role: Role) -> bool:
    """True where the list ends with 等部门: units may belong to it that are not written out."""
    responsibility = clause.responsibility
    assert responsibility is not None
    return responsibility.lead_open if role is Role.LEAD else responsibility.responsible_open


def _names(clause: Clause, role: Role) -> list[str]:
    responsibility = clause.responsibility
    assert responsibility is not None
    return [mention.name for mention in responsibility.mentions(role)]
