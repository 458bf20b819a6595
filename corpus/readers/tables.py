"""Tables as lines: 任务分工表 as the numbered tasks they stand for, others cell by cell.

A row of a table with the columns 任务, 牵头单位, 责任单位 says what a plan's task with its trailer
says, and is written as one: “1．任务。（牵头单位：甲；责任单位：乙）”, in the table's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.source import Paragraph, Table
from corpus.readers.task_card import Card, card_of
from corpus.readers.task_columns import Row, columns_of, has_unit_header, squeeze
from corpus.readers.task_rows import flow, plain, read_tasks, trailer_of

_BOX = re.compile(r"[\s\u3000]*专[\s\u3000]*栏")
_OWN_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[．.、])"
)
_SENTENCE_END = "。！？；：.;:"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A table's lines in order; `notes` say in Chinese what of its units is doubtful."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...] = ()
    is_tasks: bool = False


def render_table(table: Table) -> list[Paragraph]:
    """The lines of a table in order."""
    return list(render(table).paragraphs)


def render(table: Table) -> Rendered:
    """The lines of a table with what to check."""
    rows = [row for row in table.rows if any((cell or "").strip() for cell in row)]
    columns = columns_of(rows)
    if columns is not None:
        read = read_tasks(rows, columns)
        lines = tuple(Paragraph(line, table.page) for line in read.lines)
        return Rendered(lines, read.notes, is_tasks=True)
    if card := card_of(rows):
        return Rendered((Paragraph(_card_line(card), table.page),), is_tasks=True)
    first = next((cell for row in rows for cell in row if cell), "")
    if _BOX.match(first) or max((len(row) for row in rows), default=0) == 1:
        texts = [text for row in rows for text in _joined_cells(row)]
        boxed = bool(_BOX.match(first))
        return Rendered(tuple(Paragraph(text, table.page, boxed=boxed) for text in texts))
    bars = ("| " + " | ".join(plain(cell) for cell in row) + " |" for row in rows)
    return Rendered(tuple(Paragraph(line, table.page) for line in bars), _unread(rows))


def _card_line(card: Card) -> str:
    task = flow(card.task)
    if not task:
        return trailer_of(card.said)
    label = "" if _OWN_NUMBER.match(task) else f"{squeeze(card.number).strip('．.、') or 1}．"
    return f"{label}{task}{'' if task[-1] in _SENTENCE_END else '。'}{trailer_of(card.said)}"


def _unread(rows: Sequence[Row]) -> tuple[str, ...]:
    """A note where a table names responsible units in a form that is not read."""
    if not has_unit_header(rows):
        return ()
    head = "、".join(squeeze(cell) for cell in rows[0] if squeeze(cell))
    return (f"表格中有责任单位，但未能按任务读取，请核对：{head[:40]}",)


def join_rows(above: Table, below: Table) -> Table | None:
    """A table that goes on on the next page; None when the two are different tables."""
    width = max((len(row) for row in above.rows), default=0)
    if not width or any(len(row) != width for row in below.rows):
        return None
    if width == 1:
        return _join_frames(above, below)
    rows = list(below.rows)
    joined = list(above.rows)
    columns = columns_of(joined)
    repeated = _repeated(joined[: columns.first_row if columns else 1], rows)
    if repeated:
        rows = rows[repeated:]  # the header is repeated on every page
    elif columns_of(rows) is not None:
        return None
    if rows and columns and _goes_on(joined[columns.first_row :], rows[0]):
        joined[-1] = tuple(
            f"{a or ''}\n{b}" if b else a for a, b in zip(joined[-1], rows[0], strict=True)
        )
        rows = rows[1:]
    return Table((*joined, *rows), above.page)


def _repeated(header: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many of the header's rows a page begins with again."""
    count = 0
    for said, again in zip(header, rows, strict=False):
        if [squeeze(cell) for cell in said] != [squeeze(cell) for cell in again]:
            break
        count += 1
    return count


def _goes_on(rows: list[Row], row: Row) -> bool:
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


def _joined_cells(row: Row) -> list[str]:
    return [text for cell in row if cell for text in cell.split("\n") if text.strip()]
