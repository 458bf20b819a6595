"""A unit's part in the task spoken of, the tasks counted before, and who leads most of a list."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.answer import Intent, Status
from assistant.service import PolicyAssistant
from corpus.clause import Clause
from corpus.responsibility import Role
from tests.conversing import converse

TASK = "提升大气环境质量"


def task(assistant: PolicyAssistant) -> Clause:
    return next(c for c in assistant.knowledge.clauses.values() if c.title == TASK)


def units(clause: Clause, role: Role) -> list[str]:
    assert clause.responsibility is not None
    return [mention.name for mention in clause.responsibility.mentions(role)]


@pytest.mark.parametrize(
    "asked", ["{}在里面是什么角色", "{}是什么角色", "那{}算什么身份", "{}也在里面吗，什么角色"]
)
def test_the_part_of_a_unit_in_the_task_spoken_of(assistant: PolicyAssistant, asked: str) -> None:
    clause = task(assistant)
    unit = units(clause, Role.RESPONSIBLE)[1]
    *_, answer = converse(assistant, f"{TASK}谁牵头", asked.format(unit))
    assert answer.citations[0].clause.label == clause.label
    assert f"{unit}是本条的责任单位" in answer.text


@pytest.mark.parametrize("asked", ["有市教委吗", "市教委在里面吗", "市教委呢"])
def test_a_unit_that_the_task_does_not_name(assistant: PolicyAssistant, asked: str) -> None:
    clause = task(assistant)
    assert "市教委" not in clause.text
    *_, answer = converse(assistant, f"{TASK}谁牵头", asked)
    assert answer.citations[0].clause.label == clause.label
    assert "没有写明市教委" in answer.text


def test_the_unit_of_its_tasks_in_a_task_named(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "市科技局的任务有哪些", "培育一流创新主体里它是什么角色")
    assert answer.text.startswith("市科技局是本条的牵头单位")


@pytest.mark.parametrize("asked", ["是它一家牵头吗", "它单独牵头吗"])
def test_one_house_alone(assistant: PolicyAssistant, asked: str) -> None:
    *_, answer = converse(assistant, "统筹防洪排涝与城市建设谁牵头", "市水利局参与吗", asked)
    assert answer.text.startswith("否。本条的牵头单位还有市住房城乡建委。")


@pytest.mark.parametrize("asked", ["分别是哪些", "都是哪些", "具体是哪几项"])
def test_the_tasks_just_counted(assistant: PolicyAssistant, asked: str) -> None:
    counted, listed = converse(assistant, "市应急局牵头几项任务", asked)
    assert listed.kind is Intent.UNIT_TASKS
    wanted = {c.label for c in assistant.knowledge.tasks_of("市应急局").lead}
    assert {c.clause.label for c in listed.citations} == wanted
    assert str(len(wanted)) in counted.text


def test_who_leads_most_of_the_tasks_listed(assistant: PolicyAssistant) -> None:
    listed, most, one = converse(
        assistant,
        "第四部分有哪些任务",
        "谁牵头最多",
        "其中加强城市环境秩序整治责任单位是谁",
    )
    tasks = {c.clause.id: c.clause for c in listed.citations}
    counts = Counter(name for clause in tasks.values() for name in units(clause, Role.LEAD))
    (first, number), *_ = counts.most_common(1)
    assert f"最多的是{first}：{number}项" in most.text
    assert one.citations[0].clause.title == "加强城市环境秩序整治"


@pytest.mark.parametrize(
    "turns",
    [
        ("全市5G基站数量目标", "充电桩数量目标有吗"),
        ("优化道路空间环境谁牵头", "道路照明设施完好率目标", "路灯数量目标有吗"),
        ("加强停车管理服务调控谁牵头", "停车泊位建设目标数是多少"),
    ],
)
def test_a_figure_that_the_plan_does_not_set(
    assistant: PolicyAssistant, turns: tuple[str, ...]
) -> None:
    *_, answer = converse(assistant, *turns)
    assert answer.status in (Status.NOT_STATED, Status.NO_MATCH)


def test_the_one_that_leads_the_task_spoken_of(assistant: PolicyAssistant) -> None:
    *_, answer = converse(assistant, "两江四岸主轴由谁牵头", "江心绿岛那项也是它牵头吗")
    assert answer.text.startswith("否。市住房城乡建委在本条中是责任单位，不是牵头单位。")


def test_a_unit_by_the_end_of_its_name(assistant: PolicyAssistant) -> None:
    *_, answer = converse(
        assistant, "消防救援总队是不是规整社区空间秩序的牵头单位", "总队总共有哪些任务"
    )
    assert answer.kind is Intent.UNIT_TASKS
    assert answer.text.startswith("市消防救援总队")
