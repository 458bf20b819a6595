"""Reactions: what follows an answer: what people think of it, and what they may ask next."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache

from assistant.answer import Audience, Status
from assistant.inquiry import Inquiry, Memory
from assistant.pipeline import answer_question
from assistant.proposals import Proposal, on_the_same_matter, ordered, proposals
from assistant.records.answer_record import memory_from_record
from assistant.records.conversation import UnknownTurnError
from assistant.records.feedback import Feedback, Judgement, feedback_on
from assistant.service import PolicyAssistant
from assistant.tools import Toolbox
from index.remembered import unowned

OFFERED = 3  # further questions
CHECKED = 6  # … that are asked at most to find them
SECONDS = 0.5  # after which no further one is asked
_REMEMBERED = 4096  # checks


class Reactions:
    """Feedback and further questions of one assistant; safe to share between threads."""

    def __init__(self, assistant: PolicyAssistant) -> None:
        self._assistant = assistant
        self._tools: Toolbox | None = None
        self._is_answered = lru_cache(_REMEMBERED)(unowned(self._ask))

    def rate(self, conversation_id: str, judgement: Judgement, turn: int | None = None) -> Feedback:
        """Keep what a user thinks of an answer; without `turn`, of the last one.

        Raises UnknownConversationError, UnknownTurnError and DatabaseError.
        """
        turns = self._assistant.history(conversation_id)
        place = len(turns) - 1 if turn is None else turn
        if not 0 <= place < len(turns):
            raise UnknownTurnError(conversation_id, place)
        knowledge = self._assistant.knowledge
        feedback = feedback_on(turns[place].answer, place, judgement, knowledge, datetime.now(UTC))
        self._assistant.records.feedback.keep(feedback)
        return feedback

    def ratings(self, conversation_id: str) -> dict[int, Feedback]:
        """The feedback on a conversation by turn."""
        return self._assistant.records.feedback.of_conversation(conversation_id)

    def suggestions(
        self, conversation_id: str, audience: Audience | None = None
    ) -> tuple[str, ...]:
        """Questions that go on from the last answer, each asked beforehand and found answered.

        After a question asked back they are its choices. Nothing asked here is kept. Raises
        UnknownConversationError and DatabaseError.
        """
        answer = self._assistant.history(conversation_id)[-1].answer
        if answer.status is Status.CLARIFICATION:
            return answer.suggestions
        started = time.perf_counter()
        memory = memory_from_record(self._assistant.records.conversations.memory(conversation_id))
        who = audience or Audience.CITIZEN
        tools = self._assistant.tools
        if tools is not self._tools:  # what other texts answered counts no more
            self._tools = tools
            self._is_answered.cache_clear()
        ideas = (
            *proposals(answer, who, tools),
            *on_the_same_matter(answer, tools),
        )
        kept: list[str] = []
        for proposal in ordered(ideas, answer, who)[:CHECKED]:
            if len(kept) == OFFERED or time.perf_counter() - started > SECONDS:
                break
            if self._is_answered(proposal, memory, who):
                kept.append(proposal.question)
        return tuple(kept)

    def _ask(self, proposal: Proposal, memory: Memory, audience: Audience) -> bool:
        """Put the question to the pipeline as the user would, without keeping the turn."""
        inquiry = Inquiry(proposal.question, "", audience, memory)
        answer, _ = answer_question(inquiry, self._assistant.tools)
        return proposal.is_met_by(answer, self._assistant.tools)
