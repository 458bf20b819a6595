"""Groups of a table of tasks: rows that head others, cells that hold for the rows below."""

from __future__ import annotations

import pytest

from corpus.readers.read import read_source
from corpus.readers.source import Table
from corpus.readers.tables import render

HEADER = ("序号", "工作任务", "牵头单位", "责任单位")
FIRST = ("改造小区", "县住建局", "县财政局")
SECOND = ("新增床位", "县民政局", "各乡镇")


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [(("一", "二"), ("1", "2")), (("（一）", "（二）"), ("1", "2")), (("1", "2"), ("1.1", "2.1"))],
)
def test_a_row_that_heads_a_group_needs_no_unit(
    heads: tuple[str, str], numbers: tuple[str, str]
) -> None:
    read = render(
        Table(
            (
                HEADER,
                (heads[0], "城市建设", "", ""),
                (numbers[0], *FIRST),
                (heads[1], "民生保障", "", ""),
                (numbers[1], *SECOND),
            )
        )
    )
    assert read.notes == ()
    assert "（牵头单位：县住建局；责任单位：县财政局）" in read.paragraphs[1].text


def test_a_task_without_unit_among_tasks_is_told() -> None:
    rows = (HEADER, ("一", *FIRST), ("二", "抓好宣传", "", ""), ("三", *SECOND))
    assert render(Table(rows)).notes == ("任务表中“抓好宣传”一行没有写明单位，请核对。",)


def test_a_group_s_cell_holds_for_the_blank_ones_below_in_markdown() -> None:
    text = (
        "| 重点任务 | 序号 | 工作举措 | 牵头单位 | 责任单位 |\n|---|---|---|---|---|\n"
        "| 优化服务 | 1 | 推行一件事 | 县审批局 | 县财政局 |\n"
        "| | 2 | 减时间 | 县审批局 | 各乡镇 |\n"
        "| 降低成本 | 3 | 出让用地 | 县资规局 | 县发改局 |\n"
        "| | 4 | 用电报装 | 县发改局 | 县财政局 |\n"
    )
    lines = read_source(text.encode(), "tasks.md").text.splitlines()
    assert lines[:2] == [
        "1．推行一件事。（牵头单位：县审批局；责任单位：县财政局；重点任务：优化服务）",
        "2．减时间。（牵头单位：县审批局；责任单位：各乡镇；重点任务：优化服务）",
    ]
    assert lines[3].endswith("重点任务：降低成本）")


def test_a_category_holds_until_the_next() -> None:
    rows = (
        ("工作类别", "工作任务", "牵头单位"),
        ("城市建设", "改造小区", "县住建局"),
        ("", "新建车位", "县城管局"),
        ("民生保障", "新增床位", "县民政局"),
    )
    lines = [each.text for each in render(Table(rows)).paragraphs]
    assert [line.rpartition("工作类别：")[2] for line in lines] == [
        "城市建设）",
        "城市建设）",
        "民生保障）",
    ]


@pytest.mark.parametrize("same", ["同上", "同上。", "与上同", "〃", "″", "“", "同上一行", "同前"])
def test_a_cell_that_says_the_same_has_the_units_above(same: str) -> None:
    rows = (HEADER, ("1", *FIRST), ("2", "新建车位", same, "县公安局"))
    assert render(Table(rows)).paragraphs[1].text == (
        "2．新建车位。（牵头单位：县住建局；责任单位：县公安局）"
    )
