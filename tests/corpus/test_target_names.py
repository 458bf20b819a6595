"""Names of targets: without the item's number, with the thing that 同比 compares."""

from __future__ import annotations

import pytest

from corpus.structure.targets import read_indicators


def said(text: str) -> list[tuple[str, str, float, str, int | None]]:
    return [(i.name, i.comparator, i.value, i.unit, i.year) for i in read_indicators(text)]


@pytest.mark.parametrize(
    "lead",
    ["1．", "（二）", "3、", "（4）", "①", "> 1．", "## （一）", "| 1 | ", "●", "一是", "——"],
)
def test_the_number_of_the_item_is_no_part_of_the_name(lead: str) -> None:
    assert said(f"{lead}新建公园5个。") == [("公园", "新建", 5, "个", None)]


def test_a_year_behind_the_number_is_the_targets() -> None:
    assert said("7．2023年完成投资120亿元，2024年新增投资130亿元。") == [
        ("投资", "完成", 120, "亿元", 2023),
        ("投资", "新增", 130, "亿元", 2024),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("外贸总额达到300亿元，同比增长5%。", ("外贸总额同比", "增长", 5, "%", None)),
        ("完成公厕改造40座，达到每平方公里4—6座。", ("每平方公里公厕改造", "达到", 6, "座", None)),
        ("新开公交线路20条。", ("公交线路", "新开", 20, "条", None)),
        ("新开通航线3条。", ("航线", "新开通", 3, "条", None)),
        ("新开工项目9个。", ("项目", "新开工", 9, "个", None)),
        ("1．植树100万株。", ("植树", "", 100, "万株", None)),
        ("打造15分钟生活圈，覆盖率达到90%。", ("覆盖率", "达到", 90, "%", None)),
        ("| 办证 | 办理时长 | 压减至20天 |", ("办理时长", "压减至", 20, "天", None)),
    ],
)
def test_what_is_measured(text: str, last: tuple[str, str, float, str, int | None]) -> None:
    assert said(text)[-1] == last


@pytest.mark.parametrize("text", ["打造15分钟生活圈。", "形成20分钟便民服务圈。"])
def test_how_far_a_circle_reaches_is_no_target(text: str) -> None:
    assert said(text) == []
