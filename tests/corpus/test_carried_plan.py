"""A notice with numbered points and the plan behind it; what stands before the first number."""

from __future__ import annotations

import pytest

from corpus.clause import ClauseKind
from tests.corpus.test_numbers_that_run_on import messages, units
from tests.corpus.test_structure import assert_whole, plan

NOTICE = """某市办公厅关于印发某市停车方案的通知
各区：
方案已经同意，现就有关事项通知如下：
一、住房城乡建设部门要加强督导。
二、各区要抓好落实。
"""
SIGNED = "某市办公厅\n2024年3月1日\n"
PLAN = """一、目标
新增泊位5万个。
二、任务
（一）编规划。（牵头单位：市规划局）
（二）建车库。（牵头单位：市住建局）
"""


@pytest.mark.parametrize("signed", [SIGNED, ""])
@pytest.mark.parametrize("title", ["某市停车方案", "某市停车行动计划（2024—2026年）"])
@pytest.mark.parametrize("subtitle", ["", "（征求意见稿）\n"])
def test_the_plan_behind_a_notice_is_no_part_of_it(signed: str, title: str, subtitle: str) -> None:
    outline = plan(f"{NOTICE}{signed}{title}\n{subtitle}{PLAN}")
    points = [("一、", ["住房城乡建设部门"]), ("二、", ["各区"])]  # of the notice
    assert units(outline) == [*points, ("二、（一）", ["市规划局"]), ("二、（二）", ["市住建局"])]
    assert outline.clauses[-1].path == ("二、任务",)
    closing = [clause.text for clause in outline.clauses if clause.kind is ClauseKind.CLOSING]
    assert closing == ([SIGNED.strip()] if signed else [])
    assert messages(outline) == ["编号在此重新从头开始，按另一份文件读取，请核对"]


@pytest.mark.parametrize(
    "points", ["1．要重视。\n2．要落实。\n", "（一）要重视。\n（二）要落实。\n"]
)
def test_the_points_of_the_notice_may_have_other_numbers(points: str) -> None:
    notice = NOTICE.partition("一、")[0]
    outline = plan(f"{notice}{points}{SIGNED}某市停车方案\n{PLAN}")
    assert units(outline) == [("二、（一）", ["市规划局"]), ("二、（二）", ["市住建局"])]
    assert outline.clauses[2].text.endswith("要落实。")


def test_a_short_line_between_parts_is_no_new_document() -> None:
    outline = plan(
        "某市停车方案\n一、目标\n新增泊位。\n实施意见\n二、任务\n（一）编规划。（市规划局）\n"
    )
    assert_whole(outline)
    assert messages(outline) == []
    assert [label for label, _ in units(outline)] == ["二、（一）"]


@pytest.mark.parametrize("page", ["- 1 -", "— 12 —", "第1页 共8页"])
def test_the_preface_above_a_page_number_is_kept(page: str) -> None:
    outline = plan(f"某市节能方案\n为推进节能，全市能耗下降13%。\n各区要重视。\n{page}\n{PLAN}")
    assert_whole(outline)
    assert outline.clauses[0].kind is ClauseKind.PREFACE
    assert outline.clauses[0].indicators[0].value == 13


def test_the_preface_may_have_headings_without_numbers() -> None:
    outline = plan(
        "某市教育规划\n序 言\n本规划依据国家规划编制，毛入学率达到96%。\n"
        f"规划范围\n范围为全市。\n{PLAN}"
    )
    preface = outline.clauses[0]
    assert preface.text.startswith("序 言")
    assert preface.indicators[0].value == 96


def test_what_issues_a_plan_is_no_preface_of_it() -> None:
    outline = plan(
        f"关于印发方案的通知\n现将方案印发给你们，请执行。\n{SIGNED}某市停车方案\n为停车，制定本方案。\n{PLAN}"
    )
    assert outline.clauses[0].text == "为停车，制定本方案。"
