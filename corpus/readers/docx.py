"""Word documents (.docx): the text as Word shows it, with automatic numbers, tables and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import docx
from lxml.etree import XMLSyntaxError, _Element

from corpus.readers.archive import check_archive
from corpus.readers.assemble import assemble
from corpus.readers.docx_hidden import (
    hidden_styles,
    is_cell_deleted,
    is_deleted,
    is_hidden,
    is_mark_deleted,
)
from corpus.readers.docx_numbering import Numbering, W
from corpus.readers.errors import damaged, too_deep
from corpus.readers.limits import Limits
from corpus.readers.source import FileFormat, Paragraph, Part, SourceText, Table

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CONTAINERS = {f"{W}{tag}" for tag in ("ins", "moveTo", "customXml", "smartTag", "sdtContent")}
# What stands inside a paragraph and holds further runs.
_INLINE = {
    *_CONTAINERS,
    *(f"{W}{tag}" for tag in ("r", "hyperlink", "fldSimple", "sdt", "bdo", "dir")),
    *(f"{W}{tag}" for tag in ("ruby", "rubyBase")),  # without w:rt, how the words are said
}
_CONTENTS_STYLE = re.compile(r"toc\s*\d|目录\s*\d*$", re.IGNORECASE)
_CONTENTS_FIELD = re.compile(r"\s*TOC\b")
_GALLERY = "Table of Contents"


def parse(data: bytes, name: str, limits: Limits) -> SourceText:
    """The text of a docx; headers, footers, comments and deleted text are no part of it."""
    check_archive(data, name, limits)
    try:
        document = docx.Document(BytesIO(data))
    except XMLSyntaxError as error:
        raise (too_deep(name) if "depth" in str(error) else damaged(name, str(error))) from error
    walk = _Walk(
        Numbering(document),
        {s.style_id for s in document.styles if _is_contents(s.name)},
        hidden_styles(document.styles.element.iterfind(f"{W}style")),
    )
    parts = [*walk.blocks(document.element.body), *walk.held()]
    return assemble(parts, FileFormat.DOCX, tuple(walk.notes))


def _is_contents(style: str | None) -> bool:
    return bool(style and _CONTENTS_STYLE.match(style))


@dataclass(slots=True)
class _Walk:
    """State carried from one paragraph to the next: numbers, open fields, and what waits.

    The words of a paragraph whose end has been deleted wait for the paragraph they belong to.
    """

    numbering: Numbering
    contents_styles: set[str]
    hidden: frozenset[str]
    waiting: str = ""
    notes: dict[str, None] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)  # instructions of the open fields
    in_instruction: list[bool] = field(default_factory=list)

    def blocks(self, container: _Element) -> Iterator[Part]:
        """Paragraphs and tables in order."""
        for child in container:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.held()
                yield self.table(child)
            elif child.tag == f"{W}sdt":
                gallery = child.find(f".//{W}docPartGallery")
                if gallery is not None and gallery.get(f"{W}val") == _GALLERY:
                    self.notes["目录已略去。"] = None
                    continue
                yield from self.blocks(child)
            elif child.tag in _CONTAINERS:
                yield from self.blocks(child)

    def paragraph(self, element: _Element) -> Iterator[Part]:
        """A paragraph with its number, then the text boxes anchored in it."""
        boxes: list[_Element] = []
        reference = element.find(f"{W}pPr/{W}pStyle")
        style = reference.get(f"{W}val", "") if reference is not None else ""
        text = "".join(self._runs(element, boxes, style))
        if style in self.contents_styles:
            self.notes["目录已略去。"] = None
            text = ""
        if is_mark_deleted(element):
            self.waiting += text
        else:
            label = self.numbering.label(element)
            text = f"{self.waiting}{text}".strip(" \t")
            self.waiting = ""
            if text.strip():
                yield Paragraph(label + text)
        waiting, self.waiting = self.waiting, ""
        for box in boxes:
            for part in (*self.blocks(box), *self.held()):
                yield Paragraph(part.text, boxed=True) if isinstance(part, Paragraph) else part
        self.waiting = waiting

    def held(self) -> Iterator[Part]:
        """What waits, where no paragraph comes that it belongs to."""
        text, self.waiting = self.waiting.strip(" \t"), ""
        if text:
            yield Paragraph(text)

    def table(self, element: _Element) -> Table:
        """Rows of a table; cells merged upwards are None, merged sideways empty."""
        rows: list[tuple[str | None, ...]] = []
        for row in _inside(element, "tr"):
            if is_deleted(row):
                continue
            cells: list[str | None] = []
            for cell in _inside(row, "tc"):
                if is_cell_deleted(cell):
                    continue
                text = "\n".join(self._flat(cell)).strip()
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                width = int(span.get(f"{W}val", "1")) if span is not None else 1
                cells += [None if goes_on else text, *[""] * (min(width, 64) - 1)]
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def _flat(self, cell: _Element) -> Iterator[str]:
        """The paragraphs of a cell, those of tables inside it too."""
        for part in (*self.blocks(cell), *self.held()):
            if isinstance(part, Paragraph):
                yield part.text
            else:
                yield from (text for row in part.rows for text in row if text)

    def _runs(self, element: _Element, boxes: list[_Element], style: str) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1] += child.text or ""
            elif tag == f"{W}t":
                if self._shown():
                    yield child.text or ""
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield " "
            elif tag in (f"{W}br", f"{W}cr"):
                if child.get(f"{W}type", "textWrapping") == "textWrapping":
                    yield "\n"
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes["脚注和尾注已略去。"] = None
            elif tag == f"{W}r" and is_hidden(child, self.hidden, style):
                continue
            elif tag in _INLINE:
                yield from self._runs(child, boxes, style)
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                yield "".join(text.text or "" for text in child.iter(f"{_MATH}t"))
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"):
                boxes += _boxes(child)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
            self.in_instruction.append(True)
        elif self.fields and kind == "separate":
            self.in_instruction[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()
            self.in_instruction.pop()

    def _shown(self) -> bool:
        """Whether text here is seen: not a field's instruction, not a table of contents."""
        if any(self.in_instruction):
            return False
        if any(_CONTENTS_FIELD.match(instruction) for instruction in self.fields):
            self.notes["目录已略去。"] = None
            return False
        return True


def _inside(element: _Element, tag: str) -> Iterator[_Element]:
    """Rows or cells, also inside content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in _CONTAINERS or child.tag == f"{W}sdt":
            yield from _inside(child, tag)


def _boxes(element: _Element) -> list[_Element]:
    """Text boxes of a drawing, once each: a fallback repeats what its choice says."""
    found: list[_Element] = []
    for child in element:
        if child.tag == f"{W}txbxContent":
            found.append(child)
        elif child.tag != f"{_MC}Fallback":
            found += _boxes(child)
    return found
