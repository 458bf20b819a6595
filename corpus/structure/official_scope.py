"""Sentences that give units to more than their own task: 本部分责任单位：…, 以下任务均由…负责."""

from __future__ import annotations

import re

from corpus.clause import StructureWarning
from corpus.structure.block import lines_of
from corpus.structure.official_items import Reader
from corpus.structure.official_numbers import LEAD
from corpus.structure.trailer import read_responsibility

_MATTERS = "(?:任务|工作|措施|事项|内容)"
_WHOLE_PART = (
    r"(?:本|该|这)(?:部分|章|节|板块|领域|方面)"
    r"|(?:以上|上述)(?:各|所有|全部|第?[（(一二三四五六七八九十）)、至—0-9]+)?"
    rf"(?:项|条|{_MATTERS})"
)
_ROLE = "(?:牵头|责任|主责|主办|承办|配合|参与|落实)(?:单位|部门|主体)|牵头|负责"
_COVERS = re.compile(rf"{LEAD}[-—●•]*[（(【〔\[]?(?:{_WHOLE_PART})[^。；：:，]{{0,16}}?(?:{_ROLE})")
# 以下任务均由…负责, …为所有任务的责任单位: said of tasks that stand elsewhere.
_EVERY = "(?:各项|所有|全部)"
_ALL = (
    rf"(?:以下|以上|本方案|本计划|本清单){_EVERY}?{_MATTERS}?(?:均|都|全部)"
    rf"|(?:{_EVERY}|以下|以上|本方案|本计划)的?(?:重点)?(?:工作)?(?:任务|措施)"
)
_SCOPE = re.compile(
    rf"(?:{_ALL})[^。\n]{{0,40}}?(?:牵头单位|责任单位|责任主体|配合单位)"
    rf"|(?:以下|以上){_EVERY}?(?:任务)?(?:均|都)[^。\n]{{0,30}}?负责"
)


def covers_a_part(text: str, begin: int, stop: int) -> bool:
    """True for a line of its own that names the units of a whole part."""
    return bool(_COVERS.match(text, begin, stop))


def is_trailer(text: str, begin: int, stop: int) -> bool:
    """True for a line that is nothing but a trailer, with or without a mark before it."""
    line = text[begin:stop].lstrip("-—+*●■◆▲★•·○◇□◎▪▶►➢☆※ \u3000")
    reading = read_responsibility(line).responsibility
    if reading is None or reading.spans[0][0] > 0:
        return False
    return not line[reading.spans[-1][1] :].strip("。；;* ")


def closing_trailer(text: str, start: int, end: int) -> int | None:
    """Where the lines that are nothing but trailers begin, at the end of an item."""
    begin = None
    for line in reversed(list(lines_of(text, start, end))[1:]):
        if not is_trailer(text, *line):
            break
        begin = line[0]
    return begin


def warn_of_scope(reader: Reader, begin: int, stop: int) -> None:
    """Tell the reviewer of units that are those of other tasks, too: they are given to none."""
    if found := _SCOPE.search(reader.text, begin, stop):
        message = "此处责任分工涉及多项任务，未分到各项任务，请核对"
        reader.warnings.append(StructureWarning(message, found.start(), stop))
