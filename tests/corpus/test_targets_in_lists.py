"""Targets in lists, for each of a kind, and what only looks like one."""

from __future__ import annotations

import pytest

from corpus.structure.targets import read_indicators


def stated(text: str) -> list[str]:
    return [f"{each.name} {each.comparator} {each.stated}" for each in read_indicators(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "改造老旧小区约950个、居民楼1.2万幢、住房43万套。",
            ["老旧小区 改造 约950个", "居民楼 改造 1.2万幢", "住房 改造 43万套"],
        ),
        ("涉及楼栋48栋、居民2300户。", ["楼栋 涉及 48栋", "居民 涉及 2300户"]),
        (
            "新增养老床位500张、托位300个和学位2000个。",
            ["养老床位 新增 500张", "托位 新增 300个", "学位 新增 2000个"],
        ),
        (
            "建设口袋公园10个、更新供水管网25公里、绿道30公里。",
            ["口袋公园 建设 10个", "供水管网 更新 25公里", "绿道 更新 30公里"],
        ),
        ("新建学校2所、投资3亿元。", ["学校 新建 2所", "投资  3亿元"]),
        ("更新设备120台、工期90天。", ["设备 更新 120台"]),
        ("新建公园12个、其中口袋公园8个。", ["公园 新建 12个", "口袋公园 新建 8个"]),
    ],
)
def test_every_thing_of_a_list_is_a_target_however_short_its_name(
    text: str, expected: list[str]
) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成人民路、中山路等8条道路大中修。", ["道路大中修 完成 8条"]),
        (
            "完成东大街等3条道路改造、西大桥等2座桥梁加固。",
            ["道路改造 完成 3条", "桥梁加固 完成 2座"],
        ),
        ("覆盖北京、上海等10个城市。", ["城市 覆盖 10个"]),
        ("推动市住建局、市财政局等5个部门数据共享。", []),
    ],
)
def test_what_is_counted_stands_behind_the_names_of_some(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对加装电梯项目，每台给予15万元补助。", ["每台补助 给予 15万元"]),
        ("每户给予不超过2万元的补贴。", ["每户补贴 不超过 2万元"]),
        ("按每平方米200元标准给予补助。", ["每平方米补助 给予 200元"]),
        ("新建住宅小区按照每百户20平方米配建养老用房。", ["每百户养老用房 配建 20平方米"]),
        ("按每百户不低于30平方米的标准配建服务用房。", ["每百户服务用房 不低于 30平方米"]),
        ("市、区财政各承担50%。", ["市、区财政各承担  50%"]),
    ],
)
def test_an_amount_for_each_says_of_each_what(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "严格落实“六个百分之百”。",
        "严格落实六个百分之百要求。",
        "落实工地扬尘“七个100%”。",
    ],
)
def test_a_watchword_states_no_target(text: str) -> None:
    assert stated(text) == []


def test_beside_a_watchword_a_rate_is_one() -> None:
    assert stated("做到“五个百分之百”，覆盖率达到95%。") == ["覆盖率 达到 95%"]


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        (
            "2025年底前物业服务企业党的组织覆盖率达到90%。",
            "物业服务企业党的组织覆盖率",
            2025,
        ),
        ("2025年6月底前全市的公交覆盖率达到90%。", "全市的公交覆盖率", 2025),
        ("2000年底前建成的小区改造率达到100%。", "2000年底前建成的小区改造率", None),
        ("2000年底前企业建成的小区改造率达到100%。", "2000年底前企业建成的小区改造率", None),
    ],
)
def test_the_year_before_somebody_governs_and_that_of_a_deed_dates_the_thing(
    text: str, name: str, year: int | None
) -> None:
    (target,) = read_indicators(text)
    assert (target.name, target.year) == (name, year)
