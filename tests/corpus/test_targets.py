"""Quantified targets: the whole plan by a golden file, other cities by the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.indicator import Indicator
from corpus.structure.official import read_official
from corpus.structure.targets import read_indicators

FIXTURES = Path(__file__).parent / "fixtures"
DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
PLAN = next(DOCUMENTS.glob("*城市更新提升*.txt"))


def rows(name: str) -> list[list[str]]:
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def written(target: Indicator) -> str:
    fields = (target.name, target.comparator, f"{target.value:g}", target.unit)
    return "|".join([*fields, str(target.year or "")])


def test_every_target_of_the_plan() -> None:
    text = PLAN.read_text(encoding="utf-8")
    found = []
    for block in read_official(text).blocks:
        clause = text[block.start : block.end]
        for target in read_indicators(clause):
            assert clause[target.start : target.end] == target.quote
            found.append([block.label, written(target)])
    assert found == rows("targets_plan.tsv")


@pytest.mark.parametrize("case", rows("targets_cities.tsv"), ids=lambda case: case[0][:20])
def test_sentences_of_other_plans(case: list[str]) -> None:
    sentence, *expected = case
    found = read_indicators(sentence)
    assert [written(target) for target in found] == expected
    assert all(sentence[t.start : t.end] == t.quote for t in found)


@pytest.mark.parametrize(
    "text",
    [
        "推广“护山、理水、营林”六大策略，构建“三轴六廊”通道。",
        "形成“一核两江三谷四山五城多名片”的空间结构。",
        "渝府发〔2022〕31号，2022年6月25日印发。",
        "实施轨道交通2号线设备大修，推进T3B航站楼建设。",
        "因地制宜建设一批24小时城市书房，推进5G网络建设。",
        "按照“1小时通勤圈”发展战略推进。",
        "全面贯彻党的十九大精神，编制“十四五”规划。",
        "",
    ],
)
def test_numbers_that_are_names_dates_or_slogans_are_no_targets(text: str) -> None:
    assert read_indicators(text) == ()


def test_the_year_of_a_section_governs_its_items() -> None:
    text = (
        "（三）总体目标。到2025年，取得进展。\n\n——绿化。绿化率达到43%。\n\n——住房。新建住房2万套。"
    )
    assert [target.year for target in read_indicators(text)] == [2025, 2025]


def test_without_a_governing_year_there_is_none() -> None:
    text = "1．做好工作。绿化率达到43%。到2030年，覆盖率达到50%。处置率达到60%。"
    assert [target.year for target in read_indicators(text)] == [None, 2030, None]


NAMES = st.sampled_from(
    [
        "森林覆盖率",
        "城市绿道长度",
        "养老服务设施覆盖率",
        "公共停车位",
        "轨道交通运营里程",
        "智慧学校",
    ]
)
COMPARATORS = st.sampled_from(
    ["不低于", "不少于", "达到", "达", "超过", "低于", "控制在", "提高到"]
)
UNITS = st.sampled_from(["%", "公里", "个", "万个", "亿平方米", "万人次", "所", "家", "分钟"])
VALUES = st.one_of(
    st.integers(1, 99999), st.integers(1, 9999).map(lambda hundredth: hundredth / 100)
)
ENDS = st.sampled_from(["", "以上", "左右", "以内"])


@given(
    targets=st.lists(st.tuples(NAMES, COMPARATORS, VALUES, UNITS, ENDS), min_size=1, max_size=5),
    year=st.one_of(st.none(), st.integers(2021, 2035)),
    comma=st.sampled_from(["，", "；", ","]),
)
def test_generated_targets_come_back_as_they_were_written(
    targets: list[tuple[str, str, float, str, str]], year: int | None, comma: str
) -> None:
    opening = f"到{year}年，" if year else ""
    phrases = [f"{name}{word}{value}{unit}{end}" for name, word, value, unit, end in targets]
    text = f"1．做好工作。{opening}{comma.join(phrases)}。"
    found = read_indicators(text)
    assert [(t.name, t.comparator, t.value, t.unit, t.year) for t in found] == [
        (name, word, value, unit, year) for name, word, value, unit, _ in targets
    ]


@given(
    st.text(
        alphabet="到年达不低于建成新增率的公里个%万亿0123456789.—，、。；（）“”第级", max_size=80
    )
)
def test_any_text_is_read_without_failing_and_offsets_hold(text: str) -> None:
    for target in read_indicators(text):
        assert target.name
        assert text[target.start : target.end] == target.quote
