"""Follow-ups lean on what was said; complete questions do not; conversations survive."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Intent, Status
from assistant.records.conversation import UnknownConversationError
from assistant.records.database import DatabaseError
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from index.graph_embedder import GraphEmbedder
from tests.conversing import converse, labels


def test_then_the_responsible_units(assistant: PolicyAssistant) -> None:
    first, second = converse(assistant, "老旧小区改造由哪个单位牵头？", "那责任单位呢？")
    assert labels(second)[0] == labels(first)[0] == "七、（二）1．"
    assert second.text.startswith("责任单位：市发展改革委")
    assert "老旧小区改造" in second.rewritten_question


def test_it_by_2025(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "老旧小区改造由哪个单位牵头？", "它到2025年要达到多少？")
    assert (1, "亿平方米") in {(i.indicator.value, i.indicator.unit) for i in last.indicators}


def test_the_second_one_in_detail(assistant: PolicyAssistant) -> None:
    first, second = converse(assistant, "市住建委牵头哪些任务？", "第二条详细说说")
    assert (
        second.citations[0].clause
        == list(dict.fromkeys(citation.clause for citation in first.citations))[1]
    )


def test_another_thing_of_the_same_question(assistant: PolicyAssistant) -> None:
    first, second = converse(assistant, "噪声污染防治谁牵头", "大气呢？")
    assert labels(first)[0] == "八、（二）4．"
    assert labels(second)[0] == "八、（二）2．"


def test_a_complete_question_inherits_nothing(assistant: PolicyAssistant) -> None:
    first, _, third = converse(assistant, "停车难归谁管", "市水利局牵头哪些任务？", "停车难归谁管")
    assert third.citations == first.citations
    assert third.rewritten_question == first.rewritten_question


def test_another_unit(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "市应急局牵头哪些任务", "市水利局呢？")
    tasks = assistant.knowledge.tasks_of("市水利局")
    assert {c.clause.id for c in last.citations} == {clause.id for clause in tasks.lead}


def test_a_refused_question_leaves_the_topic_in_place(assistant: PolicyAssistant) -> None:
    *_, refused, last = converse(
        assistant, "老旧小区改造由哪个单位牵头？", "今天天气怎么样", "那责任单位呢？"
    )
    assert refused.refused
    assert labels(last)[0] == "七、（二）1．"


def test_a_conversation_survives_a_restart(
    store_folder: Path, embedder: GraphEmbedder, tmp_path: Path
) -> None:
    settings = Settings(store=store_folder, database=f"sqlite:///{tmp_path / 'c.sqlite'}")
    with PolicyAssistant.open(settings, embedder) as before:
        first = before.ask("老旧小区改造由哪个单位牵头？")
    with PolicyAssistant.open(settings, embedder) as after:
        second = after.ask("那责任单位呢？", conversation_id=first.conversation_id)
        turns = after.history(first.conversation_id)
    assert [turn.question for turn in turns] == ["老旧小区改造由哪个单位牵头？", "那责任单位呢？"]
    assert [turn.answer for turn in turns] == [first, second]
    assert labels(second)[0] == "七、（二）1．"


def test_an_unknown_conversation_is_told(assistant: PolicyAssistant) -> None:
    with pytest.raises(UnknownConversationError):
        assistant.ask("停车难归谁管", conversation_id="0" * 32)
    with pytest.raises(UnknownConversationError):
        assistant.history("没有")


def test_what_is_no_question_is_not_kept(assistant: PolicyAssistant) -> None:
    first = assistant.ask("停车难归谁管")
    empty = assistant.ask(" ", conversation_id=first.conversation_id)
    assert empty.status is Status.EMPTY_QUESTION
    assert len(assistant.history(first.conversation_id)) == 1


def test_a_database_that_cannot_be_written_is_told(store_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DatabaseError) as caught:
        PolicyAssistant.open(
            Settings(store=store_folder, database=f"sqlite:///{tmp_path / 'file' / 'c.sqlite'}")
        )
    assert "POLICY_DATABASE" in caught.value.user_message


def test_the_other_role_after_a_detour_to_one_task(assistant: PolicyAssistant) -> None:
    *_, last = converse(
        assistant, "市应急局牵头几项任务", "第二个说的什么", "他们作责任单位的有几项"
    )
    assert "作为责任单位" in last.text.splitlines()[0]
    assert last.text.startswith("市应急局")


def test_one_task_of_a_list_by_its_role(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "市林业局有哪些任务", "牵头的那个是和谁一起的")
    assert labels(last)[0] == "二、（三）3．"


def test_whether_the_unit_asked_about_has_the_other_role(assistant: PolicyAssistant) -> None:
    *_, last = converse(
        assistant, "加强停车管理服务调控谁牵头", "市住建委牵头吗", "那它是责任单位吗"
    )
    assert last.text.startswith(("是。", "否。"))
    assert "市住房城乡建委" in last.text.splitlines()[0]


def test_a_short_question_stays_within_the_regulation_spoken_of(
    assistant: PolicyAssistant,
) -> None:
    *_, last = converse(assistant, "公积金啥情况能取出来", "申请贷款几天给答复")
    assert last.citations[0].clause.document_title == "住房公积金管理条例"


def test_a_question_on_another_matter_leaves_the_regulation(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "公积金啥情况能取出来", "楼上装修太吵怎么办")
    assert "噪声" in last.citations[0].clause.document_title


def test_back_to_the_plan_and_who_leads(assistant: PolicyAssistant) -> None:
    *_, last = converse(
        assistant, "行动计划里老小区加装电梯怎么说", "有没有法律支持装电梯", "回到计划那条，谁牵头"
    )
    assert labels(last)[0] == "七、（二）1．"


def test_the_neighbouring_task(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "统筹城市地下设施建设谁牵头", "下一项是讲什么的")
    assert labels(last)[0] == "十、（一）3．"


def test_where_a_clause_stands(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "统筹城市地下设施建设谁牵头", "属于哪一部分")
    assert last.text.startswith("所在位置：")
    assert "十、提升城市韧性水平" in last.text


def test_the_penalty_for_an_article_named_by_its_number(assistant: PolicyAssistant) -> None:
    *_, last = converse(
        assistant, "噪声污染防治法第四十三条讲什么", "下一条呢", "违反了第四十三条罚多少"
    )
    assert labels(last)[0] == "第七十七条"


def test_what_two_units_share_after_the_tasks_of_one(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "市水利局有哪些任务", "其中跟生态环境局一同牵头的是哪些")
    tasks_of = assistant.knowledge.tasks_of
    shared = {c.id for c in tasks_of("市水利局").lead} & {
        c.id for c in tasks_of("市生态环境局").lead
    }
    assert shared
    assert {citation.clause.id for citation in last.citations} == shared


@pytest.mark.parametrize(
    ("questions", "asked"),
    [
        (("建设现代化体育强市谁牵头", "它还管哪些事"), "市体育局牵头和参与哪些任务"),
        (
            ("市应急局牵头几项", "市气象局呢", "上述两家共同参与的任务有哪些"),
            "市应急局和市气象局共同",
        ),
        (("市教委牵头哪些", "再加上市科技局"), "市教委和市科技局共同牵头哪些任务"),
        (("地面公交那项是谁牵头", "里头那个公安局，总共牵头几项"), "市公安局牵头几项任务"),
        (("市民政局有几项任务", "哪项是牵头的"), "市民政局牵头哪些任务"),
    ],
)
def test_the_units_that_a_follow_up_means(
    assistant: PolicyAssistant, questions: tuple[str, ...], asked: str
) -> None:
    *_, last = converse(assistant, *questions)
    assert last.kind is Intent.UNIT_TASKS
    assert last.rewritten_question.startswith(asked)


def test_a_task_named_with_the_unit_asked_about(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "噪声污染防治市市场监管局在列吗", "大气那项，它在列否")
    assert labels(last)[0] == "八、（二）2．"
    assert last.text.startswith("是。市市场监管局")


def test_what_may_be_asked_of_every_regulation_stays_with_the_one_spoken_of(
    assistant: PolicyAssistant,
) -> None:
    *_, last = converse(assistant, "轻轨上带狗可以吗", "投诉了多少天给答复", "对答复不服怎么办")
    assert last.citations[0].clause.document_title == "重庆市轨道交通条例"


def test_an_article_is_not_what_a_stray_question_is_about(assistant: PolicyAssistant) -> None:
    *_, last = converse(assistant, "物业管理条例第五十三条", "今天晚上吃什么好？")
    assert last.refused


def test_what_was_asked_of_a_target_not_set_is_asked_of_the_next(
    assistant: PolicyAssistant,
) -> None:
    first, second = converse(assistant, "森林覆盖率的目标是多少", "那建成区绿化呢")
    assert first.refused
    assert [i.indicator.value for i in second.indicators] == [43]
