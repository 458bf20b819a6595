"""Follow-ups as an office asks them: a unit among others, the next task, the plan and the law."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.service import PolicyAssistant
from tests.conversing import converse, labels

NETWORK = "构建多层次铁路网络谁牵头？"
ISLANDS = "八、（一）3．"


def asked(assistant: PolicyAssistant, *questions: str) -> Answer:
    answer = converse(assistant, *questions)[-1]
    assert answer.status is Status.ANSWERED, answer.text
    return answer


def leads(answer: Answer) -> list[str]:
    return [unit.name for unit in answer.units if unit.role == "lead"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("市交通局是不是牵头单位之一", "是。"),
        ("市公安局算责任单位之一吗", "否。"),
        ("市应急局有没有列进去", "否。"),
        ("市规划自然资源局被算进去了没有", "是。"),
    ],
)
def test_whether_a_unit_is_one_of_them(
    assistant: PolicyAssistant, question: str, says: str
) -> None:
    answer = asked(assistant, NETWORK, question)
    assert labels(answer) == ["五、（二）2．"]
    assert answer.text.startswith(says)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("绿岛那项有重庆经开区吗", "是。"),
        ("绿岛那项有市教委吗", "否。"),
        ("广阳岛绿色发展公司参加绿岛这个不", "是。"),
    ],
)
def test_a_unit_in_a_task_named_in_passing(
    assistant: PolicyAssistant, question: str, says: str
) -> None:
    answer = asked(assistant, "做靓两江四岸主轴是谁牵头", question)
    assert labels(answer) == [ISLANDS]
    assert answer.text.startswith(says)


def test_the_task_spoken_of_named_again(assistant: PolicyAssistant) -> None:
    answer = asked(assistant, "四山保护提升谁牵头", "广阳岛绿色发展公司参加四山这个不")
    assert labels(answer) == ["八、（一）1．"]
    assert answer.text.startswith("否。")


def test_back_to_the_task_with_a_unit(assistant: PolicyAssistant) -> None:
    answer = asked(
        assistant,
        "轨道上的都市区由哪几家牵头",
        "没经同意就在里面打井钻探，怎么罚",
        "回到刚才那项，市财政局参加吗",
    )
    assert labels(answer) == ["五、（三）1．"]


def test_one_task_of_a_part_and_those_after_it(assistant: PolicyAssistant) -> None:
    first = "第八部分水环境质量那条谁牵头"
    assert leads(asked(assistant, first)) == ["市生态环境局", "市水利局"]
    following = asked(assistant, first, "下一项呢")
    assert labels(following) == ["八、（二）2．"]
    assert leads(following) == ["市生态环境局"]
    assert labels(asked(assistant, first, "下一项呢", "再下一项")) == ["八、（二）3．"]


def test_what_a_list_is_for_asks_nothing(assistant: PolicyAssistant) -> None:
    plain = asked(assistant, "做靓两江四岸主轴是谁牵头", "责任单位有哪些")
    told = asked(assistant, "做靓两江四岸主轴是谁牵头", "责任单位完整列一下，领导要看")
    assert told.units == plain.units


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("“智慧医院”是卫健委牵头吧？", "要建多少家"), "100"),
        (("保障性租赁住房是哪家牵头", "到2025年要筹建多少套"), "40"),
    ],
)
def test_the_target_of_what_was_asked_about(
    assistant: PolicyAssistant, questions: tuple[str, ...], value: str
) -> None:
    answer = asked(assistant, *questions)
    assert value in answer.indicators[0].indicator.quote


def test_where_in_the_plan_and_whether_it_is_put_in(assistant: PolicyAssistant) -> None:
    where = asked(assistant, "推进活化利用由谁牵头", "属于计划的第几部分")
    assert "提升城市人文品质" in where.text
    said = asked(assistant, "大气这块谁牵头，责任单位有哪些", "餐饮油烟写进去没有")
    assert labels(said) == ["八、（二）2．"]


def test_the_law_behind_a_task(assistant: PolicyAssistant) -> None:
    answer = asked(
        assistant,
        "加强噪声污染防治谁牵头",
        "计划对夜间施工怎么要求的",
        "上位法依据是哪一条",
    )
    assert answer.citations[0].clause.document_title == "中华人民共和国噪声污染防治法"


@pytest.mark.parametrize("order", ["计划和法律", "法律和计划"])
def test_the_plan_and_the_law_in_one_breath(assistant: PolicyAssistant, order: str) -> None:
    answer = asked(assistant, f"加装电梯呢，{order}各是怎么说的")
    found = [citation.clause.document_id for citation in answer.citations]
    assert {"cq-urban-renewal-2022", "accessibility-2023"} <= set(found)
    assert (found[0] == "cq-urban-renewal-2022") == (order == "计划和法律")


def test_the_kinds_of_text_named_before_the_matter(assistant: PolicyAssistant) -> None:
    answer = asked(assistant, "计划和条例对加装电梯各是怎么规定的")
    found = {citation.clause.document_id for citation in answer.citations}
    assert {"cq-urban-renewal-2022", "accessibility-2023"} <= found


@pytest.mark.parametrize(
    ("whose", "title"),
    [("市里条例", "重庆市市容环境卫生管理条例"), ("国家法律", "中华人民共和国大气污染防治法")],
)
def test_whose_law(assistant: PolicyAssistant, whose: str, title: str) -> None:
    answer = asked(assistant, f"运渣车不密闭上路，{whose}罚多少")
    assert answer.citations[0].clause.document_title == title


def test_another_who_does_the_same(assistant: PolicyAssistant) -> None:
    answer = asked(
        assistant,
        "物业在电梯里头打广告，赚的钱该归哪个用",
        "没征求过我们意见就打了，公司要罚好多",
        "要是某个业主个人这么干呢",
    )
    assert labels(answer) == ["第六十三条"]


def test_what_is_left_undone_after_a_penalty(assistant: PolicyAssistant) -> None:
    answer = asked(
        assistant,
        "居民楼底楼想开个火锅馆，可以开不",
        "喊改不听，硬要开呢，罚好多",
        "允许开的地方，但是不装油烟净化设施呢",
    )
    assert "第一百一十八条" in labels(answer)


@pytest.mark.parametrize("question", ["这附近哪个停车场还有空位", "我们小区周边有没有公园"])
def test_what_is_near_who_asks_is_not_stated(assistant: PolicyAssistant, question: str) -> None:
    answer = converse(assistant, "老小区停车位根本不够，市里有啥子打算", question)[-1]
    assert answer.status is not Status.ANSWERED
    assert not answer.citations


def test_only_the_year_that_the_plan_runs_to_goes_without_saying(
    assistant: PolicyAssistant,
) -> None:
    task = "统筹防洪排涝与城市建设，牵头的是谁？"
    answer = asked(assistant, task, "到2025年这项要达到什么效果？")
    assert labels(answer) == ["十、（一）3．"]
    later = converse(assistant, task, "到2035年这项要达到什么效果？")[-1]
    assert later.status is Status.NOT_STATED


@pytest.mark.parametrize("question", ["第八部分最后那条讲什么", "第四部分剩下的那个任务讲什么"])
def test_a_part_is_listed_where_no_task_of_it_is_named(
    assistant: PolicyAssistant, question: str
) -> None:
    assert len(labels(asked(assistant, question))) > 2
