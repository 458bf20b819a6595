"""What a unit spends, or how far it has come, is no list of its tasks."""

from __future__ import annotations

import pytest

from assistant.answer import Intent, Status
from assistant.service import PolicyAssistant
from tests.conversing import converse


@pytest.mark.parametrize(
    "question",
    [
        "财政局一共准备拿多少亿出来？",
        "市住房城乡建委要牵头投多少钱",
        "市教委牵头的任务一共投资多少",
        "公安局牵头的任务进展如何",
        "市教委牵头的任务完成得怎么样了",
    ],
)
def test_amounts_and_progress_of_a_unit_are_refused(
    question: str, assistant: PolicyAssistant
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_STATED
    assert not answer.citations


@pytest.mark.parametrize("question", ["财政局牵头几项任务", "市水利局牵头哪些任务？"])
def test_its_tasks_are_told(question: str, assistant: PolicyAssistant) -> None:
    answer = assistant.ask(question)
    assert answer.kind is Intent.UNIT_TASKS
    assert answer.citations


def test_what_happened_last_night_is_no_target(assistant: PolicyAssistant) -> None:
    assert assistant.ask("昨晚那个地震是几级").refused


def test_the_article_asked_for_is_no_figure(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("作出房屋征收决定之前须开展何种风险评估，见第几条")
    assert answer.citations[0].clause.label == "第十二条"


def test_a_target_is_called_by_its_everyday_name(assistant: PolicyAssistant) -> None:
    turns = ("轨道上的都市区由谁牵头", "运营及在建里程要达到多少", "日客流呢")
    *_, answer = converse(assistant, *turns)
    assert [cited.indicator.value for cited in answer.indicators] == [600.0]


def test_some_of_a_thing_is_that_thing(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("听说要弄一批社区医院，好多个哦")
    assert [cited.indicator.value for cited in answer.indicators] == [80.0]


def test_that_very_regulation_is_the_one_spoken_of(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "物业公司把小区路挖了当工地，得行不", "刚才那部条例里，这种罚多少"
    )
    assert answer.citations[0].clause.label == "第六十三条"
