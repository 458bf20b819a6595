"""Suggest: what one may ask next, drawn from what the cited clauses hold.

These are quick and unchecked; assistant/reactions.py asks them before the page offers them.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.inquiry import Inquiry
from assistant.proposals import proposals
from assistant.tools import Toolbox
from index.errors import StoreUnreachableError

_MOST = 3


def suggest(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Add up to three follow-ups; each one is about a fact the corpus states."""
    answer = inquiry.answer
    assert answer is not None
    if answer.suggestions:
        return replace(inquiry, verdict=f"{len(answer.suggestions)}个选项")
    try:
        ideas = proposals(answer, inquiry.audience, tools)[:_MOST]
    except StoreUnreachableError:  # an answer found without a search is given without them
        return replace(inquiry, verdict="检索服务暂时不可用")
    suggestions = tuple(idea.question for idea in ideas)
    return replace(
        inquiry,
        answer=replace(answer, suggestions=suggestions),
        verdict=f"{len(suggestions)}条",
    )
