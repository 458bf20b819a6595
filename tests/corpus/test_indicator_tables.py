"""Indicator tables: each row is a target with its unit of measure and its year, or is told."""

from __future__ import annotations

import pytest

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.source import Table
from corpus.readers.tables import render
from corpus.structure.indicator_tables import read_indicator_tables
from corpus.structure.table_units import unit_in, unit_of, value_of
from corpus.structure.value_headers import value_header

Target = tuple[str, str, str, int | None]


def targets(text: str) -> list[Target]:
    found = read_indicator_tables(text).indicators
    assert all(text[each.start : each.end] == each.quote for each in found)
    return [(each.name, each.comparator, each.stated, each.year) for each in found]


def of_rows(*rows: tuple[str | None, ...]) -> tuple[list[Target], list[str]]:
    """Targets and warnings of a table as a document holds it."""
    lines = "\n".join(paragraph.text for paragraph in render(Table(rows)).paragraphs)
    text = f"某市规划\n一、目标\n{lines}\n"
    outline = read_outline(Document("p", "某市规划", text, DocumentKind.PLAN))
    found = [
        (each.name, each.comparator, each.stated, each.year)
        for clause in outline.clauses
        for each in clause.indicators
    ]
    return found, list(dict.fromkeys(warning.message for warning in outline.warnings))


def test_values_of_a_plan_with_their_units() -> None:
    found, warnings = of_rows(
        ("类别", "指标", "单位", "2020年", "2025年", "属性"),
        ("教育", "毛入园率", "%", "96.5", "98", "预期性"),
        (None, "巩固率", "%", "99.1", ">99.5", "约束性"),
        ("医疗", "孕产妇死亡率", "1/10万", "8.2", "≤8", "约束性"),
        ("托育", "每千人口拥有3岁以下婴幼儿托位数", "个", "—", "[4.5]", "预期性"),
        (None, "服务体系", "—", "基本建立", "健全", "预期性"),
    )
    assert found == [
        ("毛入园率", "", "98%", 2025),
        ("巩固率", ">", "99.5%", 2025),
        ("孕产妇死亡率", "≤", "8/10万", 2025),
        ("每千人口拥有3岁以下婴幼儿托位数", "", "4.5个", 2025),
    ]
    assert warnings == [
        "指标表的“2020年”未写明是现状还是目标，只按“2025年”读取目标，请核对",
        "指标“服务体系”的目标不是一个数值，未读取目标，请核对",
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("指标名称", "单位", "2020年实际", "2025年目标"),
        ("主要指标", "计量单位", "现状值（2020年）", "目标值（2025年）"),
        ("指标", "单位", "2020年基数", "“十四五”末目标值"),
        ("发展指标", "单位", "2020年完成值", "2025年规划目标"),
    ],
)
def test_what_the_header_calls_a_target_needs_no_warning(header: tuple[str, ...]) -> None:
    assert of_rows(header, ("城镇化率", "%", "65", "70")) == ([("城镇化率", "", "70%", 2025)], [])


def test_years_below_a_common_header() -> None:
    assert of_rows(
        ("指标", "单位", "目标值", "", ""),
        (None, None, "2024年", "2025年", "2026年"),
        ("PM2.5浓度", "微克/立方米", "35", "34", "33"),
    ) == (
        [("PM2.5浓度", "", f"{35 - n}微克/立方米", 2024 + n) for n in range(3)],
        [],
    )
    assert of_rows(
        ("指标", "单位", "现状", "目标", ""),
        (None, None, "2020年", "2025年", "2035年"),
        ("里程", "公里", "343", "600", "1000"),
    ) == ([("里程", "", "600公里", 2025), ("里程", "", "1000公里", 2035)], [])


def test_the_unit_may_stand_with_the_name_the_header_or_the_value() -> None:
    assert targets("| 指标 | 目标值 |\n| 绿地率（%） | 40 |\n| 水质达标率 | 95%以上 |") == [
        ("绿地率", "", "40%", None),
        ("水质达标率", "", "95%以上", None),
    ]
    assert targets("指标\t2025年目标值（万元）\n人均产值\t1,200.5") == [
        ("人均产值", "", "1200.5万元", 2025)
    ]


def test_what_is_not_sure_is_told() -> None:
    without_unit = read_indicator_tables("| 指标 | 目标值 |\n| 绿化率 | 43 |")
    assert without_unit.indicators == ()
    assert without_unit.notes == ("指标“绿化率”没有写明计量单位，未读取目标，请核对",)
    by_place = read_indicator_tables("| 区县 | 2025年目标（套） |\n| 东区 | 300 |")
    assert by_place.notes == ("表格中的数值未能按指标读取，请核对：2025年目标（套）",)
    other = read_indicator_tables("| 指标 | 东区 | 西区 |\n| 改造户数 | 300 | 400 |")
    assert other.notes == ("表格中的数值未能按指标读取，请核对：东区、西区",)


@pytest.mark.parametrize(
    "table",
    [
        "| 道路 | 长度 |\n| 大同路 | 3公里 |",
        "| 指标 | 分值 |\n| 组织领导 | 10 |",
        "| 项目 | 2024年 | 2025年 |\n| 大桥 | 2 | 3 |",
        "一行|没有表格",
        "到2025年，绿地率（%）：目标",
    ],
)
def test_other_tables_and_texts_are_left_alone(table: str) -> None:
    found = read_indicator_tables(table)
    assert (found.indicators, found.spans, found.notes) == ((), (), ())


def test_indicators_with_responsible_units_are_tasks_with_targets() -> None:
    rows = (
        ("序号", "指标名称", "单位", "2025年目标值", "责任单位"),
        ("1", "工业增加值增速", "%", "7", "市经济信息委"),
        ("2", "居民收入增速", "%", "≥6", "市发展改革委、市人力社保局"),
    )
    lines = [paragraph.text for paragraph in render(Table(rows)).paragraphs]
    assert lines == [
        "1．工业增加值增速。（2025年目标值：7%）（责任单位：市经济信息委）",
        "2．居民收入增速。（2025年目标值：≥6%）（责任单位：市发展改革委、市人力社保局）",
    ]
    assert of_rows(*rows) == (
        [("工业增加值增速", "", "7%", 2025), ("居民收入增速", "≥", "6%", 2025)],
        [],
    )


def test_years_beside_the_lead_unit() -> None:
    found, warnings = of_rows(
        ("指标", "2023年", "2025年", "牵头单位"),
        ("空气质量优良率（%）", "86", "90", "市生态环境局"),
    )
    assert found == [("空气质量优良率", "", "90%", 2025)]
    assert warnings == ["指标表的“2023年”未写明是现状还是目标，只按“2025年”读取目标，请核对"]


def test_the_goal_of_a_task_is_its_target() -> None:
    found, warnings = of_rows(
        ("任务", "年度目标", "责任单位"),
        ("新建公园", "12个", "市园林局"),
        ("地区生产总值", "增长6%左右", "市统计局"),
    )
    assert found == [("新建公园", "", "12个", None), ("地区生产总值", "增长", "6%左右", None)]
    assert warnings == []


def test_a_number_and_its_unit_below_a_common_header() -> None:
    found, warnings = of_rows(
        ("实事项目", "年度目标任务", "", "责任单位"),
        (None, "数量", "单位", None),
        ("新增托位", "500", "个", "市卫生健康委"),
    )
    assert found == [("新增托位", "", "500个", None)]
    assert warnings == []


def test_figures_without_a_name_are_no_tasks() -> None:
    rows = (("街道", "指标任务（户）", "责任单位"), ("东湖街道", "300", "东湖街道办事处"))
    table = render(Table(rows))
    assert all(paragraph.text.startswith("|") for paragraph in table.paragraphs)
    assert table.notes


@pytest.mark.parametrize(
    ("cell", "comparator", "value", "unit"),
    [
        ("98", "", 98, ""),
        ("≥99.5%", "≥", 99.5, "%"),
        ("[4.5]", "", 4.5, ""),
        ("1,200", "", 1200, ""),
        ("2.3—2.5", "", 2.5, ""),
        ("不低于90％", "不低于", 90, "%"),
        ("12张/千人左右", "", 12, "张/千人"),
    ],
)
def test_values(cell: str, comparator: str, value: float, unit: str) -> None:
    found = value_of(cell)
    assert found is not None
    assert (found.comparator, found.value, found.unit) == (comparator, value, unit)


@pytest.mark.parametrize("cell", ["健全", "前3", "3个、5条", "2025年", "第1", "—", ""])
def test_no_values(cell: str) -> None:
    assert value_of(cell) is None


def test_units_of_measure() -> None:
    assert [unit_of(each) for each in ("％", "张／千人", "1/10万", "市教委", "预期性")] == [
        "%", "张/千人", "/10万", "", "",
    ]  # fmt: skip
    assert unit_in("绿地率（%）") == ("绿地率", "%")
    assert unit_in("医师（助理）") == ("医师（助理）", "")


@pytest.mark.parametrize(
    "words", ["指标", "属性", "单位", "工作目标任务名称", "完成时限", "2025年工作任务"]
)
def test_headers_of_no_values(words: str) -> None:
    assert value_header(words) is None
