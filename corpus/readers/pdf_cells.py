"""Text of one cell of a PDF's table: its wrapped lines joined, its paragraphs apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from corpus.readers.pdf_lines import Line, is_full, lines_of_chars
from corpus.structure.unit_names import is_organisation

_UNIT_BEGINS = re.compile(
    r"(?:市(?!场|政|容|民)|区(?!域)|县(?!域)|省(?!级)|国家|各)[^、，,；;（(等]"
)
_LAST_NAME = re.compile(r"[^、，,；;：:\s]*$")


def cell_text(chars: Sequence[dict[str, Any]], box: tuple[float, float, float, float]) -> str:
    """Paragraphs of a cell with \\n between them; `box` is its frame: left, top, right, bottom."""
    lines = lines_of_chars(chars, 0)
    if not lines:
        return ""
    inset = max(0.0, min(line.x0 for line in lines) - box[0])
    # Text in the middle of a cell leaves room on both sides: the widest line is a full one.
    right = max(box[2] - inset, max(line.x1 for line in lines) if len(lines) > 2 else 0.0)
    text = lines[0].text
    for above, below in itertools.pairwise(lines):
        text += ("" if _wraps(above, below, right) else "\n") + below.text
    return text


def _wraps(above: Line, below: Line, right: float) -> bool:
    if not is_full(above, below, right):
        return False
    # Units one a line: a name may by chance be as long as the cell is wide, the next one longer.
    last = _LAST_NAME.search(above.text)
    return not (_UNIT_BEGINS.match(below.text) and last and is_organisation(last.group()))
