"""Between which margins the wrapped lines of a PDF's pages stand."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf_lines import NUMBERED, Line, common, is_full, pitch_of

SENTENCE_END = "。；：！？.;:!?”）)》】〕"
_INDENT = (1.4, 2.6)  # of the character's size: how far the first line of a paragraph stands in
_FEWEST = 2  # indented lines that show how paragraphs begin
_MARK = re.compile(r"[●■◆▲★•·○◇□◎▪►➢☆※\-]")


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins of the wrapped lines of a frame and the usual distance of lines.

    `wrapped` is the distance of a line from the one it goes on with, 0 where none is seen;
    `indents` tells whether paragraphs begin two characters further in; `size` is the usual one.
    """

    left: float
    right: float
    pitch: float
    wrapped: float = 0.0
    indents: bool = False
    size: float = 0.0

    def begins_at(self, line: Line) -> bool:
        """Whether a line stands where paragraphs of the body begin."""
        return self.indents and abs(line.size - self.size) <= 0.6 and _stands_in(line, self.left)

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Layout:
        """From all lines of a frame; there is at least one."""
        right = max(common([line.x1 for line in lines]), _high(lines))
        wide = [line for line in lines if line.x1 >= right - 2 * line.size] or list(lines)
        left = common([line.x0 for line in wide])
        pairs = [(a, b) for a, b in itertools.pairwise(lines) if _wraps(a, b, right)]
        further = [b for a, b in pairs if _stands_in(a, b.x0) and abs(a.x0 - left) < 2]
        if further:  # most paragraphs are of one line: what wraps stands further to the left
            edge = common([line.x0 for line in further])
            listed = [line for line in lines if abs(line.x0 - edge) < 2 and _begins_item(line)]
            left = edge if len(further) >= len(listed) else left
        gaps = [
            round(b.top - a.top)
            for a, b in pairs
            if a.page == b.page and b.top > a.top and b.x0 < left + 2
        ]
        indented = sum(_stands_in(line, left) for line in lines)
        return cls(
            left,
            right,
            pitch_of(lines),
            common(gaps) if gaps else 0.0,
            indented >= _FEWEST,
            Counter(line.size for line in lines).most_common(1)[0][0],
        )


def layouts_of(lines: Sequence[Line]) -> dict[tuple[int, int], Layout]:
    """The layout of every frame of a document."""
    frames: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        frames.setdefault(line.frame, []).append(line)
    return {frame: Layout.of(held) for frame, held in frames.items()}


def _high(lines: Sequence[Line]) -> float:
    """The right edge that a tenth of the lines reach."""
    ends = sorted(line.x1 for line in lines)
    return ends[int(len(ends) * 0.9)]


def _wraps(above: Line, below: Line, right: float) -> bool:
    """Whether `below` plainly goes on with `above`: a full line that ends no sentence."""
    return (
        abs(above.size - below.size) <= 0.6
        and is_full(above, below, right)
        and not above.text.endswith(tuple(SENTENCE_END))
        and not _begins_item(below)
    )


def _stands_in(line: Line, left: float) -> bool:
    """Whether a line begins as far from `left` as a paragraph's first does."""
    return _INDENT[0] * line.size < line.x0 - left < _INDENT[1] * line.size


def _begins_item(line: Line) -> bool:
    return bool(NUMBERED.match(line.text) or _MARK.match(line.text))
