"""Groups of a 任务分工表: rows that head those below, and cells that hold for several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Row = tuple[str | None, ...]

_NUMERAL = re.compile(r"[（(]?(?:[一二三四五六七八九十]+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]+|[A-H])[）)]?[、.．]?")


def heads_group(numbers: Sequence[str], index: int) -> bool:
    """Whether the row with numbers[index] (一, 1) heads rows of another kind (1, 1.1)."""
    own = numbers[index]
    following = numbers[index + 1] if index + 1 < len(numbers) else ""
    if not own or not following:
        return False
    if _NUMERAL.fullmatch(own):
        return not _NUMERAL.fullmatch(following) or following[0] in "（("
    return bool(re.match(rf"{re.escape(own)}[.．\-—]\d", following))


def covers_rows(cells: Sequence[str | None]) -> bool:
    """Whether cells of a column hold for the rows below them: merged, left blank or said again."""
    said = [(cell or "").strip() for cell in cells]
    return bool(said and said[0]) and any(not now or now == above for above, now in pairwise(said))


def said_again(rows: Sequence[Row], groups: Sequence[int]) -> list[Row]:
    """The rows with what a blank cell of a group's column goes on to say."""
    result: list[Row] = []
    last = dict.fromkeys(groups, "")
    for row in rows:
        cells = list(row)
        if len([cell for cell in row if (cell or "").strip()]) < 2:
            last = dict.fromkeys(groups, "")  # a line across the table
            result.append(row)
            continue
        for i in groups:
            if i < len(cells):
                last[i] = (cells[i] or "").strip() or last[i]
                cells[i] = last[i]
        result.append(tuple(cells))
    return result
