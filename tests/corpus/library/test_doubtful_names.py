"""Which names a reviewer is asked to compare with the text, and how they are told."""

from __future__ import annotations

import pytest

from corpus.document import Document, DocumentKind
from corpus.library.doubtful_names import doubtful_among, is_doubtful
from corpus.library.draft import _unit_warnings
from corpus.outline import read_outline


@pytest.mark.parametrize(
    "name",
    [
        "区住建局",
        "市生态环境局临江分局",
        "市公安局交警支队",
        "国家税务总局海平市税务局",
        "国家统计局海平调查队",
        "国家金融监督管理总局海平监管分局",
        "人行文山中支",
        "各镇（街道）",
        "各县（区）人民政府",
        "城投（集团）公司",
        "区发改局（区粮食和物资储备局）",
        "区水务局（河长办）",
        "区城市管理局（执法）",
        "区公安分局（交警大队）",
        "各有关媒体",
        "县直有关企业",
        "广州燃气集团天河分公司",
        "市优化营商环境办",
        "县防汛抗旱指挥部各成员单位",
        "市一中",
        "海平高新区",
        "社会救助科",
        "县消防救援大队",
    ],
)
def test_a_right_name_of_another_place_is_ordinary(name: str) -> None:
    assert not is_doubtful(name)


@pytest.mark.parametrize(
    "name",
    [
        "区住建局（张三）",
        "（李四）",
        "区城管局李明",
        "单位",
        "部门",
        "办公室",
        "人行文山中支分局",
        "扩大医疗服务供给",
        "市交通运输局海州机场集团",
        "各县（区）人民政府（三）强化人才支撑",
        "各乡镇人民政府二、扩大医疗服务供给",
        "市城管局（停车泊位）",
        "市城管局（加强执法）",
        "县长",
        "及其派出机构",
        "管网",
    ],
)
def test_a_name_that_looks_wrongly_read_is_doubtful(name: str) -> None:
    assert is_doubtful(name)


def warnings(*units: str) -> list[str]:
    text = f"一、任务\n（一）抓落实。加强管理。（责任单位：{'、'.join(units)}）"
    return _unit_warnings(read_outline(Document("p", "某县工作方案", text, DocumentKind.PLAN)))


def test_doubtful_names_stand_first_and_are_never_cut() -> None:
    ordinary = [f"县{kind}局" for kind in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
    doubtful = [f"县{kind}局3个" for kind in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
    first, second = warnings(*ordinary, *doubtful)
    assert first == f"不像单位名称，可能识别有误，请逐一对照原文：{'、'.join(doubtful)}。"
    assert second == (f"单位表中没有的单位14个，名称未见异常：{'、'.join(ordinary[:12])}等。")


def test_ordinary_names_are_one_line() -> None:
    assert warnings("县甲局", "市财政局", "各镇（街道）") == [
        "单位表中没有的单位1个，名称未见异常：县甲局。"
    ]


def test_listed_units_are_not_told() -> None:
    assert warnings("市财政局", "市公安局") == []


def test_an_office_beside_sections_is_that_of_their_own_authority() -> None:
    assert doubtful_among(["绿化处", "办公室", "财务科"]) == []
    assert doubtful_among(["市财政局", "办公室"]) == ["办公室"]
