"""What a follow-up points to: a unit, tasks filtered, a phrase quoted, a section."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.service import PolicyAssistant
from tests.conversing import converse


def asked(assistant: PolicyAssistant, *questions: str) -> Answer:
    return converse(assistant, *questions)[-1]


def labels(assistant: PolicyAssistant, *questions: str) -> list[str]:
    """The clauses cited by the last of some questions of one conversation, each once."""
    answer = asked(assistant, *questions)
    assert answer.status is Status.ANSWERED, answer.text
    return list(dict.fromkeys(citation.clause.label for citation in answer.citations))


def test_a_quoted_phrase_is_the_clause_that_has_it(assistant: PolicyAssistant) -> None:
    assert labels(assistant, "“先补偿、后搬迁”是哪一条写的") == ["第二十七条"]
    assert labels(assistant, "「应当与房屋所有权一并转让」出自哪里？") == labels(
        assistant, "“应当与房屋所有权一并转让”出自哪里？"
    )


def test_a_section_named_by_its_title_is_listed(assistant: PolicyAssistant) -> None:
    found = labels(assistant, "“优化产业空间布局”下面列了哪几项任务？")
    assert found == ["六、（三）1．", "六、（三）2．"]


def test_those_of_the_tasks_that_another_unit_is_in(assistant: PolicyAssistant) -> None:
    first, second = "市应急局牵头的任务有哪几项", "这当中同时有市地震局的是哪些？"
    with_both = labels(assistant, first, second)
    assert with_both == ["十、（二）1．", "十、（二）2．", "十、（二）3．"]
    # The tasks listed are still those of the first unit.
    third = labels(assistant, first, second, "跟市消防救援总队共同承担的呢")
    assert third == ["十、（三）1．", "十、（三）2．"]


def test_a_pronoun_after_a_unit_is_that_unit(assistant: PolicyAssistant) -> None:
    assert labels(assistant, "建设现代化体育强市谁牵头", "市残联呢，它参与了什么") == [
        "七、（三）1．"
    ]


@pytest.mark.parametrize(
    "command", ["全部列出来", "都列一下", "帮我列全", "把名单报一遍", "给我说完整"]
)
def test_how_to_answer_is_no_part_of_the_question(assistant: PolicyAssistant, command: str) -> None:
    answer = asked(assistant, "强化督查考核由哪家单位牵头", f"配合的呢，{command}")
    assert [unit.name for unit in answer.units if unit.role == "responsible"][:1] == [
        "市规划自然资源局"
    ]


def test_back_to_the_task_after_a_law(assistant: PolicyAssistant) -> None:
    answer = asked(
        assistant,
        "强化城市垃圾治理，牵头部门是谁？",
        "固废法里个人随意倾倒生活垃圾罚多少？",
        "回到刚才那项任务，责任单位完整名单给我",
    )
    assert {citation.clause.label for citation in answer.citations} == {"四、（二）1．"}


def test_the_other_of_two_tasks_just_listed(assistant: PolicyAssistant) -> None:
    questions = ("弘扬重庆人文精神，牵头单位是哪几家？", "前面那个单位一共牵头几项")
    assert labels(assistant, *questions, "另外一项的责任单位有哪些？") == ["十一、（六）"]


def test_what_a_plan_mentions(assistant: PolicyAssistant) -> None:
    mentioned = ("行动计划里写没写加装电梯？", "城市更新行动计划里提到加装电梯没有")
    for question in mentioned:
        assert labels(assistant, question)[0] == "七、（二）1．"
    assert asked(assistant, "行动计划提没提无人机").status is Status.NO_MATCH


def test_what_happens_today_is_not_stated(assistant: PolicyAssistant) -> None:
    answer = asked(assistant, "我们区今天有没有发地灾预警")
    assert answer.status is Status.NOT_STATED
    assert asked(assistant, "地灾预警由谁发布").status is Status.ANSWERED


def test_how_often_in_the_dialect(assistant: PolicyAssistant) -> None:
    assert labels(assistant, "区县级的河长好久要巡一回河")[0] == "第十四条"


def test_the_role_of_the_other_unit_is_told(assistant: PolicyAssistant) -> None:
    first = "广阳岛绿色发展公司作为责任单位一共参与几项任务，是哪些？"
    found = labels(assistant, first, "其中市文化旅游委也是责任单位的有哪些？")
    assert found == ["二、（二）3．", "八、（一）3．"]


def test_tasks_are_filtered_in_the_role_they_were_listed_in(assistant: PolicyAssistant) -> None:
    listed = asked(assistant, "市住房城乡建委牵头哪些任务")
    among = asked(assistant, "市住房城乡建委牵头哪些任务", "其中有市城市管理局的多少项")
    clauses = {citation.clause.id for citation in among.citations}
    assert clauses < {citation.clause.id for citation in listed.citations}


def test_that_one_is_the_task_besides(assistant: PolicyAssistant) -> None:
    found = labels(
        assistant,
        "统筹城市地下设施建设谁牵头",
        "市人民防空办除了它还参与哪一项？",
        "那一项的牵头单位都有谁？",
    )
    assert found == ["十、（一）1．"]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("重庆哪些树算古树后备资源？", "第五十七条"),
        ("古树后备资源是什么意思", "第五十七条"),
        ("什么叫噪声敏感建筑物", "第八十八条"),
        ("建筑垃圾是指什么", "第一百二十四条"),
    ],
)
def test_what_a_word_means_is_its_definition(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    assert labels(assistant, question)[0] == label


def test_a_rule_is_quoted_with_its_but(assistant: PolicyAssistant) -> None:
    answer = asked(assistant, "路边的树要倒了，紧急排危来不及报批，可以先砍吗？")
    assert "但是，应当在险情排除后五个工作日内补办审批手续" in answer.text


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("今天已经发了处罚决定书，什么时候可以申请复议", "第四十条"),
        ("昨天业主大会已经开了，业委会几天内备案", "第十六条"),
        ("这两天停气有没有通知的义务", "第三十二条"),
    ],
)
def test_what_happened_today_may_be_told_first(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    assert label in labels(assistant, question)


def test_the_other_task_of_a_unit(assistant: PolicyAssistant) -> None:
    questions = ("弘扬重庆人文精神这项哪家牵头？", "市委宣传部另外一项牵头任务是什么？")
    assert labels(assistant, *questions) == ["十一、（六）"]
    assert labels(assistant, *questions, "它的责任单位有哪些？") == ["十一、（六）"]


def test_what_an_office_is_asks_for_nobody(assistant: PolicyAssistant) -> None:
    assert asked(assistant, "河长是什么").status is Status.ANSWERED
    assert asked(assistant, "河长是谁").status is Status.NOT_STATED


def test_the_former_and_the_latter(assistant: PolicyAssistant) -> None:
    first = "中心城区停车管理服务调控，牵头的是哪几家？"
    second = "提高地面公交服务能力呢？"
    asked_of = (first, second, "市交通局是前者的牵头单位吗")
    assert labels(assistant, *asked_of) == ["五、（四）4．"]
    answer = asked(assistant, *asked_of, "前者的牵头单位里，排在最后的是哪一家？")
    assert "市公安局" in answer.text
    assert answer.status is Status.ANSWERED
    assert labels(assistant, *asked_of, "那在后者里呢？") == ["五、（四）3．"]


def test_a_count_is_listed(assistant: PolicyAssistant) -> None:
    found = labels(assistant, "市应急局在这份行动计划里牵头几项任务？", "逐项列出来吧")
    assert len(found) == 5


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("刚才第一个任务，除了这两家还有谁牵头？", "五、（一）1．"),
        ("最后那一项的牵头单位是谁？", "五、（二）5．"),
    ],
)
def test_the_first_and_the_last_of_a_list(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    assert labels(assistant, "市交通局和市政府口岸物流办共同牵头的是哪些？", question) == [label]


def test_whether_a_unit_is_put_in_a_task(assistant: PolicyAssistant) -> None:
    questions = ("城镇老旧小区改造是哪个部门在牵头？", "市财政局被列进这项任务了吗？")
    assert asked(assistant, *questions).text.startswith("否")


def test_the_clause_that_says_so(assistant: PolicyAssistant) -> None:
    questions = ("行动计划对大拆大建是什么态度？", "写这句话的那一条由哪些单位牵头？")
    assert labels(assistant, *questions) == ["十一、（四）"]


def test_what_a_unit_leads_alone(assistant: PolicyAssistant) -> None:
    alone = asked(assistant, "推进活化利用那项是谁牵头？", "这个单位独家牵头的任务都有哪些？")
    assert alone.text.startswith("市文化旅游委单独牵头")


def test_the_one_target_of_a_task(assistant: PolicyAssistant) -> None:
    questions = ("城镇老旧小区改造是哪个部门在牵头？", "到2025年一共要改多少面积？")
    assert "1亿平方米" in asked(assistant, *questions).text


def test_the_last_unit_is_no_last_task(assistant: PolicyAssistant) -> None:
    answer = asked(assistant, "健全养老服务体系是谁牵头", "体育呢", "最后这个单位还管哪些事")
    assert answer.text.startswith("市体育局")
