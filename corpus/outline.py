"""A document read into its outline: structure by genre, then units and targets of each clause."""

from __future__ import annotations

from corpus.clause import Clause, Outline, StructureWarning
from corpus.document import Document, DocumentKind
from corpus.indicator import Indicator
from corpus.structure.block import Block
from corpus.structure.official import read_official
from corpus.structure.order_of_units import with_leading_first
from corpus.structure.regulation import read_regulation
from corpus.structure.targets import read_indicators
from corpus.structure.trailer import read_responsibility


def read_outline(document: Document) -> Outline:
    """Headings and clauses of a document; a text without structure is one clause and a warning."""
    official = document.kind in (DocumentKind.PLAN, DocumentKind.NOTICE)
    structure = (read_official if official else read_regulation)(document.text)
    warnings = list(structure.warnings)
    clauses: list[Clause] = []
    seen: dict[str, int] = {}
    on_from: set[int] = set()
    for block in structure.blocks:
        seen[block.address] = seen.get(block.address, 0) + 1
        repeat = f"-{seen[block.address]}" if seen[block.address] > 1 else ""
        clause, notes, goes_on = _clause(document, block, f"{block.address}{repeat}", official)
        if goes_on:
            on_from.add(len(clauses))
        clauses.append(clause)
        warnings += [StructureWarning(note, block.start, block.end) for note in notes]
    front = document.text[: structure.body_start]
    clauses, told = with_leading_first(front, clauses, frozenset(on_from))
    warnings += told
    return Outline(
        document, structure.body_start, structure.headings, tuple(clauses), tuple(warnings)
    )


def _clause(
    document: Document, block: Block, address: str, official: bool
) -> tuple[Clause, tuple[str, ...], bool]:
    text = document.text[block.start : block.end]
    responsibility = None
    notes: tuple[str, ...] = ()
    goes_on = False
    indicators: tuple[Indicator, ...] = ()
    if official:
        reading = read_responsibility(text)
        responsibility, notes = reading.responsibility, reading.warnings
        goes_on = reading.first_leads_on
        spans = responsibility.spans if responsibility else ()
        indicators = tuple(
            indicator
            for indicator in read_indicators(text)
            if not any(start <= indicator.start < end for start, end in spans)
        )
    clause = Clause(
        id=f"{document.id}:{address}",
        document_id=document.id,
        document_title=document.title,
        kind=block.kind,
        path=block.path,
        label=block.label,
        title=block.title,
        text=text,
        start=block.start,
        end=block.end,
        responsibility=responsibility,
        indicators=indicators,
    )
    return clause, notes, goes_on
