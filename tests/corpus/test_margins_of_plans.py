"""Titles in two lines, parts that begin with 二、, tasks like headings, and what closes."""

from __future__ import annotations

import pytest

from corpus.clause import ClauseKind
from tests.corpus.test_numbers_that_run_on import messages, units
from tests.corpus.test_structure import assert_whole, labels, plan

TASKS = "（一）建车库。（市住建局）\n（二）管秩序。（市公安局）\n"


@pytest.mark.parametrize("line", ["（2024—2026年）", "（征求意见稿）", "（试行）", "（2024年版）"])
def test_a_second_line_of_the_title_is_no_preface(line: str) -> None:
    outline = plan(f"某市停车行动计划\n{line}\n一、任务\n{TASKS}")
    assert labels(outline) == ["一、（一）", "一、（二）"]


def test_a_paragraph_in_brackets_stays_the_preface() -> None:
    outline = plan(
        f"某市停车行动计划\n（本计划由市住建局牵头起草，已经市政府同意。）\n一、任务\n{TASKS}"
    )
    assert outline.clauses[0].kind is ClauseKind.PREFACE


@pytest.mark.parametrize(("number", "missing"), [("二", 1), ("三", 2)])
def test_a_text_may_lack_its_first_part(number: str, missing: int) -> None:
    outline = plan(f"某市停车方案\n{number}、主要任务\n{TASKS}")
    assert_whole(outline)
    assert units(outline) == [
        (f"{number}、（一）", ["市住建局"]),
        (f"{number}、（二）", ["市公安局"]),
    ]
    assert outline.clauses[0].path == (f"{number}、主要任务",)
    assert messages(outline) == [f"编号不连续：{number}、之前缺{missing}项"]


def test_a_later_part_above_the_first_is_front_matter() -> None:
    outline = plan(f"某市停车方案\n二、主要任务\n一、目标\n建车位。\n二、任务\n{TASKS}")
    assert outline.clauses[0].path == ()
    assert [label for label, _ in units(outline)] == ["二、（一）", "二、（二）"]


@pytest.mark.parametrize(
    "below",
    [
        "牵头单位：市教育局",
        "责任单位：市教育局\n完成时限：2024年8月",
        "新建学校5所。\n责任单位：市教育局",
    ],
)
def test_a_heading_that_is_a_task_keeps_its_target(below: str) -> None:
    outline = plan(f"某市民生实事\n一、新增学位3000个\n{below}\n二、修路\n责任单位：市交通局\n")
    assert_whole(outline)
    first = outline.clauses[0]
    assert first.text.startswith("一、新增学位3000个")
    assert (first.title, first.indicators[0].name) == ("新增学位3000个", "学位")
    assert units(outline) == [("一、", ["市教育局"]), ("二、", ["市交通局"])]


def test_a_heading_above_a_paragraph_stays_one() -> None:
    outline = plan("某市方案\n一、主要目标\n到2025年，新增学位3000个。\n二、任务\n修路。\n")
    assert [heading.title for heading in outline.headings] == ["主要目标", "任务"]


def test_items_below_a_heading_that_names_units_are_told() -> None:
    text = "某市方案\n一、大气（牵头单位：市环保局）\n1．治扬尘。\n2．治臭氧。\n"
    text += "二、水体\n1．治河。（市水利局）\n"
    assert messages(plan(text)) == ["此处责任单位写在标题处，所列各项未单独成条，请核对"]
    own = text.replace("大气（", "大气。空气质量要改善。（")
    assert messages(plan(own)) == []


@pytest.mark.parametrize(
    "last",
    [
        "本措施自2024年5月20日起施行，有效期至2025年12月31日。",
        "本方案自印发之日起实施。",
        "本办法（试行）自发布之日起30日后执行，由市住建局负责解释。",
        "抄送：市委办公室，市人大常委会办公室。",
        "某市政府办公室　　2024年6月30日印发",
        "抄送：市委办公室。\n某市政府办公室　　2024年6月30日印发",
    ],
)
def test_what_closes_the_document_is_of_no_task(last: str) -> None:
    outline = plan(f"某市停车方案\n一、任务\n{TASKS}{last}\n")
    assert_whole(outline)
    assert outline.clauses[-2].text == "（二）管秩序。（市公安局）"
    assert (outline.clauses[-1].kind, outline.clauses[-1].text) == (ClauseKind.CLOSING, last)


@pytest.mark.parametrize("mark", ["。", "\n"])
def test_a_numbered_last_article_stays_a_clause(mark: str) -> None:
    outline = plan(f"某市停车方案\n一、任务\n{TASKS}二、附则{mark}本方案自2024年5月20日起施行。\n")
    assert outline.clauses[-1].label == "二、"


def test_the_list_of_annexes_closes_the_document() -> None:
    listed = "附件：任务分工表\n某市政府\n2024年3月1日"
    outline = plan(
        f"某市方案\n一、任务\n{TASKS}{listed}\n附件\n任务分工表\n1．修路。（牵头单位：市交通局）\n"
    )
    closing = next(c for c in outline.clauses if c.kind is ClauseKind.CLOSING)
    assert closing.text == listed
    assert [heading.label for heading in outline.headings] == ["一、", "附件："]


def test_two_plans_annexed_to_a_notice_are_annexes_both() -> None:
    outline = plan(
        "关于印发停车治理等两个方案的通知\n各区：\n请落实。\n附件：1．停车方案\n2．拥堵方案\n"
        f"某市政府\n2024年1月2日\n附件1\n停车方案\n一、任务\n{TASKS}附件2\n拥堵方案\n一、任务\n（一）修路。（市交通局）\n"
    )
    assert_whole(outline)
    assert [(label, names) for label, names in units(outline)] == [
        ("附件1：一、（一）", ["市住建局"]),
        ("附件1：一、（二）", ["市公安局"]),
        ("附件2：一、（一）", ["市交通局"]),
    ]


def test_numbers_written_in_the_line_above_are_not_missing() -> None:
    text = "某市方案\n1．审批提速。（1）拿地开工；（2）联合验收。（市住建委）\n"
    text += "（3）压减时间。（市政务办）\n"
    assert messages(plan(text)) == []
    assert messages(plan(text.replace("（2）联合验收。", ""))) == ["编号不连续：（3）之前缺2项"]


def test_a_label_of_units_is_no_title() -> None:
    outline = plan(
        "某市方案\n1．扩消费，牵头单位：市商务委。\n2．稳外贸，责任单位：市商务委、市税务局。\n"
    )
    assert [clause.title for clause in outline.clauses] == ["扩消费", "稳外贸"]


@pytest.mark.parametrize(
    "header", ["序号 任务 牵头单位 责任单位", "序号　任务　牵头单位　责任单位"]
)
def test_a_table_between_blanks_is_no_part_of_the_last_task(header: str) -> None:
    outline = plan(
        f"某市方案\n一、任务\n{TASKS}附件：任务分工表\n{header}\n1 修路 市交通局 市财政局\n"
    )
    assert_whole(outline)
    assert outline.clauses[1].text == "（二）管秩序。（市公安局）"
    assert outline.clauses[2].kind is ClauseKind.ANNEX
