"""Tables of units and their duties that stand in a clause as text: | 单位 | 职责 |."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.responsibility import Role
from corpus.structure.block import lines_of
from corpus.structure.duty_list import read_duties
from corpus.structure.unit_duties import UnitDuty, bodies

_UNITS = re.compile(r"(?:责任|成员|相关|有关|主管|监管|职能|牵头)?(?:单位|部门)(?:名称)?")
_DUTIES = re.compile(r"(?:主要|工作|具体|监管|安全)*职责(?:分工|任务|内容|清单)?")
_RULE = re.compile(r"[-—:：\s|]*")


def duty_tables(text: str) -> tuple[list[UnitDuty], list[str]]:
    """The units of the rows below a header with units and duties, and what was not read."""
    read: list[UnitDuty] = []
    told: list[str] = []
    column = None
    for begin, stop in lines_of(text, 0, len(text)):
        if not text.startswith("|", begin):
            column = None
            continue
        cells = list(_cells(text, begin, stop))
        words = [re.sub(r"\s", "", text[a:b]) for a, b in cells]
        if any(map(_DUTIES.fullmatch, words)):
            units = [number for number, word in enumerate(words) if _UNITS.fullmatch(word)]
            column = units[0] if len(units) == 1 else None
            continue
        if column is None or column >= len(cells) or _RULE.fullmatch(text, begin, stop):
            continue
        cell = cells[column]
        if not words[column]:
            continue
        if bodies(text, *cell):
            read.append(UnitDuty(*cell, read_duties(text, *cell, Role.RESPONSIBLE)))
        else:
            told.append(f"表中“{text[slice(*cell)]}”一栏的单位未计入责任单位，请核对")
    return read, told


def _cells(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """The cells of a row without the blanks round them."""
    start = begin + 1
    for index in range(begin + 1, stop):
        if text[index] == "|":
            cell = text[start:index]
            left = start + len(cell) - len(cell.lstrip())
            yield left, left + len(cell.strip())
            start = index + 1
