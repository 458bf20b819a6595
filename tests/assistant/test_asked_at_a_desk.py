"""Follow-ups as they are typed at a desk: short, pointing back, with a tag or a label."""

from __future__ import annotations

import pytest

from assistant.answer import Intent, Status
from assistant.service import PolicyAssistant
from corpus.responsibility import Role
from tests.conversing import converse, labels

PARKING = "加强停车管理服务调控谁牵头"
NOISE = "计划里噪声污染防治谁牵头"
CARE = "健全养老服务体系那项，责任单位有谁"
REUSE = "推进历史建筑、文物活化利用这项任务，牵头单位是谁？"


@pytest.mark.parametrize(
    ("first", "question", "says"),
    [
        (PARKING, "市公安局这回算吧", "是。市公安局是本条的牵头单位"),
        (PARKING, "市交通局没列进去吧", "否。"),
        (REUSE, "这项里点名市规划自然资源局了吗？", "否。"),
        (CARE, "市住房城乡建委在刚才那项养老服务体系的任务里吗？", "是。"),
    ],
)
def test_whether_a_unit_is_among_those_of_the_task(
    assistant: PolicyAssistant, first: str, question: str, says: str
) -> None:
    assert converse(assistant, first, question)[-1].text.startswith(says)


def test_whether_it_is_a_responsible_unit(assistant: PolicyAssistant) -> None:
    last = converse(assistant, PARKING, "市公安局算吧", "它在不在这项的责任单位里")[-1]
    assert last.text.startswith("否。")
    assert "是牵头单位，不是责任单位" in last.text


def test_where_a_unit_is_named_instead(assistant: PolicyAssistant) -> None:
    last = converse(assistant, CARE, "市残联在这项里吗", "那它在哪项")[-1]
    assert labels(last) == ["七、（三）1．"]


@pytest.mark.parametrize(
    "question",
    ["市残联在整个计划里就参与这一项吗？", "它就参与这一项吗"],
)
def test_whether_that_is_all_a_unit_does(assistant: PolicyAssistant, question: str) -> None:
    last = converse(assistant, "建设现代化教育强市谁牵头", "市残联参加吗", question)[-1]
    assert last.kind is Intent.UNIT_TASKS
    assert labels(last) == ["七、（三）1．"]


def test_the_tasks_it_only_joins(assistant: PolicyAssistant) -> None:
    unit = "市消防救援总队"
    last = converse(assistant, f"{unit}在计划里牵头哪些任务？", "只作为责任单位的是哪几项？")[-1]
    tasks = assistant.knowledge.tasks_of(unit).responsible
    assert set(labels(last)) == {clause.label for clause in tasks}


def test_the_same_with_another_unit(assistant: PolicyAssistant) -> None:
    first, other = "市应急局", "市消防救援总队"
    last = converse(assistant, f"{first}跟市地震局都参与的是哪几项", f"跟{other}的呢")[-1]
    both = [
        clause.label
        for clause in assistant.knowledge.clauses.values()
        if (duty := clause.responsibility) and duty.roles_of(first) and duty.roles_of(other)
    ]
    assert set(labels(last)) == set(both)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("回到计划，这项责任单位念一遍", Role.RESPONSIBLE),
        ("再回到噪声污染防治，责任单位是谁", Role.RESPONSIBLE),
    ],
)
def test_back_to_the_task_from_a_law(assistant: PolicyAssistant, said: str, role: Role) -> None:
    last = converse(assistant, NOISE, "噪声法里的夜间指几点到几点", said)[-1]
    assert set(labels(last)) == {"八、（二）4．"}
    assert any(unit.role is role for unit in last.units)


@pytest.mark.parametrize(
    "said", ["说回规划法，没批准就建罚多少", "回到计划，这个没批准就开挖的罚多少"]
)
def test_a_penalty_is_not_asked_of_the_task_gone_back_to(
    assistant: PolicyAssistant, said: str
) -> None:
    last = converse(assistant, NOISE, "夜间指几点到几点", said)[-1]
    assert "八、（二）4．" not in labels(last)


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("物业公司把小区物业管理全部转包，罚款多少？", "由谁来处罚？"),
        ("夜间可以进行产生噪声的建筑施工作业吗？", "例外情形有哪些？"),
    ],
)
def test_of_the_article_just_told(assistant: PolicyAssistant, first: str, question: str) -> None:
    told, last = converse(assistant, first, question)
    assert labels(last)[0] == labels(told)[0]


@pytest.mark.parametrize(
    ("questions", "label"),
    [
        (
            (
                "施工单位擅自倾倒建筑垃圾，固体废物污染环境防治法罚多少？",
                "谁来罚？",
                "换成个人随意倾倒生活垃圾呢？",
            ),
            "第一百一十一条",
        ),
        (
            (
                "没有取得排水许可证就排放污水的，罚多少？",
                "哪个部门来罚？",
                "把雨水管网和污水管网混接的呢？",
            ),
            "第四十八条",
        ),
        (
            (
                "三级资质的房地产开发企业，单个项目的建筑面积最多是多少？",
                "换成四级资质呢？",
            ),
            "第十四条",
        ),
        (
            ("健全养老服务体系哪家牵头", "再回到养老，新建居住区配套养老设施达标率要到多少"),
            "一、（三）",
        ),
    ],
)
def test_the_same_of_another(
    assistant: PolicyAssistant, questions: tuple[str, ...], label: str
) -> None:
    assert labels(converse(assistant, *questions)[-1])[0] == label


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("它牵头哪些任务，参与哪些任务？", set(Role)),
        ("它有哪些任务，牵头几项", set(Role)),
        ("它牵头哪些任务", {Role.LEAD}),
    ],
)
def test_the_roles_asked_for(assistant: PolicyAssistant, question: str, roles: set[Role]) -> None:
    last = converse(assistant, "市消防救援总队牵头几项", question)[-1]
    assert {unit.role for unit in last.units if unit.name == "市消防救援总队"} == roles


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("这个行动计划要公开吗", Intent.DOCUMENT),
        ("物业管理条例里维修资金使用公开吗", Intent.CONTENT),
        ("征收补偿方案要公开吗", Intent.CONTENT),
    ],
)
def test_whether_the_document_or_something_else_is_public(
    assistant: PolicyAssistant, question: str, kind: Intent
) -> None:
    assert assistant.ask(question).kind is kind


def test_all_tasks_where_those_led_are_counted_too(assistant: PolicyAssistant) -> None:
    unit = "市消防救援总队"
    question = f"{unit}在整个计划里有哪些任务，牵头几项"
    last = converse(assistant, "高层“生命通道”清障那条，牵头单位有哪些", question)[-1]
    assert len(set(labels(last))) == assistant.knowledge.tasks_of(unit).count


def test_until_when_the_task_is_to_be_done(assistant: PolicyAssistant) -> None:
    last = converse(assistant, "推进城镇老旧小区改造由哪个部门牵头？", "期限是到哪一年？")[-1]
    assert labels(last)[0] == "七、（二）1．"
    assert "2025年" in last.text


@pytest.mark.parametrize("question", ["总量多少，到哪年", "一共好多平方", "一共要改多少平米"])
def test_the_target_of_the_task(assistant: PolicyAssistant, question: str) -> None:
    assert "1亿平方米" in converse(assistant, "老旧小区改造，哪家牵头", question)[-1].text


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("老旧小区加装电梯，写在计划哪一条", "七、（二）1．"),
        ("健全养老服务体系是哪一个部门牵头", "七、（三）3．"),
        ("按照政府信息公开条例，房屋征收方面的信息政府应当主动公开吗？", "第二十一条"),
        ("应急预案至少几年修订一次，按重庆的突发事件应对条例", "第十五条"),
        ("历史建筑能不能拆，重庆的历史文化名城名镇名村保护条例哪一条", "第三十七条"),
        ("乘客带宠物进地铁站，罚款幅度是多少？", "第五十四条"),
        ("申诉求决类的信访事项多少天要办结", "第三十四条"),
        ("夜间施工噪声，法律依据哪条", "第四十三条"),
        ("居民区里夜间施工到底准不准", "第四十三条"),
        ("老厂房、老建筑改成能用的店铺展馆，准不准改", "九、（一）2．"),
        ("重庆市的汛期是从什么时候到什么时候？", "第二十二条"),
        ("有居民打电话来反映顶楼没办规划许可证就加盖房子，城乡规划法怎么处理", "第六十四条"),
        ("绿地率没有达到规定指标，但按期整改到位的，罚款多少？", "第五十条"),
    ],
)
def test_what_the_question_asks_outright(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    assert labels(assistant.ask(question))[0] == label


@pytest.mark.parametrize(
    "question",
    [
        "老年人满多少岁坐公交可以不要钱，这些文件里写了没有？",
        "年报正文最多写多少字，条例规定了没",
        "居民装修，具体是上午几点到下午几点才可以动工？",
        "业委会成立率要达到百分之几",
    ],
)
def test_a_measure_that_no_clause_has(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("我和几位老同事心里都有些慌。请问补偿方案至少要给大家多少天来提意见？", 1),
        ("前几天物业来过我家。请问物业管理用房可以出租吗？", 1),
        ("轨道要建多少公里，车站有几座", 2),
        ("没有按规定的比例建停车位，罚款多少？", 1),
        ("未达到标准的污水厂有多少座、要改造多少座？", 2),
    ],
)
def test_a_number_told_is_no_question(
    assistant: PolicyAssistant, question: str, parts: int
) -> None:
    assert assistant.ask(question).parts == parts


def test_what_may_be_looked_up_is_no_sum_asked(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("职工有没有权利去查一查单位给她缴存了多少公积金？")
    assert labels(answer)[0] == "第三十六条"
