"""Follow-ups of clerks and callers, as fresh writers typed them."""

from __future__ import annotations

import pytest

from assistant.answer import Intent, Status
from assistant.service import PolicyAssistant
from tests.conversing import converse, labels

PROPERTY = "行动计划里提升物业管理服务水平由谁牵头，哪些单位参加？"
CULTURE = "推动文化产业融入城市发展谁牵头"
HEALTH = "提高医疗卫生服务水平谁牵头"
OLD_ESTATES = "到2025年老旧小区改造多少"


def test_the_task_that_a_unit_leads(assistant: PolicyAssistant) -> None:
    last = converse(assistant, CULTURE, "那市财政局牵头的是哪项任务？")[-1]
    assert last.kind is Intent.UNIT_TASKS
    assert labels(last) == ["十一、（四）"]


@pytest.mark.parametrize(
    ("questions", "label"),
    [
        ((PROPERTY, "这项任务要构建什么平台？"), "七、（二）3．"),
        (("弘扬重庆人文精神那项，还有谁牵头", "主线是哪几个词"), "九、（二）3．"),
        ((CULTURE, "那责任单位到底有哪些？"), "九、（三）3．"),
        ((CULTURE, "市民政局参加吗", "在健全养老服务体系那条里呢？"), "七、（三）3．"),
        (
            (
                "有人在城市园林绿地里种菜，法律禁不禁止？",
                "行动计划里也写了要加强对毁绿占绿的监管，那条任务是哪些单位牵头？",
            ),
            "四、（一）3．",
        ),
        (
            (
                "加强城市环境秩序整治谁牵头",
                "占道摆摊罚多少",
                "回到刚才那个整治任务，商务委在里头没得？",
            ),
            "四、（二）3．",
        ),
    ],
)
def test_more_of_the_task_spoken_of(
    assistant: PolicyAssistant, questions: tuple[str, ...], label: str
) -> None:
    assert labels(converse(assistant, *questions)[-1]) == [label]


def test_who_leads_what_a_target_told_on_the_whole_is_of(assistant: PolicyAssistant) -> None:
    _, leads, joins, _, which = converse(
        assistant,
        OLD_ESTATES,
        "谁牵头？",
        "市城市管理局是不是也牵头？",
        "那它是责任单位吗？",
        "哪年以前建成的小区才算进来？",
    )
    assert labels(leads) == labels(which) == ["七、（二）1．"]
    assert joins.text.startswith("否。市城市管理局在本条中是责任单位")
    assert "2000年年底前" in which.text


@pytest.mark.parametrize(
    "questions",
    [(HEALTH, "这项安排了多少资金"), ("住房房租一年最多能涨百分之几",)],
)
def test_no_target_of_another_measure_is_told(
    assistant: PolicyAssistant, questions: tuple[str, ...]
) -> None:
    assert converse(assistant, *questions)[-1].refused


def test_a_year_that_says_which_is_not_the_year_asked_for(assistant: PolicyAssistant) -> None:
    asked = "到2025年，2000年年底前建成的需要改造的城镇老旧小区，改造总量约是多少？"
    answer = assistant.ask(asked)
    assert answer.status is Status.ANSWERED
    assert "1亿平方米" in answer.text


@pytest.mark.parametrize(
    "questions",
    [
        ("市财政局牵头哪些任务", "最后那项里呢"),
        ("加强停车管理服务调控谁牵头", "市公安局参加吗", "加装电梯那个里头呢"),
    ],
)
def test_what_is_listed_or_stands_in_a_document_is_no_other_task(
    assistant: PolicyAssistant, questions: tuple[str, ...]
) -> None:
    told = converse(assistant, *questions)[-1]
    assert not told.rewritten_question.startswith("最后那项任务")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("重庆市河长制条例第十条河长要做什么", "第十条"),
        ("城市道路管理条例第二十一条道路上不准做哪些事", "第二十一条"),
        ("土壤污染防治法里，土壤污染状况调查报告主要包括哪些内容", "第三十六条"),
        ("防汛抗旱条例里，防汛抗旱应急预案应当包括哪些内容", "第十七条"),
        ("被征收人对补偿决定不服，可以提起行政诉讼吗？", "第二十六条"),
    ],
)
def test_the_very_article(assistant: PolicyAssistant, question: str, label: str) -> None:
    assert labels(assistant.ask(question))[0] == label


def test_an_article_after_a_word_that_points(assistant: PolicyAssistant) -> None:
    last = converse(assistant, "河长制条例里，河长是什么", "那第十条河长要做什么")[-1]
    assert labels(last) == ["第十条"]


def test_which_task_a_pronoun_leads(assistant: PolicyAssistant) -> None:
    last = converse(assistant, CULTURE, "市财政局参加吗", "它牵头的是哪一项")[-1]
    assert labels(last) == ["十一、（四）"]


@pytest.mark.parametrize("question", ["这个行动计划到期没有", "城市更新提升行动计划过期没"])
def test_whether_a_document_is_still_in_force(assistant: PolicyAssistant, question: str) -> None:
    assert assistant.ask(question).kind is Intent.DOCUMENT


def test_who_takes_part_in_the_work_is_no_list_of_tasks(assistant: PolicyAssistant) -> None:
    assert assistant.ask("老旧小区改造工作哪些单位参与").kind is Intent.WHO_LEADS


def test_tasks_of_the_units_just_told(assistant: PolicyAssistant) -> None:
    last = converse(
        assistant, "城市生活污水集中处理率目标多少", "牵头单位", "这两家同时挂名的任务一共哪些"
    )[-1]
    assert last.kind is Intent.UNIT_TASKS
    assert {unit.name for unit in last.units} >= {"市生态环境局", "市水利局"}


@pytest.mark.parametrize(
    "question",
    [
        "国有土地上的房子被征收 补偿都包括哪些",
        "国有土地上的房屋被征收，给被征收人的补偿包括哪几样？",
    ],
)
def test_what_something_is_made_up_of(assistant: PolicyAssistant, question: str) -> None:
    assert labels(assistant.ask(question))[0] == "第十七条"


@pytest.mark.parametrize(
    ("questions", "clause"),
    [
        (("历史建筑的保护标志几天内设好", "区县政府没按期设，怎么追责"), "第五十七条"),
        (("我门面招牌烂了没换，重庆市容条例说过期不改罚好多？",), "第三十七条"),
        (("我开火锅馆，污水要办证不", "换个事问，我把拖地水倒在街上，罚好多？"), "第四十五条"),
        (("我去信访，好多天办完", "我们一条街几十个老板一路去走访，最多去几个代表？"), "第二十条"),
    ],
)
def test_what_a_law_says(
    assistant: PolicyAssistant, questions: tuple[str, ...], clause: str
) -> None:
    assert labels(converse(assistant, *questions)[-1])[0] == clause
