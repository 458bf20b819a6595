"""Resumed: a follow-up rewritten, with what it took from the conversation."""

from __future__ import annotations

from typing import NamedTuple

from assistant.inquiry import Memory


class Resumed(NamedTuple):
    """`text` stands alone; `inherited` is the memory whose clause and topic it is about.

    `sure` where no other reading is looked for; `among` are the ids of the tasks that are asked
    about together.
    """

    text: str
    inherited: Memory | None = None
    among: tuple[str, ...] = ()
    sure: bool = False
