"""Resume: an elliptical follow-up takes what it lacks from the conversation.

A complete question takes nothing, so asking A, B, A gives the first answer again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import ellipsis
from assistant.follow_up.clauses import (
    article_again,
    clause_of_kind,
    document_again,
    located,
    neighbour,
    of_document,
    ordinal,
    with_role,
    within_clause,
)
from assistant.follow_up.topic import new_topic, topic_again
from assistant.follow_up.units import (
    role_of_unit,
    unit_added,
    unit_again,
    unit_of_pronoun,
    units_pointed_to,
)
from assistant.inquiry import Inquiry
from assistant.tools import Toolbox

# The first that fits rewrites the question.
RULES = (
    ordinal,
    neighbour,
    with_role,
    located,
    article_again,
    clause_of_kind,
    document_again,
    units_pointed_to,
    unit_added,
    unit_again,
    role_of_unit,
    unit_of_pronoun,
    topic_again,
    within_clause,
    of_document,
    new_topic,
)


_POINTS_BACK = re.compile(r"^(?:那么|那|其中|里面|里头)[,，]?(?!个|些|条|项|里|边)")


def resume(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Rewrite a follow-up into a question that stands alone."""
    memory = inquiry.memory
    text = inquiry.text
    if not memory.question:
        # What points back to nothing says nothing.
        whole = _POINTS_BACK.sub("", text) or text
        return replace(inquiry, rewritten=whole, verdict="首次提问")
    for rule in RULES:
        resumed = rule(text, memory, tools)
        if resumed is not None:
            return replace(
                inquiry,
                rewritten=resumed.text,
                inherited=resumed.inherited,
                resumed=True,
                verdict=f"承接上文：{resumed.text}",
            )
    whole = ellipsis.OPENING.sub("", text) or text
    return replace(inquiry, rewritten=whole, verdict="问题完整，不承接上文")
