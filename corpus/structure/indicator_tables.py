"""Targets of indicator tables, 指标 | 单位 | 2020年 | 2025年, and of the tasks made of such rows.

A table stands in a text between bars or tabs. A row that names responsible units is a task, whose
values stand in a bracket of their own: “空气质量优良率。（2023年：86%；2025年：90%）”. What is no
sure target, for want of a unit of measure, a year or a number, is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.indicator import Indicator
from corpus.structure.measure import MEASURE
from corpus.structure.official_numbers import marked
from corpus.structure.table_header import Header, header_at, squeeze
from corpus.structure.table_units import says_nothing, unit_in, unit_of, value_of
from corpus.structure.value_headers import ValueHeader, targets_among, value_header

_LINE = re.compile(r"[^\n]+")
_MARKS = {"|": re.compile(r"(?<!\\)\|"), "\t": re.compile("\t")}
_RULE = re.compile(r"[\s|:>-]+")
_NAME = re.compile(r"指标(?!值|属性|类[型别]|单位|性质|数)|目标名称|目标任务|目标项目")
_NAME_TOO = re.compile(r"名称|项目|内容|任务|事项")
_NOT_NAME = re.compile(r"类别|领域|分类|类型|属性|性质|序号|编号|单位|部门|说明")
_MEASURE = re.compile(r"(?:计量|统计|度量)?单位(?:名称)?")
_WITHOUT_UNIT = re.compile(r"(?:指数|系数|评分|得分|排名|位次|之比|弹性)(?:（[^（）]*）)?$")
_NO_TARGET = re.compile(r"序号|编号|分值|权重|得分|评分|占分|年份")
# What a task is to have reached by when: （一季度：完成10%，二季度：完成30%）.
_WHEN = (
    r"(?:[^：，；（）\n]{0,12}（)?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月底?|20\d\d年)）?："
)
_BY_TIME = re.compile(rf"（{_WHEN}[^：（）\n]+(?:[，；]{_WHEN}[^：（）\n]+)+）")
_OF_THEM = re.compile(r"^(?:其中|#)[：:]?")
_VALUES = re.compile(r"（(?P<said>(?:[^（）\n]|（[^（）\n]*）)+)）")
_PIECE = re.compile(r"(?P<label>[^：；]+)：(?P<value>[^：；]+)")
_ENDS_IN_NUMBER = re.compile(rf"(?:{MEASURE})(?:及?以[上下内]|左右)?$")
_LONGEST = 60  # letters of a name
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class TableTargets:
    """`spans` are the parts of the text that are read here and hold no other targets."""

    indicators: tuple[Indicator, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    start: int
    end: int


_Row = list[_Cell]


def read_indicator_tables(text: str) -> TableTargets:
    """The targets of a clause's indicator tables and of its row, if it is made of one."""
    reading = _Reading()
    for rows in _tables(text):
        reading.table(text, rows)
    reading.tasks(text)
    reading.by_time(text)
    notes = list(reading.notes)
    for reason, names in reading.unread.items():
        more = f"等{len(names)}项" if len(names) > _SHOWN else ""
        notes.append(f"指标“{'”“'.join(names[:_SHOWN])}”{more}{reason}，未读取目标，请核对")
    return TableTargets(tuple(reading.found), tuple(reading.spans), tuple(dict.fromkeys(notes)))


def without_tables(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with line ends in the place of tables: all else stays where it is."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _tables(text: str) -> list[list[_Row]]:
    """Rows of cells between bars or tabs, table by table."""
    tables: list[list[_Row]] = []
    last = ""  # what parts the cells of the line before
    for line in _LINE.finditer(text):
        mark = "|" if "|" in line.group() else "\t" if "\t" in line.group().strip() else ""
        if mark and mark != last:
            tables.append([])
        last = mark
        if mark and not (mark == "|" and _RULE.fullmatch(line.group())):
            tables[-1].append(_cells(text, line, mark))
    return [rows for rows in tables if len(rows) > 1]


def _cells(text: str, line: re.Match[str], mark: str) -> _Row:
    start, end = line.span()
    if mark == "|":
        lead = re.match(r"[>\s\u3000]*\|?", line.group())
        start += lead.end() if lead else 0
        end -= len(line.group()) - len(line.group().rstrip().removesuffix("|"))
    marks = [match.start() for match in _MARKS[mark].finditer(text, start, end)]
    cells: _Row = []
    for begin, stop in zip([start, *(at + 1 for at in marks)], [*marks, end], strict=True):
        words = text[begin:stop].strip(' \u3000"')
        inset = text[begin:stop].find(words) if words else 0
        cells.append(_Cell(words, begin + inset, begin + inset + len(words)))
    return cells


class _Reading:
    """What the tables of one clause say, as they are read."""

    def __init__(self) -> None:
        self.found: list[Indicator] = []
        self.spans: list[tuple[int, int]] = []
        self.notes: list[str] = []
        self.unread: dict[str, list[str]] = {}

    def table(self, text: str, rows: list[_Row]) -> None:
        """Read one table, if it is of indicators."""
        words = [[cell.words for cell in row] for row in rows]
        header = header_at(words)
        body = words[header.rows :]
        numbers = [
            i for i in range(len(header.names))
            if any(value_of(row[i]) for row in body if i < len(row))
        ]  # fmt: skip
        values = [found for i in numbers if (found := _value_column(header, i))]
        name = _name_column(header, [each.column for each in values])
        of_targets = any("指标" in n or "目标" in n for n in (*header.names, *header.above))
        if name is None or not values or not of_targets:
            self._tell_unread(header, numbers, values, name)
            return
        self.spans.append((rows[0][0].start, rows[-1][-1].end))
        targets, note = targets_among(values)
        self.notes += [note] if note else []
        measure = next(
            (i for i, n in enumerate(header.names) if _MEASURE.fullmatch(squeeze(n))), None
        )
        names = [i for i in range(len(header.names)) if header.leads[i] == name]
        for row in rows[header.rows :]:
            said = [row[i] for i in names if i < len(row) and row[i].words]
            held = [t for t in targets if t.column < len(row) and row[t.column].words]
            if not said:
                if any(value_of(row[t.column].words) for t in held):
                    line = " ".join(cell.words for cell in row if cell.words)
                    self._leave(line[:20], "没有指标名称")
                continue
            unit = row[measure].words if measure is not None and measure < len(row) else ""
            for target in held:
                cell = row[target.column]
                self._add(text, said[-1], cell, target, unit, has_units=measure is not None)

    def _tell_unread(
        self,
        header: Header,
        numbers: Sequence[int],
        values: Sequence[ValueHeader],
        name: int | None,
    ) -> None:
        """A note where a table has figures of targets, or of indicators, and cannot be read."""
        heads = [header.names[i] for i in numbers if header.names[i]]
        known = name is not None and _NAME.search(header.names[name])
        unread = [head for head in heads if not _NO_TARGET.search(head)]
        if any(each.is_target for each in values) or (known and unread):
            shown = "、".join(each.words for each in values) or "、".join(unread)
            self.notes.append(f"表格中的数值未能按指标读取，请核对：{shown[:40]}")

    def tasks(self, text: str) -> None:
        """Read the bracket of values behind what a task of such a table measures."""
        for match in _VALUES.finditer(text):
            pieces = list(_PIECE.finditer(text, match.start("said"), match.end("said")))
            headers = [value_header(piece["label"].strip()) for piece in pieces]
            whole = sum(len(piece.group()) + 1 for piece in pieces) == len(match["said"]) + 1
            if (
                not whole
                or not headers
                or not all(headers)
                or not re.search(r"：[^；]*\d", match["said"])
            ):
                continue
            line = text.rfind("\n", 0, match.start()) + 1
            number = marked(text, line, match.start())
            begin = number[3] if number else line
            end = begin + len(text[begin : match.start()].rstrip("。 \u3000"))
            begin = max(begin, text.rfind("。", begin, end) + 1)
            begin += len(text[begin:end]) - len(text[begin:end].lstrip(" \u3000*"))
            if not 2 <= end - begin <= _LONGEST:
                continue
            if _ENDS_IN_NUMBER.search(text[begin:end]):  # 新增学位3000个 is a target itself
                self.spans.append((match.start(), match.end()))
                self._leave(text[begin:end], "后另写的数值不能确定是什么的目标")
                continue
            self.spans.append((begin, match.end()))
            told = [
                ValueHeader(i, each.words, each.year, each.is_target, each.unit)
                for i, each in enumerate(headers) if each
            ]  # fmt: skip
            targets, note = targets_among(told)
            self.notes += [note] if note else []
            for target in targets:
                piece = pieces[target.column]
                cell = _Cell(piece["value"], piece.start("value"), piece.end("value"))
                name = _Cell(text[begin:end], begin, end)
                self._add(text, name, cell, target, "", has_units=False)

    def by_time(self, text: str) -> None:
        """Leave what is to be reached by quarters or years, and tell of its numbers."""
        for match in _BY_TIME.finditer(text):
            if any(a <= match.start() < b for a, b in self.spans):
                continue
            self.spans.append(match.span())
            if re.search(MEASURE, re.sub(_WHEN, "", match.group())):
                self._leave(match.group()[1:20].split("，")[0], "等按时间分写的数值")

    def _add(
        self, text: str, named: _Cell, cell: _Cell, target: ValueHeader, unit: str, *,
        has_units: bool,
    ) -> None:  # fmt: skip
        if says_nothing(cell.words):
            return
        bare, own = unit_in(_OF_THEM.sub("", named.words))
        value = value_of(cell.words)
        if value is None:
            self._leave(bare, "的目标不是一个数值")
            return
        measure = value.unit or unit_of(unit) or own or target.unit
        none = (has_units and says_nothing(unit)) or bool(_WITHOUT_UNIT.search(bare))
        if not measure and not none:
            self._leave(bare, f"的计量单位“{unit}”未能识别" if unit else "没有写明计量单位")
            return
        start, end = min(named.start, cell.start), max(named.end, cell.end)
        self.found.append(
            Indicator(
                name=bare.strip("、，。 "),
                comparator=value.comparator,
                value=value.value,
                unit=measure,
                year=target.year,
                quote=text[start:end],
                start=start,
                end=end,
            )
        )

    def _leave(self, name: str, reason: str) -> None:
        self.unread.setdefault(reason, []).append(name)


def _value_column(header: Header, column: int) -> ValueHeader | None:
    """What a column of values is: 2025年 alone, or 2025年 below 目标值."""
    name, above = header.names[column], header.above[column]
    if header.leads[column] != column:
        return None
    joined = value_header(f"{above}{name}", column) if above else None
    return joined or value_header(name, column)


def _name_column(header: Header, values: Sequence[int]) -> int | None:
    """The column that names what is measured."""
    heads = [i for i in sorted(set(header.leads)) if i not in values]
    heads = [i for i in heads if not _NOT_NAME.search(header.names[i])]
    for pattern in (_NAME, _NAME_TOO):
        found = next((i for i in heads if pattern.search(header.names[i])), None)
        if found is not None:
            return found
    return None
