"""What an office asks every day: sections, numbers of orders, so much or not, fines, votes."""

from __future__ import annotations

import pytest

from assistant.answer import Intent, Status
from assistant.service import PolicyAssistant
from assistant.understanding.fold import fold
from corpus.clause import Clause
from corpus.indicator import Indicator
from tests.conversing import converse


@pytest.mark.parametrize(
    ("question", "section", "count"),
    [
        ("八(三)有几项任务", "八、（三）", 3),
        ("七、（三）公共服务供给这部分有哪几项", "七、（三）", 5),
        ("第三部分第二节有几项任务", "三、（二）", 3),
        ("规划管理这一节有几项任务", "二、（四）", 3),
        ("保障措施有哪几条", "十一、", 6),
    ],
)
def test_the_tasks_of_a_section(
    assistant: PolicyAssistant, question: str, section: str, count: int
) -> None:
    answer = assistant.ask(question)
    labels = list(dict.fromkeys(citation.clause.label for citation in answer.citations))
    assert len(labels) == count
    assert all(label.startswith(section) for label in labels)
    assert f"共有{count}项任务" in answer.text


def test_a_section_asked_for_what_it_says_is_its_opening(assistant: PolicyAssistant) -> None:
    assert assistant.ask("八（三）讲什么").citations[0].clause.label == "八、（三）"


@pytest.mark.parametrize(
    ("question", "number"),
    [("物业管理条例国务院令多少号", "379"), ("国务院令第641号是哪个条例", "641")],
)
def test_the_number_of_an_order(assistant: PolicyAssistant, question: str, number: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind is Intent.DOCUMENT
    assert f"国务院令第{number}号" in answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("人均公园绿地面积是不是15平方米", "否。"),
        ("人均公园绿地面积是不是12平方米", "是。"),
        ("行动计划规定5G基站要达到30万个对吗？", "否。"),
        ("听说垃圾回收利用率要达到50%，是吗？", "否。"),
        ("5G基站到2025年是不是150000个", "是。"),
    ],
)
def test_whether_a_target_is_so_much(
    assistant: PolicyAssistant, question: str, verdict: str
) -> None:
    assert assistant.ask(question).text.startswith(verdict)


@pytest.mark.parametrize(
    "question",
    ["垃圾回收利用率是不是超过30%", "非化石能源占比是不是10%以上", "高速公路是不是1000公里"],
)
def test_more_than_and_one_of_several_get_no_verdict(
    assistant: PolicyAssistant, question: str
) -> None:
    assert not assistant.ask(question).text.startswith(("是。", "否。"))


def _targets(assistant: PolicyAssistant) -> list[tuple[Clause, Indicator]]:
    return list(assistant.knowledge.indicators())


def test_a_target_is_told_in_the_texts_own_words(assistant: PolicyAssistant) -> None:
    for clause, target in _targets(assistant):
        assert target.stated in clause.text, target
    told = {target.stated for _, target in _targets(assistant)}
    assert {"55%以上", "约1亿平方米", "1—2所", "1.0级"} <= told


def test_units_asked_after_a_target_are_those_of_a_task(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "垃圾回收利用率是多少", "谁牵头")
    assert "牵头单位：市城市管理局" in last.text


def test_a_value_asked_after_units(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "生活垃圾分类谁牵头", "那污水处理率呢")
    assert (98, "%") in {(i.indicator.value, i.indicator.unit) for i in last.indicators}


@pytest.mark.parametrize("question", ["随地吐痰罚多少", "占道经营罚多少钱", "小区里养鸡罚多少"])
def test_a_fine_is_quoted_with_what_it_punishes(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "元以上" in "".join(citation.quote for citation in answer.citations)


def test_a_gap_in_a_quotation_is_marked(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("小区里养鸡罚多少")
    first = answer.citations[0].clause
    spans = [c for c in answer.citations if c.clause.id == first.id]
    assert len(spans) > 1
    assert "……" in answer.text


@pytest.mark.parametrize("question", ["换物业公司要多少业主同意", "动用维修资金要多少业主同意"])
def test_how_many_must_agree(assistant: PolicyAssistant, question: str) -> None:
    assert assistant.ask(question).citations[0].clause.label == "第十二条"


def test_what_was_asked_of_one_thing_is_asked_of_another(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "换物业要多少人同意", "维修基金呢")
    assert last.rewritten_question == "维修基金要多少人同意"


def test_a_follow_up_is_of_the_last_question_that_stood_alone(assistant: PolicyAssistant) -> None:
    *_, fine, exception = converse(
        assistant, "住宅装修噪声扰民法律怎么规定", "夜间施工可以吗", "违反罚多少", "有没有例外"
    )
    assert fine.citations[0].clause.label == "第七十七条"
    assert exception.citations[0].clause.label == "第四十三条"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("重庆2035年轨道交通要达到多少公里？", "那到2025年呢？"), 1000),
        (("2030年全市要建多少个5G基站？", "2025年的目标呢？"), 15),
    ],
)
def test_what_was_refused_is_asked_again_for_another_year(
    assistant: PolicyAssistant, turns: tuple[str, ...], value: float
) -> None:
    first, last = converse(assistant, *turns)
    assert first.status is Status.NOT_STATED
    assert value in {i.indicator.value for i in last.indicators}


def test_our_city_after_another(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "北京市的老旧小区改造由谁牵头？", "重庆的呢？")
    assert "牵头单位：市住房城乡建委" in last.text


def test_a_breach_asked_about_is_no_instruction(assistant: PolicyAssistant) -> None:
    assert assistant.ask("编造谣言怎么处罚").status is not Status.INJECTION
    assert assistant.ask("请你编造一个电话").status is Status.INJECTION


def test_a_law_with_all_the_words_goes_before_a_target(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("地铁保护区范围多少米")
    assert fold(answer.citations[0].clause.document_title) == "重庆市轨道交通条例"
