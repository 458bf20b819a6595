"""Tables as lines: 任务分工表 as the numbered tasks they stand for, others cell by cell.

A row of a table with the columns 任务, 牵头单位, 责任单位 says what a plan's task with its trailer
says, and is written as one: “1．任务。（牵头单位：甲；责任单位：乙）”, in the table's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.readers.source import Paragraph, Table
from corpus.structure.trailer import names_a_role
from corpus.structure.unit_names import is_organisation

_NUMBER = re.compile(r"序号|编号|项次|No\.?", re.IGNORECASE)
_TASK = re.compile(r"任务|事项|内容|措施|举措|项目|要求|目标|工作|标准")
_GROUP = re.compile(r"类别|领域|板块|方面|分类|类型|责任分工|分工")
_BOX = re.compile(r"[\s\u3000]*专[\s\u3000]*栏")
_OWN_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[．.、])"
)
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第.{1,4}部分)"
)
_HEADER_ROWS = 3
_SENTENCE_END = "。！？；：.;:"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns of a 分工表 hold what; `names` are their headers."""

    names: tuple[str, ...]
    first_row: int
    number: int | None
    texts: tuple[int, ...]
    others: tuple[int, ...]  # groups, units, deadlines: they go into the trailer
    units: tuple[int, ...]


def render_table(table: Table) -> list[Paragraph]:
    """The lines of a table in order."""
    rows = [row for row in table.rows if any((cell or "").strip() for cell in row)]
    columns = _columns(rows)
    if columns is not None:
        filled = _filled(rows)[columns.first_row :]
        return [
            Paragraph(line, table.page)
            for index, row in enumerate(filled, 1)
            for line in _task(row, columns, index)
        ]
    first = next((cell for row in rows for cell in row if cell), "")
    if _BOX.match(first) or max((len(row) for row in rows), default=0) == 1:
        texts = [text for row in rows for text in _joined_cells(row)]
        return [Paragraph(text, table.page, boxed=bool(_BOX.match(first))) for text in texts]
    return [
        Paragraph("| " + " | ".join(_plain(cell) for cell in row) + " |", table.page)
        for row in rows
    ]


def join_rows(above: Table, below: Table) -> Table | None:
    """A table that goes on on the next page; None when the two are different tables."""
    width = max((len(row) for row in above.rows), default=0)
    if not width or any(len(row) != width for row in below.rows):
        return None
    if width == 1:
        return _join_frames(above, below)
    rows = list(below.rows)
    if rows and [_squeeze(c) for c in rows[0]] == [_squeeze(c) for c in above.rows[0]]:
        rows = rows[1:]  # the header is repeated on every page
    elif _columns(list(rows)) is not None:
        return None
    joined = list(above.rows)
    columns = _columns(joined)
    if rows and columns and _goes_on(joined[columns.first_row :], rows[0]):
        joined[-1] = tuple(
            f"{a or ''}\n{b}" if b else a for a, b in zip(joined[-1], rows[0], strict=True)
        )
        rows = rows[1:]
    return Table((*joined, *rows), above.page)


def _goes_on(rows: list[tuple[str | None, ...]], row: tuple[str | None, ...]) -> bool:
    """Whether `row` is the second half of one that the page's end cut.

    It says nothing, where every row before it says something.
    """
    return bool(rows) and any(
        not (cell or "").strip() and all((each[i] or "").strip() for each in rows)
        for i, cell in enumerate(row)
    )


def _join_frames(above: Table, below: Table) -> Table | None:
    """A box that goes on on the next page; one with a title of its own is another box."""
    first, last = below.rows[0][0] or "", above.rows[-1][0] or ""
    if _BOX.match(first):
        return None
    cut = last[-1:] not in _SENTENCE_END and not _OWN_NUMBER.match(first)
    joint = f"{last}{'' if cut else chr(10)}{first}"
    return Table((*above.rows[:-1], (joint,), *below.rows[1:]), above.page)


def _columns(rows: list[tuple[str | None, ...]]) -> _Columns | None:
    """The columns of a 分工表, from a header of up to three rows."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        above = rows[index - 1] if index else ()
        names = tuple(
            _squeeze(cell) or (_squeeze(above[i]) if i < len(above) else "")
            for i, cell in enumerate(row)
        )
        units = tuple(i for i, name in enumerate(names) if names_a_role(name))
        texts = tuple(
            i
            for i, name in enumerate(names)
            if i not in units and _TASK.search(name) and not _GROUP.search(name)
        )
        if not units or not texts or len(names) < 2:
            continue
        number = next((i for i, name in enumerate(names) if _NUMBER.fullmatch(name)), None)
        others = tuple(i for i in range(len(names)) if i != number and i not in texts)
        return _Columns(names, index + 1, number, texts, others, units)
    return None


def _filled(rows: list[tuple[str | None, ...]]) -> list[tuple[str, ...]]:
    """Rows in which a cell merged upwards says what the cell above says."""
    filled: list[tuple[str, ...]] = []
    for row in rows:
        above = filled[-1] if filled else ()
        filled.append(
            tuple(
                (above[i] if i < len(above) else "") if cell is None else cell
                for i, cell in enumerate(row)
            )
        )
    return filled


def _task(row: tuple[str, ...], columns: _Columns, index: int) -> list[str]:
    """A row as a task with its trailer; a row across all columns as a line of its own."""
    cells = [cell.strip() for cell in row] + [""] * (len(columns.names) - len(row))
    said = [cell for cell in cells if cell]
    if len(said) == 1 and (len(columns.names) > 2 or _HEADING.match(said[0])):
        return said[0].split("\n")
    texts = [_flow(cells[i]) for i in columns.texts if cells[i]]
    if not texts:
        return ["| " + " | ".join(_plain(cell) for cell in cells) + " |"]
    body = "".join(
        text if text[-1] in _SENTENCE_END else f"{text}。" for text in dict.fromkeys(texts)
    )
    number = cells[columns.number] if columns.number is not None else ""
    label = _label(number, index) if not _OWN_NUMBER.match(body) or number else ""
    trailer = "；".join(
        f"{columns.names[i]}：{_units(cells[i]) if i in columns.units else _flow(cells[i])}"
        for i in sorted(columns.others, key=lambda i: i not in columns.units)
        if cells[i] and columns.names[i]
    )
    return [f"{label}{body}" + (f"（{trailer}）" if trailer else "")]


def _label(number: str, index: int) -> str:
    number = _squeeze(number).strip("．.、")
    if not number:
        return f"{index}．"
    if re.fullmatch(r"[一二三四五六七八九十百]+", number):
        return f"{number}、"
    return f"{number}．" if number.isdigit() else number


def _units(cell: str) -> str:
    """Units one a line become a list; a name cut by the cell's width is joined again."""
    result = ""
    for line in cell.split("\n"):
        line = line.strip()
        whole = result and result[-1] not in "、，,；;：:（(" and is_organisation(_last(result))
        result += (
            "、" if whole and not line.startswith(("、", "，", "；", "）", "等")) else ""
        ) + line
    return result.rstrip("。；;")


def _last(units: str) -> str:
    return re.split(r"[、，,；;：:\s]", units)[-1]


def _flow(cell: str) -> str:
    return re.sub(r"\s*\n\s*", "", cell).strip()


def _plain(cell: str | None) -> str:
    return re.sub(r"\s*\n\s*", " ", cell or "").replace("|", "｜").strip()


def _joined_cells(row: tuple[str | None, ...]) -> list[str]:
    return [text for cell in row if cell for text in cell.split("\n") if text.strip()]


def _squeeze(cell: str | None) -> str:
    return re.sub(r"[\s\u3000]+", "", cell or "")
