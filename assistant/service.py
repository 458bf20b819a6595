"""PolicyAssistant: the one door to questions, searches and conversations."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from assistant.answer import Answer, Audience
from assistant.answer_record import (
    from_record,
    memory_from_record,
    memory_to_record,
    to_record,
)
from assistant.conversation import Conversations, new_conversation_id
from assistant.duties import DutyQuestions
from assistant.fold import fold
from assistant.indicator_index import IndicatorIndex
from assistant.inquiry import Inquiry, Memory
from assistant.knowledge import Knowledge
from assistant.lexicon_file import EVERYDAY_FILE, Lexicon
from assistant.lexicon_watch import FOLDER, WatchedTools
from assistant.old_version import OldVersions
from assistant.pipeline import rank_clauses
from assistant.settings import Settings
from assistant.steps.screen import screen
from assistant.titles import TitleIndex
from assistant.tools import Toolbox
from assistant.typing_errors import TypingErrors
from assistant.version_answer import answer_in_version
from assistant.vocabulary import Vocabulary, read_lines, read_words
from corpus.clause import Clause
from corpus.wordings import all_wordings
from index.embedder import Embedder
from index.hit import Hit
from index.manifest import FILE as MANIFEST
from index.ngram_classifier import NgramClassifier
from index.onnx_embedder import OnnxEmbedder
from index.question_bank import QuestionBank
from index.retriever import Retriever
from index.store import domain_words, open_store
from index.versions import OldVersion

_SURROGATE = re.compile(r"[\ud800-\udfff]")  # halves of characters, which no file can hold
_FREQUENT = 20  # … for a word of the texts themselves
_COMMON = 10  # clauses that have the word
PLACES_FILE = FOLDER / "places.txt"
UNANSWERED_FILE = FOLDER / "unanswered.txt"
SHIPPED = Path(__file__).parent.parent / "corpus" / "documents"
BANKS = "questions"  # folder of the example questions' vectors, beside the model's graphs


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer."""

    question: str
    answer: Answer


class PolicyAssistant:
    """Answers questions over one store; safe to share between threads."""

    def __init__(
        self, tools: WatchedTools, conversations: Conversations, versions: OldVersions
    ) -> None:
        self._watched = tools
        self._versions = versions
        self._conversations = conversations
        self._locks: dict[str, tuple[Lock, int]] = {}
        self._locks_guard = Lock()

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the store and the conversations; the model is loaded by the first question.

        Raises StoreError and ConversationStoreError.
        """
        embedder = OnnxEmbedder(settings.model, settings.graphs, settings.threads)
        open_tools = partial(open_toolbox, settings, embedder)
        manifest = settings.store / MANIFEST
        tools = WatchedTools(partial(open_tools, settings.store), FOLDER, manifest)
        versions = OldVersions(settings.store, open_tools)
        return cls(tools, Conversations(settings.database), versions)

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

        Raises UnknownConversationError and ConversationStoreError. A question that is no question
        (status error_*) is answered and not kept.
        """
        question = _SURROGATE.sub("\ufffd", question)
        with self._turn_lock(conversation_id):
            memory = self._memory(conversation_id)
            answer, remembered = answer_in_version(
                question, memory, audience or Audience.CITIZEN, self.tools, self._versions
            )
            if answer.status.value.startswith("error_"):
                return replace(answer, conversation_id=conversation_id or "")
            answer = replace(
                answer, question=question, conversation_id=conversation_id or new_conversation_id()
            )
            self._conversations.append(
                answer.conversation_id, question, to_record(answer), memory_to_record(remembered)
            )
            return answer

    def old_versions(self) -> tuple[OldVersion, ...]:
        """Documents that were replaced or removed; raises StoreDamagedError."""
        return self._versions.all()

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The k clauses an answer would look at, best first; empty for an unreadable query."""
        screened = screen(Inquiry(query, "", Audience.CITIZEN), self.tools)
        if not screened.text:
            return []
        found = rank_clauses(replace(screened, answer=None, rewritten=screened.text), self.tools)
        ranked = {hit.clause.id: hit for hit in found.hits}
        if len(ranked) < k:
            for hit in self.retriever.search(screened.text, k):
                ranked.setdefault(hit.clause.id, hit)
        return list(ranked.values())[:k]

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        """The turns of a conversation; raises UnknownConversationError."""
        clauses = ChainMap({**self.knowledge.clauses}, {**self._versions.clauses()})
        return tuple(
            Turn(question, from_record(record, clauses))
            for question, record in self._conversations.turns(conversation_id)
        )

    def close(self) -> None:
        """Close the database."""
        self._conversations.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _memory(self, conversation_id: str | None) -> Memory:
        if not conversation_id:
            return Memory()
        return memory_from_record(self._conversations.memory(conversation_id))

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


def open_banks(
    embedder: Embedder, settings: Settings
) -> tuple[DutyQuestions, QuestionBank, NgramClassifier]:
    """The example questions; what is made of them is made when they are first opened."""
    folder = settings.graphs / BANKS
    unanswered = read_lines(UNANSWERED_FILE)
    return (
        DutyQuestions.open(embedder, folder),
        QuestionBank.open(unanswered, embedder, folder),
        NgramClassifier.open(
            [fold(question) for question in unanswered],
            [fold(said) for said in all_wordings(SHIPPED)],
            folder,
        ),
    )


def open_toolbox(settings: Settings, embedder: Embedder, folder: Path) -> Toolbox:
    """The toolbox over a store; raises StoreError."""
    store = open_store(folder)
    return build_tools(Knowledge(store.outlines), Retriever(store, embedder), settings)


def build_tools(knowledge: Knowledge, retriever: Retriever, settings: Settings) -> Toolbox:
    """The toolbox of one corpus."""
    lexicon = Lexicon.read(EVERYDAY_FILE)
    duties, unanswered, unanswered_form = open_banks(retriever.embedder, settings)
    clauses = tuple(knowledge.clauses.values())
    words = {
        *domain_words(tuple(knowledge.outlines.values())),
        *_title_words(clauses),
        *knowledge.units.forms,
    }
    vocabulary = Vocabulary([_whole(clause) for clause in clauses], words, lexicon)
    official = {form for word in lexicon.words for form in lexicon.official(word)}
    spoken = words | lexicon.words | set(knowledge.units.forms)
    spoken |= {form for form in official if vocabulary.known(form)}
    spoken |= retriever.store.lexical.frequent_words(_FREQUENT)
    # Two characters sound like many things: only common words are worth the risk.
    spoken = {
        word
        for word in spoken
        if len(word) > 2 or word in lexicon.words or vocabulary.document_frequency(word) >= _COMMON
    }
    return Toolbox(
        knowledge=knowledge,
        retriever=retriever,
        indicators=IndicatorIndex(knowledge.indicators(), retriever.embedder),
        vocabulary=vocabulary,
        titles=TitleIndex(knowledge.documents),
        typing_errors=TypingErrors(
            spoken,
            lambda word: vocabulary.known(word) or knowledge.units.known(word) is not None,
            vocabulary.cut,
        ),
        places=read_words(PLACES_FILE),
        duties=duties,
        unanswered=unanswered,
        unanswered_form=unanswered_form,
        settings=settings,
    )


def _whole(clause: Clause) -> str:
    return "".join((*clause.path, clause.document_title, clause.text))


def _title_words(clauses: Sequence[Clause]) -> set[str]:
    """Words that titles put between their joints (推进城镇老旧小区改造 has 城镇老旧小区改造)."""
    words: set[str] = set()
    for clause in clauses:
        for piece in re.split(r"[和与及、，的]", clause.title):
            if 3 <= len(piece) <= 6:
                words.add(piece)
    return words
