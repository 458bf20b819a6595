"""Conversation record (会话记录): a conversation with what each answer cites, for keeping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.lookup.knowledge import Knowledge
from assistant.service import Turn
from corpus.clause import Clause
from corpus.document import Document


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A clause an answer rests on, with the quoted words in the text's order."""

    clause: Clause
    document: Document
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, its answer, and the clauses the answer cites."""

    question: str
    answer: Answer
    cited: tuple[CitedClause, ...]


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """A conversation from its first turn on."""

    conversation_id: str
    exchanges: tuple[Exchange, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document cited, in the order of the first citation."""
        documents = {
            each.document.id: each.document
            for exchange in self.exchanges
            for each in exchange.cited
        }
        return tuple(documents.values())


def conversation_record(
    holding: Callable[[str], Knowledge], conversation_id: str, turns: Iterable[Turn]
) -> ConversationRecord:
    """The record of a conversation; `holding` gives what has a document, old or in force."""
    return ConversationRecord(
        conversation_id,
        tuple(
            Exchange(turn.question, turn.answer, _clauses(holding, cited(turn.answer)))
            for turn in turns
        ),
    )


def cited(answer: Answer) -> dict[Clause, list[tuple[int, int]]]:
    """Cited clauses in the order of citation, each with its quoted spans."""
    spans: dict[str, list[tuple[int, int]]] = {}
    clauses: dict[str, Clause] = {}
    for citation in answer.citations:
        clauses.setdefault(citation.clause.id, citation.clause)
        spans.setdefault(citation.clause.id, []).append((citation.start, citation.end))
    return {clause: spans[key] for key, clause in clauses.items()}


def _clauses(
    holding: Callable[[str], Knowledge], spans: dict[Clause, list[tuple[int, int]]]
) -> tuple[CitedClause, ...]:
    return tuple(
        CitedClause(clause, holding(clause.document_id).document_of(clause), _quotes(clause, each))
        for clause, each in spans.items()
    )


def _quotes(clause: Clause, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause.text[start:end] for start, end in sorted(spans)))
