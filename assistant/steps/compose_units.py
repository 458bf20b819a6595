"""Compose: who leads and who joins a task, from the clause's parsed responsibility."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation, CitedIndicator, Intent, NamedUnit, Status
from assistant.evidence import (
    best_sentence,
    joined_spans,
    kind_name,
    other_kind,
    own_sentences,
    reference,
    sentence_of,
    trailer_citations,
)
from assistant.exports.notation import ROLE_NAMES
from assistant.inquiry import Inquiry, Reading
from assistant.steps.compose_indicator import value_text
from assistant.steps.values_beside import values_beside
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.duties import either_role
from assistant.understanding.fold import fold
from corpus.clause import Clause
from corpus.listed_units import as_listed, unit_line, unit_list
from corpus.responsibility import Responsibility, Role

_HOW_MANY = re.compile(r"(?:几|多少)(?:家|个(?:单位|部门|局|委))")
# 打算怎么解决，谁牵头
_WHAT_IS_DONE = re.compile(
    r"(?:怎么|如何|怎样|咋个?)(?:去|来)?(?:解决|办|做|改|弄|整|搞|处理|推进|落实|安排|建|治|缓解|提升)"
    r"|(?:什么|哪些|啥)(?:具体)?(?:措施|举措|办法|安排|打算|动作|内容)|做(?:些)?(?:什么|啥)"
)
_GOVERNMENTS = ("区政府", "区县政府")


def named_units(clause: Clause) -> tuple[NamedUnit, ...]:
    """Units of a clause, lead units first, in the text's order."""
    responsibility = clause.responsibility
    if responsibility is None:
        return ()
    return tuple(
        NamedUnit(mention.written, role, clause.id)
        for role in (Role.LEAD, Role.RESPONSIBLE)
        for mention in responsibility.mentions(role)
    )


def compose_units(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer who leads or joins; None when the best clause names no units."""
    reading, clause = inquiry.reading, inquiry.best
    assert reading is not None
    if clause is None or clause.responsibility is None:
        return None
    said_there = _said_there(clause, inquiry, tools)
    citations = [*said_there, *trailer_citations(clause)]
    of_units = reading.yes_no or not _asks_who(inquiry) or _of_its_part(inquiry)
    if reading.units and of_units:
        lines = [_participation(clause, clause.responsibility, reading, inquiry.rewritten)]
    else:
        lines = _who(clause, reading.role)
    lines[:0] = _somebody(inquiry, clause, tools)
    if not reading.units and _HOW_MANY.search(inquiry.rewritten):
        lines.insert(0, _counted(clause, clause.responsibility, reading.role or Role.LEAD))
    values = values_beside(inquiry, clause, tools)
    lines += [f"{value.name}：{value_text(value)}" for value in values]
    lines.append(f"依据：{reference(clause, tools)}")
    citations += [c for v in values if not _is_quoted(c := sentence_of(clause, v), citations)]
    lines += [f"原文：“{citation.quote}”" for citation in said_there]
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


def _is_quoted(said: Citation, citations: Sequence[Citation]) -> bool:
    return any(held.start <= said.start and said.end <= held.end for held in citations)


def _said_there(clause: Clause, inquiry: Inquiry, tools: Toolbox) -> list[Citation]:
    """The sentence nearest to the question; all of the task where one asks what is to be done."""
    assert inquiry.reading is not None
    if _WHAT_IS_DONE.search(inquiry.text):
        spans = joined_spans(clause, own_sentences(clause))
        return [Citation(clause, clause.text[start:end], start, end) for start, end in spans]
    sentence = best_sentence(clause, inquiry.reading, tools)
    return [sentence] if sentence else []


def _somebody(inquiry: Inquiry, clause: Clause, tools: Toolbox) -> list[str]:
    """街道要参加吗: whether the brackets name somebody who is no unit of the corpus."""
    match = asking.PARTICIPANT.match(inquiry.text)
    if match is None or inquiry.reading is None or inquiry.reading.units:
        return []
    who = match["who"]
    unit = tools.knowledge.units.resolve(who)  # under whatever name it is asked for
    named = any(who in fold(citation.quote) for citation in trailer_citations(clause))
    named |= clause.responsibility is not None and any(
        mention.name == unit for mention in clause.responsibility.units
    )
    return [f"是。本条写明了“{who}”。" if named else f"本条写明的单位中没有“{who}”。"]


def _counted(clause: Clause, responsibility: Responsibility, role: Role) -> str:
    """How many units are written out; 等部门 leaves open how many there are."""
    is_open = responsibility.lead_open if role is Role.LEAD else responsibility.responsible_open
    count = len(responsibility.mentions(role))
    return f"写明的{ROLE_NAMES[role]}有{count}家{'，名单以“等部门”结尾' if is_open else ''}。"


def _of_its_part(inquiry: Inquiry) -> bool:
    """在养老服务里负责什么, 为什么由市教委牵头: what part the unit named plays."""
    asked = inquiry.rewritten
    if asking.ITS_ROLE.search(asked):
        return True
    return bool(asking.IN_A_THING.search(asked) or re.search(r"为什么|为何|为啥|凭什么", asked))


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


def part_played(clause: Clause, unit: str, asked: Role | None = None) -> str:
    """A line on a unit's role in a task, or that the task does not name it in the role asked."""
    responsibility = clause.responsibility
    assert responsibility is not None
    roles = responsibility.roles_of(unit)
    if roles:
        written = next(each.written for each in responsibility.units if each.name == unit)
        return f"{written}是本条的{ROLE_NAMES[roles[0]]}。"
    if unit.endswith(_GOVERNMENTS) and (some := _governments(clause)):
        return f"本条写明的是{some}。"
    is_open = responsibility.lead_open or (
        responsibility.responsible_open and asked is not Role.LEAD
    )
    note = "，但名单以“等部门”结尾，没有列全" if is_open else ""
    return f"本条没有写明{unit}{note}。"


def _governments(clause: Clause) -> str:
    """中心城区各区政府: some districts' governments, which a task may name instead of all."""
    units = [unit for unit in named_units(clause) if unit.name.endswith(_GOVERNMENTS)]
    return "、".join(f"{unit.name}（{ROLE_NAMES[unit.role]}）" for unit in units)


def _others_leading(clause: Clause, unit: str) -> str:
    """Who leads beside a unit, as the text lists them; 等部门 where it writes out no other."""
    listed = as_listed(clause, Role.LEAD)
    if any(each.unit != unit for each in listed):
        return unit_line(clause, Role.LEAD, without=unit)
    return next((each.left_open for each in listed if each.left_open), "")


def _participation(
    clause: Clause, responsibility: Responsibility, reading: Reading, question: str
) -> str:
    """是/否 for each unit the question names, with its role; the role alone where that is asked."""
    answers = []
    plainly = bool(either_role(question) or asking.ITS_ROLE.search(question)) or not reading.yes_no
    yes, no = ("", "") if plainly else ("是。", "否。")
    for unit in reading.units:
        roles = responsibility.roles_of(unit)
        if not roles:
            told = part_played(clause, unit, reading.role)
            answers.append(told if "写明的是" in told else f"{no}{told}")
        elif reading.role and reading.role not in roles:
            answers.append(
                f"否。{unit}在本条中是{ROLE_NAMES[roles[0]]}，不是{ROLE_NAMES[reading.role]}。"
            )
        elif reading.sole and (others := _others_leading(clause, unit)):
            answers.append(f"否。本条的牵头单位还有{others}。")
        else:
            answers.append(f"{yes}{part_played(clause, unit)}")
    lead = unit_list(clause, Role.LEAD)
    responsible = unit_list(clause, Role.RESPONSIBLE)
    if lead:
        answers.append(f"牵头单位：{lead}")
    if responsible:
        answers.append(f"责任单位：{responsible}")
    return "\n".join(answers)
