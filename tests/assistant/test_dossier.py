"""A unit's dossier: complete, and the same as the parsed responsibilities."""

from __future__ import annotations

import pytest

from assistant.exports.dossier import dossier_of
from assistant.exports.task_table import shared_tasks, tasks_of
from assistant.service import PolicyAssistant
from corpus.errors import UnknownUnitError
from corpus.responsibility import Role


def test_every_units_dossier_agrees_with_the_parsed_responsibilities(
    assistant: PolicyAssistant,
) -> None:
    knowledge = assistant.knowledge
    for tasks in knowledge.all_unit_tasks():
        dossier = dossier_of(knowledge, tasks.name)
        assert [d.clause for d in dossier.duties] == [*tasks.lead, *tasks.responsible]
        assert dossier.count(Role.LEAD) == len(tasks.lead)
        for duty in dossier.duties:
            parsed = duty.clause.responsibility
            assert parsed is not None
            assert tasks.name in {mention.name for mention in parsed.mentions(duty.role)}
            for role in Role:
                others = [m.name for m in parsed.mentions(role) if m.name != tasks.name]
                line = duty.partners(role)
                places = [line.index(name) for name in others]
                assert places == sorted(places)
                is_open = parsed.lead_open if role is Role.LEAD else parsed.responsible_open
                assert ("等部门" in line) is is_open


def test_unit_is_met_under_any_of_its_names(assistant: PolicyAssistant) -> None:
    dossier = dossier_of(assistant.knowledge, "重庆市住房和城乡建设委员会")
    assert dossier == dossier_of(assistant.knowledge, "市住房城乡建委")
    assert dossier.canonical == "重庆市住房和城乡建设委员会"


def test_unit_that_no_task_names_is_refused(assistant: PolicyAssistant) -> None:
    with pytest.raises(UnknownUnitError):
        dossier_of(assistant.knowledge, "市气象台办公室")


def test_shared_tasks_name_both_units(assistant: PolicyAssistant) -> None:
    for pair, clauses in shared_tasks(tasks_of(assistant.knowledge)).items():
        assert pair[0] < pair[1]
        for clause in clauses:
            assert clause.responsibility is not None
            assert set(pair) <= {mention.name for mention in clause.responsibility.units}
