"""Resumed: a follow-up rewritten, with what it took from the conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from assistant.inquiry import Memory
from corpus.clause import Clause


class Resumed(NamedTuple):
    """`text` stands alone; `inherited` is the memory whose clause and topic it is about.

    `sure` where no other reading is looked for; `among` are the ids of the tasks that are asked
    about together.
    """

    text: str
    inherited: Memory | None = None
    among: tuple[str, ...] = ()
    sure: bool = False


def about(clause: Clause, memory: Memory) -> Memory:
    """The memory as it is once the clause is spoken of."""
    return replace(memory, clause_id=clause.id, document_id=clause.document_id)
