"""A row of a 任务分工表 as the numbered task with a trailer that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.readers.task_columns import PERSON, Columns, Row, squeeze
from corpus.readers.task_groups import heads_group, said_again
from corpus.readers.unit_cells import LABELLED, SPOKEN, units_of, without_persons
from corpus.structure.table_units import value_of

_OWN_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[．.、])"
)
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第.{1,4}部分)"
)
_SENTENCE_END = "。！？；：.;:"
_NOBODY = re.compile(r"[/／\\—－―–-]+|无")
_DITTO = re.compile(
    r"(?:与?同上(?:一?[行栏条项])?|与?上(?:一?[行栏条项])?相?同|同前|[〃″＂\"“”]{1,2})[。.．]?"
)
_SUM = re.compile(r"合计|小计|总计|备注|注[：:]|说明")
_FIRST_LEADS = re.compile(
    r"[（(]?(?:注：)?[^。；（(]{0,12}(?:首位|第一位|排名第一|列第一|排第一)[^。；]{0,8}牵头(?:单位|部门)?[。）)]*"
)
_DATED = re.compile(r"^[^（(]*\d|（20\d\d|季度|半年|\d月")
_SHOWN = 12  # letters of a row by which a note names it


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The lines of a table of tasks; `notes` say in Chinese what to check."""

    lines: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Counting:
    """Numbers of the rows: one is said again where its cell covers several rows."""

    own: list[str]
    last: str = ""
    ahead: int = 0  # up to where the numbers below have been looked for
    notes: list[str] = field(default_factory=list)

    def label(self, index: int, *, covered: bool) -> str:
        number = self.own[index]
        if not number and self.last and not covered and self.last.isdigit():
            counted = str(int(self.last) + 1)
            number = counted if self._following(index) != counted else self.last
        number = number or self.last or "1"
        self.last = number
        if re.fullmatch(r"[一二三四五六七八九十百]+", number):
            return f"{number}、"
        if number.isdigit():
            return f"{number}．"
        return f"{number} " if number[-1].isdigit() else number  # 1.1

    def _following(self, index: int) -> str:
        self.ahead = max(self.ahead, index)
        while self.ahead < len(self.own) and not self.own[self.ahead]:
            self.ahead += 1
        return self.own[self.ahead] if self.ahead < len(self.own) else ""


def read_tasks(rows: Sequence[Row], columns: Columns) -> TaskTable:
    """The rows below the header, each as a task; what a merged cell says holds for all its rows."""
    body = said_again(rows[columns.first_row :], columns.groups)
    filled = _filled([*rows[: columns.first_row], *body], columns)[columns.first_row :]
    at = columns.number
    counting = _Counting(["" if at is None else _number(row, at) for row in filled])
    lines: list[str] = []
    for index, (row, raw) in enumerate(zip(filled, body, strict=True)):
        covered = at is not None and at < len(raw) and raw[at] is None
        lines += _task(row, columns, counting, index, covered=covered)
    told = [any(_says_who_leads(row[i], i, columns) for i in columns.others if i < len(row))
            for row in filled]  # fmt: skip
    if any(told) and not all(told):
        counting.notes.append("任务表只有部分行注明排第一位的为牵头单位，其他行请核对。")
    counting.notes += columns.notes
    return TaskTable(tuple(lines), tuple(counting.notes))


def filled_rows(rows: Sequence[Row]) -> list[tuple[str, ...]]:
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


def _filled(rows: Sequence[Row], columns: Columns) -> list[tuple[str, ...]]:
    dittos: list[Row] = [
        tuple(
            None if i in columns.units and _DITTO.fullmatch(squeeze(cell)) else cell
            for i, cell in enumerate(row)
        )
        for row in rows
    ]
    return filled_rows(dittos)


def _number(row: tuple[str, ...], at: int) -> str:
    return squeeze(row[at]).strip("．.、") if at < len(row) else ""


def _task(
    row: tuple[str, ...], columns: Columns, counting: _Counting, index: int, *, covered: bool
) -> list[str]:
    """A row as a task with its trailer; a row across all columns as a line of its own."""
    cells = [cell.strip() for cell in row] + [""] * (len(columns.names) - len(row))
    said = [cell for cell in cells if cell]
    if len(said) == 1 and (
        _HEADING.match(said[0]) or (len(columns.names) > 2 and (cells[0] or columns.number is None))
    ):
        return said[0].split("\n")
    texts = [flow(cells[i]) for i in columns.texts if cells[i]]
    if not texts:
        if any(cells[i] for i in columns.units):
            counting.notes.append(
                f"任务表中有一行只有单位，没有任务，未能读取：{' '.join(said)[:30]}"
            )
        return ["| " + " | ".join(plain(cell) for cell in cells) + " |"]
    body = "".join(
        text if text[-1] in _SENTENCE_END else f"{text}。" for text in dict.fromkeys(texts)
    )
    label = counting.label(index, covered=covered)
    numbered = columns.number is not None and bool(cells[columns.number])
    label = label if numbered or not _OWN_NUMBER.match(body) else ""
    persons = {}
    for i in columns.with_persons:
        cells[i], persons[i] = without_persons(cells[i])
    heads = len(said) == 2 and numbered and heads_group(counting.own, index)
    if not any(cells[i] for i in columns.units) and not _SUM.match(body) and not heads:
        counting.notes.append(f"任务表中“{texts[0][:_SHOWN]}”一行没有写明单位，请核对。")
    return [f"{label}{body}{_values(cells, columns)}{_trailer(cells, columns, persons)}"]


def _values(cells: Sequence[str], columns: Columns) -> str:
    """（2020年：86%；2025年目标值：90%）: what an indicator's columns say."""
    measure = "" if columns.measure is None else squeeze(cells[columns.measure])
    pieces = []
    for i in columns.values:
        value = flow(cells[i])
        if not value or _NOBODY.fullmatch(value):
            continue
        number = value_of(value)
        unit = "" if number is None or number.unit else measure
        pieces.append(f"{columns.labels[i]}：{value}{unit}")
    return f"（{'；'.join(pieces)}）" if pieces else ""


def _trailer(cells: Sequence[str], columns: Columns, persons: Mapping[int, str]) -> str:
    """（牵头单位：甲；完成时限：…）; a cell that tells roles has its own bracket.

    So has what stands below a year: 2024年 is no label of a trailer.
    """
    pieces: list[str] = []
    dated: list[str] = []
    spoken: list[str] = []
    note = next((i for i in columns.others if _says_who_leads(cells[i], i, columns)), None)
    order = columns.ordered if note is None else flow(cells[note]).strip("。（）()注：:")
    for i in sorted(columns.others, key=lambda i: i not in columns.units):
        value = cells[i]
        said = i != note and value and columns.labels[i] and not _NOBODY.fullmatch(value)
        if said and i not in columns.units:
            of_year = _DATED.search(columns.labels[i])
            (dated if of_year else pieces).append(f"{columns.labels[i]}：{flow(value)}")
        elif not said:
            pass
        elif LABELLED.match(value) or (SPOKEN.search(value) and not LABELLED.search(value)):
            spoken.append(units_of(value))
        else:
            ordered = f"，{order}" if order and "、" in units_of(value) else ""
            pieces.append(f"{columns.labels[i]}：{units_of(value)}{ordered}")
        if persons.get(i):
            label = PERSON.search(columns.names[i])
            pieces.append(f"{label.group() if label else '责任人'}：{persons[i]}")
    together = [mark.join(each) for mark, each in (("，", dated), ("；", pieces)) if each]
    return "".join(f"（{piece}）" for piece in (*spoken, *together))


def _says_who_leads(cell: str, column: int, columns: Columns) -> bool:
    """备注：排第一位的为牵头单位, beside the only column of units."""
    alone = len(columns.units) == 1 and column not in columns.units
    return alone and bool(_FIRST_LEADS.fullmatch(flow(cell)))


def trailer_of(said: Sequence[tuple[str, str, bool]]) -> str:
    """The trailer that a task's card stands for."""
    pieces = (f"{label}：{units_of(v) if of_units else flow(v)}" for label, v, of_units in said
              if not _NOBODY.fullmatch(v))  # fmt: skip
    return f"（{'；'.join(pieces)}）"


def flow(cell: str) -> str:
    """A cell in one line."""
    return re.sub(r"\s*\n\s*", "", cell).strip()


def plain(cell: str | None) -> str:
    """A cell as it stands between bars."""
    return re.sub(r"\s*\n\s*", " ", cell or "").replace("|", "｜").strip()
