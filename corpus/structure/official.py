"""公文 (plans and notices): 一、 > （一） > 1． > （1）, the lead sentence as title.

Levels nest in the order of their numbers; a text need not use them all. A number must fit the
sequence, so that a wrapped line beginning with a figure opens no clause.
"""

from __future__ import annotations

from corpus.clause import ClauseKind, Heading, StructureWarning
from corpus.structure.block import Block, Structure, lines_of, trimmed
from corpus.structure.official_boxes import place_box
from corpus.structure.official_clauses import place, place_loose
from corpus.structure.official_items import Reader
from corpus.structure.official_lines import Lines
from corpus.structure.official_margins import (
    annex_heading,
    body_start,
    closing_start,
    first_numbered,
    opens_annex,
)
from corpus.structure.official_numbers import PART_LEVEL, numbered
from corpus.structure.official_stretches import (
    Stretch,
    StretchKind,
    first_of_several,
    stretches,
    title_end,
)
from corpus.structure.one_line_items import mark_lists


def read_official(text: str) -> Structure:
    """Read a plan or notice; a text without any numbering is one preface clause."""
    first = first_numbered(text)
    body = body_start(text, first)
    start = first_of_several(text, body)
    alike = start < body  # 附件1 and 附件2 are both plans: the first is not the document's own
    reader = Reader(text, "")
    for number, stretch in enumerate(stretches(text, start), int(alike)):
        reader.prefix = "" if stretch.kind is StretchKind.BODY else f"annex-{number}."
        _read_stretch(reader, stretch, alike=alike)
    if not reader.blocks:
        reader.warnings.append(StructureWarning("没有识别到编号的条款", start, len(text)))
    return Structure(start, tuple(reader.headings), tuple(reader.blocks), tuple(reader.warnings))


def read_tasks(text: str, block: Block, label: str) -> Structure:
    """The tasks of an annex that is one block; their label begins with `label` (附件：)."""
    reader = Reader(text, f"{block.address.partition('.')[0]}.")
    lines = Lines(reader)
    lines.read(block.start, block.end)
    _place(reader, lines, block.start, block.path, label, is_annex=True)
    return Structure(
        block.start, tuple(reader.headings), tuple(reader.blocks), tuple(reader.warnings)
    )


def _place(
    reader: Reader,
    lines: Lines,
    start: int,
    path: tuple[str, ...],
    label: str,
    *,
    is_annex: bool,
) -> None:
    place_loose(reader, lines.loose, path, is_annex=is_annex)
    mark_lists(reader.text, lines.roots)
    for item in lines.roots:
        place(reader, item, path, label, "")
    for number, (begin, stop) in enumerate(lines.boxes, 1):
        place_box(reader, begin, stop, number, start, path)
    reader.blocks.sort(key=lambda block: block.start)


def _is_plan(reader: Reader, start: int, end: int) -> bool:
    """An annex that is the plan itself, put into force by a notice without numbers of its own."""
    if any(block.label for block in reader.blocks):
        return False
    found = (numbered(reader.text, *line) for line in lines_of(reader.text, start, end))
    first = next(filter(None, found), None)
    return first is not None and first[0] <= PART_LEVEL


def _read_stretch(reader: Reader, stretch: Stretch, *, alike: bool) -> None:
    text, start, end = reader.text, stretch.start, stretch.end
    annex = _heading(reader, stretch, alike=alike)
    signed = stretch.kind is not StretchKind.ANNEX or opens_annex(
        text, start, next(lines_of(text, start, end))[1], end
    )
    body_end = closing_start(text, start, end) if signed else end
    lines = Lines(reader)
    lines.read(start if stretch.kind is StretchKind.BODY else reader.headings[-1].end, body_end)
    path = (annex.name,) if annex else ()
    label = f"{annex.label.removesuffix('：')}：" if annex else ""
    _place(reader, lines, start, path, label, is_annex=stretch.kind is StretchKind.ANNEX)
    if body_end < end and text[body_end:end].strip():
        begin, stop = trimmed(text, body_end, end)
        reader.blocks.append(
            Block(ClauseKind.CLOSING, f"{reader.prefix}closing", (), "", "落款", begin, stop)
        )


def _heading(reader: Reader, stretch: Stretch, *, alike: bool) -> Heading | None:
    """The heading of an annex; None for what numbers its clauses as the document's own."""
    text, start, end = reader.text, stretch.start, stretch.end
    if stretch.kind is StretchKind.BODY:
        return None
    if stretch.kind is StretchKind.ANNEX and (alike or not _is_plan(reader, start, end)):
        reader.headings.append(annex_heading(text, start, end))
        return reader.headings[-1]
    stop = next(lines_of(text, start, end))[1]
    if stretch.kind is StretchKind.CARRIED:
        stop = title_end(text, stretch)
        message = "编号在此重新从头开始，按另一份文件读取，请核对"
        reader.warnings.append(StructureWarning(message, start, stop))
    reader.headings.append(Heading(1, text[start:stop], "", start, stop))
    return None
