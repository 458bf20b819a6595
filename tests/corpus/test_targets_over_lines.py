"""Targets in texts whose lines a margin cut, in spaced texts, and beside a deadline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.targets import read_indicators
from corpus.structure.wrapped_lines import unwrapped

SENTENCE = (
    "到2026年，新建住宅白蚁预防率达到100%，既有住宅白蚁危害治理率达到95%以上，"
    "建成监测小区60个，培训技术人员500人次。"
)


def found(text: str) -> list[tuple[str, float, int | None]]:
    return [(t.name, t.value, t.year) for t in read_indicators(text)]


@given(st.integers(21, len(SENTENCE)), st.sampled_from(["\n", "\n　　", " \n"]))
def test_wherever_a_margin_cuts_the_targets_are_the_same(at: int, wrap: str) -> None:
    cut = SENTENCE[:at] + wrap + SENTENCE[at:]
    full = len(SENTENCE) - at <= at + 2  # the first line is the longer one
    ended = SENTENCE[at - 1] in "）" or not SENTENCE[at:] or SENTENCE[at] in "，。、%"
    if full and not ended and wrap != " \n":
        assert found(cut) == found(SENTENCE)
    for target in read_indicators(cut):
        assert cut[target.start : target.end] == target.quote


@given(st.text("建成区20个，。\n　 ", max_size=60))
def test_letters_are_mapped_to_where_they_stood(text: str) -> None:
    flat, places = unwrapped(text)
    assert len(places) == len(flat) + 1
    assert flat == "".join(text[place] for place in places[:-1])
    assert places == sorted(set(places))


@pytest.mark.parametrize(
    "text",
    [
        "新增学位3000个\n改造小区20个",
        "一、总体目标和主要任务，以及保障措施的安排部署\n新增学位3000个，改造小区20个。",
        "统筹推进城市更新，着力补齐短板，确保完成任务\n新增学位3000个\n改造小区20个",
        "城市更新、民生保障、生态环境要统筹谋划推进。\n新增学位3000个，改造小区20个",
    ],
)
def test_lines_that_are_items_stay_apart(text: str) -> None:
    assert found(text) == [("学位", 3000, None), ("小区", 20, None)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("2024 年底前完成 3 万个井盖整治。", ("井盖整治", 3, 2024)),
        ("到 2025 年底，完成 120 座 桥梁检测。", ("桥梁检测", 120, 2025)),
        ("2024 年 5 月底前建成 3 座泵站。", ("泵站", 3, 2024)),
        ("2023—2024年工业增加值增速4%左右。", ("工业增加值增速", 4, 2024)),
        ("2024—2026年累计新建公园20个。", ("公园", 20, 2026)),
        ("在5月底前完成100%整改。", ("整改", 100, None)),
        ("年底前完成3万个井盖整治。", ("井盖整治", 3, None)),
        ("6月份用电量达到30亿度。", ("6月份用电量", 30, None)),
        ("改造 管网 20 公里。", ("管网", 20, None)),
    ],
)
def test_blanks_and_deadlines_are_no_part_of_a_name(
    text: str, target: tuple[str, float, int | None]
) -> None:
    assert found(text) == [target]


def test_a_number_inside_a_line_is_no_part_of_a_name() -> None:
    text = "1.实施项目80个；2.改造管网20公里；（3）新建泵站3座；3.5公里长的路改造完成率达到90%。"
    assert [name for name, _, _ in found(text)][:3] == ["项目", "管网", "泵站"]
