"""Asked: what clauses of the regulations answer in the conversations of the train split.

Each turn whose clause is chosen among several (assistant/follow_up/clause_choice.py) becomes a
line of corpus/documents/asked.tsv: the clause, the conversation, what was spoken of before, the
question. The turns before it are taken as answered right. A new follow-up is known by those that
it is like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.follow_up.clause_choice import by_itself
from assistant.tools import Toolbox
from corpus.clause import Asked, Clause
from corpus.wordings import asked_line
from eval.given import reference_of
from eval.question import ClauseRef, Item
from eval.taken import choices_of

HEADER = """\
# What clauses answered in conversations: document, label, conversation, topic before, question.
# Made by `python -m eval asked` from the train split of eval/sets, never quoted.
"""


def _by_reference(tools: Toolbox) -> Mapping[ClauseRef, Clause]:
    return {reference_of(clause): clause for clause in tools.knowledge.clauses.values()}


def asked_lines(
    items: Sequence[Item], tools: Toolbox, progress: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """The lines of asked.tsv, sorted."""
    clauses = _by_reference(tools)
    lines: set[str] = set()
    for item in items:
        progress()
        for choice in choices_of(item, tools):
            asked = Asked(by_itself(choice.part.text), choice.part.memory.topic, item.id)
            lines |= {
                asked_line(clause.document_id, clause.label, asked)
                for clause in map(clauses.get, choice.wanted)
                if clause is not None
            }
    return iter(sorted(lines))
