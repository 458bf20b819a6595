"""PrintedTable: what a printed table shows, before any file format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.exports.dossier import Dossier, Duty
from assistant.exports.notation import ROLE_NAMES, cited_as, indicator_line
from assistant.exports.task_table import TaskFilter, part_of
from corpus.clause import Clause
from corpus.document import Document
from corpus.listed_units import unit_line
from corpus.responsibility import Role

BODY_FONT = "仿宋"  # what offices have installed; other programs take their own Song
HEAD_FONT = "宋体"
# What XML, and so neither XLSX nor DOCX, can hold.
_UNPRINTABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A header and the column's width in Latin characters."""

    header: str
    width: int


Cell = str | int  # text as the documents have it, or a row's number


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A title, lines below it (source, date, count), then rows of as many cells as columns."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def printable(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _UNPRINTABLE.sub("\ufffd", text)


def long_date(day: date) -> str:
    """2026年11月25日."""
    return f"{day.year}年{day.month}月{day.day}日"


def dossier_table(dossier: Dossier, today: date) -> PrintedTable:
    """A unit's dossier; documents get a column where there are several."""
    several = len(dossier.documents) > 1
    columns = (
        Column("序号", 8),
        Column("承担方式", 11),
        *_document_column(several),
        Column("条款", 16),
        Column("任务", 20),
        Column("所在章节", 24),
        Column("牵头单位（本单位除外）", 18),
        Column("责任单位（本单位除外）", 32),
        Column("指标", 24),
    )
    title = f"{dossier.unit}责任清单"
    unit = (
        f"{dossier.unit}（{dossier.canonical}）"
        if dossier.canonical not in ("", dossier.unit)
        else dossier.unit
    )
    counts = (
        f"单位：{unit}　共 {len(dossier.duties)} 项任务，"
        f"其中牵头 {dossier.count(Role.LEAD)} 项、参与 {dossier.count(Role.RESPONSIBLE)} 项"
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, ROLE_NAMES[duty.role], *_duty_cells(duty, is_document_shown=several))
        for number, duty in enumerate(dossier.duties, 1)
    )
    return PrintedTable(title, (*source_lines(dossier.documents, today), counts), columns, rows)


def task_table(
    clauses: Iterable[Clause], documents: Iterable[Document], chosen: TaskFilter, today: date
) -> PrintedTable:
    """The tasks of plans with their units; the filter is told below the title."""
    clauses, documents = tuple(clauses), tuple(documents)
    several = len(documents) > 1
    columns = (
        Column("序号", 8),
        *_document_column(several),
        Column("部分", 22),
        Column("条款", 16),
        Column("任务", 20),
        Column("牵头单位", 20),
        Column("责任单位", 40),
        Column("指标", 24),
    )
    rows = tuple(
        (
            number,
            *((clause.document_title,) if several else ()),
            part_of(clause),
            clause.label,
            task_name(clause),
            unit_line(clause, Role.LEAD),
            unit_line(clause, Role.RESPONSIBLE),
            _indicators(clause),
        )
        for number, clause in enumerate(clauses, 1)
    )
    told = "；".join(
        f"{name}：{value}"
        for name, value in (
            ("单位", chosen.unit),
            ("承担方式", ROLE_NAMES[Role(chosen.role)] if chosen.role else ""),
            ("部分", chosen.part),
        )
        if value
    )
    counts = f"共 {len(rows)} 项任务" + (f"（{told}）" if told else "")
    return PrintedTable("任务分工表", (*source_lines(documents, today), counts), columns, rows)


def task_name(clause: Clause) -> str:
    """A task's title, or the beginning of its text where it has none."""
    return clause.title or clause.text.strip()[:40]


def source_lines(documents: Iterable[Document], today: date) -> tuple[str, ...]:
    """Where the rows come from, and when the file was made."""
    names = "、".join(cited_as(document) for document in documents)
    return (f"来源：{names or '—'}", f"制表日期：{long_date(today)}")


def _document_column(is_shown: bool) -> tuple[Column, ...]:
    return (Column("文件", 20),) if is_shown else ()


def _duty_cells(duty: Duty, *, is_document_shown: bool) -> tuple[str, ...]:
    clause = duty.clause
    return (
        *((clause.document_title,) if is_document_shown else ()),
        clause.label,
        task_name(clause),
        "\n".join(clause.path) or clause.name,
        duty.partners(Role.LEAD),
        duty.partners(Role.RESPONSIBLE),
        _indicators(clause),
    )


def _indicators(clause: Clause) -> str:
    return "；\n".join(indicator_line(indicator) for indicator in clause.indicators)
