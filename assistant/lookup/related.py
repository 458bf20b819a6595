"""Related regulations (相关法规): articles on the matter of a plan's task, found by retrieval.

A likeness, not a statement of the texts: wherever it is shown it is labelled with LABEL.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause
from corpus.document import DocumentKind
from index.hit import Hit
from index.retriever import Retriever

LABEL = "相关法规（由检索得出）"
MOST = 5
CANDIDATES = 100
# Read off the 96 tasks of the shipped plan: below these the articles found were of other matters.
ALIKE = 0.55  # cosine with the whole task
SOMEWHAT_ALIKE = 0.45  # enough where the title's words stand in the article
TITLE_WORDS = 9.0  # BM25 score of the title from which that is so


@dataclass(frozen=True, slots=True)
class RelatedClause:
    """An article and how near it is to the task in meaning (cosine, at most 1)."""

    clause: Clause
    likeness: float


def related_clauses(
    knowledge: Knowledge, retriever: Retriever, clause: Clause
) -> tuple[RelatedClause, ...]:
    """The nearest articles of laws and regulations, nearest first; none for an article itself."""
    if clause.document_id not in knowledge.plans:
        return ()
    words = _without_trailers(clause)
    hits = retriever.search(
        clause.title or words,
        CANDIDATES,
        keep=lambda each: (
            knowledge.document_of(each).kind in (DocumentKind.REGULATION, DocumentKind.LAW)
        ),
        meaning=words,
    )
    near = sorted(filter(_is_near, hits), key=lambda hit: -hit.dense)
    return tuple(RelatedClause(hit.clause, hit.dense) for hit in near[:MOST])


def _is_near(hit: Hit) -> bool:
    return hit.dense >= ALIKE or (hit.dense >= SOMEWHAT_ALIKE and hit.lexical >= TITLE_WORDS)


def _without_trailers(clause: Clause) -> str:
    """The text without its lists of units, which would find articles about the units."""
    text = clause.text
    spans = clause.responsibility.spans if clause.responsibility else ()
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text
