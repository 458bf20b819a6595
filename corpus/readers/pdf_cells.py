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
_FIRST_NAME = re.compile(r"[^、，,；;：:（(\s]*")
# An authority by its whole name, and a body that is no part of one above it.
_AUTHORITY = re.compile(r"[市区县省州][\u4e00-\u9fff]{1,20}(?:局|委|委员会|办|厅|政府|管委会)$")
_OTHER_BODY = re.compile(
    r"(?!有限|责任|股份|直属|下属|所属|系统)[\u4e00-\u9fff]{2,}(?:集团|公司|银行|大学|学院|医院|协会|联合会|局|委|政府|管委会)$"
)
_BRANCH = re.compile(r"(?:分局|分公司|分行|支行|分院)$")
_LEVEL = re.compile(r"^[市区县省州](?:委|政府|人民政府|人大|政协|纪委)$")
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
    if last is None or not is_organisation(last.group()):
        return True
    return not (_UNIT_BEGINS.match(below.text) or _are_two(last.group(), below.text))


def _are_two(above: str, below: str) -> bool:
    """市交通运输局, 海州机场集团 below it: two whole names, of which none is of the other."""
    first = _FIRST_NAME.match(below)
    return (
        bool(_AUTHORITY.search(above) and first and _OTHER_BODY.fullmatch(first.group()))
        and not _LEVEL.search(above)
        and not _BRANCH.search(first.group() if first else "")
    )
