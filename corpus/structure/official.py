"""公文 (plans and notices): 一、 > （一） > 1． > （1）, the lead sentence as title.

Levels nest in the order of their numbers; a text need not use them all. A number must fit the
sequence, so that a wrapped line beginning with a figure opens no clause.
"""

from __future__ import annotations

import itertools
import re

from corpus.clause import ClauseKind, Heading, StructureWarning
from corpus.structure.block import Block, Structure, lines_of, trimmed
from corpus.structure.numbering import NUMERAL
from corpus.structure.official_clauses import place, place_box, place_loose
from corpus.structure.official_items import Item, Reader, read_title
from corpus.structure.official_margins import (
    annex_heading,
    body_start,
    closing_start,
    first_numbered,
    opens_annex,
)
from corpus.structure.official_numbers import (
    BOX,
    LEAD,
    PART_LEVEL,
    is_footnote,
    marked,
    numbered,
)
from corpus.structure.official_sequence import Sequences, opened

_TABLE = re.compile(r"\s*\|")
_QUOTED = re.compile(r"\s*>")
_TABLE_NOTE = re.compile(r"[\s\u3000]*(?:注|备注|说明|资料来源|数据来源)[：:]")
_ANNEX = re.compile(rf"{LEAD}附(?:件|录|表)\s*[{NUMERAL}]*\s*[:：]?\s*$")


def read_official(text: str) -> Structure:
    """Read a plan or notice; a text without any numbering is one preface clause."""
    first = first_numbered(text)
    start = body_start(text, first)
    reader = Reader(text, "")
    stretches = _stretches(text, start)
    for number, (begin, end, is_annex) in enumerate(stretches):
        reader.prefix = f"annex-{number}." if is_annex else ""
        _read_stretch(reader, begin, end, is_annex)
    if not reader.blocks:
        reader.warnings.append(StructureWarning("没有识别到编号的条款", start, len(text)))
    return Structure(start, tuple(reader.headings), tuple(reader.blocks), tuple(reader.warnings))


def _stretches(text: str, start: int) -> list[tuple[int, int, bool]]:
    """The main body, then each annex; annexes number their clauses anew."""
    cuts = [
        begin
        for begin, end in lines_of(text, start, len(text))
        if _ANNEX.match(text, begin, end) or opens_annex(text, begin, end, len(text))
    ]
    bounds = [start, *cuts, len(text)]
    return [(a, b, a in cuts) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


def _is_plan(reader: Reader, start: int, end: int) -> bool:
    """An annex that is the plan itself, put into force by a notice without numbers of its own."""
    if any(block.label for block in reader.blocks):
        return False
    found = (numbered(reader.text, *line) for line in lines_of(reader.text, start, end))
    first = next(filter(None, found), None)
    return first is not None and first[0] <= PART_LEVEL


def _read_stretch(reader: Reader, start: int, end: int, is_annex: bool) -> None:
    text = reader.text
    title_end = next(lines_of(text, start, end))[1]
    signed_after = not is_annex or opens_annex(text, start, title_end, end)
    annex = (
        annex_heading(text, start, end) if is_annex and not _is_plan(reader, start, end) else None
    )
    body_end = closing_start(text, start, end) if signed_after else end
    first = True
    stack: list[Item] = []
    roots: list[Item] = []
    loose: list[tuple[int, int]] = []  # text before the first item
    boxes: list[tuple[int, int]] = []
    sequences = Sequences()
    in_box = quoted = tabled = False
    for begin, stop in lines_of(text, start, body_end):
        if is_annex and first:
            first = False
            reader.headings.append(annex or Heading(1, text[begin:stop], "", begin, stop))
            continue
        if annex and begin < annex.end:
            continue  # the annex's title, below its number
        table = bool(_TABLE.match(text, begin, stop))
        quote = bool(_QUOTED.match(text, begin, stop))
        if in_box and (
            (quoted and not quote)
            or (tabled and not table and not _TABLE_NOTE.match(text, begin, stop))
        ):
            in_box = False  # a quoted box ends with its quotation, a table with its last row
        if BOX.match(text, begin, stop) or (table and not in_box):
            boxes.append((begin, stop))
            sequences.close_inner()
            in_box, quoted, tabled = True, quote, table
            continue
        if in_box and (quoted or table):
            boxes[-1] = (boxes[-1][0], stop)
            tabled = tabled or table
            continue
        found = marked(text, begin, stop)
        if found and not is_footnote(text, begin, stop):
            siblings = roots
            for above in stack:
                if above.level < found[0]:
                    siblings = above.children
            found = opened(reader, sequences, siblings, found, (begin, stop), in_box=in_box)
        else:
            found = None
        if found:
            in_box = False
            level, number, label, rest = found
            item = Item(level, number, label, begin, stop)
            read_title(text, item, rest, stop)
            while stack and stack[-1].level >= level:
                stack.pop()
            (stack[-1].children if stack else roots).append(item)
            stack.append(item)
        elif in_box:
            boxes[-1] = (boxes[-1][0], stop)
        elif stack:
            stack[-1].end = stop
            stack[-1].has_body = True
        else:
            loose.append((begin, stop))
    path = (annex.name,) if annex else ()
    label = f"{annex.label.removesuffix('：')}：" if annex else ""
    place_loose(reader, loose, path, is_annex=is_annex)
    for item in roots:
        place(reader, item, path, label, "", boxes)
    for number, (begin, stop) in enumerate(boxes, 1):
        place_box(reader, begin, stop, number, annex)
    if body_end < end and text[body_end:end].strip():
        begin, stop = trimmed(text, body_end, end)
        reader.blocks.append(
            Block(ClauseKind.CLOSING, f"{reader.prefix}closing", (), "", "落款", begin, stop)
        )
    reader.blocks.sort(key=lambda block: block.start)
