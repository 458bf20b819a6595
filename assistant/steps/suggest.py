"""Suggest: what one may ask next, drawn from what the cited clauses hold."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Audience, Intent, Status
from assistant.inquiry import Inquiry
from assistant.tools import Toolbox
from corpus.clause import Clause
from corpus.responsibility import Role

_MOST = 3


def suggest(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Add up to three follow-ups; each one is about a fact the corpus states."""
    answer = inquiry.answer
    assert answer is not None
    if answer.suggestions:
        return replace(inquiry, verdict=f"{len(answer.suggestions)}个选项")
    if answer.status is Status.ANSWERED:
        ideas = _further(answer, inquiry.audience)
    else:
        ideas = [f"{clause.title}由谁牵头？" for clause in answer.nearest if _led(clause)]
    asked = inquiry.rewritten.rstrip("?？。")
    suggestions = tuple(idea for idea in dict.fromkeys(ideas) if idea.rstrip("？") != asked)[:_MOST]
    return replace(
        inquiry,
        answer=replace(answer, suggestions=suggestions),
        verdict=f"{len(suggestions)}条",
    )


def _led(clause: Clause) -> bool:
    return bool(clause.title and clause.responsibility and clause.responsibility.lead)


def _further(answer: Answer, audience: Audience) -> list[str]:
    clauses = list(dict.fromkeys(citation.clause for citation in answer.citations))
    ideas: list[str] = []
    for clause in clauses[:2]:
        of_clause = []
        if clause.indicators and answer.kind is not Intent.INDICATOR:
            of_clause.append(f"{clause.indicators[0].name}的目标是多少？")
        if _led(clause) and answer.kind is not Intent.WHO_LEADS:
            of_clause.append(f"{clause.title}由谁牵头？")
        if clause.title and answer.kind is not Intent.CONTENT:
            of_clause.append(f"{clause.title}的具体内容是什么？")
        ideas += reversed(of_clause) if audience is Audience.CITIZEN else of_clause
    leads = [unit.name for unit in answer.units if unit.role is Role.LEAD]
    if answer.kind is Intent.UNIT_TASKS:
        ideas = [f"{clause.title}的责任单位有哪些？" for clause in clauses[:2] if _led(clause)]
    elif leads:
        ideas.insert(min(1, len(ideas)), f"{leads[0]}牵头哪些任务？")
    return ideas
