"""The thing spoken of asked of another document, its opposite, laws by their short names."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Intent, Status
from assistant.service import PolicyAssistant
from assistant.understanding.fold import fold
from tests.conversing import converse


def places(answer: Answer) -> list[str]:
    return [f"{c.clause.document_title}{c.clause.label}" for c in answer.citations]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("噪声法里怎么说", "中华人民共和国噪声污染防治法第四十三条"),
        ("噪声污染防治法里与之对应的是哪条", "中华人民共和国噪声污染防治法第四十三条"),
        ("那噪声法呢", "中华人民共和国噪声污染防治法第四十三条"),
        ("噪声法里要罚多少", "中华人民共和国噪声污染防治法第七十七条"),
    ],
)
def test_the_law_on_what_the_plan_was_asked_about(
    assistant: PolicyAssistant, asked: str, place: str
) -> None:
    *_, last = converse(assistant, "夜间施工噪声由谁监管", asked)
    assert places(last)[0] == place


def test_a_law_that_is_silent_on_it_is_told_to_be(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "老旧小区加装电梯谁牵头", "物业条例里有没有说这个")
    assert last.status is Status.NO_MATCH


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("老旧小区改造由谁牵头", "噪声法第六十四条说什么"),
        ("城市绿化谁牵头", "绿化条例里对擅自砍树怎么罚"),
        ("轨道交通建设谁牵头", "轨道条例里保护区多少米"),
    ],
)
def test_a_matter_of_its_own_is_not_mixed_with_the_one_before(
    assistant: PolicyAssistant, first: str, asked: str
) -> None:
    *_, last = converse(assistant, first, asked)
    assert places(last) == places(assistant.ask(asked))


@pytest.mark.parametrize("asked", ["物业管理条例", "介绍一下物业管理条例"])
def test_a_document_named_alone_is_asked_about_itself(
    assistant: PolicyAssistant, asked: str
) -> None:
    *_, last = converse(assistant, "夜间施工噪声由谁监管", asked)
    assert last.kind is Intent.DOCUMENT


def test_a_document_asked_about_after_a_document(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "行动计划什么时候印发的", "物业管理条例呢")
    assert last.kind is Intent.DOCUMENT


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("表后面的管子漏了该谁修", "表前面的呢"), "表前面的管子漏了该谁修"),
        (("没过期的临时建筑给补偿吗", "过期的呢"), "过期的临时建筑给补偿吗"),
        (("轨道保护区没同意就打井，个人罚多少", "单位呢"), "轨道保护区没同意就打井,单位罚多少"),
        (("饮用水一级保护区能不能钓鱼", "那二级的呢"), "饮用水二级保护区能不能钓鱼"),
    ],
)
def test_the_opposite_of_what_was_asked_about(
    assistant: PolicyAssistant, turns: tuple[str, str], said: str
) -> None:
    *_, last = converse(assistant, *turns)
    assert fold(last.rewritten_question) == said


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("公积金条例第三十八条", "住房公积金管理条例第三十八条"),
        ("按燃气条例46条怎么罚", "城镇燃气管理条例第四十六条"),
        ("公交条例24条讲的啥", "城市公共交通条例第二十四条"),
        ("城乡规划法第六十四条", "中华人民共和国城乡规划法第六十四条"),
        ("规划法第六十四条", "中华人民共和国城乡规划法第六十四条"),
        ("我市的绿化条例第三十四条", "重庆市城市园林绿化条例第三十四条"),
        ("国家的市容条例第七条", "城市市容和环境卫生管理条例第七条"),
    ],
)
def test_an_article_of_a_law_by_its_short_name(
    assistant: PolicyAssistant, said: str, place: str
) -> None:
    assert places(assistant.ask(said))[0] == place


@pytest.mark.parametrize(
    "said", ["社区工作条例", "环境法", "管理条例", "有什么好办法", "北京市绿化条例"]
)
def test_what_is_no_short_name_of_a_document(assistant: PolicyAssistant, said: str) -> None:
    assert not assistant.tools.titles.find(said)


@pytest.mark.parametrize(
    ("title", "label"), [("总体目标是什么", "一、（三）"), ("基本原则", "一、（二）")]
)
def test_a_clause_by_its_title_alone(assistant: PolicyAssistant, title: str, label: str) -> None:
    answer = assistant.ask(title)
    assert answer.citations[0].clause.label == label
    assert len(answer.citations[0].quote) > 40
