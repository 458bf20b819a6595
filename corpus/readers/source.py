"""SourceText: a file's text as every reader gives it, with the page and paragraph of each line."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class FileFormat(StrEnum):
    """What a file is by its content."""

    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the line that begins at `start` stands in the file; counted from 1."""

    start: int
    paragraph: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text with lines ended by \\n; `notes` say in Chinese what was left out or is doubtful.

    `places` are in the text's order; empty for plain texts, which have no pages.
    """

    text: str
    format: FileFormat
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()

    def place_at(self, offset: int) -> Place | None:
        """The place of the line that holds `offset`."""
        index = bisect_right(self.places, offset, key=lambda place: place.start)
        return self.places[index - 1] if index else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as a reader meets it; `boxed` when it stands in a frame of its own."""

    text: str
    page: int | None = None
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell is None where it is one with the cell above it."""

    rows: tuple[tuple[str | None, ...], ...]
    page: int | None = None


Part = Paragraph | Table
