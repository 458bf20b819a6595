"""Lists of units' tasks are asked for in endless words; one thing that names a unit is no list."""

from __future__ import annotations

import pytest

from assistant.answer import Intent
from assistant.service import PolicyAssistant
from assistant.understanding.duties import role_asked, shared
from corpus.responsibility import Role


@pytest.mark.parametrize(
    "question",
    [
        "市水利局的活路都给我理一理",
        "经信委在这个计划里头一共领了几样差事",
        "我刚调到市交通局，想看看咱们单位摊了些什么",
        "市公安局",
    ],
)
def test_a_units_list_in_any_words(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    (unit,) = {unit.name for unit in answer.units}
    tasks = assistant.knowledge.tasks_of(unit)
    assert answer.kind is Intent.UNIT_TASKS
    assert {c.clause.id for c in answer.citations} == {
        clause.id for clause in (*tasks.lead, *tasks.responsible)
    }


@pytest.mark.parametrize(
    "question", ["市城管局参与垃圾分类吗", "老旧小区改造是住建委牵头还是规资局牵头"]
)
def test_one_thing_that_names_a_unit(assistant: PolicyAssistant, question: str) -> None:
    assert assistant.ask(question).kind is Intent.WHO_LEADS


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("市交通局挑头的有几项", Role.LEAD),
        ("市交通局不牵头但要参与的有哪些", Role.RESPONSIBLE),
        ("只看市交通局牵头的，配合的不要", Role.LEAD),
        ("市交通局给别人打下手的任务", Role.RESPONSIBLE),
        ("市交通局牵头和参与的各有几项", None),
        ("市交通局的任务", None),
    ],
)
def test_the_role_asked_for(question: str, role: Role | None) -> None:
    assert role_asked(question) is role


@pytest.mark.parametrize(
    ("question", "together"),
    [
        ("市公安局和市交通局共同参与哪些任务", True),
        ("既有市公安局又有市交通局的任务", True),
        ("市公安局和市交通局各自牵头哪些任务", False),
        ("市公安局有哪些任务，市交通局又有哪些", False),
    ],
)
def test_shared_or_several(question: str, together: bool) -> None:
    assert shared(question) is together


def test_the_tasks_of_a_unit_within_a_part(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("交通那一大块里，市公安局牵头的是哪几项")
    lead = assistant.knowledge.tasks_of("市公安局").lead
    expected = {clause.id for clause in lead if clause.path[0].startswith("五、")}
    assert expected
    assert {c.clause.id for c in answer.citations} == expected


def test_the_tasks_of_a_part_by_its_name(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("讲生态环境的那一章都安排了哪些任务")
    assert {c.clause.path[0][:2] for c in answer.citations} == {"八、"}


def test_whether_a_unit_takes_part_is_no_list(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("市气象局参不参加加强风险监测预警预报那项")
    assert answer.text.startswith("是。")
    assert answer.citations[0].clause.label == "十、（二）2．"


def test_a_target_in_another_kind_of_measure_is_not_given(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("5G基站离窗户几米才行")
    assert answer.indicators == ()
