"""Memory: what a conversation carries on from an answered question."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Intent, Status
from assistant.inquiry import Inquiry, Memory


def remember(inquiry: Inquiry) -> Memory:
    """What later questions may lean on; a refused question leaves the old memory in place."""
    answer, reading = inquiry.answer, inquiry.reading
    if answer is None or reading is None or answer.status is not Status.ANSWERED:
        return inquiry.memory
    clauses = tuple(dict.fromkeys(citation.clause for citation in answer.citations))
    new_list = answer.kind is Intent.UNIT_TASKS or (len(clauses) > 1 and not inquiry.resumed)
    # A list stays in mind while its items are gone through.
    kept = inquiry.memory.listed if inquiry.resumed else ()
    topic = reading.topic
    if inquiry.inherited and inquiry.inherited.topic:
        topic = inquiry.inherited.topic
    first = clauses[0] if clauses else None
    spoken_of = first if answer.kind is not Intent.UNIT_TASKS or len(clauses) == 1 else None
    if answer.kind is Intent.INDICATOR and inquiry.inherited and inquiry.inherited.clause_id:
        spoken_of = None  # a target stated elsewhere is still one of the task spoken of
    document = first.document_id if first else next((d for d in reading.documents if d), "")
    return replace(
        Memory(),
        question=inquiry.rewritten,
        intent=answer.kind,
        topic="" if answer.kind is Intent.UNIT_TASKS else topic or (first.title if first else ""),
        document_id=document,
        clause_id=spoken_of.id if spoken_of else _task_before(inquiry),
        listed=tuple(clause.id for clause in clauses) if new_list else kept,
        units=reading.units or inquiry.memory.units,
        joint=reading.joint if reading.units else inquiry.memory.joint,
        indicator=answer.indicators[0].indicator.name if answer.indicators else "",
        role=reading.role,
        visited=tuple(dict.fromkeys((*inquiry.memory.visited, *((first.id,) if first else ())))),
    )


def _task_before(inquiry: Inquiry) -> str:
    """The task that a question after one of its targets was about."""
    if inquiry.answer is None or inquiry.answer.kind is not Intent.INDICATOR:
        return ""
    return inquiry.inherited.clause_id if inquiry.inherited else ""
