"""Several tasks or units at once: roles apart, sole leads, tasks held against one another."""

from __future__ import annotations

import pytest

from assistant.service import PolicyAssistant
from corpus.clause import Clause
from corpus.responsibility import Role
from tests.conversing import converse, labels


def names(clause: Clause, role: Role) -> set[str]:
    responsibility = clause.responsibility
    return {m.name for m in responsibility.mentions(role)} if responsibility else set()


def wanted(assistant: PolicyAssistant, **roles: Role) -> set[str]:
    """Labels of the tasks in which every unit has its role, straight from the parsed text."""
    return {
        clause.label
        for clause in assistant.knowledge.clauses.values()
        if all(unit in names(clause, role) for unit, role in roles.items())
    }


@pytest.mark.parametrize(
    "question",
    ["市城管局牵头、公安局参与的任务有哪些", "由市城市管理局牵头，市公安局配合的任务有几项"],
)
def test_one_unit_leads_and_the_other_joins(assistant: PolicyAssistant, question: str) -> None:
    tasks = wanted(assistant, 市城市管理局=Role.LEAD, 市公安局=Role.RESPONSIBLE)
    assert tasks
    assert set(labels(assistant.ask(question))) == tasks


def test_each_unit_asked_after_on_its_own_is_no_intersection(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("市公安局牵头几项，市交通局参与几项")
    assert "共同" not in answer.text


@pytest.mark.parametrize(
    "questions",
    [
        ("市住房城乡建委单独牵头的任务有哪些",),
        ("市住建委牵头多少项任务", "其中单独牵头的有哪些"),
    ],
)
def test_tasks_that_a_unit_leads_alone(
    assistant: PolicyAssistant, questions: tuple[str, ...]
) -> None:
    *_, answer = converse(assistant, *questions)
    led = assistant.knowledge.tasks_of("市住房城乡建委").lead
    alone = {clause.label for clause in led if names(clause, Role.LEAD) == {"市住房城乡建委"}}
    assert 0 < len(alone) < len(led)
    assert set(labels(answer)) == alone


def test_and_those_it_leads_with_another(assistant: PolicyAssistant) -> None:
    questions = ("市住建委牵头多少项任务", "其中单独牵头的有哪些", "和城管局一起牵头的呢")
    *_, answer = converse(assistant, *questions)
    assert set(labels(answer)) == wanted(
        assistant, 市住房城乡建委=Role.LEAD, 市城市管理局=Role.LEAD
    )


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("养老服务体系谁牵头，住建委参加吗", "市住房城乡建委"),
        ("体育强市谁牵头，教委要配合吗", "市教委"),
    ],
)
def test_who_leads_and_whether_another_joins(
    assistant: PolicyAssistant, question: str, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(f"是。{unit}是本条的责任单位。")
    assert "牵头单位：" in answer.text


def test_lead_or_responsible_is_no_question_of_yes_or_no(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("治理噪声扰民的任务，公安局是牵头还是责任单位？")
    assert answer.text.startswith("市公安局是本条的责任单位。")


@pytest.mark.parametrize(
    ("question", "label", "told"),
    [
        ("市公安局在老旧小区改造里负责什么", "七、（二）1．", "本条没有写明市公安局"),
        ("市教委在养老服务里负责什么", "七、（三）3．", "本条没有写明市教委"),
        ("为什么计划把老旧小区改造交给市教委牵头", "七、（二）1．", "本条没有写明市教委"),
        ("渝中区政府参与老旧小区改造吗", "七、（二）1．", "是。各区县政府是本条的责任单位"),
        ("渝中区政府参与停车管理吗", "五、（四）4．", "本条写明的是中心城区各区政府（责任单位）"),
    ],
)
def test_the_part_of_a_unit_in_one_task(
    assistant: PolicyAssistant, question: str, label: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert labels(answer) == [label]
    assert answer.text.startswith(told)


@pytest.mark.parametrize(
    "question", ["市财政局在这份计划里头承担啥任务", "市教委在第七部分里负责什么"]
)
def test_in_the_plan_or_a_part_of_it_is_not_in_one_task(
    assistant: PolicyAssistant, question: str
) -> None:
    assert "项任务：牵头" in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    ["渝中区政府有多少公里山城步道目标", "渝北区政府要建多少个5G基站", "我们区要改造多少老旧小区"],
)
def test_a_figure_of_a_district_is_not_the_citys(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.refused
    assert not answer.indicators


def test_a_list_left_open_is_not_said_to_be_whole(assistant: PolicyAssistant) -> None:
    questions = ("停车设施谁牵头", "路网更新呢", "这两项里市生态环境局是什么角色")
    *_, answer = converse(assistant, *questions)
    assert "本条没有写明市生态环境局，但名单以“等部门”结尾，没有列全" in answer.text


@pytest.mark.parametrize("somebody", ["街道", "居委会"])
def test_somebody_who_is_no_unit_of_the_plan(assistant: PolicyAssistant, somebody: str) -> None:
    *_, answer = converse(assistant, "物业管理提升谁牵头", f"{somebody}要参加吗")
    assert labels(answer) == ["七、（二）3．"]
    assert answer.text.startswith(f"本条写明的单位中没有“{somebody}”。")


THREE = ("加强历史文化系统保护谁牵头", "活化利用呢", "融入城市建设呢")


@pytest.mark.parametrize(
    ("questions", "cited", "told"),
    [
        ((*THREE, "这三项市住房城乡建委参加了哪一项"), ("九、（一）3．",), "参与1项"),
        (
            ("停车设施谁牵头", "路网更新呢", "这两项里市公安局是什么角色"),
            ("五、（四）4．", "五、（四）2．"),
            "市公安局是本条的牵头单位",
        ),
        (
            ("噪声污染防治和大气质量分别由谁牵头", "两项任务的责任单位有哪些共同的"),
            ("八、（二）4．", "八、（二）2．"),
            "相同的责任单位：市公安局、市住房城乡建委、市交通局、各区县政府",
        ),
        (
            ("噪声污染防治谁牵头", "大气呢", "牵头单位一样吗"),
            ("八、（二）4．", "八、（二）2．"),
            "是。写明的牵头单位相同。",
        ),
    ],
)
def test_tasks_spoken_of_are_held_together(
    assistant: PolicyAssistant, questions: tuple[str, ...], cited: tuple[str, ...], told: str
) -> None:
    *_, answer = converse(assistant, *questions)
    assert labels(answer) == list(cited)
    assert told in answer.text


def test_one_of_the_tasks_listed_by_its_words(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "第七部分（三）有哪些任务", "其中养老那项谁牵头")
    assert labels(answer) == ["七、（三）3．"]


def test_a_task_asked_about_by_its_number_is_the_topic(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "七（一）1是什么任务", "责任单位呢", "目标是多少")
    assert labels(answer) == ["七、（一）1．"]
    assert answer.indicators


def test_a_further_thing_in_the_same_message(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("高速公路要建成多少公里，高铁里程呢")
    assert answer.parts == 2
    assert {"高速公路", "全市高铁通车及在建里程"} <= {i.indicator.name for i in answer.indicators}
