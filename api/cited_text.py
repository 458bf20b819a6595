"""Cited text: an answer as plain text that ends in the list of the clauses it stands on.

For callers that show text only (chat clients, language models): the citations are part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

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
    quote: str
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
    text = f"{said}\n\n{HEADING}"
    cited = []
    for number, citations in enumerate(by_clause.values(), 1):
        shown = next((each for each in citations if said.count(each.quote) == 1), citations[0])
        text += "\n"
        entry = f"[{number}]{reference(shown.clause)}"
        start, supported = len(text), entry
        if said.count(shown.quote) == 1:
            start, supported = said.index(shown.quote), shown.quote
        cited.append(CitedClause(shown.clause, shown.quote, start, start + len(supported)))
        text += entry
    return CitedText(text, tuple(cited))


def reference(clause: Clause) -> str:
    """How a clause is cited: 《物业管理条例》第五十三条."""
    return f"《{clause.document_title}》{clause.name or '正文'}"


def clause_address(base: str, clause: Clause) -> str:
    """The clause on the page of its document; `base` is the service's own address."""
    return f"{base.rstrip('/')}{DOCUMENT_PAGES}/{quote(clause.document_id)}#{anchor(clause)}"


def anchor(clause: Clause) -> str:
    """The clause's anchor on that page: its id without the document's."""
    return quote(clause.id.removeprefix(f"{clause.document_id}:"))
