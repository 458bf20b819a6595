"""Word marks: what was taken out of a text and what was put in, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

Segment = Callable[[str], Sequence[str]]  # a text into its words
LONGEST = 4000  # words on both sides that are still compared one by one
_SENTENCE = re.compile(r"[^。；;！？!?\n]*[。；;！？!?\n]|[^。；;！？!?\n]+")


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words with the same mark."""

    mark: Mark
    text: str


def word_marks(old: str, new: str, segment: Segment) -> tuple[Piece, ...]:
    """The pieces of both texts in order.

    Those not added make up `old`, those not removed `new`. Sentences are compared first and words
    only within sentences that differ, so that texts of any length can be compared.
    """
    pieces: list[Piece] = []
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    for removed, added, same in _runs(before, after):
        if same:
            pieces.append(Piece(Mark.SAME, same))
        else:
            pieces += _words(segment(removed), segment(added))
    return tuple(_joined(pieces))


def _words(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if len(before) + len(after) > LONGEST:
        yield Piece(Mark.REMOVED, "".join(before))
        yield Piece(Mark.ADDED, "".join(after))
        return
    for removed, added, same in _runs(before, after):
        yield Piece(Mark.SAME, same)
        yield Piece(Mark.REMOVED, removed)
        yield Piece(Mark.ADDED, added)


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(removed, added, same) of every run; either same or the other two are empty."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield "", "", "".join(before[i:j])
        else:
            yield "".join(before[i:j]), "".join(after[k:m]), ""


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours with the same mark as one; empty ones left out."""
    held: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if held is not None and held.mark is piece.mark:
            held = Piece(held.mark, held.text + piece.text)
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held
