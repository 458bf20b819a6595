"""Follow-ups about the plan: targets, units and parts spoken of, and the way back to a task."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Intent
from assistant.service import PolicyAssistant
from corpus.responsibility import Role
from tests.conversing import converse, labels


def values(answer: Answer) -> set[tuple[str, float]]:
    return {(cited.indicator.name, cited.indicator.value) for cited in answer.indicators}


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("建成区绿化覆盖率要到多少", "那5G基站"), 15),
        (("保障性租赁住房筹建多少套", "人才住房"), 5),
        (("综合型枢纽建几个", "客运的呢"), 6),
        (("综合型枢纽建几个", "客运的呢", "物流的"), 4),
        (("三级医院要建成多少所", "社区的呢"), 80),
        (("重点地区地震监测能力到几级", "其他地区的"), 2),
        (("市级应急装备物资储备库建几个", "战区级的呢"), 6),
        (("生活污水集中处理率多少", "污泥呢，无害化的那个"), 98),
        (("公共图书馆人均藏书量多少", "文化设施面积呢，每万人的"), 800),
        (("保障性租赁住房筹建多少套", "哪家牵头", "人才住房呢"), 5),
        (("智慧医院建好多家", "学校喃，智慧校园那种"), 600),
        (("轨道交通要修到多少公里", "滨江空间"), 109),
        (("轨道交通要修到多少公里", "高速路呢"), 1200),
        (("示范校要搞到好多所", "高职呢，双高那种"), 10),
    ],
)
def test_another_target_named_in_part(
    assistant: PolicyAssistant, questions: tuple[str, ...], value: float
) -> None:
    assert value in {number for _, number in values(converse(assistant, *questions)[-1])}


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("补齐租赁住房短板这项谁牵头", "要筹多少套"), 40),
        (("提高地面公交服务能力怎么安排的", "多少米要有个站"), 500),
        (("统筹城市地下设施建设谁牵头", "比例不低于多少"), 30),
        (("打造“轨道上的都市区”谁牵头", "人最多那天要运多少人次"), 600),
        (("推进城镇老旧小区改造谁牵头", "要改多少平方米"), 1),
        (("做靓“两江四岸”主轴责任单位有哪些", "要修好长"), 109),
        (("统筹城市地下设施建设这项归谁", "新路上管廊占好多"), 30),
    ],
)
def test_a_target_of_the_task_spoken_of(
    assistant: PolicyAssistant, questions: tuple[str, ...], value: float
) -> None:
    assert value in {number for _, number in values(converse(assistant, *questions)[-1])}


@pytest.mark.parametrize(
    ("task", "question"),
    [
        ("提高医疗卫生服务水平", "要请多少个医生"),
        ("提高医疗卫生服务水平", "床位要多少张"),
        ("补齐租赁住房短板", "一个人能住几间"),
        ("补齐租赁住房短板", "每户可以分几套"),
        ("推进城镇老旧小区改造", "要装多少部电梯"),
        ("加强风险监测预警预报", "要建多少个监测站"),
        ("改善水环境质量", "要建几座污水厂"),
        ("提升大气环境质量", "优良天数要多少天"),
    ],
)
def test_what_the_task_does_not_set_is_not_told_by_another_target(
    assistant: PolicyAssistant, task: str, question: str
) -> None:
    assert converse(assistant, f"{task}谁牵头", question)[-1].refused


def test_a_sum_of_money_that_the_task_does_not_state(assistant: PolicyAssistant) -> None:
    assert converse(assistant, "补齐租赁住房短板谁牵头", "要花好多钱")[-1].refused


@pytest.mark.parametrize(
    ("questions", "asked"),
    [
        (
            ("改善水环境质量谁牵头", "它们两家还共同牵头哪些任务"),
            "市生态环境局和市水利局共同牵头哪些任务",
        ),
        (
            ("水环境那项谁牵头", "这两家除了这个还一起牵头了什么"),
            "市生态环境局和市水利局共同牵头哪些任务",
        ),
        (
            ("水环境那项谁牵头", "这两家牵头单位一起参与的还有什么任务"),
            "市生态环境局和市水利局共同牵头和参与哪些任务",
        ),
        (
            ("智慧医院多少家", "是卫健委负责嗦", "它名下还有别的任务没"),
            "市卫生健康委牵头和参与哪些任务",
        ),
        (
            ("老旧小区改造这项谁牵头", "责任单位呢", "刚才责任单位里那个经信委，它还管哪些事"),
            "市经济信息委牵头和参与哪些任务",
        ),
        (("停车难谁牵头", "公安局也在里头吗", "它还牵头别的没得"), "市公安局牵头哪些任务"),
        (("噪声污染防治谁牵头", "市公安局还管别的吗"), "市公安局牵头和参与哪些任务"),
        (("市应急局牵头几项任务", "那市残联呢"), "市残联牵头和参与哪些任务"),
        (("市教委牵头几项任务", "科技局嘞，有没得它"), "市科技局牵头哪些任务"),
        (
            ("市水利局有哪些任务", "和市住建委共同参与的有哪些"),
            "市水利局和市住房城乡建委共同牵头和参与哪些任务",
        ),
        (("建设现代化体育强市谁牵头", "配合的市教委自己牵头几项"), "市教委自己牵头几项"),
        (
            (
                "改善水环境质量谁牵头",
                "大气呢",
                "再说回水那条的两家牵头单位，它俩还共同牵头哪些任务",
            ),
            "市生态环境局和市水利局共同牵头哪些任务",
        ),
    ],
)
def test_tasks_of_the_units_spoken_of(
    assistant: PolicyAssistant, questions: tuple[str, ...], asked: str
) -> None:
    answer = converse(assistant, *questions)[-1]
    assert answer.kind is Intent.UNIT_TASKS
    assert answer.rewritten_question == asked


@pytest.mark.parametrize(
    ("questions", "label"),
    [
        (("加强停车管理服务调控怎么安排的", "牵头的就这几家？"), "五、（四）4．"),
        (("加强噪声污染防治谁牵头", "牵头的只有一家吗"), "八、（二）4．"),
        (("推进城镇老旧小区改造怎么安排的", "这些是住建委在牵头吗"), "七、（二）1．"),
        (("健全养老服务体系谁牵头", "还有哪些部门跟着一起干"), "七、（三）3．"),
        (("大气污染防治谁牵头", "水呢"), "八、（二）1．"),
    ],
)
def test_units_of_the_task_spoken_of(
    assistant: PolicyAssistant, questions: tuple[str, ...], label: str
) -> None:
    answer = converse(assistant, *questions)[-1]
    assert answer.kind is Intent.WHO_LEADS
    assert labels(answer) == [label]


@pytest.mark.parametrize(
    ("questions", "unit", "part"),
    [
        (("市交通局在第五部分有哪些任务", "那公安局呢，也是这部分"), "市公安局", "五、"),
        (("市城市管理局在第四部分牵头哪些任务", "第三部分呢"), "市城市管理局", "三、"),
        (("住建委在第七部分有哪些任务", "民政局呢，同样是这部分"), "市民政局", "七、"),
        (("第八部分有哪些任务", "水利局在这部分牵头哪些"), "市水利局", "八、"),
        (("市经信委在第六部分有几项任务", "那市科技局呢"), "市科技局", "六、"),
        (("第七部分哪些任务", "卫健委在里面负责哪些"), "市卫生健康委", "七、"),
        (("市交通局在第五部分有几项", "换第三部分呢"), "市交通局", "三、"),
    ],
)
def test_the_part_is_kept(
    assistant: PolicyAssistant, questions: tuple[str, ...], unit: str, part: str
) -> None:
    answer = converse(assistant, *questions)[-1]
    assert answer.kind is Intent.UNIT_TASKS
    assert {named.name for named in answer.units} == {unit}
    assert all(label.startswith(part) for label in labels(answer))


def test_the_part_is_left_where_all_tasks_are_asked_for(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, "市交通局在第五部分有哪些任务", "那公安局呢", "它总共牵头几项")[-1]
    tasks = assistant.knowledge.tasks_of("市公安局")
    assert set(labels(answer)) == {clause.label for clause in tasks.lead}


@pytest.mark.parametrize(
    ("questions", "label"),
    [
        (
            ("公交站点500米全覆盖是哪条", "轻轨上能带狗吗", "转回公交站那个，公安局是牵头的吗"),
            "五、（四）3．",
        ),
        (
            ("老旧小区改造谁牵头", "物业费不交会怎么样", "倒回去说旧改那项，民政局参不参加"),
            "七、（二）1．",
        ),
        (
            (
                "计划里大气污染防治谁牵头",
                "大气污染防治法怎么罚扬尘",
                "前面计划那条，交通局参加吗",
            ),
            "八、（二）2．",
        ),
        (("垃圾治理谁牵头", "养老服务谁牵头", "最先问的那项责任单位有哪些"), "四、（二）1．"),
        (("四山保护谁牵头", "江心绿岛呢", "说回四山，公安局参不参加"), "八、（一）1．"),
        (("养老服务谁牵头", "楼上漏水怎么办", "还是说养老那个事，住建委管不管"), "七、（三）3．"),
        (("老旧小区改造归哪个部门牵头", "什么时候要基本完成"), "七、（二）1．"),
        (("垃圾治理谁牵头", "上面那条里餐厨垃圾怎么处理"), "四、（二）1．"),
    ],
)
def test_back_to_a_task_spoken_of(
    assistant: PolicyAssistant, questions: tuple[str, ...], label: str
) -> None:
    assert labels(converse(assistant, *questions)[-1]) == [label]


@pytest.mark.parametrize(
    ("questions", "part"),
    [
        (
            ("停车难归哪个部门牵头", "智慧医院建多少家", "一开始问的那项属于哪一部分"),
            "五、提升城市交通水平",
        ),
        (
            ("高速公路要建成多少公里", "山城步道呢", "以上两个数写在哪一条，我要引用"),
            "一、总体要求",
        ),
        (("人均公园绿地面积目标", "节水呢", "这几个属于总体要求的第几点"), "一、总体要求"),
    ],
)
def test_where_what_was_spoken_of_stands(
    assistant: PolicyAssistant, questions: tuple[str, ...], part: str
) -> None:
    answer = converse(assistant, *questions)[-1]
    assert answer.text.startswith("所在位置：")
    assert part in answer.text.splitlines()[0]


@pytest.mark.parametrize(
    ("questions", "value", "lead"),
    [
        (("保障性租赁住房要筹建多少套，谁牵头",), 40, "市住房城乡建委"),
        (("智慧医院建多少家 哪个部门牵头",), 100, "市卫生健康委"),
        (("轨道第四期建设几条线路，牵头单位是哪几家",), 8, "市交通局"),
        (("综合管廊建设率要多少，责任单位有哪些",), 30, "市住房城乡建委"),
        (("生活垃圾回收利用率是多少、由谁牵头",), 38, "市城市管理局"),
        (("做靓“两江四岸”主轴怎么安排的", "要建多少公里 牵头的是谁"), 109, "市住房城乡建委"),
    ],
)
def test_a_value_and_the_units_in_one_question(
    assistant: PolicyAssistant, questions: tuple[str, ...], value: float, lead: str
) -> None:
    answer = converse(assistant, *questions)[-1]
    assert value in {number for _, number in values(answer)}
    assert lead in {named.name for named in answer.units if named.role is Role.LEAD}


@pytest.mark.parametrize(
    "question",
    ["提高医疗卫生服务水平由几个部门负责", "停车管理有多少家牵头", "老旧小区改造责任单位有几家"],
)
def test_how_many_units_is_no_target(assistant: PolicyAssistant, question: str) -> None:
    assert not assistant.ask(question).indicators


@pytest.mark.parametrize(
    "questions",
    [
        ("停车管理和地面公交分别谁牵头", "它们的责任单位一样吗"),
        ("停车管理和地面公交分别谁牵头", "责任单位有什么区别"),
    ],
)
def test_tasks_asked_about_together_are_compared(
    assistant: PolicyAssistant, questions: tuple[str, ...]
) -> None:
    answer = converse(assistant, *questions)[-1]
    assert set(labels(answer)) == {"五、（四）3．", "五、（四）4．"}
    assert answer.text.startswith("否。") == questions[-1].endswith("吗")
    assert "相同的责任单位：中心城区各区政府" in answer.text
    assert "只在五、（四）4．加强停车管理服务调控中的责任单位：市住房城乡建委" in answer.text


@pytest.mark.parametrize("question", ["森林覆盖率", "再生水利用率", "垃圾分类覆盖率"])
def test_a_measure_that_no_target_has_is_not_the_one_before(
    assistant: PolicyAssistant, question: str
) -> None:
    assert converse(assistant, "建成区绿化覆盖率的目标是多少", question)[-1].refused


def test_the_kind_of_measure_tells_which_target_of_the_task(assistant: PolicyAssistant) -> None:
    task = "打造“轨道上的都市区”由谁牵头"
    length, riders = "主城都市区城市轨道交通运营及在建里程", "高峰日客运量"
    assert values(converse(assistant, task, "2025年的里程目标是多少公里")[-1]) == {(length, 1000)}
    assert values(converse(assistant, task, "客运量要达到多少")[-1]) == {(riders, 600)}


def test_what_is_begun_is_told_after_what_is_finished(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, "高速公路到2025年要建成多少公里", "开工的呢")[-1]
    assert ("高速公路", 1000) in values(answer)


def test_a_rate_is_of_the_name_it_is_asked_by(assistant: PolicyAssistant) -> None:
    assert not assistant.ask("新建小区绿地率最低要多少").indicators
    assert assistant.ask("建成区绿化覆盖率要多少").indicators


def test_tasks_in_which_both_occur(assistant: PolicyAssistant) -> None:
    first = "消防救援总队负责哪些任务"
    answer = converse(assistant, first, "里面跟市应急局同时出现的有哪些任务")[-1]
    assert set(labels(answer)) == {"十、（三）1．", "十、（三）2．"}


@pytest.mark.parametrize(
    ("questions", "unit"),
    [
        (("停车管理由谁牵头", "第二家总共牵头几项"), "市规划自然资源局"),
        (("老旧小区改造谁牵头", "责任单位呢", "第二个单位还参与哪些任务"), "市经济信息委"),
        (("智慧医院归谁牵头", "回到刚才的牵头单位，它在计划里一共牵头几项"), "市卫生健康委"),
        (("历史文化活化利用由谁牵头", "这家单位一共牵头多少项任务"), "市文化旅游委"),
        (
            ("综合管廊建设谁牵头", "责任单位里面有人防办，它在计划里参与哪些任务"),
            "市人民防空办",
        ),
    ],
)
def test_a_unit_of_the_task_is_pointed_to(
    assistant: PolicyAssistant, questions: tuple[str, ...], unit: str
) -> None:
    answer = converse(assistant, *questions)[-1]
    assert answer.kind is Intent.UNIT_TASKS
    assert answer.text.startswith(unit)


def test_a_year_that_is_asked_for_is_kept(assistant: PolicyAssistant) -> None:
    assert converse(assistant, "轨道交通在建里程目标是多少", "2030年里程要到多少公里")[-1].refused


def test_a_unit_without_tasks_has_none_in_this_plan(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, "加强组织领导由谁牵头", "市统计局在这份计划里承担哪些任务")[-1]
    assert answer.refused


def test_the_second_of_no_list_is_no_other_task(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, "停车管理由谁牵头", "第二项呢")[-1]
    assert "十一、（二）" not in labels(answer)
