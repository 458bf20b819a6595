"""Reader: a follow-up read in one of several ways, and what each way came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Status
from assistant.inquiry import Inquiry
from assistant.tools import Toolbox
from corpus.clause import Clause

SURE = 0.8  # confidence at which a follow-up stands alone where the rewritten one is refused
UNSURE = 0.35  # … at which a question refused may be of the matter spoken of, by itself
HARDLY = 0.1  # … below which a question is about nothing that the texts speak of


@dataclass(frozen=True, slots=True)
class Reader:
    """The stretches of the pipeline that a reading goes through."""

    answering: Callable[[Inquiry], Inquiry]  # from a question to its answer
    searching: Callable[[Inquiry], Inquiry]  # … to its candidates, ranked
    concluding: Callable[[Inquiry], Inquiry]  # from ranked candidates to an answer


def share_of(words: tuple[str, ...], clause: Clause, tools: Toolbox) -> float:
    """Share of the words that the clause has, itself or in what is asked about it."""
    folded = tools.knowledge.folded(clause)
    said = folded.path + folded.body + folded.said
    return sum(word in said for word in words) / len(words)


def answered(inquiry: Inquiry) -> bool:
    """True where the reading ended in an answer, not a refusal."""
    return inquiry.answer is not None and inquiry.answer.status is Status.ANSWERED
