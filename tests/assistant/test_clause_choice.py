"""A follow-up about a regulation is answered from the clause that fits the conversation best."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.follow_up.choice_weights import WEIGHTS, Weights
from assistant.service import PolicyAssistant
from tests.conversing import converse


def first_label(answer: Answer) -> str:
    return answer.citations[0].clause.label


@pytest.mark.parametrize(
    ("questions", "label"),
    [
        (("单位一直不给我交公积金怎么办？", "要罚单位多少钱？"), "第三十七条"),
        (("楼上装修天天打钻，有没有时间限制？", "这是哪部法律的规定？"), "第六十六条"),
        (("晚上几点以后小区旁边的工地就不准施工了？", "有没有例外？"), "第四十三条"),
        (("去信访会不会被打击报复？", "对处理意见不服呢？"), "第三十五条"),
    ],
)
def test_what_is_asked_next_of_the_same_matter(
    assistant: PolicyAssistant, questions: tuple[str, ...], label: str
) -> None:
    assert first_label(converse(assistant, *questions)[-1]) == label


def test_two_tasks_compared_then_the_first_of_them(assistant: PolicyAssistant) -> None:
    both, first = converse(
        assistant,
        "推进城镇老旧小区改造和补齐社区服务设施短板，这两项的牵头单位一样吗？",
        "前一项到2025年的目标是多少？",
    )
    labels = {citation.clause.label for citation in both.citations}
    assert labels == {"七、（二）1．", "七、（二）2．"}
    assert first_label(first) == "七、（二）1．"


def test_the_number_of_the_document_spoken_of(assistant: PolicyAssistant) -> None:
    _, number = converse(assistant, "这份城市更新提升行动计划是什么时候印发的？", "文号呢？")
    assert "渝府发〔2022〕31号" in number.text


def test_a_target_stated_in_the_overview_leaves_the_task_in_mind(
    assistant: PolicyAssistant,
) -> None:
    *_, last = converse(
        assistant,
        "推进城镇老旧小区改造由哪个单位牵头？",
        "到2025年要改造多少？",
        "市城市管理局参与吗？",
    )
    assert last.text.startswith("是。")
    assert first_label(last) == "七、（二）1．"


@pytest.mark.parametrize("question", ["你们主任叫什么名字？", "你们电话多少？", "附近房价多少？"])
def test_what_the_texts_do_not_say_stays_unsaid(assistant: PolicyAssistant, question: str) -> None:
    *_, last = converse(assistant, "单位一直不给我交公积金怎么办？", question)
    assert last.status is not Status.ANSWERED
    assert not last.citations


def test_every_weight_counts() -> None:
    assert all(getattr(WEIGHTS, name) for name in Weights.__dataclass_fields__)
