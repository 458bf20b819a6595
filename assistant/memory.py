"""Memory: what a conversation carries on from an answered question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.inquiry import Inquiry, Memory
from corpus.clause import Clause


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
    document = first.document_id if first else next((d for d in reading.documents if d), "")
    return replace(
        Memory(),
        question=inquiry.rewritten,
        intent=answer.kind,
        topic="" if answer.kind is Intent.UNIT_TASKS else topic or (first.title if first else ""),
        document_id=document,
        clause_id=_spoken_of(answer, inquiry, clauses),
        listed=tuple(clause.id for clause in clauses) if new_list else kept,
        units=reading.units or inquiry.memory.units,
        joint=reading.joint if reading.units else inquiry.memory.joint,
        indicator=answer.indicators[0].indicator.name if answer.indicators else "",
        role=reading.role,
        visited=tuple(dict.fromkeys((*inquiry.memory.visited, *((first.id,) if first else ())))),
    )


def _spoken_of(answer: Answer, inquiry: Inquiry, clauses: Sequence[Clause]) -> str:
    """Id of the clause that the next question may be about; none after a list of several."""
    if answer.kind is Intent.UNIT_TASKS and len(clauses) != 1:
        return ""
    if answer.kind is Intent.INDICATOR and inquiry.inherited and inquiry.inherited.clause_id:
        return inquiry.inherited.clause_id  # a target stated elsewhere is one of the task's still
    return clauses[0].id if clauses else ""
