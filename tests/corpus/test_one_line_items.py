"""一、落实资金200万元。 with nothing below is a task; 一、总体要求 heads what stands below it."""

from __future__ import annotations

import pytest

from corpus.structure.targets import read_indicators
from tests.corpus.test_numbers_that_run_on import units
from tests.corpus.test_structure import plan

HEAD = "青江县人民政府办公室关于加强停车管理的通知\n各乡镇：\n现就有关事项通知如下：\n"


@pytest.mark.parametrize(
    "items",
    [
        ("加快推进停车场建设，由县住建局负责。", "落实资金200万元。", "查处违法停车行为。"),
        ("加快推进停车场建设；", "落实资金200万元；", "查处违法停车行为。"),
        ("停车费不得超过每小时5元。", "县公安局负责查处违法停车行为。"),
        ("加快推进停车场建设", "落实资金200万元", "查处违法停车行为"),
        ("加快停车场建设，方便群众出行", "落实专项资金"),
        ("压实责任！", "加强宣传。"),
    ],
)
def test_lines_that_head_nothing_are_tasks(items: tuple[str, ...]) -> None:
    lines = [f"{number}、{words}" for number, words in zip("一二三四", items, strict=False)]
    outline = plan(HEAD + "\n".join(lines) + "\n县政府办\n2024年3月5日\n")
    assert [clause.text for clause in outline.clauses if clause.label] == lines
    assert not outline.headings


def test_their_units_and_targets_are_read() -> None:
    text = "一、建停车场，由县住建局负责。\n二、新建停车位200个。\n三、查处违停。（县公安局牵头）\n"
    outline = plan(HEAD + text)
    assert units(outline) == [("一、", ["县住建局"]), ("三、", ["县公安局"])]
    assert [t.stated for c in outline.clauses for t in read_indicators(c.text)] == ["200个"]


@pytest.mark.parametrize(
    "below",
    [
        "各部门要加强领导。",
        "（一）加强领导。",
        "1．加强领导，压实责任。",
        "|任务|牵头单位|\n|建设|县住建局|",
    ],
)
@pytest.mark.parametrize("title", ["加强组织领导", "加强组织领导。"])
def test_what_has_something_below_it_is_a_heading(title: str, below: str) -> None:
    outline = plan(f"{HEAD}一、{title}\n{below}\n二、附则\n本办法由县住建局解释。\n")
    assert [heading.label for heading in outline.headings] == ["一、", "二、"]


def test_a_bare_title_beside_parts_with_text_stays_a_heading() -> None:
    outline = plan(f"{HEAD}一、总体要求\n二、加强领导\n各部门要加强领导。\n")
    assert [heading.label for heading in outline.headings] == ["一、", "二、"]


def test_a_duty_said_in_the_line_above_a_list_is_kept() -> None:
    below = "1．新建3处。\n2．改造2处。\n"
    outline = plan(f"{HEAD}一、任务\n（一）推进建设，由县住建局负责。\n{below}（二）宣传。\n")
    assert units(outline) == [("一、（一）", ["县住建局"])]
    outline = plan(f"{HEAD}一、推进建设，由县住建局负责。\n（一）新建3处。\n（二）改造2处。\n")
    assert units(outline) == [("一、", ["县住建局"])]
    assert [w.message for w in outline.warnings] == [
        "此处责任分工写在标题处，未分到所属各项任务，请核对"
    ]
