"""Targets are met in other words than the text's, and a unit's tasks however they are asked for."""

from __future__ import annotations

import pytest

from assistant.answer import Intent
from assistant.service import PolicyAssistant


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("公共图书馆人均几本书", 1.05, "册"),
        ("地铁高峰一天要运多少人次", 600, "万人次"),
        ("城镇绿色建筑占比目标是多少", 100, "%"),
        ("轨道第四期建设规划的线路总长", 198, "公里"),
        ("社区医院建设的数量", 80, "个"),
    ],
)
def test_a_target_in_other_words(
    assistant: PolicyAssistant, question: str, value: float, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind is Intent.INDICATOR
    assert (value, unit) in {(i.indicator.value, i.indicator.unit) for i in answer.indicators}


@pytest.mark.parametrize(
    "question",
    ["森林覆盖率目标是多少", "城镇化率要达到多少", "新增停车位多少个", "养老机构床位数目标"],
)
def test_a_target_the_texts_do_not_set_has_no_value(
    assistant: PolicyAssistant, question: str
) -> None:
    assert not assistant.ask(question).indicators


@pytest.mark.parametrize(
    "question",
    ["我是文旅委的，我们单位要做什么", "市文化旅游委在城市更新中的职责", "文旅委主抓哪几项"],
)
def test_a_units_tasks_in_words_that_only_ask(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind is Intent.UNIT_TASKS
    assert answer.units
    assert {unit.name for unit in answer.units} >= {"市文化旅游委"}


def test_a_target_of_the_year_asked_for_comes_before_one_without_a_year(
    assistant: PolicyAssistant,
) -> None:
    for question in ("十四五末轨道要运营多少公里", "轨道交通到2025年多少公里"):
        (first, *_) = assistant.ask(question).indicators
        assert (first.indicator.value, first.indicator.year) == (1000, 2025), question
