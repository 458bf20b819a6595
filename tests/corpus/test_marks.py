"""Items marked otherwise than by 1．: each keeps its own units; without units they stay text."""

from __future__ import annotations

import pytest

from tests.corpus.test_numbers_that_run_on import messages, units
from tests.corpus.test_structure import plan

HEAD = "某市助企方案\n一、任务\n"
MARKS = [
    ("●", "●"),
    ("■ ", "■ "),
    ("◆", "◆"),
    ("——", "——"),
    ("- ", "- "),
    ("任务1：", "任务2："),
    ("任务一：", "任务二："),
    ("重点任务1：", "重点任务2："),
    ("第一，", "第二，"),
    ("一是", "二是"),
    ("1）", "2）"),
    ("1)", "2)"),
    ("1.1 ", "1.2 "),
]


@pytest.mark.parametrize(("first", "second"), MARKS)
def test_marked_items_with_units_are_tasks(first: str, second: str) -> None:
    outline = plan(
        f"{HEAD}{first}减税费。办理退税。（牵头单位：市税务局）\n"
        f"{second}降成本。（牵头单位：市发展改革委；责任单位：市工信局）\n二、保障\n（一）督查。\n"
    )
    held = units(outline)
    assert [found for _, found in held] == [["市税务局"], ["市发展改革委", "市工信局"]]
    assert held[0][0] == f"一、{first.strip()}"
    assert messages(outline) == []


@pytest.mark.parametrize(("first", "second"), MARKS)
def test_marked_lines_without_units_stay_in_their_task(first: str, second: str) -> None:
    text = f"（一）减负。\n{first}减税费。办理退税；\n{second}降成本。（责任单位：市工信局）"
    outline = plan(f"{HEAD}{text}\n（二）督查。（市政府办）\n")
    assert outline.clauses[0].text == text
    assert units(outline) == [("一、（一）", ["市工信局"]), ("一、（二）", ["市政府办"])]


def test_units_marked_as_a_list_are_those_of_the_task() -> None:
    outline = plan(f"{HEAD}（一）减负。办理退税。\n- 牵头单位：市税务局\n- 责任单位：市财政局\n")
    assert units(outline) == [("一、（一）", ["市税务局", "市财政局"])]
    assert len(outline.clauses) == 1


def test_marked_items_below_a_task_stand_below_it() -> None:
    outline = plan(
        f"{HEAD}（一）减负\n●减税费。（市税务局）\n●降成本。（市工信局）\n（二）督查。（市政府办）\n"
    )
    assert [clause.path[-1] for clause in outline.clauses] == [
        "（一）减负",
        "（一）减负",
        "一、任务",
    ]


def test_behind_a_box_the_next_number_goes_on_and_of_a_bullet_is_told() -> None:
    box = "专栏1 税费\n退税20亿元。\n"
    outline = plan(
        f"{HEAD}任务1：减税费。（市税务局）\n{box}任务2：降成本。（市工信局）\n二、保障\n（一）督查。\n"
    )
    assert [found for _, found in units(outline)] == [["市税务局"], ["市工信局"]]
    outline = plan(
        f"{HEAD}●减税费。（市税务局）\n{box}●降成本。（市工信局）\n二、保障\n（一）督查。\n"
    )
    assert messages(outline) == ["专栏内外标记相同，●按专栏内容处理，请核对"]
