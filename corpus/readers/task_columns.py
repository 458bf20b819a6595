"""Which columns of a 任务分工表 hold what: number, task, units, the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.trailer import names_a_role
from corpus.structure.unit_names import is_organisation

Row = tuple[str | None, ...]

_NUMBER = re.compile(r"序号|编号|项次|No\.?", re.IGNORECASE)
_TASK = re.compile(r"任务|事项|内容|措施|举措|项目|要求|目标|工作|标准")
# What a row is about where no column is called a task.
_SUBJECT = re.compile(r"指标|名称|问题|议题|建议|提案|政策|条款")
_GROUP = re.compile(r"类别|领域|板块|方面|分类|类型|责任分工|分工")
_ROLE = re.compile(
    "(?:牵头|主责|责任|配合|协同|协助|参与|参加|主办|协办|承办|负责)"
    "(?:[及和、/](?:牵头|责任|配合|协同|协助|参与|负责))?"
)
_BARE_UNITS = re.compile(r"(?:单位|部门)(?:名称)?")
_DIVISION = re.compile(r"(?:责任|职责|任务|工作)?分工|责任落实")
_DUTY = re.compile(r"任务|事项|措施|举措|工作")
_BRACKET = re.compile(r"[（(](?P<words>[^（）()]+)[）)]$")
_MENTIONS_UNITS = re.compile(
    r"(?:牵头|主责|责任|配合|协同|协助|参与|主办|协办|承办|负责|落实|实施)(?:单位|部门|主体|机构)"
)
_PIECES = re.compile(r"[、，,；;：:\s。]+")
_DEED = re.compile("(?:牵头|配合|负责|参与|落实|协助|协办|主办|（.{2,6}）)+$")
_MEASURE = re.compile(r"[\d万亿个百千]")
_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """`labels` name what a row's cells say in its trailer; `ordered` is a note on who leads."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    first_row: int
    number: int | None
    texts: tuple[int, ...]
    others: tuple[int, ...]  # groups, units, deadlines: they go into the trailer
    units: tuple[int, ...]
    ordered: str = ""
    guessed: tuple[str, ...] = ()  # headers that name units in other words than 责任单位


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table of tasks, from a header of up to three rows."""
    for free in (False, True):  # 单位 and 责任分工 count where no header names a role
        for index, row in enumerate(rows[:_HEADER_ROWS]):
            above = rows[index - 1] if index else ()
            names = tuple(
                squeeze(cell) or (squeeze(above[i]) if i < len(above) else "")
                for i, cell in enumerate(row)
            )
            found = _read(names, rows[index + 1 :], index + 1, free=free)
            if found:
                return found
    return None


def has_unit_header(rows: Sequence[Row]) -> bool:
    """Whether a table names responsible units in its header or in the head of its lines."""
    heads = [*rows[:_HEADER_ROWS], *((row[0],) for row in rows if row)]
    return any(_MENTIONS_UNITS.search(_bare(squeeze(cell))[0]) for row in heads for cell in row
               if len(squeeze(cell)) <= 20)  # fmt: skip


def squeeze(cell: str | None) -> str:
    """A cell without white space."""
    return re.sub(r"[\s\u3000]+", "", cell or "")


def _read(names: tuple[str, ...], body: Sequence[Row], first: int, *, free: bool) -> Columns | None:
    labels, ordered, guessed = list(names), "", []
    units = []
    for i, name in enumerate(names):
        bare, note = _bare(name)
        label = _unit_label(bare, names, [row[i] for row in body if i < len(row)], free=free)
        if label is None:
            continue
        units.append(i)
        labels[i] = label
        if re.search("牵头|主办|主责", note) and re.search("位|第一|首", note):
            ordered = note
        if label != bare or (note and note != ordered):
            guessed.append(name)
    others_than_units = [i for i in range(len(names)) if i not in units]
    texts = [i for i in others_than_units if _TASK.search(names[i]) and not _GROUP.search(names[i])]
    texts = texts or [i for i in others_than_units if _SUBJECT.search(names[i])]
    if not units or not texts or len(names) < 2:
        return None
    number = next((i for i, name in enumerate(names) if _NUMBER.fullmatch(name)), None)
    others = tuple(i for i in range(len(names)) if i != number and i not in texts)
    return Columns(
        names, tuple(labels), first, number, tuple(texts), others, tuple(units), ordered,
        tuple(guessed),
    )  # fmt: skip


def _bare(name: str) -> tuple[str, str]:
    """责任单位（列首位的为牵头单位）: the name and what its bracket says."""
    match = _BRACKET.search(name)
    return (name[: match.start()], match["words"]) if match and match.start() else (name, "")


def _unit_label(
    name: str, names: Sequence[str], cells: Sequence[str | None], *, free: bool
) -> str | None:
    """How the trailer names a column of units; None when it holds something else."""
    if names_a_role(name):
        return name
    if _ROLE.fullmatch(name) and _are_units(cells):
        return f"{name}单位"
    if not free or not _are_units(cells):
        return None
    if _DIVISION.fullmatch(name):
        return "责任单位"
    # 单位 beside 指标 is what it is measured in.
    of_duties = any(_DUTY.search(n) for n in names) and not any("指标" in n for n in names)
    return "责任单位" if _BARE_UNITS.fullmatch(name) and of_duties else None


def _are_units(cells: Sequence[str | None]) -> bool:
    """Whether most of what a column says are organisations."""
    said = [cell for cell in cells if squeeze(cell)]
    named = [cell for cell in said if _names_units(cell or "")]
    return bool(named) and 2 * len(named) >= len(said)


def _names_units(cell: str) -> bool:
    pieces = (_DEED.sub("", piece) for piece in _PIECES.split(cell))
    return any(
        len(piece) > 2 and is_organisation(piece) and not _MEASURE.match(piece) for piece in pieces
    )
