"""Turns: a question of a conversation answered, worded and kept, each after the one before it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from assistant.access.caller import Caller
from assistant.answer import Answer, Audience
from assistant.audit.answers import AnswerAudit
from assistant.inquiry import Memory
from assistant.lookup.knowledge import Knowledge
from assistant.old_version import OldVersions
from assistant.records.answer_record import memory_from_record, memory_to_record, to_record
from assistant.records.conversation import ConversationMovedOnError, Held, new_conversation_id
from assistant.records.database import storable
from assistant.records.records import Records
from assistant.tools import Toolbox
from assistant.turn_locks import TurnLocks
from assistant.version_answer import answer_in_version
from assistant.wording.released import Released
from index.errors import StoreError

if TYPE_CHECKING:
    from assistant.wording.writer import Writer

# Questions worked on at a time, others wait their turn: enough to fill the model's batches, few
# enough that threads do not spend their time on each other. A model's wording is not counted.
AT_ONCE = 8
_TRIES = 5  # of a question to a conversation in which another process answers at the same time


class Turns:
    """Answers questions of conversations; safe to share between threads."""

    def __init__(
        self,
        tools: Callable[[], Toolbox],
        records: Records,
        versions: OldVersions,
        writer: Writer | None,
    ) -> None:
        """`tools` gives what the steps work with now; see PolicyAssistant for the others."""
        self._tools = tools
        self._conversations = records.conversations
        self._versions = versions
        self._writer = writer
        self._locks = TurnLocks()
        self._answering = BoundedSemaphore(AT_ONCE)
        self._audit = AnswerAudit(records.audit, lambda: tools().knowledge, versions)
        self._observers: list[Callable[[Answer], None]] = []

    def observe(self, observer: Callable[[Answer], None]) -> None:
        """Have every answer told to `observer` once it is complete."""
        self._observers.append(observer)

    def alone_in(self, conversation_id: str) -> AbstractContextManager[None]:
        """While it lasts no turn of the conversation is answered in this process."""
        return self._locks.held(conversation_id)

    def compose(
        self, question: str, memory: Memory, tools: Toolbox, audience: Audience
    ) -> tuple[Answer, Memory]:
        """The answer as composed, and what the conversation remembers after it."""
        with self._answering:
            return answer_in_version(question, memory, audience, tools, self._versions)

    def apart(self, composed: Answer, caller: Caller) -> Answer:
        """Have an answer of no conversation worded and told; no text of it is kept."""
        *_, answer = self._worded(composed)
        assert isinstance(answer, Answer)
        self._audit.alone(answer, caller)
        self._tell(answer)
        return answer

    def stream(
        self, question: str, conversation_id: str | None, audience: Audience, caller: Caller
    ) -> Generator[Released | Answer, None, None]:
        """As PolicyAssistant.stream."""
        question = storable(question)
        with self._locks.held(conversation_id):
            for tries in range(1, _TRIES + 1):
                held = self._held(conversation_id)
                memory = memory_from_record(held.memory) if held.turns else Memory()
                answer, remembered = self.compose(question, memory, self._tools(), audience)
                if answer.status.value.startswith("error_"):
                    answer = replace(answer, conversation_id=conversation_id or "")
                    self._audit.alone(answer, caller)
                    self._tell(answer)
                    yield answer
                    return
                answer = replace(
                    answer,
                    question=question,
                    conversation_id=conversation_id or new_conversation_id(),
                )
                released: list[str] = []
                try:
                    for event in self._worded(answer):
                        if isinstance(event, Answer):
                            answer = event
                        else:
                            released.append(event.text)
                            yield event
                except GeneratorExit:
                    assert self._writer is not None  # nothing is released without one
                    with suppress(ConversationMovedOnError):  # there is nobody to answer again
                        self._keep(
                            self._writer.left(answer, released), remembered, held.turns, caller
                        )
                    raise
                try:
                    self._keep(answer, remembered, held.turns, caller)
                except ConversationMovedOnError:
                    if tries == _TRIES:
                        raise
                    continue  # asked again, of what the conversation has come to
                yield answer
                return

    def _keep(self, answer: Answer, remembered: Memory, after: int, caller: Caller) -> None:
        """The turn and its entry in the audit log, in one transaction."""
        self._conversations.append(
            answer.conversation_id,
            answer.question,
            to_record(answer),
            memory_to_record(remembered),
            after,
            also=self._audit.with_turn(answer, caller),
        )
        self._tell(answer)

    def _tell(self, answer: Answer) -> None:
        for observer in self._observers:
            observer(answer)

    def _worded(self, answer: Answer) -> Iterator[Released | Answer]:
        if answer.confirmed:
            return iter((answer,))  # its words were found right
        knowledge = self._knowledge_of(answer) if self._writer else None
        if self._writer is None or knowledge is None:
            return iter((answer,))
        return self._writer.write(answer, knowledge)

    def _knowledge_of(self, answer: Answer) -> Knowledge | None:
        """Where all clauses it cites stand: as in force, or an old version; None where neither."""
        cited = dict.fromkeys(citation.clause.document_id for citation in answer.citations)
        current = self._tools().knowledge
        gone = [document_id for document_id in cited if document_id not in current.outlines]
        if not gone:
            return current
        try:
            old = self._versions.knowledge_of(gone[0])
        except StoreError:
            return None  # the answer is composed already; its wording can be done without
        return old if old and all(document_id in old.outlines for document_id in cited) else None

    def _held(self, conversation_id: str | None) -> Held:
        return self._conversations.held(conversation_id) if conversation_id else Held({}, 0)
