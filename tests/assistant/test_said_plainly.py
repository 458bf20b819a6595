"""Plain questions whose words only look like a demand, a unit's task or another target."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.service import PolicyAssistant


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("换掉现在的物业要多少业主同意", "第十二条"),  # 现在的: no progress
        ("每月发工资后几天内要汇缴公积金", "第十九条"),  # 发工资: no sum
        ("我们楼十几户都想去信访局反映问题，能一起去吗", "第二十条"),  # gone to, not asked about
        ("主城区砍树多少株以上要报市里批", "第三十三条"),
        ("更新提升计划里噪声这一块谁牵头", "八、（二）4．"),  # the plan by a stretch of its title
        ("停车这块谁牵头", "五、（四）4．"),
        ("轨道运营及在建里程目标是多少", "五、（三）1．"),
    ],
)
def test_it_is_answered_by_its_clause(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert label in {citation.clause.label for citation in answer.citations[:2]}


@pytest.mark.parametrize(
    "question",
    ["全市要建多少公里绿道", "绿道要建多少公里", "快速路要建多少公里", "社区养老服务站建几个"],
)
def test_no_figure_of_another_thing_is_given(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status in (Status.NOT_STATED, Status.NO_MATCH)
    assert not answer.indicators


def test_a_thing_that_the_plan_shortens_is_found(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("每十万人要建几个消防站")
    assert answer.indicators[0].indicator.value == 0.56


def test_tasks_handed_to_a_unit_are_its_tasks(assistant: PolicyAssistant) -> None:
    handed = assistant.ask("交给市城市管理局办的任务有哪些")
    plain = assistant.ask("市城市管理局有哪些任务")
    assert handed.kind is plain.kind
    assert [c.clause.id for c in handed.citations] == [c.clause.id for c in plain.citations]
