"""The retriever as a LangChain `BaseRetriever`."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.hit import Hit
from index.retriever import Retriever


class ClauseRetriever(BaseRetriever):
    """Gives clauses as LangChain documents, best first, one clause a document."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = Field(default=10, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [as_document(hit) for hit in self.retriever.search(query, self.k)]


def as_document(hit: Hit) -> Document:
    """A hit as a LangChain document: the clause's text, all else as metadata."""
    clause = hit.clause
    units = clause.responsibility
    return Document(
        id=clause.id,
        page_content=clause.text,
        metadata={
            "clause_id": clause.id,
            "document_id": clause.document_id,
            "document_title": clause.document_title,
            "kind": clause.kind.value,
            "path": list(clause.path),
            "label": clause.label,
            "title": clause.title,
            "start": clause.start,
            "end": clause.end,
            "lead": [mention.name for mention in units.lead] if units else [],
            "responsible": [mention.name for mention in units.responsible] if units else [],
            "score": hit.score,
            "dense": hit.dense,
            "lexical": hit.lexical,
            "terms": list(hit.terms),
            "window_start": hit.window_start,
            "window_end": hit.window_end,
        },
    )
