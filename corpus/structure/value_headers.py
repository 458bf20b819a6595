"""What a column of an indicator table holds: 2020年, 2025年目标值, 现状, 目标值（%）.

Which of several years are targets is certain only where the words say so, or for the last year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.table_units import unit_in

_YEAR = re.compile(r"(20\d\d)年?(?:底|末)?")
_PERIOD = re.compile(r"“?十([二三四五六])五”?(?:规划)?(?:期)?(?:末|终期)?")
_ENDS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_BASE = re.compile(
    r"现状(?:值|水平)?|基[期准础](?:值|数|年)?|基数|底数|现值|实际(?:完成)?(?:值|数)?|(?:已)?完成(?:值|数|情况)|(?:预计)?完成"
)
_TARGET = re.compile(
    r"(?:规划|计划|预期|工作|年度|发展|任务|指标|建设|控制)?(?:目标|指标)(?:任务)?(?:值|数量|数|量)?|(?:规划|计划|预期|控制)(?:值|数|量)?|任务(?:数量|数|量)|标准值"
)
_REST = re.compile(
    r"(?:全[市区县省国]|[市区县省]级|考核|分解|下达|年度|全年|当年|终期|中期|期末|末|底|年|“|”|[（）()])*"
)


@dataclass(frozen=True, slots=True)
class ValueHeader:
    """One column of values; `is_target` is None where the words leave it open."""

    column: int
    words: str
    year: int | None
    is_target: bool | None
    unit: str = ""


def value_header(words: str, column: int = 0) -> ValueHeader | None:
    """What a header says of the numbers below it; None where it heads something else."""
    rest, unit = unit_in(words)
    year = _YEAR.search(rest)
    period = _PERIOD.search(rest)
    ends = int(year[1]) if year else _ENDS[period[1]] if period else None
    rest = _PERIOD.sub("", _YEAR.sub("", rest, count=1))
    base, target = _BASE.search(rest), _TARGET.search(rest)
    if base is None and target is None and ends is None:
        return None
    if not _REST.fullmatch(_TARGET.sub("", _BASE.sub("", rest, count=1), count=1)):
        return None
    if target is not None and ends is None and target.group() in ("指标", "任务指标", "工作任务"):
        return None  # it heads the names
    stated = False if base else True if target else None
    return ValueHeader(column, re.sub("[“”]", "", words), ends, stated, unit)


def targets_among(headers: Sequence[ValueHeader]) -> tuple[tuple[ValueHeader, ...], str]:
    """The columns of targets, and a note where the words leave open whether others are."""
    sure = tuple(header for header in headers if header.is_target)
    doubtful = [header for header in headers if header.is_target is None]
    if sure or not doubtful:
        left = "、".join(f"“{header.words}”" for header in doubtful)
        return sure, (f"指标表的{left}未写明是现状还是目标，未按目标读取，请核对" if left else "")
    last = max(doubtful, key=lambda header: header.year or 0)
    earlier = "、".join(f"“{header.words}”" for header in doubtful if header is not last)
    note = (
        f"指标表的{earlier}未写明是现状还是目标，只按“{last.words}”读取目标，请核对"
        if earlier
        else ""
    )
    return (last,), note
