"""Proposals: what one might ask next, one of each sort first; not yet known to be answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import zip_longest

from assistant.answer import Answer, Audience, Intent, Status
from assistant.lookup.nearby_articles import nearby_articles
from assistant.tools import Toolbox
from corpus.clause import Clause, ClauseKind
from corpus.responsibility import Role
from corpus.structure.numbering import NUMERAL

_CLAUSES = 2  # of an answer that are gone on from
_MOST_OF_IT = 0.7  # share of an article quoted, above which its full text adds little
_SAME_MATTER = 0.55  # cosine of a matter to a clause from which the clause speaks of it
# 推进城镇老旧小区改造 is about 城镇老旧小区改造.
_UNDERTAKING = re.compile(
    r"^(?:推进|推动|加强|加快|健全|完善|提升|优化|打造|补齐|促进|强化|实施|构建|深化|开展|增强|提高"
    r"|改善|塑造|营造|统筹|有序|全面|持续|积极|大力|深入|着力|进一步|巩固|切实|注重)+"
)
_NUMBERED = re.compile(rf"^(?:第[{NUMERAL}]+[编章节]|[{NUMERAL}]+、|（[{NUMERAL}]+）)\s*")


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
    NEARBY = "nearby"  # an article of the same law on a matter beside what was asked


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
        ProposalKind.NEARBY,
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
        ProposalKind.NEARBY,
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
        ProposalKind.NEARBY,
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
        if self.kind in (ProposalKind.CONTENT, ProposalKind.NEARBY):
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
        ideas = [_lead(clause) if _led(clause) else _provision(clause) for clause in answer.nearest]
    return ordered(ideas, answer, audience)


def ordered(ideas: Iterable[Proposal], answer: Answer, audience: Audience) -> tuple[Proposal, ...]:
    """Each question once, in the audience's order of sorts, the first of every sort first."""
    asked = {_bare(answer.question), _bare(answer.rewritten_question)}
    fresh = {_bare(idea.question): idea for idea in reversed(list(ideas))}
    kept = [idea for key, idea in reversed(fresh.items()) if key not in asked]
    sorts = [[idea for idea in kept if idea.kind is kind] for kind in _ORDER[audience]]
    return tuple(idea for row in zip_longest(*sorts) for idea in row if idea is not None)


def on_the_same_matter(answer: Answer, tools: Toolbox) -> tuple[Proposal, ...]:
    """What the other kind of text says of it, found by a search; of an article, its penalties."""
    if answer.status is not Status.ANSWERED or not answer.citations:
        return ()
    if answer.kind in (Intent.UNIT_TASKS, Intent.DOCUMENT):
        return ()
    clause = answer.citations[0].clause
    plans = tools.knowledge.plans
    if clause.document_id not in tools.knowledge.outlines:
        return ()  # of an old version
    if clause.document_id not in plans:
        return (
            *_penalties(clause, tools),
            *_of_other_laws(answer, clause, tools),
            *_of_plan(clause, tools),
            *_nearby(answer, clause, tools),
        )
    matter = _UNDERTAKING.sub("", clause.title)
    if answer.indicators:
        matter = answer.indicators[0].indicator.name
    law = _nearest(matter, tools, in_plans=False)
    if law is None:
        return ()
    question = f"《{law.document_title}》对{matter}是怎么规定的？"
    return (Proposal(ProposalKind.REGULATION, question, law.document_id),)


def _nearest(matter: str, tools: Toolbox, *, in_plans: bool) -> Clause | None:
    """The clause of a plan, or of a law, that speaks of the matter."""
    plans = tools.knowledge.plans
    keep = partial(_is_in, plans, in_plans)
    hits = tools.retriever.search(matter, 1, keep=keep)
    return hits[0].clause if hits and hits[0].dense >= _SAME_MATTER else None


def _is_in(plans: tuple[str, ...], wanted: bool, clause: Clause) -> bool:
    return (clause.document_id in plans) is wanted


def _of_other_laws(answer: Answer, clause: Clause, tools: Toolbox) -> tuple[Proposal, ...]:
    """What another law says on what was asked."""
    away = {clause.document_id, *tools.knowledge.plans}
    asked = answer.rewritten_question
    hits = tools.retriever.search(asked, 1, keep=lambda each: each.document_id not in away)
    return tuple(_provision(hit.clause) for hit in hits if hit.dense >= _SAME_MATTER)


def _nearby(answer: Answer, clause: Clause, tools: Toolbox) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(ProposalKind.NEARBY, question, article.id)
        for article, question in nearby_articles(answer, clause, tools)
    )


def _of_plan(clause: Clause, tools: Toolbox) -> tuple[Proposal, ...]:
    """By the chapter's heading, for articles have no title."""
    matter = _NUMBERED.sub("", clause.path[-1]) if clause.path else ""
    if not matter or _nearest(matter, tools, in_plans=True) is None:
        return ()
    return (Proposal(ProposalKind.PLAN, f"行动计划对{matter}有什么安排？"),)


def _penalties(clause: Clause, tools: Toolbox) -> tuple[Proposal, ...]:
    """The article that punishes breaches of this one by its number."""
    cites = re.compile(rf"违反[^。；]*{re.escape(clause.label)}(?!之)")
    for other in tools.knowledge.outline(clause.document_id).clauses:
        if other.id != clause.id and "罚" in other.text and cites.search(other.text):
            question = f"违反{clause.label}怎么处罚？《{other.document_title}》{other.label}"
            return (Proposal(ProposalKind.PENALTY, question, other.document_id),)
    return ()


def _bare(question: str) -> str:
    return question.rstrip("?？。")


def _led(clause: Clause) -> bool:
    return bool(clause.title and clause.responsibility and clause.responsibility.lead)


def _lead(clause: Clause) -> Proposal:
    return Proposal(ProposalKind.LEAD, f"{clause.title}由谁牵头？", clause.id)


def _provision(clause: Clause) -> Proposal:
    question = f"《{clause.document_title}》{clause.label}是怎么规定的？"
    return Proposal(ProposalKind.REGULATION, question, clause.document_id)


def _further(answer: Answer, tools: Toolbox) -> list[Proposal]:
    clauses = list(dict.fromkeys(citation.clause for citation in answer.citations))[:_CLAUSES]
    stated = [cited.indicator for cited in answer.indicators]
    told = {(unit.clause_id, unit.role) for unit in answer.units}
    ideas: list[Proposal] = []
    for clause in clauses:
        duty = clause.responsibility
        names = [i.name for i in clause.indicators if i not in stated]
        for name in names[:1]:
            ideas.append(Proposal(ProposalKind.INDICATOR, f"{name}的目标是多少？", name))
        if _led(clause) and (clause.id, Role.LEAD) not in told:
            ideas.append(_lead(clause))
        if clause.title and duty and duty.responsible and (clause.id, Role.RESPONSIBLE) not in told:
            question = f"{clause.title}的责任单位有哪些？"
            ideas.append(Proposal(ProposalKind.RESPONSIBLE, question, clause.id))
        of_a_task = clause.kind is ClauseKind.TASK or duty is not None
        if clause.title and of_a_task and answer.kind is not Intent.CONTENT:
            question = f"{clause.title}的具体内容是什么？"
            ideas.append(Proposal(ProposalKind.CONTENT, question, clause.id))
    if clauses and not clauses[0].title and _quoted(answer, clauses[0]) < _MOST_OF_IT:
        question = f"《{clauses[0].document_title}》{clauses[0].label}的全文是什么？"
        ideas.append(Proposal(ProposalKind.CONTENT, question, clauses[0].id))
    if answer.kind is Intent.UNIT_TASKS:
        return [*_other_role(answer, tools), *ideas]
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


def _quoted(answer: Answer, clause: Clause) -> float:
    """The share of a clause that an answer quotes."""
    spans = [(c.start, c.end) for c in answer.citations if c.clause.id == clause.id]
    return sum(end - start for start, end in spans) / len(clause.text)


def _other_role(answer: Answer, tools: Toolbox) -> list[Proposal]:
    """After the tasks a unit leads, those it takes part in, and the other way round."""
    names = {unit.name for unit in answer.units}
    roles = {unit.role for unit in answer.units}
    if len(names) != 1 or len(roles) != 1:
        return []
    (name,) = names
    tasks = tools.knowledge.tasks_of(name)
    if roles == {Role.LEAD} and tasks.responsible:
        return [Proposal(ProposalKind.UNIT_TASKS, f"{name}作为责任单位参与哪些任务？", name)]
    if roles == {Role.RESPONSIBLE} and tasks.lead:
        return [Proposal(ProposalKind.UNIT_TASKS, f"{name}牵头哪些任务？", name)]
    return []
