"""PolicyAssistant: the one door to questions, searches and conversations."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from threading import BoundedSemaphore, Lock
from types import TracebackType
from typing import Self

from assistant.answer import Answer, Audience
from assistant.answer_record import (
    from_record,
    memory_from_record,
    memory_to_record,
    to_record,
)
from assistant.conversation import ConversationMovedOnError, Held, new_conversation_id
from assistant.database import storable
from assistant.inquiry import Memory
from assistant.knowledge import Knowledge
from assistant.lexicon_watch import FOLDER, WatchedTools
from assistant.old_version import OldVersions
from assistant.records import Records
from assistant.replay import Replay
from assistant.search import Found, find_clauses
from assistant.settings import Settings
from assistant.toolbox import open_toolbox
from assistant.tools import Toolbox
from assistant.version_answer import answer_in_version
from assistant.wording.configured import open_writer
from assistant.wording.writer import Released, Writer
from corpus.clause import Clause, Outline
from corpus.errors import UnknownClauseError
from index.embedder import Embedder
from index.graph_embedder import GraphEmbedder
from index.hit import Hit
from index.manifest import FILE as MANIFEST
from index.retriever import Retriever
from index.store import find_store
from index.versions import OldVersion

# Questions worked on at a time, others wait their turn: enough to fill the model's batches, few
# enough that threads do not spend their time on each other. A model's wording is not counted.
AT_ONCE = 8
_TRIES = 5  # of a question to a conversation in which another process answers at the same time


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer."""

    question: str
    answer: Answer


class PolicyAssistant:
    """Answers questions over one store; safe to share between threads."""

    def __init__(
        self,
        tools: WatchedTools,
        records: Records,
        versions: OldVersions,
        writer: Writer | None = None,
    ) -> None:
        """`writer` has the answers worded by a model; without one they stay as composed."""
        self._watched = tools
        self._versions = versions
        self._writer = writer
        self.records = records
        self._conversations = records.conversations
        self._locks: dict[str, tuple[Lock, int]] = {}
        self._locks_guard = Lock()
        self._answering = BoundedSemaphore(AT_ONCE)
        self._replay = Replay()

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> Self:
        """Open the store and the records; the model is loaded by the first question.

        `embedder` is one of the settings' model that is loaded already.
        Raises StoreError and DatabaseError.
        """
        find_store(settings.store)  # before a database is made where there is no store
        records = Records.open(settings.database)
        embedder = embedder or GraphEmbedder(settings.model, settings.graphs, settings.threads)
        open_tools = partial(open_toolbox, settings, embedder, records.confirmed)
        manifest = settings.store / MANIFEST
        tools = WatchedTools(partial(open_tools, settings.store), FOLDER, manifest)
        versions = OldVersions(settings.store, open_tools)
        return cls(tools, records, versions, open_writer(settings))

    def reload(self) -> None:
        """Go over to the store as it is now; questions meanwhile are answered from the old one.

        Raises StoreError, and then stays with the old one.
        """
        self._watched.renew()

    @property
    def tools(self) -> Toolbox:
        """What the steps work with, by the lexicon as it is now."""
        return self._watched.current()

    @property
    def knowledge(self) -> Knowledge:
        """The parsed corpus."""
        return self.tools.knowledge

    @property
    def retriever(self) -> Retriever:
        """The search without understanding."""
        return self.tools.retriever

    @property
    def settings(self) -> Settings:
        """The settings it was opened with."""
        return self.tools.settings

    def ask(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        audience: Audience | None = None,
    ) -> Answer:
        """Answer a question and keep the turn.

        Raises UnknownConversationError and DatabaseError. A question that is no question
        (status error_*) is answered and not kept.
        """
        *_, answer = self.stream(question, conversation_id=conversation_id, audience=audience)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        audience: Audience | None = None,
    ) -> Generator[Released | Answer, None, None]:
        """Verified sentences of a model's wording as they come, then the answer; as `ask` else.

        The answer's text stands in place of all that was released before it. Closed before that,
        the turn is kept with the answer as composed, marked as left.
        """
        question = storable(question)
        with self._turn_lock(conversation_id):
            for tries in range(1, _TRIES + 1):
                held = self._held(conversation_id)
                with self._answering:
                    answer, remembered = answer_in_version(
                        question,
                        memory_from_record(held.memory) if held.turns else Memory(),
                        audience or Audience.CITIZEN,
                        self.tools,
                        self._versions,
                    )
                if answer.status.value.startswith("error_"):
                    yield replace(answer, conversation_id=conversation_id or "")
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
                        self._keep(self._writer.left(answer, released), remembered, held.turns)
                    raise
                try:
                    self._keep(answer, remembered, held.turns)
                except ConversationMovedOnError:
                    if tries == _TRIES:
                        raise
                    continue  # asked again, of what the conversation has come to
                yield answer
                return

    def _keep(self, answer: Answer, remembered: Memory, after: int) -> None:
        self._conversations.append(
            answer.conversation_id,
            answer.question,
            to_record(answer),
            memory_to_record(remembered),
            after,
        )

    def _worded(self, answer: Answer) -> Iterator[Released | Answer]:
        return (
            iter((answer,)) if self._writer is None else self._writer.write(answer, self.knowledge)
        )

    def answer_after(self, earlier: Sequence[str], question: str) -> Answer:
        """Answer a question after earlier ones, oldest first; nothing is stored.

        For callers that keep the conversation themselves; only the last earlier questions count.
        """
        said = [storable(each) for each in (*earlier, question)]
        *_, answer = self._worded(
            self._replay.answer(said[-1], said[:-1], self.tools, self._answered)
        )
        assert isinstance(answer, Answer)
        return answer

    def _answered(self, question: str, memory: Memory, tools: Toolbox) -> tuple[Answer, Memory]:
        with self._answering:
            return answer_in_version(question, memory, Audience.CITIZEN, tools, self._versions)

    def old_versions(self) -> tuple[OldVersion, ...]:
        """Documents that were replaced or removed; raises StoreDamagedError."""
        return self._versions.all()

    def holding(self, document_id: str) -> Knowledge:
        """What has the document: the corpus, or for an old version that version alone.

        The corpus also for an id that nothing has, which it then calls unknown.
        """
        if document_id in self.knowledge.outlines:
            return self.knowledge
        return self._versions.knowledge_of(document_id) or self.knowledge

    def outline(self, document_id: str) -> Outline:
        """A document in force or an old version; raises UnknownDocumentError."""
        return self.holding(document_id).outline(document_id)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The k clauses an answer would look at, best first; empty for an unreadable query."""
        return list(self.find(query, k).hits)

    def find(self, query: str, k: int = 10, version_id: str | None = None) -> Found:
        """As `search`, and in which version; raises UnknownVersionError and StoreError."""
        return find_clauses(query, k, self.tools, self._versions, version_id)

    def clause(self, clause_id: str) -> Clause:
        """A clause in force or of an old version; raises UnknownClauseError, StoreError."""
        if clause_id in self.knowledge.clauses:
            return self.knowledge.clause(clause_id)
        old = self._versions.clauses().get(clause_id)
        if old is None:
            raise UnknownClauseError(clause_id)
        return old

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        """The turns of a conversation; raises UnknownConversationError."""
        clauses = ChainMap({**self.knowledge.clauses}, {**self._versions.clauses()})
        return tuple(
            Turn(question, from_record(record, clauses))
            for question, record in self._conversations.turns(conversation_id)
        )

    def close(self) -> None:
        """Close the database."""
        self.records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _held(self, conversation_id: str | None) -> Held:
        return self._conversations.held(conversation_id) if conversation_id else Held({}, 0)

    @contextmanager
    def _turn_lock(self, conversation_id: str | None) -> Iterator[None]:
        """Turns of one conversation come one after another; a lock lives while it is waited for."""
        if not conversation_id:
            yield
            return
        with self._locks_guard:
            lock, waiting = self._locks.get(conversation_id, (Lock(), 0))
            self._locks[conversation_id] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._locks_guard:
                lock, waiting = self._locks[conversation_id]
                if waiting == 1:
                    del self._locks[conversation_id]
                else:
                    self._locks[conversation_id] = (lock, waiting - 1)
