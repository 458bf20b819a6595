"""Follow-ups of an office: 我们, the one task listed, a unit named with the task it is asked of."""

from __future__ import annotations

import pytest

from assistant.answer import Intent
from assistant.service import PolicyAssistant
from corpus.responsibility import Role
from tests.conversing import converse

PLAN = "cq-urban-renewal-2022"


def cited(assistant: PolicyAssistant, *turns: str) -> set[str]:
    *_, answer = converse(assistant, *turns)
    return {citation.clause.id for citation in answer.citations}


def tasks(assistant: PolicyAssistant, unit: str, role: Role) -> set[str]:
    return {
        clause.id
        for clause in assistant.knowledge.outline(PLAN).clauses
        if clause.responsibility
        and unit in {mention.name for mention in clause.responsibility.mentions(role)}
    }


def test_only_joining_is_the_other_role(assistant: PolicyAssistant) -> None:
    found = cited(assistant, "经信委在计划里牵头几个任务", "不牵头、只是参加的呢")
    assert found == tasks(assistant, "市经济信息委", Role.RESPONSIBLE)


def test_ours_is_the_unit_asked_about_first(assistant: PolicyAssistant) -> None:
    turns = ("大数据局参加的任务有哪几项", "搞CIM平台的那项是谁牵头", "那我们自己牵头的呢")
    assert cited(assistant, *turns) == tasks(assistant, "市大数据发展局", Role.LEAD)


def test_among_ours_those_that_another_joins(assistant: PolicyAssistant) -> None:
    turns = (
        "生态环境局牵头的任务有哪些",
        "城管局参加了几项",
        "我们牵头的里面，城管局参加的是哪几项",
    )
    both = tasks(assistant, "市生态环境局", Role.LEAD) & tasks(
        assistant, "市城市管理局", Role.RESPONSIBLE
    )
    assert cited(assistant, *turns) == both


def test_whether_we_take_part(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "经信委牵头几个任务", "老旧小区改造有我们吗")
    assert answer.text.startswith("是")
    assert answer.citations[0].clause.title == "推进城镇老旧小区改造"


@pytest.mark.parametrize("asked", ["谁牵头的", "还有哪几家一起牵头", "有几个牵头单位，都是谁"])
def test_who_leads_the_one_task_listed(assistant: PolicyAssistant, asked: str) -> None:
    first, answer = converse(assistant, "乡村振兴局参加的是哪一项任务", asked)
    (task,) = {citation.clause.id for citation in first.citations}
    assert answer.kind is Intent.WHO_LEADS
    assert {citation.clause.id for citation in answer.citations} == {task}


@pytest.mark.parametrize(
    ("turns", "unit", "title"),
    [
        (("民政局有几项任务", "残联参加养老这项不"), "市残联", "健全养老服务体系"),
        (("人力社保局有几项任务", "牵头的那项国资委参加了么"), "市国资委", "培育一流创新主体"),
    ],
)
def test_a_unit_of_one_of_those_listed(
    assistant: PolicyAssistant, turns: tuple[str, ...], unit: str, title: str
) -> None:
    *_, answer = converse(assistant, *turns)
    assert answer.citations[0].clause.title == title
    assert answer.text.startswith(("是", "否"))
    assert unit in answer.text.splitlines()[0]


def test_a_number_that_a_task_does_not_state(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "强化城市垃圾治理谁牵头", "夜市全市要打造多少条")
    assert not answer.citations
