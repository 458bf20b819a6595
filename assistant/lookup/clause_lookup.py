"""Clause look-up: the clause that a document's name and a label give, as a person writes them."""

from __future__ import annotations

from assistant.tools import Toolbox
from assistant.understanding.fold import fold, simplify
from corpus.clause import Clause
from corpus.errors import PolicyError, UnknownDocumentError
from corpus.structure.numbering import numbers_in


class UnknownLabelError(PolicyError):
    """The document has no clause with this label."""

    def __init__(self, title: str, label: str, last: str) -> None:
        super().__init__(
            f"{title!r} has no clause {label!r}",
            f"《{title}》没有“{label}”，最后一条是“{last}”。请核对编号，或先检索条款。",
        )


def find_document(name: str, tools: Toolbox) -> str:
    """Id of the document with this id, title, short title or number.

    Raises UnknownDocumentError.
    """
    if name in tools.knowledge.outlines:
        return name
    folded = fold(simplify(name)).strip()
    for said in (folded, f"《{folded}》"):
        for match in tools.titles.find(said):
            if match.document_id:
                return match.document_id
    raise UnknownDocumentError(name)


def find_clause(document: str, label: str, tools: Toolbox) -> Clause:
    """The clause of a document by its label (第五十三条, 53, 七、（二）1, 7.2.1) or its title.

    Raises UnknownDocumentError and UnknownLabelError.
    """
    outline = tools.knowledge.outline(find_document(document, tools))
    wanted = fold(simplify(label)).strip()
    for clause in outline.clauses:
        if wanted and wanted in (fold(clause.label), fold(clause.title), fold(clause.name)):
            return clause
    numbers = numbers_in(label)
    for clause in outline.clauses:
        # An annex counts its own articles anew.
        if numbers and ".annex" not in clause.id and numbers_in(clause.label) == numbers:
            return clause
    last = next((c.name for c in reversed(outline.clauses) if c.label), "正文")
    raise UnknownLabelError(outline.document.title, label, last)
