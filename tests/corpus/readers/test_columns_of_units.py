"""Columns that name units in other words, with persons, or name units that do not do the work."""

from __future__ import annotations

import pytest

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.source import Table
from corpus.readers.tables import render
from corpus.readers.unit_cells import units_of, without_persons


@pytest.mark.parametrize(
    ("cell", "units", "persons"),
    [
        ("区卫健局 王芳", "区卫健局", "王芳"),
        ("区城管局（李明）", "区城管局", "李明"),
        ("区城管局\n（李明）", "区城管局", "李明"),
        ("区城管局\n李明", "区城管局", "李明"),
        ("区住建局：王五 13800000000", "区住建局", "王五、13800000000"),
        ("区住建局/张三", "区住建局", "张三"),
        ("区住建局局长张三", "区住建局", "局长张三"),
        ("区住建局张三", "区住建局", "张三"),
        ("区住建局 张三、区财政局 李四", "区住建局、区财政局", "张三、李四"),
        ("区住建局（张三）\n区财政局（李四）", "区住建局\n区财政局", "张三、李四"),
        ("区住建局（牵头）、区财政局", "区住建局（牵头）、区财政局", ""),
        ("区城管局（停车中心）", "区城管局（停车中心）", ""),
        ("团区委", "团区委", ""),
        ("张三", "", "张三"),
    ],
)
def test_units_and_persons_of_one_cell(cell: str, units: str, persons: str) -> None:
    assert without_persons(cell) == (units, persons)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区城管局 区住建局 各镇街", "区城管局、区住建局、各镇街"),
        ("区城管局\n各镇街\n区住建局", "区城管局、各镇街、区住建局"),
        ("区城管局　区住建局，各街道", "区城管局、区住建局，各街道"),
        ("市 教 育 局", "市 教 育 局"),
        ("市住房城乡建\n设局", "市住房城乡建设局"),
    ],
)
def test_units_between_blanks_and_lines(cell: str, units: str) -> None:
    assert units_of(cell) == units


@pytest.mark.parametrize(
    "header", ["牵头部门及责任人", "牵头部门（责任人）", "牵头部门/责任人", "牵头部门和分管领导"]
)
def test_a_header_of_units_and_persons(header: str) -> None:
    rows = (("任务", header, "配合部门"), ("修桥", "市交通局 王芳", "市水利局"))
    person = "分管领导" if "领导" in header else "责任人"
    assert render(Table(rows)).paragraphs[0].text == (
        f"1．修桥。（牵头部门：市交通局；{person}：王芳；配合部门：市水利局）"
    )


def test_a_row_of_persons_alone_has_no_unit() -> None:
    rows = (("任务", "责任单位及责任人"), ("修桥", "市交通局"), ("修路", "张三"))
    assert render(Table(rows)).notes == ("任务表中“修路”一行没有写明单位，请核对。",)


def test_the_first_of_units_between_blanks_leads() -> None:
    rows = (("任务", "责任单位（列首位的为牵头单位）"), ("修桥", "市交通局 市水利局"))
    assert render(Table(rows)).paragraphs[0].text == (
        "1．修桥。（责任单位：市交通局、市水利局，列首位的为牵头单位）"
    )


@pytest.mark.parametrize(
    ("header", "cells", "line"),
    [
        (("责任单位", "配合镇街"), ("市交通局", "大同街道"),
         "（责任单位：市交通局；配合镇街：大同街道）"),
        (("牵头单位", "成员单位"), ("市交通局", "市水利局"),
         "（牵头单位：市交通局；成员单位：市水利局）"),
        (("主体单位", "成员单位"), ("市交通局", "市水利局"),
         "（主体单位：市交通局；成员单位：市水利局）"),
        (("主责单位", "责任镇街"), ("市交通局", "大同街道、新华街道"),
         "（主责单位：市交通局；责任镇街：大同街道、新华街道）"),
    ],
)  # fmt: skip
def test_other_words_for_units(header: tuple[str, ...], cells: tuple[str, ...], line: str) -> None:
    table = render(Table((("任务", *header), ("修桥", *cells))))
    assert table.paragraphs[0].text == f"1．修桥。{line}"


@pytest.mark.parametrize("column", ["督导单位", "督办单位", "监督单位", "考核部门", "施工单位"])
def test_who_sees_to_it_or_builds_is_no_responsible_unit(column: str) -> None:
    rows = (("任务", "责任单位", column), ("修桥", "市交通局", "市审计局"))
    text = f"一、任务\n{render(Table(rows)).paragraphs[0].text}\n"
    outline = read_outline(Document("p", "某市工作方案", text, DocumentKind.PLAN))
    held = [clause.responsibility for clause in outline.clauses if clause.responsibility]
    assert [[unit.name for unit in each.units] for each in held] == [["市交通局"]]
    assert f"“{column}：”后的单位未计入责任单位，请核对" in [w.message for w in outline.warnings]


def test_what_stands_below_a_year_is_no_unit_and_gives_no_warning() -> None:
    rows = (("任务", "2024年", "2025年", "牵头单位"), ("修路", "完成立项", "建成通车", "市交通局"))
    line = render(Table(rows)).paragraphs[0].text
    assert line == "1．修路。（2024年：完成立项，2025年：建成通车）（牵头单位：市交通局）"
    text = f"一、任务\n{line}\n"
    outline = read_outline(Document("p", "某市工作方案", text, DocumentKind.PLAN))
    assert outline.warnings == ()


def test_quarters_below_a_common_header_are_no_tasks() -> None:
    rows = (
        ("任务", "节点目标", "", "责任单位"),
        (None, "一季度", "二季度", None),
        ("修路", "完成设计", "完成招标", "市交通局"),
    )
    assert render(Table(rows)).paragraphs[0].text == (
        "1．修路。（节点目标（一季度）：完成设计，节点目标（二季度）：完成招标）（责任单位：市交通局）"
    )
