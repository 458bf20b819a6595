"""Tables in plain texts, between bars (Markdown) or tabs: those of tasks are read as tasks.

A table that holds no tasks stands as it is; one that names units and cannot be read is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.source import Table
from corpus.readers.tables import render
from corpus.readers.task_columns import columns_of
from corpus.structure.trailer import names_a_role
from corpus.structure.unit_names import is_organisation

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BARRED = re.compile(r"\s*\|.*\|")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOX = re.compile(r"[#>*_\s\u3000]*专[\s\u3000]*栏")
_SPACED = re.compile(r"\t|[ \u3000]{2,}|\u3000")
_BLANKS = re.compile(r"\s+")
_ORDINAL = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)．.、]?")
_UNREAD = "文中有以空格排列的任务表，未能按任务读取，请核对：{}"
_LONGEST_HEADER = 80
_HEADER = re.compile(r"序号|编号|任务|事项|措施|举措|项目|内容")
_UNITS = re.compile(r"单位|部门|主体|牵头|分工")

_Rows = list[list[str]]


def read_tables(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its tables of tasks as numbered tasks, and notes on what to check."""
    lines = text.split("\n")
    out: list[str] = []
    notes: dict[str, None] = {}
    at = 0
    while at < len(lines):
        rows, end = _rows_at(lines, at)
        if len(rows) < 2:
            if note := unread_table(lines[at]):
                notes[note] = None
            end = max(end, at + 1)
            out += lines[at:end]
            at = end
            continue
        width = max(map(len, rows))
        rendered = render(Table(tuple(tuple(row + [""] * (width - len(row))) for row in rows)))
        in_box = bool(_BOX.match(next((line for line in reversed(out) if line.strip()), "")))
        if rendered.is_tasks and not in_box:
            out += [paragraph.text for paragraph in rendered.paragraphs]
        else:
            out += lines[at:end]
        for note in rendered.notes:
            notes[note] = None
        at = end
    return "\n".join(out), tuple(notes)


def _rows_at(lines: Sequence[str], at: int) -> tuple[_Rows, int]:
    """The rows of the table that begins at a line, and the line after it; no rows for no table."""
    if "|" in lines[at]:
        return _between_bars(lines, at)
    if "\t" in lines[at].strip() and _UNITS.search(lines[at]):
        return _between_tabs(lines, at)
    return [], at


def _between_bars(lines: Sequence[str], at: int) -> tuple[_Rows, int]:
    barred = _BARRED.match(lines[at])
    if not barred and not (at + 1 < len(lines) and _is_rule(lines[at + 1])):
        return [], at
    rows: _Rows = []
    end = at
    while end < len(lines) and (_BARRED.match(lines[end]) if barred else "|" in lines[end]):
        if not (_is_rule(lines[end]) and (end == at + 1 or "---" in lines[end])):
            cells = _BAR.split(lines[end].strip().removeprefix("|"))
            cells = cells[:-1] if not cells[-1].strip() else cells
            rows.append([_BREAK.sub("\n", c).replace(r"\|", "|").strip() for c in cells])
        end += 1
    return rows, end


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and bool(_RULE.fullmatch(line))


def _between_tabs(lines: Sequence[str], at: int) -> tuple[_Rows, int]:
    """Rows below a header of tasks; a cell of several lines is put together by the columns."""
    rows = [_tabbed(lines[at])]
    end = at + 1
    while end < len(lines) and lines[end].strip():
        row = _tabbed(lines[end])
        width = len(rows[0])
        if len(rows) > 1 and _is_rest(rows[-1], row, width):
            rows[-1] = [*rows[-1][:-1], f"{rows[-1][-1]}\n{row[0]}".strip(), *row[1:]]
        elif len(row) > 1:
            rows.append(row)
        else:
            break
        end += 1
    read = columns_of([tuple(row) for row in rows]) is not None
    return (rows if read or any(map(names_a_role, rows[0])) else []), end


def _tabbed(line: str) -> list[str]:
    return [cell.strip(' \u3000"') for cell in line.rstrip("\n").split("\t")]


def _is_rest(above: Sequence[str], row: Sequence[str], width: int) -> bool:
    """Whether a line goes on with the last cell of the row above it, which lacks columns."""
    if len(above) == width or len(above) - 1 + len(row) > width or not row[0]:
        return False
    return bool(_ORDINAL.fullmatch(above[0])) and not _ORDINAL.fullmatch(row[0])


def unread_table(line: str) -> str:
    """A note where a line is the header of a task table whose columns are blanks; else empty."""
    header = any(_is_header(split.split(line.strip())) for split in (_SPACED, _BLANKS))
    if len(line) > _LONGEST_HEADER or not header:
        return ""
    return _UNREAD.format(line.strip()[:40])


def _is_header(parts: Sequence[str]) -> bool:
    cells = [cell for cell in parts if cell]
    named = any(map(names_a_role, cells)) and any(_HEADER.search(cell) for cell in cells)
    return named and all(
        len(cell) <= 10 and (names_a_role(cell) or not is_organisation(cell)) for cell in cells
    )
