"""Proposals: what one might ask next, one of each sort first; not yet known to be answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from assistant.answer import Answer, Audience, Intent, Status
from assistant.tools import Toolbox
from corpus.clause import Clause
from corpus.responsibility import Role

_CLAUSES = 2  # of an answer that are gone on from
_LONG_TOPIC = 24  # characters from which a topic reads badly inside another question


class ProposalKind(StrEnum):
    """What a further question is after."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    INDICATOR = "indicator"
    CONTENT = "content"
    REGULATION = "regulation"  # what a law says on the matter a plan speaks of
    PLAN = "plan"  # … and the other way round
    PENALTY = "penalty"
    UNIT_TASKS = "unit tasks"


_ORDER = {
    Audience.CITIZEN: (
        ProposalKind.CONTENT,
        ProposalKind.REGULATION,
        ProposalKind.PENALTY,
        ProposalKind.INDICATOR,
        ProposalKind.LEAD,
        ProposalKind.PLAN,
        ProposalKind.UNIT_TASKS,
        ProposalKind.RESPONSIBLE,
    ),
    Audience.CIVIL_SERVANT: (
        ProposalKind.LEAD,
        ProposalKind.RESPONSIBLE,
        ProposalKind.UNIT_TASKS,
        ProposalKind.INDICATOR,
        ProposalKind.REGULATION,
        ProposalKind.PLAN,
        ProposalKind.PENALTY,
        ProposalKind.CONTENT,
    ),
    Audience.EVALUATOR: (
        ProposalKind.INDICATOR,
        ProposalKind.LEAD,
        ProposalKind.REGULATION,
        ProposalKind.UNIT_TASKS,
        ProposalKind.PLAN,
        ProposalKind.CONTENT,
        ProposalKind.PENALTY,
        ProposalKind.RESPONSIBLE,
    ),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question, and by `about` (a clause, document, unit or target) what must answer it."""

    kind: ProposalKind
    question: str
    about: str = ""

    def is_met_by(self, answer: Answer, tools: Toolbox) -> bool:
        """True when the answer states what the question is after, of the very thing."""
        if answer.status is not Status.ANSWERED:
            return False
        cited = {citation.clause.id: citation.clause for citation in answer.citations}
        if self.kind in (ProposalKind.LEAD, ProposalKind.RESPONSIBLE):
            role = Role.LEAD if self.kind is ProposalKind.LEAD else Role.RESPONSIBLE
            return any(u.clause_id == self.about and u.role is role for u in answer.units)
        if self.kind is ProposalKind.INDICATOR:
            return any(each.indicator.name == self.about for each in answer.indicators)
        if self.kind is ProposalKind.CONTENT:
            return self.about in cited
        if self.kind is ProposalKind.UNIT_TASKS:
            return answer.kind is Intent.UNIT_TASKS and bool(cited)
        if self.kind is ProposalKind.PLAN:
            return any(clause.document_id in tools.knowledge.plans for clause in cited.values())
        of_law = [c for c in answer.citations if c.clause.document_id == self.about]
        if self.kind is ProposalKind.PENALTY:
            return any("罚" in citation.quote for citation in of_law)
        return bool(of_law)


def proposals(answer: Answer, audience: Audience, tools: Toolbox) -> tuple[Proposal, ...]:
    """From what the cited clauses hold, without a search; the question itself is left out."""
    if answer.status is Status.ANSWERED:
        ideas = _further(answer, tools)
    else:
        ideas = [_lead(clause) for clause in answer.nearest if _led(clause)]
    return ordered(ideas, answer, audience)


def ordered(ideas: Iterable[Proposal], answer: Answer, audience: Audience) -> tuple[Proposal, ...]:
    """Each question once, in the audience's order of sorts, the first of every sort first."""
    asked = {_bare(answer.question), _bare(answer.rewritten_question)}
    fresh = {_bare(idea.question): idea for idea in reversed(list(ideas))}
    kept = [idea for key, idea in reversed(fresh.items()) if key not in asked]
    sorts = [[idea for idea in kept if idea.kind is kind] for kind in _ORDER[audience]]
    return tuple(idea for row in zip_longest(*sorts) for idea in row if idea is not None)


def on_the_same_matter(answer: Answer, topic: str, tools: Toolbox) -> tuple[Proposal, ...]:
    """What the other kind of text says of it: a search for the nearest law, or the plan."""
    if answer.status is not Status.ANSWERED or answer.kind is Intent.DOCUMENT:
        return ()
    plans = tools.knowledge.plans
    clause = answer.citations[0].clause if answer.citations else None
    if clause is None or answer.kind is Intent.UNIT_TASKS:
        return ()
    matter = (clause.title if clause.document_id in plans else topic).strip("，。？ ")
    if not matter or len(matter) > _LONG_TOPIC:
        return ()
    if clause.document_id not in plans:
        return (
            Proposal(
                ProposalKind.PENALTY,
                f"《{clause.document_title}》对{matter}的处罚是怎么规定的？",
                clause.document_id,
            ),
            Proposal(ProposalKind.PLAN, f"行动计划对{matter}有什么安排？"),
        )
    hits = tools.retriever.search(matter, 1, keep=lambda each: each.document_id not in plans)
    return tuple(
        Proposal(
            ProposalKind.REGULATION,
            f"《{hit.clause.document_title}》对{matter}是怎么规定的？",
            hit.clause.document_id,
        )
        for hit in hits
    )


def _bare(question: str) -> str:
    return question.rstrip("?？。")


def _led(clause: Clause) -> bool:
    return bool(clause.title and clause.responsibility and clause.responsibility.lead)


def _lead(clause: Clause) -> Proposal:
    return Proposal(ProposalKind.LEAD, f"{clause.title}由谁牵头？", clause.id)


def _further(answer: Answer, tools: Toolbox) -> list[Proposal]:
    clauses = list(dict.fromkeys(citation.clause for citation in answer.citations))[:_CLAUSES]
    told = {(unit.clause_id, unit.role) for unit in answer.units}
    ideas: list[Proposal] = []
    for clause in clauses:
        duty = clause.responsibility
        if clause.indicators and answer.kind is not Intent.INDICATOR:
            name = clause.indicators[0].name
            ideas.append(Proposal(ProposalKind.INDICATOR, f"{name}的目标是多少？", name))
        if _led(clause) and (clause.id, Role.LEAD) not in told:
            ideas.append(_lead(clause))
        if clause.title and duty and duty.responsible and (clause.id, Role.RESPONSIBLE) not in told:
            question = f"{clause.title}的责任单位有哪些？"
            ideas.append(Proposal(ProposalKind.RESPONSIBLE, question, clause.id))
        if clause.title and answer.kind is not Intent.CONTENT:
            question = f"{clause.title}的具体内容是什么？"
            ideas.append(Proposal(ProposalKind.CONTENT, question, clause.id))
    if answer.kind is Intent.UNIT_TASKS:
        return ideas
    leads = [unit.name for unit in answer.units if unit.role is Role.LEAD]
    others = [
        mention.name
        for clause in clauses
        if clause.responsibility
        for mention in clause.responsibility.lead
    ]
    for unit in dict.fromkeys((*leads, *others)):
        if len(tools.knowledge.tasks_of(unit).lead) > 1:
            ideas.append(Proposal(ProposalKind.UNIT_TASKS, f"{unit}牵头哪些任务？", unit))
    return ideas
