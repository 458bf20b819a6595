"""Follow-ups of an office and of a citizen who name what they mean by half."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.service import PolicyAssistant
from tests.conversing import converse


def test_our_office_is_the_unit_asked_about_first(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "市生态环境局牵头几项任务", "推进城镇老旧小区改造这一项，我们局是责任单位吗"
    )
    assert answer.text.startswith("否")
    assert "市生态环境局" in answer.text.split("\n", 1)[0]


@pytest.mark.parametrize("asked", ["停车设施那一项呢？", "那停车设施建设呢"])
def test_whether_the_unit_takes_part_is_asked_of_the_next_task(
    assistant: PolicyAssistant, asked: str
) -> None:
    *_, answer = converse(assistant, "老旧小区改造，市公安局参与吗", asked)
    assert answer.text.startswith("是。市公安局")
    assert "停车" in answer.citations[0].clause.title


def test_a_measure_alone_is_that_of_the_task_spoken_of(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "计划对城市道路照明有什么要求", "完好率要达到多少？")
    assert "96%" in answer.text
    *_, answer = converse(assistant, "老旧小区改造谁牵头", "森林覆盖率要多少")
    assert answer.status is Status.NO_MATCH


def test_a_measure_alone_of_another_year_is_not_told(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "计划对城市道路照明有什么要求", "2030年完好率要达到多少？")
    assert answer.status is Status.NOT_STATED


def test_the_whole_city_names_no_matter(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "加装电梯、修停车场在老旧小区改造内容里吗", "全市到2025年总共要改多少？"
    )
    assert "1亿平方米" in answer.text


def test_a_thing_named_before_its_question_is_one_question(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "老旧小区改造谁牵头", "停车设施呢？牵头单位是谁？")
    assert {citation.clause.id for citation in answer.citations} == {answer.citations[0].clause.id}
    *_, answer = converse(assistant, "噪声谁来管", "老旧小区改造谁牵头？停车设施呢？")
    assert answer.text.startswith("1. ")


@pytest.mark.parametrize(
    "asked", ["装配式建筑占新建建筑的比例要达到多少？", "装配式建筑占新建建筑比例是多少"]
)
def test_a_measure_of_another_thing_is_not_told(assistant: PolicyAssistant, asked: str) -> None:
    assert assistant.ask(asked).status in (Status.NO_MATCH, Status.NOT_STATED)
    told = assistant.ask("绿色建筑占新建建筑的比例要达到多少")
    assert "100%" in told.text


def test_that_decision_is_the_one_of_the_article_spoken_of(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "征收补偿协议谈不拢，政府怎么办", "那个决定我不服，能打官司吗？"
    )
    assert answer.citations[0].clause.label == "第二十六条"


def test_what_is_written_into_a_contract_is_a_question_of_its_own(
    assistant: PolicyAssistant,
) -> None:
    *_, answer = converse(
        assistant, "消防设施多久要检测一次", "物业合同里头要不要把消防的事写进去？"
    )
    assert answer.citations[0].clause.label == "第二十八条"


def test_who_settles_an_amount_is_no_question_of_the_amount(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("征收的房子值多少钱哪个说了算")
    assert answer.citations[0].clause.label == "第十九条"


@pytest.mark.parametrize(
    ("asked", "label"), [("市级河长呢？", "第十三条"), ("街道级河长呢", "第十五条")]
)
def test_how_often_is_asked_of_the_one_named(
    assistant: PolicyAssistant, asked: str, label: str
) -> None:
    *_, answer = converse(assistant, "区县级河长多久至少巡一次河", asked)
    assert answer.citations[0].clause.label == label


def test_in_which_item_points_back_to_nothing(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "中心城区山城步道要修到多少公里", "人行过街天桥要新修，写在哪一条里头的"
    )
    assert answer.text.startswith("所在位置")
    assert "天桥" in answer.citations[0].clause.text


def test_the_latter_item_is_the_one_spoken_of_last(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "市政道路由谁牵头", "建筑垃圾资源化利用率目标", "市商务委参与后面这项吗"
    )
    assert answer.text.startswith("是。市商务委")


def test_the_same_is_asked_of_another_level(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "区县级河长多久要巡一次河？", "市级的呢？")
    assert answer.citations[0].clause.label == "第十三条"


def test_from_which_month_to_which_is_told_by_days(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("重庆每年汛期是从几月到几月？")
    assert "5月1日至9月30日" in answer.text


def test_what_the_law_says_is_not_what_the_law_spoken_of_says(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant,
        "有专用烟道的铺子，油烟净化器是不是必须装？",
        "还有店里排风机嗡嗡响，楼上嫌吵，这个法律上对我们开店的有要求没？",
    )
    assert answer.citations[0].clause.document_title == "中华人民共和国噪声污染防治法"


def test_a_child_is_under_age_by_its_years(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "转移登记要多少个工作日？", "想写我大儿子的名字，他才八岁，由谁去申请？"
    )
    assert answer.citations[0].clause.label == "第十五条"


def test_what_only_the_task_spoken_of_names_is_of_it(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant,
        "老旧小区改造由哪个部门牵头？",
        "改的时候能不能顺带把停车场和电梯一起弄了，计划里提到没得？",
    )
    assert "老旧小区" in answer.citations[0].clause.title


def test_a_penalty_without_a_sum_gives_way_to_that_of_a_like_law(
    assistant: PolicyAssistant,
) -> None:
    *_, answer = converse(
        assistant,
        "百年的黄葛树算不算古树？",
        "我们自己把它砍了可以吗？",
        "要是哪个悄悄砍了，要遭罚好多？",
    )
    assert answer.citations[0].clause.document_title == "重庆市城市园林绿化条例"
