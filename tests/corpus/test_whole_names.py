"""Names as lists write them: what ends a name, what is no part of it, what is no name."""

# One case a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from corpus.structure.collectives import is_collective
from corpus.structure.persons import person_behind
from corpus.structure.trailer import read_responsibility


def read(units: str) -> str:
    reading = read_responsibility(f"（一）抓管理。\n责任单位：{units}")
    assert reading.warnings == ()
    return "、".join(m.name for m in reading.responsibility.units) if reading.responsibility else ""


@pytest.mark.parametrize(
    "units",
    [
        "市金融办、人行文山中支、文山银保监分局",
        "市财政局、农发行文山分行、文山银保监分局",
        "市一中、县三小、市实验小学、市幼儿园、市委党校",
        "县政府办、县政协办、县科协办",
        "市住建局、建管科",
        "市水利局、市防汛指挥部各成员单位",
        "市直各部门、单位、各县政府",
        "各镇党委、政府、各有关部门、单位",
    ],
)
def test_a_whole_name_takes_nothing_from_its_neighbours(units: str) -> None:
    assert read(units) == units


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("各镇、街道", "各镇、各街道"),
        ("各乡镇、街道、园区", "各乡镇、各街道、各园区"),
        ("自然资源、生态环境分局", "自然资源分局、生态环境分局"),
    ],
)
def test_a_kind_of_body_takes_what_stands_before_the_first(units: str, expected: str) -> None:
    assert read(units) == expected


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("市住建局（张三）、市财政局（李四）", "市住建局、市财政局"),
        ("市住建局（张三、李小四）", "市住建局"),
        ("市住建局（王明同志）", "市住建局"),
        ("市住建局（王明，13800000000）", "市住建局"),
        ("市财政局 李四", "市财政局"),
        ("市住建局（欧阳小明）", "市住建局"),
        ("市住建局（市更新办）", "市住建局（市更新办）"),
        ("市城管局（停车泊位）", "市城管局（停车泊位）"),
        ("市城管局（高新区）", "市城管局（高新区）"),
        ("市卫健委（金融）、市公安局（文旅）", "市卫健委（金融）、市公安局（文旅）"),
    ],
)
def test_a_person_is_no_part_of_a_name(units: str, expected: str) -> None:
    assert read(units) == expected


def test_a_person_alone_and_a_bare_kind_are_no_units() -> None:
    reading = read_responsibility("（一）抓管理。\n责任单位：市住建局，单位，（李四）")
    assert [unit.name for unit in reading.responsibility.units] == ["市住建局"]  # type: ignore[union-attr]
    assert reading.warnings == (
        "“单位”不像单位名称，未计入，请核对",
        "“（李四）”不像单位名称，未计入，请核对",
    )


@pytest.mark.parametrize(
    "name",
    ["各县（市、区）", "各镇街", "有关乡镇（街道）", "沿线各镇街", "各试点社区", "属地街道", "乡镇（街道）", "市级各园区"],
)  # fmt: skip
def test_all_bodies_of_a_kind(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["各小区", "各老旧片区", "县城", "青山镇", "各地", "市区"])
def test_places_of_work_and_single_places_are_no_such(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize("name", ["市住建局", "（张三）", "市住建局（林业）", "市公安局（马路办）"])
def test_no_person_stands_behind(name: str) -> None:
    assert person_behind(name) is None
