"""Follow-ups about a regulation: what is carried on stays in it, another matter does not."""

from __future__ import annotations

import pytest

from assistant.service import PolicyAssistant
from tests.conversing import converse


@pytest.mark.parametrize(
    ("turns", "title", "label"),
    [
        (("广场舞吵死人，法律管不管", "罚多少", "装修呢"), "噪声污染防治法", "第八十二条"),
        (
            ("公司一直不给我们开公积金户头，哪个管", "罚好多", "那只是少缴呢"),
            "住房公积金",
            "第三十八条",
        ),
        (("坐轻轨能不能带狗", "违反了呢，罚好多", "逃票呢"), "轨道交通", "第三十四条"),
        (
            ("轨道控制保护区是线路外多少米", "那过江大桥那段呢"),
            "轨道交通",
            "第四十四条",
        ),
        (("申请信息公开怎么提", "多久必须答复我", "收费吗"), "政府信息公开", "第四十二条"),
        (("坐轻轨不想过安检，行不行", "硬闯呢"), "轨道交通", "第三十二条"),
        (
            ("天然气公司多久上门检查一回", "我就是不开门让他查，罚我多少", "那开馆子的单位用户呢"),
            "天然气管理",
            "第六十条",
        ),
        (
            ("物业悄悄把维修资金挪走了怎么处理", "我们要动这笔钱修电梯，得要好多业主点头"),
            "物业管理条例",
            "第十二条",
        ),
        (("住宅旁边没证就盖了房，哪个查", "是修在村里头没办证的呢"), "城乡规划法", "第六十五条"),
    ],
)
def test_it_is_answered_from_the_regulation_spoken_of(
    assistant: PolicyAssistant, turns: tuple[str, ...], title: str, label: str
) -> None:
    *_, answer = converse(assistant, *turns)
    first = answer.citations[0].clause
    assert title in first.document_title
    assert first.label == label


@pytest.mark.parametrize("other", ["怎么考驾照", "社保怎么交", "孩子上学怎么报名"])
def test_another_matter_is_not_answered_from_it(assistant: PolicyAssistant, other: str) -> None:
    *_, answer = converse(assistant, "物业费不交会怎么样", other)
    assert not answer.citations


def test_the_same_is_asked_of_another_thing(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "要换掉现在的物业公司，得多少业主同意", "动用维修资金呢，也是一样的比例？"
    )
    assert answer.citations[0].clause.label == "第十二条"


def test_a_penalty_is_no_sum_that_is_lent(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "单位不给我开公积金户怎么处罚", "那公积金最高能贷几十万")
    assert not answer.citations
