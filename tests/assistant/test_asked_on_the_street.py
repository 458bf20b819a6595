"""Questions and follow-ups as fresh writers typed them, told only what the assistant is for."""

from __future__ import annotations

import pytest

from assistant.answer import Intent, Status
from assistant.service import PolicyAssistant
from tests.conversing import converse, labels

FORECAST = "强对流天气要提前多久预警"
PETS = "坐轻轨可不可以带猫，装在包包里头的"


@pytest.mark.parametrize(
    ("questions", "label"),
    [
        (("规整社区空间秩序谁牵头", "市消防救援总队呢？", "那这个总队都有哪些任务？"), ""),
        (
            ("到2025年筹建多少保障性租赁住房", "人才房呢", "这些是哪个部门牵头在弄，还有谁负责？"),
            "七、（一）1．",
        ),
        (
            ("行动计划里提没提居民也出一部分钱？", "那干得怎么样，督查考核归谁牵头？"),
            "十一、（五）",
        ),
        (("加强停车管理服务调控谁牵头", "那规划局参不参加"), "五、（四）4．"),
        (
            ("老旧小区改造这块是哪家牵头", "到2025年总共要改多少？", "加装电梯算不算在里头？"),
            "七、（二）1．",
        ),
    ],
)
def test_of_the_plan(assistant: PolicyAssistant, questions: tuple[str, ...], label: str) -> None:
    last = converse(assistant, *questions)[-1]
    assert last.status is Status.ANSWERED
    if label:
        assert labels(last) == [label]
    else:
        assert last.kind is Intent.UNIT_TASKS
        assert last.text.startswith("市消防救援总队共有4项任务")


@pytest.mark.parametrize(
    ("questions", "document", "label"),
    [
        # After a plan's task a matter of its own is not asked of that task's units.
        (
            (FORECAST, "如果查出来是旁边工地挖基坑挖出来的，治理的钱谁掏？"),
            "重庆市地质灾害防治条例",
            "第八条",
        ),
        # How many others were paid is spoken of; whether it is published is asked.
        (
            ("我们这片房子征收了，想看其他户各补了多少，这个要不要公布",),
            "国有土地上房屋征收与补偿条例",
            "第十五条",
        ),
        # A company that the plan does not name has no tasks asked for.
        (
            ("无票乘车轨道公司按什么标准收钱？",),
            "重庆市轨道交通条例",
            "第三十四条",
        ),
        # Whom to punish is no demand for the firm's name.
        (
            ("条件不够还硬要我们收房，会怎么处罚开发商",),
            "重庆市城市房地产开发经营管理条例",
            "第四十一条",
        ),
        # After a penalty what another law allows is not asked as an offence.
        (
            (PETS, "硬要带进去的话罚好多", "那盲人牵导盲犬坐车呢"),
            "中华人民共和国无障碍环境建设法",
            "第四十六条",
        ),
        (
            (PETS, "硬要带进去的话罚好多", "在车厢抽烟呢"),
            "重庆市轨道交通条例",
            "第五十四条",
        ),
        # Not said by what is dealt with: the penalty is in the rule spoken of.
        (
            ("阳台上养了三只鸡，居民楼里能养鸡吗", "他不处理的话，罚不罚款"),
            "重庆市市容环境卫生管理条例",
            "第四十五条",
        ),
        # 一条 counts a road here, and is no article.
        (
            ("要挖开一条去年才通车的市政道路，能挖吗？", "要哪些部门批？"),
            "城市道路管理条例",
            "第三十条",
        ),
        # Where one lives, and what one intends oneself, ask for no plan of the city.
        (("我在重庆租房住，公积金能拿出来交房租吗？",), "住房公积金管理条例", "第二十四条"),
        (
            ("我买了一栋挂了牌的历史建筑准备开茶馆，平时的维护修缮归谁管？",),
            "历史文化名城名镇名村保护条例",
            "第三十三条",
        ),
        (
            ("商店用大喇叭循环喊特价", "我先找物业和居委会，他们有义务管吗？"),
            "中华人民共和国噪声污染防治法",
            "第七十条",
        ),
        (
            (PETS, "带进去了会罚好多钱？"),
            "重庆市轨道交通条例",
            "第五十四条",
        ),
        (
            ("房子要征收了，后头搭的偏棚赔不赔",),
            "国有土地上房屋征收与补偿条例",
            "第二十四条",
        ),
    ],
)
def test_of_a_law(
    assistant: PolicyAssistant, questions: tuple[str, ...], document: str, label: str
) -> None:
    first = converse(assistant, *questions)[-1].citations[0].clause
    assert (first.document_title, first.label) == (document, label)


@pytest.mark.parametrize("asked", ["那规划局参加吗", "那规划局参不参加", "规划局参加吗"])
def test_a_unit_by_a_short_name_after_a_word_that_leads_over(
    assistant: PolicyAssistant, asked: str
) -> None:
    last = converse(assistant, "加强停车管理服务调控谁牵头", asked)[-1]
    assert last.text.startswith("是。市规划自然资源局是本条的牵头单位。")


def test_the_firm_that_builds_is_still_none_of_the_texts(assistant: PolicyAssistant) -> None:
    assert assistant.ask("曾家岩大桥施工单位").refused
    assert assistant.ask("我们小区改造的施工单位是谁").refused
