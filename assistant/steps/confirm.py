"""Confirm: a question that an evaluator has settled gets the settled answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer
from assistant.inquiry import Inquiry
from assistant.records.confirmed import Asked
from assistant.steps.period import with_period_note
from assistant.steps.verify import problems_of
from assistant.tools import Toolbox
from assistant.understanding import ellipsis
from assistant.understanding.likeness import normalised, signature

_POINTING = (
    ellipsis.PRONOUN,
    ellipsis.DOCUMENT_PRONOUN,
    ellipsis.BACK,
    ellipsis.OPENING,
    ellipsis.ANAPHORIC_END,
)


def asked_of(inquiry: Inquiry) -> Asked:
    """An understood question as it is compared with the confirmed ones."""
    reading = inquiry.reading
    assert reading is not None
    return Asked(normalised(inquiry.text), signature(inquiry.rewritten, reading), reading.meaning)


def confirm(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Answer a complete question that has a confirmed answer which still holds.

    A question that takes something from the conversation is never answered so; one asked within a
    conversation in words that may point back only where it is equal to the confirmed one.
    """
    if tools.confirmed is None or tools.confirmed.is_empty():
        return replace(inquiry, verdict="没有已确认的回答")
    alone = not inquiry.memory.question
    if inquiry.resumed or not (alone or _is_complete(inquiry, tools)):
        return replace(inquiry, verdict="不是完整的问题，不比对")
    near = alone or not _points_back(inquiry.text)
    found = tools.confirmed.find(asked_of(inquiry), tools.retriever.embedder, near=near)
    if found is None:
        return replace(inquiry, verdict="没有已确认的回答")
    entry, likeness = found
    details = (("已确认的问题", entry.question), ("相似度", f"{likeness:.3f}"))
    clauses = tools.knowledge.clauses
    if not entry.holds(clauses):
        return replace(inquiry, verdict="条款已经变化，确认失效", details=details)
    answer = replace(
        _noted_today(entry.answer(clauses), tools),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confirmed=True,
        confidence=1.0,
        suggestions=(),
        steps=(),
    )
    if problems_of(answer, tools):
        return replace(inquiry, verdict="与现行条款不符，确认失效", details=details)
    return replace(
        inquiry, answer=answer, confidence=1.0, verdict="已由评估人员确认", details=details
    )


def _points_back(text: str) -> bool:
    """其中加装电梯呢, 那停车位: what may mean something else within a conversation."""
    return any(pattern.search(text) for pattern in _POINTING)


def _is_complete(inquiry: Inquiry, tools: Toolbox) -> bool:
    """True for a question that names what it is about."""
    reading = inquiry.reading
    assert reading is not None
    return bool(reading.units or reading.documents or ellipsis.own_words(inquiry.text, tools))


def _noted_today(answer: Answer, tools: Toolbox) -> Answer:
    """With the note on a period that has ended since the answer was confirmed."""
    noted = with_period_note(answer, tools)
    note = noted.text[len(answer.text) :]
    return answer if answer.text.endswith(note) else noted
