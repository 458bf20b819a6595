"""A document read into its outline: structure by genre, then units and targets of each clause."""

from __future__ import annotations

import re

from corpus.clause import Clause, ClauseKind, Outline, StructureWarning
from corpus.document import Document, DocumentKind
from corpus.indicator import Indicator
from corpus.structure.block import Block, Structure
from corpus.structure.indicator_tables import read_indicator_tables, without_tables
from corpus.structure.lone_brackets import with_lone_brackets
from corpus.structure.numbering import NUMERAL
from corpus.structure.official import read_official, read_tasks
from corpus.structure.official_items import Item, read_title
from corpus.structure.official_margins import first_numbered
from corpus.structure.order_of_units import with_leading_first
from corpus.structure.regulation import first_article, in_articles, read_regulation
from corpus.structure.several_trailers import several_trailers
from corpus.structure.targets import read_indicators
from corpus.structure.trailer import read_responsibility
from corpus.structure.unit_duties import heads_duties

_TRAILER = re.compile("(?:牵头|责任|配合)(?:单位|部门)[：:]")
_ANNEX = re.compile(rf"附[件录表][{NUMERAL}]*")
_UNREAD = "法规条文中写有责任单位，未读取，请核对"


def read_outline(document: Document) -> Outline:
    """Headings and clauses of a document; a text without structure is one clause and a warning."""
    official = document.kind in (DocumentKind.PLAN, DocumentKind.NOTICE)
    # Measures may be written in 第…条 and name units like any 公文.
    text = document.text
    articles = in_articles(text) and first_article(text) < first_numbered(text)
    in_parts = official and not articles
    structure = read_official(text) if in_parts else read_regulation(text)
    tasks = {} if in_parts else _annexed_tasks(text, structure)
    headings = [*structure.headings, *(h for annex in tasks.values() for h in annex.headings)]
    warnings = [*structure.warnings, *(w for annex in tasks.values() for w in annex.warnings)]
    clauses: list[Clause] = []
    seen: dict[str, int] = {}
    on_from: set[int] = set()
    blocks = [
        (task, task is not block or official)
        for block in structure.blocks
        for task in (tasks[block].blocks if block in tasks else (block,))
    ]
    for block, names_units in blocks:
        seen[block.address] = seen.get(block.address, 0) + 1
        repeat = f"-{seen[block.address]}" if seen[block.address] > 1 else ""
        clause, notes, goes_on = _clause(document, block, f"{block.address}{repeat}", names_units)
        if goes_on:
            on_from.add(len(clauses))
        clauses.append(clause)
        warnings += [StructureWarning(note, block.start, block.end) for note in notes]
    if official:
        clauses, told = with_lone_brackets(clauses)
        warnings += told
    front = document.text[: structure.body_start]
    clauses, told = with_leading_first(front, clauses, frozenset(on_from))
    warnings += told
    return Outline(
        document,
        structure.body_start,
        tuple(sorted(headings, key=lambda heading: heading.start)),
        tuple(clauses),
        tuple(warnings),
    )


def _annexed_tasks(text: str, structure: Structure) -> dict[Block, Structure]:
    """The 任务分工 annexed to a 办法: such an annex is read as a plan's is."""
    return {
        block: read_tasks(text, block, f"{''.join(_ANNEX.findall(block.path[0])[:1])}：")
        for block in structure.blocks
        if block.kind is ClauseKind.ANNEX and _TRAILER.search(text, block.start, block.end)
    }


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
    document: Document, block: Block, address: str, names_units: bool
) -> tuple[Clause, tuple[str, ...], bool]:
    text = document.text[block.start : block.end]
    responsibility = None
    goes_on = False
    notes: tuple[str, ...] = () if names_units or not _TRAILER.search(text) else (_UNREAD,)
    indicators: tuple[Indicator, ...] = ()
    if names_units:
        headings = (document.title, *block.path, block.title)
        listed = any(map(heads_duties, headings))
        reading = read_responsibility(text, lists_duties=listed)
        responsibility = reading.responsibility
        notes = (*reading.warnings, *several_trailers(text, responsibility))
        goes_on = reading.first_leads_on
        spans = responsibility.spans if responsibility else ()
        tables = read_indicator_tables(text)
        notes = (*notes, *tables.notes)
        stated = [
            indicator
            for indicator in read_indicators(without_tables(text, tables.spans))
            if not any(start <= indicator.start < end for start, end in spans)
        ]
        indicators = tuple(sorted((*stated, *tables.indicators), key=lambda each: each.start))
    clause = Clause(
        id=f"{document.id}:{address}",
        document_id=document.id,
        document_title=document.title,
        kind=block.kind,
        path=block.path,
        label=block.label,
        title=block.title or (_lead_title(text, block) if names_units else ""),
        text=text,
        start=block.start,
        end=block.end,
        responsibility=responsibility,
        indicators=indicators,
    )
    return clause, notes, goes_on
