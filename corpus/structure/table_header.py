"""The header of a table: one row, or a cell over several columns with words below it.

责任单位 over 牵头单位 | 配合单位 names two columns; 责任单位 over two columns and nothing below
it names both. A file gives the columns that such a cell covers as empty, or repeats its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.organisation import is_organisation
from corpus.structure.trailer_labels import names_a_role

_ROWS = 3
_LONGEST = 16  # letters of a label
# What the words below a common header end in, or are.
_LABEL = re.compile(
    r"(?:单位|部门|主体|机构|科室|处室|镇街|街镇|乡镇|街道|区县|县区|领导|人|姓名|职务|电话|方式|时限|时间|期限|任务"
    r"|事项|内容|措施|举措|项目|要求|目标|目标值|指标|指标值|名称|类别|类型|分类|板块|方面|领域|数量|总量|现状|属性|备注"
    r"|基数|基期|完成|实际|计划|规划|增量|累计|年均|[市省区县镇乡]级|[市省区县镇]直)"
    r"(?:（[^（）]*）|\([^()]*\))?$"
)
_BARE_ROLE = re.compile(
    r"(?:牵头|主责|责任|主办|承办|主要|配合|协办|协同|协助|参与|参加|负责|落实)"
)
_YEAR = re.compile(r"(?:“?十[四五六]五”?|20\d\d年?|第?[一二三四1-4]季度|\d{1,2}月).{0,8}")
_STOPS = re.compile(r"[。；，,;！？]")


@dataclass(frozen=True, slots=True)
class Header:
    """`names` stand directly above the cells, `above` over several names; `rows` in all.

    `leads[i]` is the column whose own words name column i: i itself, or one on its left.
    """

    names: tuple[str, ...]
    above: tuple[str, ...]
    leads: tuple[int, ...]
    rows: int


def squeeze(cell: str | None) -> str:
    """A cell without white space."""
    return re.sub(r"[\s\u3000]+", "", cell or "")


def header_at(rows: Sequence[Sequence[str | None]], start: int = 0) -> Header:
    """The header that begins with a row; what is missing there stands in the row above it."""
    width = max(map(len, rows), default=0)
    names = _cells(rows[start], width)
    if start:
        over = _cells(rows[start - 1], width)
        names = [name or over[i] for i, name in enumerate(names)]
    above = [""] * width
    leads = _leads(names, list(range(width)))
    names = [names[lead] for lead in leads]
    shared = {i for i in range(width) if leads.count(leads[i]) > 1}
    end = start + 1
    while end < min(len(rows) - 1, start + _ROWS):
        below = _cells(rows[end], width)
        own = _own(below, names, leads)
        if not _names_columns(below, own, shared):
            break
        for first in sorted({leads[i] for i in own}):
            group = [i for i in range(width) if leads[i] == first]
            _divide(group, below, own, names, above, leads)
        end += 1
    return Header(tuple(names), tuple(above), tuple(leads), end - start)


def _cells(row: Sequence[str | None], width: int) -> list[str]:
    return [squeeze(cell) for cell in row] + [""] * (width - len(row))


def _leads(names: Sequence[str], leads: list[int]) -> list[int]:
    for i in range(1, len(names)):
        if not names[i] or names[i] == names[i - 1]:
            leads[i] = leads[i - 1]
    return leads


def _own(below: Sequence[str], names: Sequence[str], leads: Sequence[int]) -> set[int]:
    """Columns that a row gives words of their own; a merged cell's words may stand there again."""
    new = {leads[i] for i, cell in enumerate(below) if cell and cell != names[i]}
    return {i for i, cell in enumerate(below) if cell and leads[i] in new}


def _names_columns(below: Sequence[str], own: set[int], shared: set[int]) -> bool:
    """Whether a row says nothing but words for columns: those below a common header, or years."""
    if own and all(_YEAR.fullmatch(below[i]) for i in own):
        return True
    return (
        bool(own & shared)
        and all(_may_be_label(below[i]) for i in own & shared)
        and any(_is_label(below[i]) for i in own & shared)
        and all(_YEAR.fullmatch(below[i]) for i in own - shared)
    )


def _is_label(words: str) -> bool:
    return bool(
        names_a_role(words)
        or _BARE_ROLE.fullmatch(words)
        or _YEAR.fullmatch(words)
        or _LABEL.search(words)
    )


def _may_be_label(words: str) -> bool:
    if len(words) > _LONGEST or _STOPS.search(words):
        return False
    if _is_label(words):
        return not re.match(r"[市省区县](?!级|直)[\u4e00-\u9fff]+[局委办厅]", words)
    return not re.search(r"\d", words) and not is_organisation(words)


def _divide(
    group: Sequence[int],
    below: Sequence[str],
    own: set[int],
    names: list[str],
    above: list[str],
    leads: list[int],
) -> None:
    """Give the columns of a common header the names below it."""
    lead = None
    for i in group:
        if i in own:
            lead = i
        if lead is not None:
            if len(group) < len(names):  # else it is the table's title
                above[i] = names[i]
            names[i], leads[i] = below[lead], lead
