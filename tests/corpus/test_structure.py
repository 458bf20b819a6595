"""Structure: what every genre's reading keeps, and the layouts that break other parsers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clause import ClauseKind, Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline


def plan(text: str) -> Outline:
    return read_outline(Document("p", "某市城市更新行动计划", text, DocumentKind.PLAN))


def rules(text: str) -> Outline:
    return read_outline(Document("r", "某市物业管理条例", text, DocumentKind.REGULATION))


def assert_whole(outline: Outline) -> None:
    """Offsets hold, and every character of the body is in exactly one clause or heading."""
    text = outline.document.text
    covered = [0] * len(text)
    for clause in outline.clauses:
        assert text[clause.start : clause.end] == clause.text
    for part in (*outline.clauses, *outline.headings):
        for position in range(part.start, part.end):
            covered[position] += 1
    body = range(outline.body_start, len(text))
    assert all(covered[i] == 1 for i in body if not text[i].isspace())
    assert all(covered[i] <= 1 for i in range(len(text)))
    ids = [clause.id for clause in outline.clauses]
    assert len(ids) == len(set(ids))


def labels(outline: Outline) -> list[str]:
    return [clause.label for clause in outline.clauses]


PLAN = """某市人民政府
关于印发某市城市更新行动计划的通知
某府发〔2023〕5号
各区县人民政府：
现将《某市城市更新行动计划》印发给你们，请认真贯彻执行。
某市人民政府
2023年3月1日

某市城市更新行动计划
为推进城市更新，制定本计划。
一、总体要求
（一）基本原则。
——坚持以人为本。群众受益。
——坚持规划引领。
（二）主要目标。到2025年，改造小区100个。
二、重点任务
（一）改善居住条件
1．改造老旧小区。完善配套设施。（牵头单位：市住建局；责任单位：市财政局、各区县政府）
2．加装电梯。（牵头单位：市市场监管局；责任单位：市住建局）
（二）治理污水
1. 建设管网。（责任单位：市水务局）
专栏1 重点工程
管网改造50公里。
2. 改造泵站。（牵头单位：市水务局）
三、保障措施
（一）加强领导。成立领导小组。（牵头单位：市政府办公厅）
"""


def test_neighbouring_tasks_keep_their_own_units() -> None:
    outline = plan(PLAN)
    assert_whole(outline)
    tasks = {clause.label: clause for clause in outline.clauses}
    first = tasks["二、（一）1．"].responsibility
    second = tasks["二、（一）2．"].responsibility
    assert first is not None
    assert second is not None
    assert [u.name for u in first.lead] == ["市住建局"]
    assert [u.name for u in second.lead] == ["市市场监管局"]
    assert tasks["二、（一）1．"].title == "改造老旧小区"
    assert tasks["二、（一）1．"].path == ("二、重点任务", "（一）改善居住条件")


def test_box_between_tasks_is_a_clause_of_its_own() -> None:
    outline = plan(PLAN)
    box = next(clause for clause in outline.clauses if clause.kind is ClauseKind.BOX)
    assert "管网改造50公里" in box.text
    assert all("管网改造50公里" not in c.text for c in outline.clauses if c is not box)


def test_principles_belong_to_their_section() -> None:
    section = next(c for c in plan(PLAN).clauses if c.title == "基本原则")
    assert "——坚持以人为本" in section.text
    assert "——坚持规划引领" in section.text


def test_front_matter_is_no_clause() -> None:
    outline = plan(PLAN)
    assert all("某府发" not in clause.text for clause in outline.clauses)
    assert outline.clauses[0].kind is ClauseKind.PREFACE


RULES = """某市物业管理条例

（2001年1月1日通过 根据2010年5月1日《关于修改第三条的决定》修正）

目 录
第一章 总则
第二章 业主
第一章 总则
第一条 为了规范物业管理，制定本条例。
第 二 条 本条例适用于本市。
违反
第三条规定的，依照本条例处罚。
第３条 业主是房屋的所有权人。
第三条之一 业主可以设立业主大会。
第二章 业主
第一节 权利
第四条 业主享有下列权利：
（一）参加会议；
（二）监督物业。
第二节 义务
第五条 业主应当交费。
第三章 附则
第六条 本条例自2011年1月1日起施行。
"""


def test_articles_with_spaces_full_width_digits_and_insertions() -> None:
    outline = rules(RULES)
    assert_whole(outline)
    numbers = [re.sub(r"\s", "", label) for label in labels(outline)]
    assert numbers == ["第一条", "第二条", "第３条", "第三条之一", "第四条", "第五条", "第六条"]


def test_wrapped_line_that_begins_with_an_article_number_is_no_article() -> None:
    second = next(c for c in rules(RULES).clauses if "适用于本市" in c.text)
    assert "依照本条例处罚" in second.text


def test_sections_under_a_chapter_stand_on_the_path() -> None:
    fifth = next(c for c in rules(RULES).clauses if "应当交费" in c.text)
    assert fifth.path == ("第二章 业主", "第二节 义务")


def test_one_article_of_forty_thousand_characters_stays_one_clause() -> None:
    text = "第一条 总则。\n第二条 " + "本市各单位应当依法履行职责。" * 2900 + "\n第三条 施行。"
    outline = rules(text)
    assert_whole(outline)
    assert [len(clause.text) > 40_000 for clause in outline.clauses] == [False, True, False]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n"])
def test_line_ends_change_nothing_but_offsets(newline: str) -> None:
    outline = rules(RULES.replace("\n", newline).replace("\r\n", "\n"))
    assert_whole(outline)
    assert len(outline.clauses) == 7


NUMBERS = "一二三四五六七八九十"
SENTENCE = st.text(alphabet="推进城市更新改造老旧小区，完善设施“山城”", min_size=1, max_size=40)


@given(st.lists(st.lists(st.lists(SENTENCE, max_size=4), max_size=4), min_size=1, max_size=5))
@settings(max_examples=80, deadline=None)
def test_any_plan_is_covered_and_every_task_found(parts: list[list[list[str]]]) -> None:
    lines = ["某市行动计划", "为推进工作，制定本计划。"]
    tasks = 0
    for p, sections in enumerate(parts):
        lines.append(f"{NUMBERS[p]}、第{p}部分")
        for s, items in enumerate(sections):
            lines.append(f"（{NUMBERS[s]}）第{s}节")
            for i, sentence in enumerate(items, 1):
                lines.append(f"{i}．任务{i}。{sentence}。（牵头单位：市{NUMBERS[i]}局）")
                tasks += 1
    outline = plan("\n".join(lines))
    assert_whole(outline)
    assert sum(c.responsibility is not None for c in outline.clauses) == tasks


@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=3), min_size=1, max_size=30))
@settings(max_examples=80, deadline=None)
def test_any_regulation_is_covered_and_its_articles_counted(articles: list[list[str]]) -> None:
    text = "\n".join(
        f"第{i}条 " + "\n".join(f"{sentence}。" for sentence in paragraphs)
        for i, paragraphs in enumerate(articles, 1)
    )
    outline = rules(text)
    assert_whole(outline)
    assert len(outline.clauses) == len(articles)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_at_all_is_covered(text: str) -> None:
    assert_whole(plan(text))
    assert_whole(rules(text))
