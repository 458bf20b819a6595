"""Numbers of tasks: running on through the parts, repeated, skipped, and before a year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clause import Outline
from tests.corpus.test_structure import assert_whole, plan

DUTIES = ("市民政局", "市文化旅游局", "市体育局", "市卫生健康委", "市医保局", "市交通局")
HAN = "一二三四五六七八九十"


def units(outline: Outline) -> list[tuple[str, list[str]]]:
    """Label and units of each clause that names any."""
    assert_whole(outline)
    return [
        (clause.label, [*names(clause.responsibility)])
        for clause in outline.clauses
        if clause.responsibility
    ]


def names(responsibility: object) -> list[str]:
    lead = getattr(responsibility, "lead", ())
    return [unit.name for unit in (*lead, *getattr(responsibility, "responsible", ()))]


def messages(outline: Outline) -> list[str]:
    return [warning.message for warning in outline.warnings]


@pytest.mark.parametrize("style", ["{}．", "{}、", "{}."])
@pytest.mark.parametrize("first", [1, 3, 4, 5])
def test_numbers_may_run_on_through_the_parts(style: str, first: int) -> None:
    rows = [f"{style.format(n)}办理第{n}件事。（{unit}）" for n, unit in enumerate(DUTIES, 1)]
    rows.insert(first, "二、扩面")
    outline = plan("某市助老工作要点\n一、提质\n" + "\n".join(rows))
    held = units(outline)
    assert [label[2:] for label, _ in held] == [style.format(n) for n in range(1, 7)]
    assert [found for _, found in held] == [[unit] for unit in DUTIES]
    assert [label[0] for label, _ in held] == ["一"] * first + ["二"] * (6 - first)
    assert messages(outline) == []


def test_sections_may_run_on_as_in_opinions_of_the_central_government() -> None:
    rows = [f"（{HAN[n]}）办好这件事。（责任单位：{unit}）" for n, unit in enumerate(DUTIES)]
    outline = plan("\n".join(["某市助老意见", "一、提质", *rows[:5], "二、扩面", rows[5]]))
    assert units(outline)[-1] == ("二、（六）", ["市交通局"])
    assert messages(outline) == []


def test_a_number_missing_where_they_run_on_is_told() -> None:
    rows = [f"{n}．办理这件事。（{DUTIES[n % 6]}）" for n in (1, 2, 3, 4, 5, 7)]
    outline = plan("\n".join(["某市助老方案", "一、提质", *rows[:5], "二、扩面", rows[5]]))
    assert units(outline)[-1] == ("二、7．", ["市文化旅游局"])
    assert messages(outline) == ["编号不连续：7．之前缺1项"]


def test_numbers_run_on_behind_principles_that_count_by_themselves() -> None:
    rows = [f"{n}．办理这件事。（{DUTIES[n % 6]}）" for n in (1, 2, 3, 4, 5, 6, 8)]
    lines = [
        "某市助老方案",
        "一、总则",
        "1．惠民。",
        "2．公平。",
        "二、提质",
        *rows[:5],
        "三、扩面",
    ]
    outline = plan("\n".join([*lines, *rows[5:]]))
    assert [label for label, _ in units(outline)][-2:] == ["三、6．", "三、8．"]
    assert messages(outline) == ["编号不连续：8．之前缺1项"]


def test_parts_that_count_anew_still_miss_their_first_numbers() -> None:
    outline = plan(
        "某市助老方案\n一、提质\n1．一事。（市民政局）\n2．二事。（市体育局）\n"
        "二、扩面\n1．三事。（市民政局）\n三、保障\n2．四事。（市体育局）\n"
    )
    assert messages(outline) == ["编号不连续：2．之前缺1项"]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_however_many_tasks_a_part_has_each_keeps_its_unit(sizes: list[int]) -> None:
    text, number = "某市助老方案\n", 0
    for part, size in enumerate(sizes):
        text += f"{HAN[part]}、甲乙\n"
        for _ in range(size):
            number += 1
            text += f"{number}．办事。（责任单位：市第{number}局）\n"
    held = units(plan(text))
    assert [found for _, found in held] == [[f"市第{n}局"] for n in range(1, number + 1)]


def test_a_number_given_twice_opens_a_task_of_its_own_and_is_told() -> None:
    outline = plan(
        "某市护林方案\n一、任务\n（一）防火。（责任单位：市应急局）\n"
        "（一）防虫。（责任单位：市林业局）\n（二）补种。（责任单位：市园林局）\n"
    )
    assert [found for _, found in units(outline)] == [["市应急局"], ["市林业局"], ["市园林局"]]
    assert messages(outline) == ["编号重复或倒退：（一），已作为新条，请核对"]


def test_a_jump_in_the_numbers_opens_a_task_and_is_told() -> None:
    outline = plan(
        "某市护林方案\n一、任务\n1．防火。（市应急局）\n2．防虫。（市林业局）\n"
        "9．补种。（市园林局）\n10．管护。（市城管局）\n"
    )
    assert [label for label, _ in units(outline)] == ["一、1．", "一、2．", "一、9．", "一、10．"]
    assert messages(outline) == ["编号不连续：9．之前缺6项"]


@pytest.mark.parametrize("number", ["（一）", "20、", "7．"])
def test_a_number_at_the_head_of_a_wrapped_line_opens_nothing(number: str) -> None:
    outline = plan(
        "某市护林方案\n一、任务\n（一）防火。各有关部门和单位要严格按照本方案第二部分的\n"
        f"{number}点要求落实。（责任单位：市应急局）\n（二）防虫。（责任单位：市林业局）\n"
    )
    assert units(outline) == [("一、（一）", ["市应急局"]), ("一、（二）", ["市林业局"])]


@pytest.mark.parametrize(
    "words",
    [
        "2025年底前建成泵站3座。",
        "2024—2026年改造管网。",
        "2024-2026年改造管网。",
        "5G基站覆盖全市。",
        "4A级景区提质。",
    ],
)
@pytest.mark.parametrize("number", ["2．", "2、", "2. "])
def test_a_year_may_follow_the_number(number: str, words: str) -> None:
    outline = plan(
        "某市供水方案\n一、任务\n1．编规划。（责任单位：市规划局）\n"
        f"{number}{words}（责任单位：市水利局）\n"
    )
    assert units(outline) == [("一、1．", ["市规划局"]), (f"一、{number.strip()}", ["市水利局"])]


def test_a_decimal_at_the_head_of_a_line_is_no_number() -> None:
    outline = plan(
        "某市供水方案\n一、任务\n1．编规划。（责任单位：市规划局）\n"
        "2.5亿元用于管网改造，3．5亿元用于泵站。\n"
    )
    assert [clause.label for clause in outline.clauses] == ["一、1．"]
