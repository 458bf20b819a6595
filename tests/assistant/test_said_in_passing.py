"""What a question says beside what it asks: leads, remarks, where and when, what was complained."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.service import PolicyAssistant
from tests.conversing import converse, labels

INNOVATION = "培育一流创新主体，牵头是哪几家"
NOISE = "加强噪声污染防治这项任务谁牵头？"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("国资委列没列进责任单位？", "是。"),
        ("市教委算没算进牵头单位", "是。"),
        ("金融监管局有没有被列为责任单位", "否。"),
    ],
)
def test_whether_a_unit_is_put_in_a_role(
    assistant: PolicyAssistant, question: str, says: str
) -> None:
    answer = converse(assistant, INNOVATION, question)[-1]
    assert labels(answer) == ["六、（一）2．"]
    assert answer.text.startswith(says)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("十四五要建成多少公里高速公路", "1200公里"),
        ("最后问个数，十四五要建成多少公里高速公路", "1200公里"),
        ("全市要建多少所智慧校园建设示范学校", "600所"),
        ("智慧医院到2025年要建多少家", "100家"),
        ("消防站到底要配好多个才够", "0.56个"),
    ],
)
def test_where_and_when_something_is_counted_is_no_thing(
    assistant: PolicyAssistant, question: str, value: str
) -> None:
    assert value in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    ["到2025年要建多少个加氢站", "十四五要建多少个加氢站", "要建成多少个社区食堂"],
)
def test_no_target_is_told_of_a_thing_that_no_text_has(
    assistant: PolicyAssistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED
    assert not answer.citations


def test_the_other_half_of_a_question_is_no_question_of_its_own(assistant: PolicyAssistant) -> None:
    answer = assistant.ask(
        "他已经列进区里的非遗代表性项目了，可以自己申请当代表性传承人吗？还是必须别人推荐？"
    )
    assert labels(answer) == ["第二十二条"]


def test_a_plan_s_task_is_gone_back_to_for_its_units(assistant: PolicyAssistant) -> None:
    answer = converse(
        assistant,
        NOISE,
        "法律上夜间施工怎么限制的，哪些情形可以例外？",
        "没按规定取得证明夜里就干的，罚多少",
        "再把行动计划那项的责任单位报一遍，我写进会议材料",
    )[-1]
    assert labels(answer) == ["八、（二）4．"]


def test_the_matter_gone_back_to_is_the_article_that_speaks_of_it_most(
    assistant: PolicyAssistant,
) -> None:
    answer = converse(
        assistant,
        "对信访处理意见不服，还可以找哪个",
        "复查下来还是不服呢",
        "回到刚才那个复查，上级收到我的申请好多天给结果",
    )[-1]
    assert labels(answer) == ["第三十五条"]


def test_tasks_in_which_a_unit_spoken_of_occurs_with_another(assistant: PolicyAssistant) -> None:
    whole = assistant.ask("市政府口岸物流办和市规划自然资源局共同牵头和参与哪些任务")
    answer = converse(
        assistant, "口岸物流办总共牵头几项？", "它跟市规划自然资源局共同出现的任务有哪些？"
    )[-1]
    assert labels(answer) == labels(whole)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        (
            "楼上业主在住宅楼里装修噪音很大，住户投诉到物业来了，法律上我们物业该怎么做？",
            "第六十六条",
        ),
        ("广场舞音响开得震天响，附近住户来投诉，我们居委会该啷个办？", "第六十四条"),
    ],
)
def test_that_one_was_complained_to_is_not_what_is_asked(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    assert labels(assistant.ask(question))[0] == label


def test_a_share_of_something_is_not_how_many_million(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("轨道交通第四期建设规划总投资是多少亿")
    assert answer.status is not Status.ANSWERED


def test_what_the_law_says_is_asked_of_the_law(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, NOISE, "法律上夜间施工怎么限制的")[-1]
    assert answer.citations[0].clause.label == "第四十三条"


@pytest.mark.parametrize(
    ("first", "question", "tasks"),
    [
        ("提升物业管理服务水平是哪个单位牵头", "那市民政局在这个计划里一共有哪些任务？", 2),
        ("改善水环境质量是哪个牵头", "市水利局在那个计划头一共有哪些任务", 7),
        ("健全养老服务体系是哪个在牵头", "它在这个计划头一共有哪些任务", 2),
    ],
)
def test_this_plan_is_the_document_and_no_task(
    assistant: PolicyAssistant, first: str, question: str, tasks: int
) -> None:
    answer = converse(assistant, first, question)[-1]
    assert len(labels(answer)) == tasks


def test_how_many_it_leads_is_asked_on_top_of_all_its_tasks(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("市消防救援总队在计划里总共有哪些任务，牵头几项？")
    assert "共有4项任务：牵头2项" in answer.text


def test_a_task_named_within_its_part(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("行动计划的保障措施里，压实工作责任是谁牵头")
    assert labels(answer) == ["十一、（二）"]


def test_until_when_is_asked_of_the_task_that_is_named(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("市里的城市更新提升计划里，老旧小区改造是谁牵头，要到哪年基本完成？")
    assert labels(answer) == ["七、（二）1．"]


def test_each_value_is_told_after_what_leads_in(assistant: PolicyAssistant) -> None:
    text = assistant.ask(
        "我们在算民生账。医疗这块，计划说全市要建成多少所三级医院、推进多少个城市社区医院建设？"
    ).text
    assert "100所" in text
    assert "80个" in text


def test_the_last_sentence_of_a_story_asks(assistant: PolicyAssistant) -> None:
    answer = assistant.ask(
        "我是高三班主任。学校围墙外面是个工地，半夜还在打桩，眼看就要高考了，家长群都炸了。"
        "想先问清楚，噪声法里说的“夜间”是几点到几点？"
    )
    assert labels(answer)[0] == "第八十八条"


def test_who_does_it_is_as_before_and_the_matter_another(assistant: PolicyAssistant) -> None:
    answer = converse(
        assistant, "楼下餐馆油烟对到我窗子吹", "刚才那个餐馆，往下水道排污水要办证不"
    )[-1]
    assert answer.citations[0].clause.document_title == "城镇排水与污水处理条例"


@pytest.mark.parametrize("question", ["重庆的汛期是哪几个月", "重庆每年哪几个月算汛期"])
def test_months_are_told_by_a_first_and_a_last_day(
    assistant: PolicyAssistant, question: str
) -> None:
    assert "5月1日至9月30日" in assistant.ask(question).text


def test_a_target_of_the_task_spoken_of_in_everyday_words(assistant: PolicyAssistant) -> None:
    answer = converse(
        assistant, "市里支持把商业办公用房盘活成保租房吗？", "到2025年要新筹建多少套？"
    )[-1]
    assert "40万套" in answer.text


def test_not_being_in_a_plan_is_no_question_for_a_list(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("我们学校没纳入避难场所规划，地震来了可以当临时避难场所不")
    assert labels(answer) == ["第二十五条"]


def test_this_matter_is_the_task_just_told_of(assistant: PolicyAssistant) -> None:
    told = assistant.ask("老旧小区停车难有什么办法")
    answer = converse(assistant, "老旧小区停车难有什么办法", "这块谁牵头，责任单位有谁")[-1]
    assert labels(answer) == labels(told)[:1]


def test_which_measures_are_those_of_the_task_spoken_of(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, "健全养老服务体系是哪个局牵头", "有些啥子措施嘛")[-1]
    assert labels(answer) == ["七、（三）3．"]


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        (("建设现代化教育强市谁牵头", "残联是牵头的啊？"), "否。"),
        (("建设现代化教育强市谁牵头", "残联是牵头的啊？", "那是不是责任单位嘛"), "是。"),
        (("强化规划刚性约束这项有市司法局吗？",), "是。"),
        (
            ("市金融监管局参与哪些任务", "那促进房地产市场平稳健康发展那一项里有没有它"),
            "是。",
        ),
    ],
)
def test_yes_or_no_of_a_unit_in_a_role(
    assistant: PolicyAssistant, questions: tuple[str, ...], says: str
) -> None:
    assert converse(assistant, *questions)[-1].text.startswith(says)


def test_the_lead_units_of_each_of_two_tasks(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("完善城市道路体系建设和有序推进城市路网更新，牵头单位分别是谁")
    assert labels(answer) == ["五、（四）1．", "五、（四）2．"]
