"""Asked: what the questions of the train split teach the assistant.

asked.tsv      what clauses of the regulations answer in conversations, and after what
questions.tsv  what clauses answer by themselves: a wording more of each (corpus/wordings.py)
refused.txt    what no text answers (assistant/lexicon)

Each turn whose clause is chosen among several (assistant/follow_up/clause_choice.py) becomes a
line of asked.tsv: the clause, the conversation, what was spoken of before, the
question. The turns before it are taken as answered right. A new follow-up is known by those that
it is like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.follow_up.clause_choice import by_itself
from assistant.tools import Toolbox
from assistant.understanding.fold import fold
from corpus.clause import Asked, Clause
from corpus.wordings import asked_line
from eval.given import reference_of
from eval.question import ClauseRef, Item
from eval.taken import choices_of

HEADER = """\
# What clauses answered in conversations: document, label, conversation, topic before, question.
# Made by `python -m eval asked` from the train split of eval/sets, never quoted.
"""
QUESTIONS_HEADER = """\
# What clauses answered by themselves: document, label, id of the question, nothing, question.
# Made by `python -m eval asked` from the train split of eval/sets, never quoted.
"""
REFUSED_HEADER = """\
# Questions that no text answers, one a line.
# Made by `python -m eval asked` from the train split of eval/sets.
"""
_NO_MATTER = frozenset({"smalltalk", "blocked", "unit"})  # refused for what they are


def question_lines(items: Sequence[Item], tools: Toolbox) -> Iterator[str]:
    """The lines of questions.tsv, sorted: first turns that one clause or another answers.

    Those with typing errors are left out: their words would be known as such.
    """
    clauses = _by_reference(tools)
    lines: set[str] = set()
    for item in items:
        turn = item.turns[0]
        if len(turn.expected.wanted) != 1 or tools.typing_errors.correct(fold(turn.question))[1]:
            continue
        for clause in filter(None, map(clauses.get, turn.expected.wanted[0])):
            asked = Asked(turn.question, "", item.id)
            lines.add(asked_line(clause.document_id, clause.label, asked))
    return iter(sorted(lines))


def refused_lines(items: Sequence[Item]) -> Iterator[str]:
    """The lines of refused.txt, sorted."""
    singles = [item for item in items if not item.is_conversation]
    refused = [i for i in singles if i.turns[0].expected.refused and i.note not in _NO_MATTER]
    return iter(sorted({item.turns[0].question for item in refused}))


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
