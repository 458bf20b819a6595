"""Whatever lines follow on each other, no text is lost and none is in two clauses."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clause import ClauseKind
from tests.corpus.test_structure import assert_whole, plan

LINES = (
    "一、任务",
    "二、保障",
    "三、附则（牵头单位：市教育局）",
    "（一）建学校。建成5所。",
    "（二）建医院。（责任单位：市卫健委）",
    "1．选址。",
    "1．征地；",
    "2．施工。（市住建局）",
    "3．2025年验收。",
    "9．移交。（市国资委）",
    "（1）报告。",
    "①评估。",
    "●宣传。（市文旅局）",
    "●培训。",
    "任务1：督查。（市督查室）",
    "第一条 考核。（市委组织部）",
    "一是巡查。",
    "1.1 抽查。（市审计局）",
    "\u3000\u30001．抽样。（市统计局）",
    "专栏1 工程",
    "> 引用的话",
    "| 项目 | 单位 |",
    "（责任单位：市财政局）",
    "牵头单位：市发改委",
    "（本部分牵头单位：市司法局）",
    "以上任务由市政府办牵头。",
    "接着说的话，没有编号。",
    "附件1",
    "某市实施方案",
    "某市人民政府",
    "2024年3月1日",
    "- 1 -",
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
def test_every_character_is_in_one_clause(lines: list[str]) -> None:
    outline = plan("某市行动方案\n" + "\n".join(lines))
    assert_whole(outline)
    for clause in outline.clauses:
        if clause.kind is ClauseKind.TASK and clause.responsibility:
            named = clause.responsibility
            assert all(u.name in clause.text for u in (*named.lead, *named.responsible))
