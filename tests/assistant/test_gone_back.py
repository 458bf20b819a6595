"""Follow-ups that go back: to a matter of a law, to the plan, to what the article calls so."""

from __future__ import annotations

import pytest

from assistant.service import PolicyAssistant
from tests.conversing import converse


@pytest.mark.parametrize(
    ("turns", "title", "label"),
    [
        (
            (
                "房屋价值怎么评估",
                "评估机构谁来选",
                "搬家费谁出",
                "回到评估机构那里，要是出假报告呢",
            ),
            "征收与补偿",
            "第三十四条",
        ),
        (
            ("签不成补偿协议，政府会怎么做", "对这个决定不服呢"),
            "征收与补偿",
            "第二十六条",
        ),
        (
            ("工地半夜施工有规定吗", "说回行动计划，防噪声这项哪个局牵头"),
            "行动计划",
            "八、（二）4．",
        ),
        (
            ("在轨道保护区里施工要谁同意", "轨道站点TOD综合开发，计划里写在哪"),
            "行动计划",
            "五、（三）1．",
        ),
    ],
)
def test_it_is_asked_of_what_is_gone_back_to(
    assistant: PolicyAssistant, turns: tuple[str, ...], title: str, label: str
) -> None:
    *_, answer = converse(assistant, *turns)
    first = answer.citations[0].clause
    assert title in first.document_title
    assert first.label == label


@pytest.mark.parametrize(
    ("turns", "status"),
    [
        (("乱贴小广告能停机吗", "共享单车企业乱投放罚多少"), "unanswerable"),
        (("应急装备物资储备库要建几个", "战区级的那几个分别建在哪些区县"), "unanswerable"),
    ],
)
def test_what_the_texts_do_not_say_of_another_matter(
    assistant: PolicyAssistant, turns: tuple[str, ...], status: str
) -> None:
    *_, answer = converse(assistant, *turns)
    assert answer.status.value.startswith(status)
    assert not answer.citations
