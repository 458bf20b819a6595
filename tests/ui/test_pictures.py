"""Pictures say what the parsed responsibilities say."""

from __future__ import annotations

import pytest

from assistant.exports.notation import target
from assistant.exports.task_table import TaskFilter, part_of, shared_tasks, tasks_of
from assistant.service import PolicyAssistant
from ui.page.heatmap import heat_map, tasks_at
from ui.page.indicators import NO_YEAR, IndicatorFilter, year_of
from ui.page.network import network, tasks_of_units


def test_every_cell_counts_the_tasks_a_click_brings(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    (heat,) = heat_map(knowledge, "lead").data
    for row, points in zip(heat.z, heat.customdata, strict=True):
        for count, (unit, part) in zip(row, points, strict=True):
            clauses = TaskFilter(unit, "lead", part).select(knowledge)
            assert len(clauses) == count
            assert f"{count} 项任务" in tasks_at(knowledge, TaskFilter(unit, "lead", part))


@pytest.mark.parametrize("least", [1, 5, 1000])
def test_network_draws_units_with_enough_shared_tasks(
    assistant: PolicyAssistant, least: int
) -> None:
    knowledge = assistant.knowledge
    expected = {
        pair: len(tasks)
        for pair, tasks in shared_tasks(tasks_of(knowledge)).items()
        if len(tasks) >= least
    }
    *_, middles, nodes = network(knowledge, least).data
    pairs = [tuple(pair) for pair in middles.customdata]
    assert {pair: int(text.split()[0]) for pair, text in zip(pairs, middles.text, strict=True)} == (
        expected
    )
    assert set(nodes.text) == {unit for pair in expected for unit in pair}
    for unit, told in zip(nodes.text, nodes.hovertext, strict=True):
        assert told == f"{unit}：{len(TaskFilter(unit).select(knowledge))} 项任务"
    assert all(-1 <= place <= 1 for place in (*nodes.x, *nodes.y))


def test_two_units_bring_their_shared_tasks_in_either_order(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    first, second = "市城市管理局", "市住房城乡建委"
    html = tasks_of_units(knowledge, first, second)
    names = [
        {mention.name for mention in clause.responsibility.units}
        for clause in tasks_of(knowledge)
        if clause.responsibility
    ]
    both = sum({first, second} <= each for each in names)
    assert f"{both} 项共同任务" in html
    assert f"{both} 项共同任务" in tasks_of_units(knowledge, second, first)


def test_indicators_are_filtered_by_part_year_and_words(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    found = knowledge.indicators()
    for part in {part_of(clause) for clause, _ in found}:
        shown = IndicatorFilter(part=part).select(knowledge)
        assert shown == [each for each in found if part_of(each[0]) == part]
    for year in {year_of(indicator) for _, indicator in found}:
        shown = IndicatorFilter(year=year).select(knowledge)
        assert {indicator.year for _, indicator in shown} == {
            None if year == NO_YEAR else int(year)
        }
    ((_, green),) = IndicatorFilter("建成区绿化覆盖率 43", year="2025").select(knowledge)[:1]
    assert target(green) == "不低于43%"
