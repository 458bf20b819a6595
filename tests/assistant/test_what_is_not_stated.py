"""What a text near to the question does not say: another measure, a name, how long, what fine."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.service import PolicyAssistant
from tests.conversing import converse


@pytest.mark.parametrize(
    "question",
    [
        "成渝中线高铁设计时速是多少",
        "观景口水库库容多少",
        "山城步道要新建多少条",
        "全市养老床位要达到多少张",
    ],
)
def test_another_dimension_or_counter_is_not_told_by_a_target(
    assistant: PolicyAssistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.refused
    assert not answer.indicators


@pytest.mark.parametrize("name", ["洪崖洞", "欢乐谷"])
def test_a_name_that_no_text_has_leads_to_no_units(assistant: PolicyAssistant, name: str) -> None:
    answer = assistant.ask(f"{name}改造由哪个单位牵头")
    assert answer.status is Status.NOT_STATED
    assert name in answer.reason
    assert not answer.units


def test_such_a_name_is_not_asked_of_the_task_before(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "停车设施谁牵头", "欢乐谷改造由谁牵头")
    assert answer.refused
    assert not answer.units


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("新路几年内不准挖", "第三十三条"),
        ("公积金提取多久能批", "第二十五条"),
        ("那个信访事项多久必须办结", "第三十四条"),
    ],
)
def test_how_long_is_told_by_the_article_that_states_it(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    assert assistant.ask(question).citations[0].clause.label == label


@pytest.mark.parametrize("question", ["燃气表多久检一次", "建设用地规划许可证多少个工作日发"])
def test_how_long_where_no_article_states_it(assistant: PolicyAssistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_STATED


def test_a_target_told_in_words(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("智慧城市的CIM平台目标是什么")
    assert "CIM" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("计划要求到2025年5G基站20万个，对不对", "否。"),
        ("人均公园绿地面积12平方米对吗", "是。"),
        ("新建综合管廊建设率不低于30%对吧", "是。"),
    ],
)
def test_a_statement_with_a_tag(assistant: PolicyAssistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).text.startswith(verdict)


def test_what_is_far_from_everything_points_nowhere(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("个人所得税起征点是多少")
    assert answer.refused
    assert not answer.nearest
    assert not answer.ask_unit


def test_the_other_party_is_asked_the_same(assistant: PolicyAssistant) -> None:
    questions = ("业主可以在小区里自己圈个车位占用道路吗", "会罚多少钱", "那物业公司呢")
    *_, answer = converse(assistant, *questions)
    assert answer.citations[0].clause.label == "第六十三条"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("江北机场T3B和第四跑道是哪项任务头的", "T3B好久通航嘛"),
        ("楼下串串店的油烟直往我家里灌，管不管", "我楼下那家串串店遭罚过没得"),
        ("小区里头搭违建，罚多少", "我们小区那个违建好久拆得脱"),
    ],
)
def test_when_or_whether_it_has_come_about(
    assistant: PolicyAssistant, first: str, second: str
) -> None:
    answered, told = converse(assistant, first, second)
    assert not answered.refused
    assert told.refused
    assert not told.citations
