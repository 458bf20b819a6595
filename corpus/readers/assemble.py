"""Paragraphs and tables put together to one text, without the table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.readers.contents import without_contents
from corpus.readers.source import FileFormat, Paragraph, Part, Place, SourceText
from corpus.readers.tables import render
from corpus.readers.text_tables import unread_table

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff\u200b-\u200f\u202a-\u202e]|[\ud800-\udfff]"
)
_BOX = re.compile(r"[\s\u3000]*专[\s\u3000]*栏")
_MARK = "> "  # a box's lines are quoted, so that its end is known


def assemble(parts: Iterable[Part], kind: FileFormat, notes: tuple[str, ...] = ()) -> SourceText:
    """The text of a document's parts in order, with a place for every line."""
    paragraphs: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Paragraph):
            paragraphs.append(part)
            continue
        table = render(part)
        paragraphs += table.paragraphs
        notes = tuple(dict.fromkeys((*notes, *table.notes)))
    kept, dropped = without_contents([_cleaned(p) for p in paragraphs])
    lines: list[str] = []
    places: list[Place] = []
    offset = 0
    in_box = False
    for number, paragraph in kept:
        in_box = paragraph.boxed and (in_box or bool(_BOX.match(paragraph.text)))
        for line in paragraph.text.split("\n"):
            if not line.strip():
                continue
            line = f"{_MARK}{line.strip()}" if in_box else line.rstrip()
            places.append(Place(offset, number, paragraph.page))
            lines.append(line)
            offset += len(line) + 1
    if kind is FileFormat.PDF:
        found = [note for line in lines if (note := unread_table(line))]
        notes = tuple(dict.fromkeys((*notes, *found)))
    if dropped:
        notes = tuple(dict.fromkeys((*notes, "目录已略去。")))
    return SourceText("\n".join(lines) + "\n" * bool(lines), kind, tuple(places), notes)


def _cleaned(paragraph: Paragraph) -> Paragraph:
    """Without control and direction characters; the no-break space is a space."""
    text = _CONTROL.sub("", paragraph.text).replace("\xa0", " ")
    return Paragraph(text, paragraph.page, paragraph.boxed)
