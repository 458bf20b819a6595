"""Turns that lean on the ones before them, and turns that only look as if they did."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Intent, Status
from assistant.service import PolicyAssistant


def last(assistant: PolicyAssistant, *questions: str) -> Answer:
    conversation = None
    for question in questions:
        answer = assistant.ask(question, conversation_id=conversation)
        conversation = answer.conversation_id
    return answer


def first_clause(answer: Answer) -> tuple[str, str]:
    assert answer.status is Status.ANSWERED
    clause = answer.citations[0].clause
    return clause.document_title, clause.label


@pytest.mark.parametrize(
    ("questions", "document", "label"),
    [
        # A matter announced as another one is asked of nothing spoken of …
        (
            ("过期的临时工棚不拆怎么办", "另一个事，工地施工引起旁边滑坡，治理的钱谁出"),
            "重庆市地质灾害防治条例",
            "第八条",
        ),
        (
            ("计划里强对流天气要提前好久预警", "换一条，1小时航空应急救援体系在哪条"),
            "重庆市城市更新提升“十四五”行动计划",
            "十、（三）1．",
        ),
        # That one, told by words that the one spoken of lacks.
        (
            ("统筹防洪排涝与城市建设由谁牵头", "109公里滨江公共空间那条谁牵头"),
            "重庆市城市更新提升“十四五”行动计划",
            "八、（一）2．",
        ),
        # A plan makes nothing unlawful, and what is asked next is asked of the law.
        (
            ("我家垃圾没有分类就丢了，违法吗？", "要罚款吗？"),
            "中华人民共和国固体废物污染环境防治法",
            "第一百一十一条",
        ),
        # … a question announced as a question is not, nor one that points back.
        (
            ("挖掘城市道路要办什么手续", "问个问题，不按规定办怎么罚"),
            "城市道路管理条例",
            "第四十二条",
        ),
        (
            ("物业管理条例里业主大会怎么召开", "另外一个问题，这部条例什么时候施行"),
            "物业管理条例",
            "第六十七条",
        ),
        # What the texts nearly answer by itself is asked of the matter spoken of.
        (
            ("商场的停车场必须留残疾人车位吗", "身体健康的人能停不"),
            "中华人民共和国无障碍环境建设法",
            "第二十四条",
        ),
        # The article that punishes the act spoken of.
        (
            ("工地施工引起旁边滑坡，治理的钱谁出", "责任人不治呢"),
            "重庆市地质灾害防治条例",
            "第五十条",
        ),
        # A plan sets no penalty to go back to.
        (
            ("保交楼的任务牵头单位是谁", "回到交房，房子没达到条件就交，开发商怎么罚"),
            "重庆市城市房地产开发经营管理条例",
            "第四十一条",
        ),
        (
            ("楼下烧烤摊油烟大，哪个管", "罚得到他不"),
            "中华人民共和国大气污染防治法",
            "第一百一十八条",
        ),
        (("我们院子想装电梯，二楼不答应咋办",), "中华人民共和国无障碍环境建设法", "第二十二条"),
        (("群众对处理意见不服，怎么走",), "信访工作条例", "第三十五条"),
        (("没跟轨道公司打招呼就在里面打井钻孔，怎么罚",), "重庆市轨道交通条例", "第五十六条"),
        (("我家旁边小河臭得很，不晓得河长是谁，哪里看",), "重庆市河长制条例", "第二十三条"),
    ],
)
def test_the_clause_that_answers(
    assistant: PolicyAssistant, questions: tuple[str, ...], document: str, label: str
) -> None:
    assert first_clause(last(assistant, *questions)) == (document, label)


@pytest.mark.parametrize(
    ("questions", "label"),
    [
        (("行动计划里“规整社区空间秩序”讲了些什么",), "四、（一）3．"),  # a task, not the plan
        (("社区养老服务这块，十四五行动计划怎么安排的",), "七、（三）3．"),  # … not a part of it
        (("两江四岸防洪排涝那块工作谁牵头",), "十、（一）3．"),
        (("主城都市区那块工作谁牵头",), "六、（三）1．"),  # 都 of 都市区 is not 都
        (("一流创新生态的责任单位是哪些",), "六、（一）3．"),  # the title less its verb
        (("噪声污染防治谁牵头", "市城市管理局在不在名单里"), "八、（二）4．"),
        (("提升大气环境质量的责任单位有哪些", "市水利局用不用通知"), "八、（二）2．"),
        (("招商投资局在战略性新兴产业那项里吗",), "六、（二）2．"),
        (
            ("国际航空门户枢纽是哪两家牵头的", "双城经济圈共建那项，我们交通局列在里面吗"),
            "二、（二）1．",
        ),
        (("城市文化品牌那项宣传部也牵头吗",), "九、（二）2．"),
    ],
)
def test_one_task_is_meant(
    assistant: PolicyAssistant, questions: tuple[str, ...], label: str
) -> None:
    answer = last(assistant, *questions)
    assert first_clause(answer)[1] == label
    assert answer.kind in (Intent.WHO_LEADS, Intent.CONTENT)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("市公安局牵头哪些任务", "这里面跟市交通局一起牵头的有哪些"), "共同牵头的任务有2项"),
        (("市应急局牵头哪些任务", "其中哪几项是跟消防救援总队一起干的"), "共同"),
        (
            ("全面加强基础设施建设谁牵头", "通信管理局只是配合吧，它牵头吗"),
            "是。市通信管理局是本条的牵头单位。",
        ),
        (("强化规划刚性约束的责任单位有谁", "市司法局就这一项吗，总共参加几项"), "参与1项任务"),
    ],
)
def test_units_are_counted_or_told(
    assistant: PolicyAssistant, questions: tuple[str, ...], said: str
) -> None:
    answer = last(assistant, *questions)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    ["重庆规定中午几点到几点不准装修", "督查考核里老旧小区占多少分", "我家小区在不在改造名单里"],
)
def test_what_the_texts_do_not_say(assistant: PolicyAssistant, question: str) -> None:
    assert assistant.ask(question).refused


def test_all_of_a_task_is_quoted_where_one_asks_what_is_to_be_done(
    assistant: PolicyAssistant,
) -> None:
    asked = assistant.ask("我们小区停车位不够，计划里打算怎么解决，谁牵头")
    plain = assistant.ask("加强停车管理服务调控谁牵头")
    assert "试点设置“小微”停车场" in asked.text
    assert len(asked.citations[0].quote) > len(plain.citations[0].quote)


def test_the_company_spoken_of_is_asked_about(assistant: PolicyAssistant) -> None:
    answer = last(
        assistant,
        "建设一流创新平台谁牵头",
        "广阳岛绿色发展公司算责任单位不",
        "这家公司一共参与了哪些任务",
    )
    assert answer.kind is Intent.UNIT_TASKS
    assert {unit.name for unit in answer.units} == {"广阳岛绿色发展公司"}


def test_a_percentage_is_not_told_by_a_clause_without_one(assistant: PolicyAssistant) -> None:
    answer = last(assistant, "交了提取申请几天能批", "现在公积金贷款利率是百分之几")
    assert answer.refused


def test_it_is_the_unit_asked_about_where_another_task_is_named(assistant: PolicyAssistant) -> None:
    answer = last(assistant, "大气环境谁牵头", "市水利局在列否", "土壤和地下水那项，它在列否")
    assert first_clause(answer)[1] == "八、（二）3．"
    assert answer.text.startswith("是。市水利局")


@pytest.mark.parametrize("intended", ["准备", "打算", "计划", "预计"])
def test_what_is_intended_is_no_thing_that_is_counted(
    intended: str, assistant: PolicyAssistant
) -> None:
    answer = assistant.ask(f"市里{intended}筹建多少保障性租赁住房")
    assert [found.indicator.value for found in answer.indicators] == [40]
