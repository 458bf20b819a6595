"""Compose: who leads and who joins a task, from the clause's parsed responsibility."""

from __future__ import annotations

import re

from assistant.answer import Answer, CitedIndicator, Intent, NamedUnit, Status
from assistant.evidence import (
    best_sentence,
    kind_name,
    other_kind,
    reference,
    trailer_citations,
)
from assistant.inquiry import Inquiry, Reading
from assistant.notation import ROLE_NAMES
from assistant.steps.compose_indicator import sentence_of, value_text
from assistant.steps.values_beside import values_beside
from assistant.tools import Toolbox
from corpus.clause import Clause
from corpus.responsibility import Responsibility, Role

_OPEN_END = re.compile(r"等(?:有关|相关|市级)*(?:部门|单位|机构)?")


def named_units(clause: Clause) -> tuple[NamedUnit, ...]:
    """Units of a clause, lead units first, in the text's order."""
    responsibility = clause.responsibility
    if responsibility is None:
        return ()
    return tuple(
        NamedUnit(mention.name, role, clause.id)
        for role in (Role.LEAD, Role.RESPONSIBLE)
        for mention in responsibility.mentions(role)
    )


def unit_list(clause: Clause, role: Role) -> str:
    """The units of one role in the text's own words, trailer by trailer (“等部门” and all)."""
    responsibility = clause.responsibility
    assert responsibility is not None
    stated = []
    for start, end in responsibility.spans:
        mentions = [m for m in responsibility.mentions(role) if start <= m.start < end]
        if mentions:
            rest = _OPEN_END.match(clause.text[mentions[-1].end : end])
            stated.append(
                clause.text[mentions[0].start : mentions[-1].end] + (rest.group() if rest else "")
            )
    return "；".join(stated)


def compose_units(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer who leads or joins; None when the best clause names no units."""
    reading, clause = inquiry.reading, inquiry.best
    assert reading is not None
    if clause is None or clause.responsibility is None:
        return None
    sentence = best_sentence(clause, reading, tools)
    citations = [*([sentence] if sentence else []), *trailer_citations(clause)]
    if reading.units and (reading.yes_no or not _asks_who(inquiry)):
        lines = [_participation(clause, clause.responsibility, reading)]
    else:
        lines = _who(clause, reading.role)
    values = values_beside(inquiry, clause, tools)
    lines += [f"{value.name}：{value_text(value)}" for value in values]
    lines.append(f"依据：{reference(clause, tools)}")
    citations += [c for v in values if (c := sentence_of(clause, v)) not in citations]
    if sentence is not None:
        lines.append(f"原文：“{sentence.quote}”")
    other = other_kind(inquiry, tools)
    if other is not None and (said := best_sentence(other, reading, tools)):
        citations.append(said)
        lines.append(f"{kind_name(other, tools)}：{reference(other, tools)}：“{said.quote}”")
    return Answer(
        status=Status.ANSWERED,
        kind=Intent.WHO_LEADS,
        text="\n".join(lines),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confidence=inquiry.confidence,
        citations=tuple(citations),
        units=named_units(clause),
        indicators=tuple(CitedIndicator(value, clause.id) for value in values),
    )


def _asks_who(inquiry: Inquiry) -> bool:
    return any(word in inquiry.rewritten for word in ("谁", "哪", "什么", "啥"))


def _who(clause: Clause, role: Role | None) -> list[str]:
    roles = [role] if role else [Role.LEAD, Role.RESPONSIBLE]
    if role is Role.RESPONSIBLE:
        roles = [Role.RESPONSIBLE, Role.LEAD]
    elif role is Role.LEAD:
        roles = [Role.LEAD, Role.RESPONSIBLE]
    lines = []
    for each in roles:
        units = unit_list(clause, each)
        lines.append(
            f"{ROLE_NAMES[each]}：{units}" if units else f"本条没有写明{ROLE_NAMES[each]}。"
        )
    return lines


def _participation(clause: Clause, responsibility: Responsibility, reading: Reading) -> str:
    """是/否 for each unit the question names, with its role."""
    answers = []
    for unit in reading.units:
        roles = [
            role for role in Role if any(m.name == unit for m in responsibility.mentions(role))
        ]
        if not roles:
            is_open = responsibility.lead_open or responsibility.responsible_open
            note = "，但名单以“等部门”结尾，没有列全" if is_open else ""
            answers.append(f"否。本条没有写明{unit}{note}。")
        elif reading.role and reading.role not in roles:
            answers.append(
                f"否。{unit}在本条中是{ROLE_NAMES[roles[0]]}，不是{ROLE_NAMES[reading.role]}。"
            )
        else:
            answers.append(f"是。{unit}是本条的{ROLE_NAMES[roles[0]]}。")
    lead = unit_list(clause, Role.LEAD)
    responsible = unit_list(clause, Role.RESPONSIBLE)
    if lead:
        answers.append(f"牵头单位：{lead}")
    if responsible:
        answers.append(f"责任单位：{responsible}")
    return "\n".join(answers)
