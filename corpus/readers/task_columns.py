"""Which columns of a 任务分工表 hold what: number, task, units, the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.column_cells import are_units, are_values
from corpus.readers.task_groups import covers_rows
from corpus.structure.table_header import Header, header_at
from corpus.structure.table_header import squeeze as squeeze
from corpus.structure.table_units import unit_of
from corpus.structure.trailer import names_a_role
from corpus.structure.unit_names import is_organisation
from corpus.structure.value_headers import value_header

Row = tuple[str | None, ...]

_NUMBER = re.compile(r"序号|编号|项次|No\.?", re.IGNORECASE)
_TASK = re.compile(r"任务|事项|内容|措施|举措|项目|要求|目标|工作|标准")
# What a row is about where no column is called a task.
_SUBJECT = re.compile(r"指标|名称|问题|议题|建议|提案|政策|条款")
_GROUP = re.compile(r"类别|领域|板块|方面|分类|类型|责任分工|分工|属性")
_KIND_OF_TASK = re.compile(r"类别|领域|板块|方面|分类|类型")
# 责任镇街, 成员单位: units in words that a trailer need not know.
_JOINING = re.compile(
    r"(?:配合|协同|协助|参与|协作|联合|支持|成员|会同|协办|参加)(?:责任)?"
    r"(?:单位|部门|机构|主体|镇街|街镇|乡镇|街道|镇（街道）|乡镇（街道）|县区|区县|地区|科室|处室)"
)
_PLACES = re.compile(
    r"(?:责任|牵头|落实|实施|属地|涉及|相关|有关)(?:镇街|街镇|乡镇|街道|镇（街道）|乡镇（街道）|县区|区县|地区)|属地单位"
)
# They see to it that others do the work, or do it for pay.
_OTHERS = re.compile(
    r"督导|督办|督查|督促|监督|考核|评估|验收|审批|审核|审计|报送|填报|填表|编制|制表|发文|印发|来源|提出|提案|交办|"
    r"施工|设计|监理|勘察|中标|供应|服务|受益|用人|用地|计量|被|主送|抄送|申报|挂钩|联系|帮扶|包保|挂牌"
)
PERSON = re.compile(
    r"(?:主要|直接|具体)?(?:责任人|负责人|联系人)|(?:分管|主要|责任|牵头)?领导|负责同志|姓名|电话|职务|人员|局长"
)
_AND_PERSON = re.compile(
    r"(?:[及和与、/／\\]|（|\()?(?:主要|分管|第一|具体|直接)?(?:责任人|负责人|联系人|领导|负责同志|人员)(?:姓名)?(?:）|\))?$"
)
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
_PERIOD = re.compile(r"第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[-—至]\d{1,2})?月底?|20\d\d年")
_HEADER_ROWS = 3
_NEIGHBOUR = "另列"  # a column without a header beside one of units, itself none
_SOME_UNITS = re.compile(r"[\u4e00-\u9fff]{0,6}(?:单位|部门|机构|主体)(?:及人员)?")
_MEASURED_IN = re.compile(r"(?:计量|统计|度量)?单位(?:名称)?")
_AROUND = re.compile(r"时限|时间|期限|领导|责任人|负责人|联系人|备注|说明|依据|来源|进展|进度|电话")


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
    notes: tuple[str, ...] = ()  # columns read in other words than 责任单位, or not as units
    with_persons: tuple[int, ...] = ()  # columns whose cells name units and persons
    values: tuple[int, ...] = ()  # of an indicator: 2025年, 目标值
    measure: int | None = None  # what those are measured in
    groups: tuple[int, ...] = ()  # 类别: a cell of them holds for the blank ones below


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table of tasks, from a header of up to three rows."""
    for free in (False, True):  # 单位 and 责任分工 count where no header names a role
        for index in range(min(len(rows), _HEADER_ROWS)):
            header = header_at(rows, index)
            first = index + header.rows
            if _is_matrix(header, rows[first:]):
                return None
            found = _Reading(header, rows[first:], free=free).columns(first)
            if found:
                return found
    return None


def _is_matrix(header: Header, body: Sequence[Row]) -> bool:
    """Whether below 责任单位 each unit has a column of its own, in which its tasks are ticked."""
    cells = [squeeze(cell) for cell in body[0]] if body else []
    own = [i for i, cell in enumerate(cells) if cell and cell != header.names[i]]
    return len(own) > 1 and all(
        header.leads.count(header.leads[i]) > 1
        and _MENTIONS_UNITS.search(header.names[i])
        and is_organisation(cells[i])
        for i in own
    )


def has_unit_header(rows: Sequence[Row]) -> bool:
    """Whether a table names responsible units in its header or in the head of its lines."""
    heads = [*rows[:_HEADER_ROWS], *((row[0],) for row in rows if row)]
    return any(_MENTIONS_UNITS.search(_bare(squeeze(cell))[0]) for row in heads for cell in row
               if len(squeeze(cell)) <= 20)  # fmt: skip


class _Reading:
    """A header with the cells below it."""

    def __init__(self, header: Header, body: Sequence[Row], *, free: bool) -> None:
        self._header, self._names, self._free = header, header.names, free
        self._cells = [[row[i] for row in body if i < len(row)] for i in range(len(header.names))]
        self._notes: list[str] = []

    def columns(self, first: int) -> Columns | None:
        """What the columns hold; None for no table of tasks."""
        names, width = self._names, len(self._names)
        labels, ordered = [self._label(i) for i in range(width)], ""
        units: list[int] = []
        for i in range(width):
            found = self._units_of(i, units)
            if found is None:
                continue
            units.append(i)
            labels[i], order = found
            ordered = order or ordered
        rest = [i for i in range(width) if i not in units]
        names = self._names
        for i in rest:
            labels[i] = self._label(i)
        sure = any(_is_sure(_bare(names[i])[0]) or self._header.above[i] for i in units)
        if not sure and not self._free:
            return None
        values = self._values(rest)
        measure = next((i for i in rest if values and self._measures(i)), None)
        said = [i for i in rest if i not in values and i != measure]
        texts = [i for i in said if self._is_text(i)]
        texts = texts or [i for i in said if _SUBJECT.search(names[i])]
        if not units or all(are_values(self._cells[i]) for i in texts) or width < 2:
            return None
        number = next((i for i, name in enumerate(names) if _NUMBER.fullmatch(name)), None)
        texts += [
            i for i in rest
            if number is not None and i != number and self._header.leads[i] == number
        ]  # fmt: skip
        groups = self._groups(said, texts, number)
        texts = [i for i in texts if i not in groups]
        apart = {number, measure, *texts, *values}
        return Columns(
            names,
            tuple(labels),
            first,
            number,
            tuple(sorted(texts)),
            tuple(i for i in range(width) if i not in apart),
            tuple(units),
            ordered,
            tuple(dict.fromkeys([*self._notes, *self._shared(units, labels)])),
            tuple(i for i in units if self._names_persons(i)),
            values,
            measure,
            groups,
        )

    def _groups(
        self, said: Sequence[int], texts: Sequence[int], number: int | None
    ) -> tuple[int, ...]:
        """类别, or 重点任务 left of the number that counts 工作举措, over several rows each."""
        before = [
            i for i in texts
            if number is not None and i < number and any(j > number for j in texts)
        ]  # fmt: skip
        named = [i for i in said if _KIND_OF_TASK.search(self._names[i]) and i not in texts]
        return tuple(i for i in (*named, *before) if covers_rows(self._cells[i]))

    def _label(self, i: int) -> str:
        name, above = self._names[i], self._header.above[i]
        if not above or _TASK.search(name):
            return name
        if value_header(name) or _PERIOD.fullmatch(name):
            return f"{above}（{name}）"
        return f"{above}{name}" if value_header(f"{above}{name}") else name

    def _units_of(self, i: int, units: Sequence[int]) -> tuple[str, str] | None:
        """The label of a column of units, and what its header says of their order."""
        name = self._names[i]
        bare, note = _bare(name)
        bare = _AND_PERSON.sub("", bare) or bare
        lead = self._header.leads[i]
        if lead != i and lead in units and not are_units(self._cells[i]):
            if said := [squeeze(cell) for cell in self._cells[i] if squeeze(cell)]:
                shown = "、".join(said[:3])
                self._notes.append(
                    f"任务表的“{name}”右边一列没有自己的表头，未计入责任单位，请核对：{shown}"
                )
            self._names = (*self._names[:i], _NEIGHBOUR, *self._names[i + 1 :])
            return None
        label = self._unit_label(i, bare)
        if label is None:
            return None
        order = note if re.search("牵头|主办|主责", note) and re.search("位|第一|首", note) else ""
        person = note and PERSON.search(note)
        if label != bare or (note and not order and not person):
            self._notes.append(f"任务表的“{name}”一列已按责任单位读取，请核对。")
        return label, order

    def _unit_label(self, i: int, bare: str) -> str | None:
        """How the trailer names a column of units; None when it holds something else."""
        above, cells = _bare(self._header.above[i])[0], self._cells[i]
        if _OTHERS.search(bare) and not _ROLE.match(bare):
            return None  # its label is told where the trailer is read
        if names_a_role(bare):
            return bare
        if PERSON.search(bare) and not re.search("单位|部门", bare):
            return None
        of_units = names_a_role(above) or _DIVISION.fullmatch(above) is not None
        named = are_units(cells)
        if _ROLE.fullmatch(bare) and (named or names_a_role(above)):
            return f"{bare}单位"
        if _JOINING.fullmatch(bare) and named:
            return "配合单位"
        if _PLACES.fullmatch(bare) and named:
            return "责任单位"
        if of_units and named:
            return above if names_a_role(above) else "责任单位"
        if not self._free or not named:
            return None
        if _DIVISION.fullmatch(bare) or _SOME_UNITS.fullmatch(bare):
            return "责任单位"
        # 单位 beside 指标 is what it is measured in.
        of_duties = any(_DUTY.search(n) for n in self._names)
        of_duties = of_duties and not any("指标" in n for n in self._names)
        return "责任单位" if _BARE_UNITS.fullmatch(bare) and of_duties else None

    def _is_text(self, i: int) -> bool:
        name, above = self._names[i], self._header.above[i]
        if _GROUP.search(name) or _AROUND.search(name) or name == _NEIGHBOUR:
            return False
        if _TASK.search(name):
            return True
        if _PERIOD.fullmatch(name):
            return False  # 一季度 below 节点目标
        return bool(_TASK.search(above)) and not _GROUP.search(above) and not value_header(name)

    def _values(self, rest: Sequence[int]) -> tuple[int, ...]:
        """Columns of numbers by year or target, beside one that says what they are of."""
        headed = [i for i in rest if value_header(self._names[i]) or value_header(self._label(i))]
        found = tuple(i for i in headed if are_values(self._cells[i]))
        said = (*self._names, *self._header.above)
        if not any("指标" in each or "目标" in each for each in said):
            return ()  # 2024年, 2025年 of a project: what it costs
        named = [
            i for i in rest
            if i not in headed and (self._is_text(i) or _SUBJECT.search(self._names[i]))
        ]  # fmt: skip
        return found if named else ()

    def _measures(self, i: int) -> bool:
        said = [squeeze(cell) for cell in self._cells[i] if squeeze(cell)]
        fits = sum(bool(unit_of(cell)) or len(cell) <= 1 for cell in said)
        return bool(_MEASURED_IN.fullmatch(self._names[i])) and 2 * fits >= len(said)

    def _names_persons(self, i: int) -> bool:
        return bool(PERSON.search(self._names[i]))

    def _shared(self, units: Sequence[int], labels: Sequence[str]) -> list[str]:
        """A note where one header without words below it stands over several columns of units."""
        notes = []
        for lead in units:
            alike = [i for i in units if self._header.leads[i] == lead]
            if len(alike) > 1:
                notes.append(
                    f"任务表的“{self._names[lead]}”一栏分作{len(alike)}列，没有写明各列的分工，"
                    f"都已按“{labels[lead]}”读取，请核对。"
                )
        return notes


def _bare(name: str) -> tuple[str, str]:
    """责任单位（列首位的为牵头单位）: the name and what its bracket says."""
    match = _BRACKET.search(name)
    return (name[: match.start()], match["words"]) if match and match.start() else (name, "")


def _is_sure(name: str) -> bool:
    return not (_JOINING.fullmatch(name) and not names_a_role(name)) and not _PLACES.fullmatch(name)
