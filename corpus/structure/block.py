"""Block: a stretch of a document as the structure readers cut it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.clause import ClauseKind, Heading, StructureWarning


@dataclass(frozen=True, slots=True)
class Block:
    """A clause to be: where it stands and how it is addressed (7.2.1, art-32)."""

    kind: ClauseKind
    address: str
    path: tuple[str, ...]
    label: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What a structure reader finds in a text; spans are trimmed of white space."""

    body_start: int
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[StructureWarning, ...]


def lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the lines that are not blank, without the white space around them."""
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position:stop]
        if line.strip():
            left = position + len(line) - len(line.lstrip())
            yield left, left + len(line.strip())
        position = stop + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
