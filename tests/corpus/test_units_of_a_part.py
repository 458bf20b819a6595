"""Units of a whole part are given to none of its tasks, and the reviewer is told."""

from __future__ import annotations

import pytest

from corpus.clause import ClauseKind
from tests.corpus.test_numbers_that_run_on import messages, units
from tests.corpus.test_structure import assert_whole, plan

PART = "此处责任分工对整个部分有效，未分到各项任务，请核对"
MANY = "此处责任分工涉及多项任务，未分到各项任务，请核对"


@pytest.mark.parametrize(
    "line",
    [
        "（本部分牵头单位：市住建局；责任单位：市财政局）",
        "本部分由市住建局牵头。",
        "（以上任务由市住建局牵头，市财政局配合）",
        "上述各项工作责任单位：市住建局",
        "以上（一）（二）项由市住建局负责督促。",
    ],
)
def test_a_line_for_the_whole_part_is_not_the_last_tasks(line: str) -> None:
    outline = plan(
        f"某市宜居方案\n一、任务\n（一）建公园。（市园林局）\n（二）供水。\n{line}\n（三）供热。（市热力办）\n"
    )
    assert_whole(outline)
    task = next(clause for clause in outline.clauses if clause.title == "供水")
    assert (task.text, task.responsibility) == ("（二）供水。", None)
    own = next(clause for clause in outline.clauses if clause.text == line)
    assert (own.kind, own.path) == (ClauseKind.SECTION, ("一、任务",))
    assert units(outline)[-1] == ("一、（三）", ["市热力办"])
    assert PART in messages(outline)


def test_units_below_the_heading_of_a_part_are_told() -> None:
    outline = plan("某市宜居方案\n一、任务\n本部分责任单位：市园林局\n（一）建公园。\n")
    assert PART in messages(outline)


@pytest.mark.parametrize(
    "heading", ["一、任务（牵头单位：市园林局）", "一、任务\n牵头单位：市园林局"]
)
def test_units_beside_the_heading_of_a_part_are_told(heading: str) -> None:
    outline = plan(f"某市宜居方案\n{heading}\n（一）建公园。建成。\n（二）供水。（市水务局）\n")
    assert messages(outline) == ["此处责任分工写在标题处，未分到所属各项任务，请核对"]
    assert outline.clauses[0].title == "任务"
    assert outline.clauses[1].path == ("一、任务",)


@pytest.mark.parametrize(
    "line",
    [
        "本方案各项任务由市发展改革委统筹，各区政府为责任单位。",
        "以下任务均由各区县政府负责，不再列出。",
        "备注：各区政府为所有任务的责任单位。",
    ],
)
def test_units_of_all_tasks_are_told(line: str) -> None:
    outline = plan(f"某市宜居方案\n{line}\n一、任务\n（一）建公园。（市园林局）\n")
    assert MANY in messages(outline)


@pytest.mark.parametrize(
    "line",
    [
        "本部门要加强领导，落实责任。",
        "各项任务要按时完成。",
        "以上措施自2024年1月1日起施行。",
    ],
)
def test_sentences_that_name_no_units_are_not_told(line: str) -> None:
    outline = plan(f"某市宜居方案\n一、任务\n（一）建公园。（市园林局）\n（二）督导。\n{line}\n")
    assert messages(outline) == []


@pytest.mark.parametrize("lead", ["（牵头单位：市住建局）", "\n牵头单位：市住建局"])
@pytest.mark.parametrize("last", ["2.抓好总结。汇总。", "2.抓好总结。（责任单位：市规划局）"])
def test_a_lead_beside_the_heading_of_an_action_is_told(lead: str, last: str) -> None:
    """Its tasks have no lead of their own, whether or not they name other units."""
    outline = plan(
        f"某市宜居方案\n一、任务\n（一）体检行动{lead}\n1.体检房屋。（责任单位：市财政局）\n{last}\n"
    )
    assert messages(outline) == ["此处责任分工写在标题处，未分到所属各项任务，请核对"]


def test_an_action_whose_tasks_have_their_own_leads_is_not_told() -> None:
    outline = plan(
        "某市宜居方案\n一、任务\n（一）体检行动（牵头单位：市住建局）\n1.体检房屋。（牵头单位：市房管局）\n2.总结。（市规划局牵头）\n"
    )
    assert messages(outline) == []
