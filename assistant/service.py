"""PolicyAssistant: the one door to questions, searches and conversations."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from assistant.access.caller import ANONYMOUS, Caller
from assistant.access.credentials import Credentials
from assistant.answer import Answer, Audience
from assistant.lookup.knowledge import Knowledge
from assistant.old_version import OldVersions
from assistant.records.answer_record import from_record
from assistant.records.database import storable
from assistant.records.records import Records
from assistant.records.retention import delete_conversation
from assistant.replay import Replay
from assistant.safekeeping.restore_journal import settle_restore
from assistant.search import Found, find_clauses
from assistant.settings import Settings
from assistant.toolbox import open_toolbox
from assistant.tools import Toolbox
from assistant.turns import Turns
from assistant.understanding.lexicon_watch import FOLDER, WatchedTools
from assistant.wording.configured import open_writer
from assistant.wording.released import Released
from corpus.clause import Clause, Outline
from corpus.errors import UnknownClauseError
from index.embedder import Embedder
from index.graph_embedder import GraphEmbedder
from index.hit import Hit
from index.manifest import FILE as MANIFEST
from index.retriever import Retriever
from index.stores import find_at
from index.versions import OldVersion

if TYPE_CHECKING:
    from assistant.wording.writer import Writer


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
        self.records = records
        self._conversations = records.conversations
        settings = tools.current().settings
        self.credentials = Credentials(records.database, records.audit, settings)
        self._turns = Turns(tools.current, records, versions, writer)
        self._replay = Replay()

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> Self:
        """Open the store and the records; the model is loaded by the first question.

        `embedder` is one of the settings' model that is loaded already.
        Raises StoreError, RestoreUnsettledError and DatabaseError.
        """
        settle_restore(settings)
        find_at(settings.store)  # before a database is made where there is no store
        records = Records.open(settings.database, settings.audit_key.get_secret_value())
        embedder = embedder or GraphEmbedder(settings.model, settings.graphs, settings.threads)
        open_tools = partial(open_toolbox, settings, embedder)
        manifest = settings.store_folder / MANIFEST  # of a folder; Milvus is asked in passing
        tools = WatchedTools(
            partial(open_tools, records.confirmed, settings.store),
            FOLDER,
            manifest,
            told=lambda tools: tools.retriever.store.newest,
        )
        versions = OldVersions(settings.store_folder, partial(open_tools, None))
        return cls(tools, records, versions, open_writer(settings))

    def reload(self) -> None:
        """Go over to the store as it is now; questions meanwhile are answered from the old one.

        Raises StoreError, and then stays with the old one.
        """
        self._watched.renew()
        self.knowledge.prepare()

    def observe(self, observer: Callable[[Answer], None]) -> None:
        """Have every answer told to `observer` once it is complete."""
        self._turns.observe(observer)

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

    def prepare(self) -> None:
        """Load and make what the first questions would wait for; raises StoreUnreachableError."""
        self.retriever.search("城市更新", 1)
        self.tools.indicators.nearest("城市更新")
        self.knowledge.prepare()

    def ask(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        audience: Audience | None = None,
        caller: Caller = ANONYMOUS,
    ) -> Answer:
        """Answer a question and keep the turn.

        Raises UnknownConversationError and DatabaseError. A question that is no question
        (status error_*) is answered and not kept.
        """
        *_, answer = self.stream(
            question, conversation_id=conversation_id, audience=audience, caller=caller
        )
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        audience: Audience | None = None,
        caller: Caller = ANONYMOUS,
    ) -> Generator[Released | Answer, None, None]:
        """Verified sentences of a model's wording as they come, then the answer; as `ask` else.

        The answer's text stands in place of all that was released before it. Closed before that,
        the turn is kept with the answer as composed, marked as left.
        """
        return self._turns.stream(question, conversation_id, audience or Audience.CITIZEN, caller)

    def answer_after(
        self, earlier: Sequence[str], question: str, *, caller: Caller = ANONYMOUS
    ) -> Answer:
        """Answer a question after earlier ones, oldest first; no text of it is stored.

        For callers that keep the conversation themselves; only the last earlier questions count.
        """
        said = [storable(each) for each in (*earlier, question)]
        composed = self._replay.answer(
            said[-1],
            said[:-1],
            self.tools,
            partial(self._turns.compose, audience=Audience.CITIZEN),
        )
        return self._turns.apart(composed, caller)

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

    def delete(self, conversation_id: str, caller: Caller) -> int:
        """Erase a conversation; the number of its turns.

        Raises UnknownConversationError and DatabaseError.
        """
        with self._turns.alone_in(conversation_id):
            return delete_conversation(self.records, conversation_id, caller)

    def close(self) -> None:
        """Close the database."""
        self.records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
