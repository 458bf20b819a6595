"""Verify: nothing leaves that its clauses do not say word for word."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.inquiry import Inquiry
from assistant.tools import Toolbox


def problems_of(answer: Answer, tools: Toolbox) -> tuple[str, ...]:
    """What an answer says that the cited clauses do not; empty when all holds."""
    clauses = tools.knowledge.clauses
    problems = []
    cited = {citation.clause.id for citation in answer.citations}
    for citation in answer.citations:
        if citation.clause.text[citation.start : citation.end] != citation.quote:
            problems.append(f"引文与{citation.clause.name}的原文不符")
    for unit in answer.units:
        clause = clauses.get(unit.clause_id)
        duty = clause.responsibility if clause else None
        if duty is None or all(
            unit.name not in (m.name, m.written) for m in duty.mentions(unit.role)
        ):
            problems.append(f"{unit.name}不在条款{unit.clause_id}的分工中")
        elif unit.clause_id not in cited:
            problems.append(f"{unit.name}所在的条款{unit.clause_id}没有引用")
    for stated in answer.indicators:
        clause = clauses.get(stated.clause_id)
        if clause is None or stated.indicator not in clause.indicators:
            problems.append(f"指标{stated.indicator.name}不在条款{stated.clause_id}中")
    if answer.refused and (answer.citations or answer.units):
        problems.append("拒答时不应引用条款")
    return tuple(problems)


def verify(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Withhold an answer that fails; a fault of the program is told as one."""
    answer = inquiry.answer
    assert answer is not None
    problems = problems_of(answer, tools)
    if not problems:
        checked = len(answer.citations) + len(answer.units) + len(answer.indicators)
        return replace(inquiry, verdict=f"核对{checked}处，全部与原文一致")
    text = "回答没有通过与原文的核对，已经撤回。请换一种问法，或直接查看相关条款原文。"
    withheld = Answer(
        status=Status.UNVERIFIED,
        kind=Intent.CONTENT,
        text=text,
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        reason=text,
        nearest=tuple(dict.fromkeys(citation.clause for citation in answer.citations))[:3],
    )
    return replace(inquiry, answer=withheld, verdict="；".join(problems))
