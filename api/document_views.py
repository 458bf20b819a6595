"""JSON forms of documents, search results and units, shared by the API and the terminal."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from api.clause_views import ClauseReference
from assistant.lookup.knowledge import UnitTasks
from assistant.search import Found
from corpus.clause import Outline
from corpus.document import Document, DocumentKind, Validity
from corpus.unit import Unit
from index.hit import Hit


class HitView(BaseModel):
    """One clause found by a search."""

    clause_id: str
    document_title: str
    label: str
    title: str
    score: float

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """From the domain."""
        return cls(
            clause_id=hit.clause.id,
            document_title=hit.clause.document_title,
            label=hit.clause.label,
            title=hit.clause.title,
            score=hit.score,
        )


class SearchView(BaseModel):
    """A search's question and what it found, best first."""

    question: str
    version: str | None = Field(description="所检索的旧版本的编号；null 表示现行版本")
    hits: list[HitView]

    @classmethod
    def of(cls, question: str, found: Found) -> Self:
        """From the domain."""
        return cls(
            question=question,
            version=found.version.id if found.version else None,
            hits=[HitView.of(hit) for hit in found.hits],
        )


class DocumentView(BaseModel):
    """A document's official particulars."""

    id: str
    title: str
    kind: DocumentKind
    number: str | None
    issuer: str | None
    issued: date | None
    effective: date | None
    period_end: date | None
    validity: Validity = Field(description="今天的效力")
    source: str
    sha256: str
    clause_count: int

    @classmethod
    def of(cls, document: Document, clause_count: int, today: date) -> Self:
        """From the domain."""
        return cls(
            id=document.id,
            title=document.title,
            kind=document.kind,
            number=document.number,
            issuer=document.issuer,
            issued=document.issued,
            effective=document.effective,
            period_end=document.period_end,
            validity=document.validity_on(today),
            source=document.source,
            sha256=document.sha256,
            clause_count=clause_count,
        )


class PartNode(BaseModel):
    """A part of a document: its own clauses and the parts below it."""

    heading: str
    clauses: list[ClauseReference]
    parts: list[PartNode]


class DocumentTreeView(DocumentView):
    """A document with its clauses as a tree of parts."""

    outline: PartNode

    @classmethod
    def of_outline(cls, outline: Outline, today: date) -> Self:
        """From the domain."""
        document = DocumentView.of(outline.document, len(outline.clauses), today)
        root = PartNode(heading=outline.document.title, clauses=[], parts=[])
        nodes: dict[tuple[str, ...], PartNode] = {(): root}
        for clause in outline.clauses:
            for depth in range(1, len(clause.path) + 1):
                path = clause.path[:depth]
                if path not in nodes:
                    nodes[path] = PartNode(heading=path[-1], clauses=[], parts=[])
                    nodes[path[:-1]].parts.append(nodes[path])
            nodes[clause.path].clauses.append(ClauseReference.of(clause))
        return cls(**document.model_dump(), outline=root)


class UnitView(BaseModel):
    """A unit under all its names, with the number of its tasks."""

    name: str
    canonical: str
    aliases: list[str]
    lead_count: int
    responsible_count: int

    @classmethod
    def of(cls, unit: Unit, tasks: UnitTasks) -> Self:
        """From the domain."""
        return cls(
            name=unit.name,
            canonical=unit.canonical,
            aliases=list(unit.aliases),
            lead_count=len(tasks.lead),
            responsible_count=len(tasks.responsible),
        )


class UnitTasksView(BaseModel):
    """Every clause a unit leads or joins, complete and in the text's order."""

    name: str
    lead: list[ClauseReference]
    responsible: list[ClauseReference]

    @classmethod
    def of(cls, tasks: UnitTasks) -> Self:
        """From the domain."""
        return cls(
            name=tasks.name,
            lead=[ClauseReference.of(clause) for clause in tasks.lead],
            responsible=[ClauseReference.of(clause) for clause in tasks.responsible],
        )
