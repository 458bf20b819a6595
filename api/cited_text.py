"""Cited text: an answer as plain text that ends in the list of the clauses it stands on.

For callers that show text only (chat clients, language models): the citations are part of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded

from assistant.answer import Answer, Citation
from corpus.clause import Clause

HEADING = "依据："
DOCUMENT_PAGES = "/documents"  # where the page shows a document, one anchor a clause


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A clause an answer stands on; text[start:end] is what it supports.

    That is its quote where the text has it once, else its entry in the list.
    """

    clause: Clause
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedText:
    """The text with its list, and the clauses in the list's order."""

    text: str
    cited: tuple[CitedClause, ...]


def cited_text(answer: Answer) -> CitedText:
    """The answer as text; without a list when it cites nothing."""
    said = answer.text or answer.reason
    by_clause: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_clause.setdefault(citation.clause.id, []).append(citation)
    if not by_clause:
        return CitedText(said, ())
    quoted = Counter(citation.quote for citation in answer.citations)
    text = f"{said}\n\n{HEADING}"
    cited = []
    for number, citations in enumerate(by_clause.values(), 1):
        clause = citations[0].clause
        text += "\n"
        entry = f"[{number}]{reference(clause)}"
        start, supported = len(text), entry
        for quote in (each.quote for each in citations):
            # Words that several clauses share (a unit's name) tell none of them.
            if said.count(quote) == quoted[quote] == 1:
                start, supported = said.index(quote), quote
                break
        cited.append(CitedClause(clause, start, start + len(supported)))
        text += entry
    return CitedText(text, tuple(cited))


def reference(clause: Clause) -> str:
    """How a clause is cited: 《物业管理条例》第五十三条."""
    return f"《{clause.document_title}》{clause.name or '正文'}"


def clause_address(base: str, clause: Clause) -> str:
    """The clause on the page of its document; `base` is the service's own address."""
    page = f"{base.rstrip('/')}{DOCUMENT_PAGES}/{percent_encoded(clause.document_id, safe='')}"
    return f"{page}#{percent_encoded(anchor(clause))}"


def anchor(clause: Clause) -> str:
    """The clause's anchor on that page: its id without the document's."""
    return clause.id.removeprefix(f"{clause.document_id}:")
