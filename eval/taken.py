"""Taken: conversations walked with the expected clause taken at every choice among clauses.

So each choice is met with the turns before it answered right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer import Audience
from assistant.follow_up.clause_choice import Candidate, candidates_of
from assistant.follow_up.of_regulation import of_a_regulation, put_first, ways_of
from assistant.follow_up.reader import Reader
from assistant.follow_up.readings import best_reading
from assistant.inquiry import Inquiry, Memory
from assistant.pipeline import answer_question
from assistant.tools import Toolbox
from eval.given import reference_of
from eval.question import ClauseRef, Item


@dataclass(frozen=True, slots=True)
class Choice:
    """A follow-up with its candidates, and which of them were expected."""

    part: Inquiry
    wanted: frozenset[ClauseRef]
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


def choices_of(item: Item, tools: Toolbox) -> tuple[Choice, ...]:
    """The choices among clauses in a conversation, in order."""
    taker = _Taker()
    memory = Memory()
    for turn in item.turns:
        wanted = turn.expected.wanted
        taker.wanted = wanted[0] if len(wanted) == 1 else None
        inquiry = Inquiry(turn.question, "", Audience.CITIZEN, memory=memory)
        _, memory = answer_question(inquiry, tools, taker.choose)
    return tuple(taker.choices)


@dataclass
class _Taker:
    wanted: frozenset[ClauseRef] | None = None
    choices: list[Choice] = field(default_factory=list)

    def choose(self, part: Inquiry, found: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry:
        if self.wanted is None or not of_a_regulation(part, found, tools):
            return best_reading(part, found, reader, tools)
        ways = ways_of(part, found, reader)
        candidates = candidates_of(part, ways, tools)
        right = tuple(reference_of(each.clause) in self.wanted for each in candidates)
        self.choices.append(Choice(part, self.wanted, candidates, right))
        if not any(right):
            return found
        if right[[each.clause.id for each in candidates].index(found.hits[0].clause.id)]:
            return found
        best = candidates[right.index(True)]
        chosen = put_first(best.clause, ways[best.way], best.way, part, found)
        return reader.concluding(chosen)
