"""Who leads by the order of the units: said once for the document, for all after, or for one."""

from __future__ import annotations

import pytest

from corpus.clause import Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline


def outline(text: str) -> Outline:
    return read_outline(Document(id="d", title="工作方案", text=text, kind=DocumentKind.PLAN))


def leads(read: Outline) -> list[str]:
    return [
        "、".join(unit.name for unit in clause.responsibility.lead)
        for clause in read.clauses
        if clause.responsibility
    ]


TASKS = (
    "一、任务\n1．建甲。（责任单位：市水利局、市财政局）\n2．建乙。（市教委、市民政局）\n"
    "3．建丙。（牵头单位：市财政局；责任单位：市民政局）\n"
)


@pytest.mark.parametrize(
    "statement",
    [
        "说明：各项任务责任单位中，排名第一的为牵头单位。",
        "各任务责任单位列第一位的为牵头单位。",
        "以下任务牵头单位排在首位。",
    ],
)
def test_a_preamble_holds_for_every_task_that_names_no_lead(statement: str) -> None:
    read = outline(f"某市水网建设工作方案\n{statement}\n{TASKS}")
    assert leads(read) == ["市水利局", "市教委", "市财政局"]
    first = next(clause for clause in read.clauses if clause.responsibility)
    assert first.responsibility
    assert [unit.name for unit in first.responsibility.responsible] == ["市财政局"]


def test_without_a_statement_nobody_leads_by_order() -> None:
    assert leads(outline(f"某市水网建设工作方案\n{TASKS}")) == ["", "", "市财政局"]


def test_one_trailer_that_says_below_alike_holds_from_there_on() -> None:
    text = (
        "某市水网建设工作方案\n一、任务\n1．建甲。（市水利局、市财政局）\n"
        "2．建乙。（市教委、市民政局，列首位的为牵头单位，下同）\n3．建丙。（市财政局、市教委）\n"
    )
    assert leads(outline(text)) == ["", "市教委", "市财政局"]


def test_one_trailer_without_it_holds_alone() -> None:
    text = (
        "某市水网建设工作方案\n一、任务\n1．建甲。（市水利局、市财政局，排名第一的为牵头单位）\n"
        "2．建乙。（市教委、市民政局）\n"
    )
    assert leads(outline(text)) == ["市水利局", ""]


def test_a_remark_in_one_task_holds_for_it_and_is_told() -> None:
    text = (
        "某市水网建设工作方案\n一、任务\n1．建甲。\n责任单位：市水利局、市财政局\n"
        "备注：排名第一的为牵头单位\n2．建乙。（市教委、市民政局）\n"
    )
    read = outline(text)
    assert leads(read) == ["市水利局", ""]
    assert any("仅用于本条" in warning.message for warning in read.warnings)


def test_a_remark_within_a_trailer_holds_for_it_and_is_told() -> None:
    text = (
        "某市水网建设工作方案\n一、任务\n1．建甲。（责任单位：市水利局、市财政局；备注：排第一位的为牵头单位）\n"
        "2．建乙。（责任单位：市教委、市民政局）\n"
    )
    read = outline(text)
    assert leads(read) == ["市水利局", ""]
    assert any("仅用于本条" in warning.message for warning in read.warnings)


NEXT = "2．建乙。（责任单位：市教委、市民政局；责任人：王五）\n"


@pytest.mark.parametrize(
    "listed",
    [
        "责任单位：市水利局（排第一的为牵头单位，下同）、市财政局",
        "责任单位：市水利局（第一个为牵头单位，以下同）、市财政局；完成时限：6月底",
        "责任单位：市水利局（列首位者为牵头单位，其余为配合单位，下同）、市财政局",
        "责任单位：市水利局、市财政局（下同，排第一的为牵头单位）",
        "责任单位：市水利局、市财政局（首个单位为牵头单位；后同）",
        "责任单位：市水利局、市财政局（注：排第一的为牵头单位。下同。）",
        "责任单位：市水利局、市财政局。排第一位的为牵头单位，下同",
        "责任单位：市水利局、市财政局（各项任务排名第一的为牵头单位）",
        "市水利局（排在最前面的为牵头单位，下同）、市财政局",
    ],
)
def test_a_bracket_anywhere_in_a_list_tells_who_leads_there_and_below(listed: str) -> None:
    read = outline(f"某市水网建设工作方案\n一、任务\n1．建甲。（{listed}）\n{NEXT}")
    assert leads(read) == ["市水利局", "市教委"]
    first = next(clause.responsibility for clause in read.clauses if clause.responsibility)
    assert [unit.written for unit in first.responsible] == ["市财政局"]
    assert read.warnings == ()


def test_an_order_that_does_not_say_who_is_first_is_told() -> None:
    listed = "责任单位：市水利局、市财政局（排名前两位的为牵头单位，下同）"
    read = outline(f"某市水网建设工作方案\n一、任务\n1．建甲。（{listed}）\n{NEXT}")
    assert leads(read) == ["", ""]
    assert [each.message for each in read.warnings] == [
        "“排名前两位的为牵头单位，下同”未按此区分牵头单位，请核对"
    ]
