"""A document read into its outline: structure by genre, then units and targets of each clause."""

from __future__ import annotations

import re

from corpus.clause import Clause, ClauseKind, Outline, StructureWarning
from corpus.document import Document, DocumentKind
from corpus.indicator import Indicator
from corpus.structure.block import Block
from corpus.structure.official import read_official
from corpus.structure.official_items import Item, read_title
from corpus.structure.official_margins import first_numbered
from corpus.structure.regulation import first_article, in_articles, read_regulation
from corpus.structure.targets import read_indicators
from corpus.structure.trailer import read_responsibility

_TRAILER = re.compile("(?:牵头|责任|配合)(?:单位|部门)[：:]")
_UNREAD = "法规条文中写有责任单位，未读取，请核对"


def read_outline(document: Document) -> Outline:
    """Headings and clauses of a document; a text without structure is one clause and a warning."""
    official = document.kind in (DocumentKind.PLAN, DocumentKind.NOTICE)
    # Measures may be written in 第…条 and name units like any 公文.
    text = document.text
    articles = in_articles(text) and first_article(text) < first_numbered(text)
    structure = (read_official if official and not articles else read_regulation)(text)
    warnings = list(structure.warnings)
    clauses = []
    seen: dict[str, int] = {}
    for block in structure.blocks:
        seen[block.address] = seen.get(block.address, 0) + 1
        repeat = f"-{seen[block.address]}" if seen[block.address] > 1 else ""
        clause, notes = _clause(document, block, f"{block.address}{repeat}", official)
        clauses.append(clause)
        warnings += [StructureWarning(note, block.start, block.end) for note in notes]
    return Outline(
        document, structure.body_start, structure.headings, tuple(clauses), tuple(warnings)
    )


def _lead_title(text: str, block: Block) -> str:
    """The lead sentence of an article of measures (第一条 支持技改。…)."""
    if block.kind is not ClauseKind.ARTICLE:
        return ""
    line = text.partition("\n")[0]
    item = Item(0, 0, "", 0, len(line))
    rest = line.partition("条")[2].lstrip(" \u3000：:*")
    read_title(text, item, len(line) - len(rest), len(line))
    return item.title


def _clause(
    document: Document, block: Block, address: str, official: bool
) -> tuple[Clause, tuple[str, ...]]:
    text = document.text[block.start : block.end]
    responsibility = None
    notes: tuple[str, ...] = () if official or not _TRAILER.search(text) else (_UNREAD,)
    indicators: tuple[Indicator, ...] = ()
    if official:
        reading = read_responsibility(text)
        responsibility, notes = reading.responsibility, reading.warnings
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
        title=block.title or (_lead_title(text, block) if official else ""),
        text=text,
        start=block.start,
        end=block.end,
        responsibility=responsibility,
        indicators=indicators,
    )
    return clause, notes
