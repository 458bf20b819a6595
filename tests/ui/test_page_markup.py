"""Pieces of the page that need no browser: escaping, marks, tables and downloads."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Intent, Status
from assistant.exports.notation import number
from assistant.exports.task_table import TaskFilter
from assistant.service import PolicyAssistant, Turn
from ui.page.heatmap import heat_map
from ui.page.indicators import IndicatorFilter, listing
from ui.page.markup import marked
from ui.page.transcript import process, sources, transcript

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5)
ANSWER = Answer(Status.NOT_STATED, Intent.CONTENT, "", "", "", "c")


@given(st.text(max_size=40), SPANS)
def test_marks_change_nothing_but_the_look(text: str, spans: list[tuple[int, int]]) -> None:
    within = [(min(a, len(text)), min(b, len(text))) for a, b in spans]
    html = marked(text, within)
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == unescape(marked(text, []))
    assert html.count("<mark>") == html.count("</mark>")


@given(st.text(alphabet="<>&\"'ab/=`${}", max_size=30))
def test_words_of_people_never_become_markup(text: str) -> None:
    hostile = f"<img src=x onerror=alert(1)>{text}<script>"
    answer = replace(ANSWER, text=hostile, question=hostile, reason=hostile, suggestions=(hostile,))
    html = transcript([Turn(hostile, answer)], notice=hostile) + sources(answer) + process(answer)
    assert "<img" not in html
    assert "<script" not in html


def test_refusal_shows_the_nearest_clause_as_unanswered(assistant: PolicyAssistant) -> None:
    clause = next(c for c in assistant.knowledge.clauses.values() if c.responsibility)
    html = sources(replace(ANSWER, nearest=(clause,), ask_unit="市住房城乡建委"))
    assert "最接近的条款（未回答）" in html
    assert "市住房城乡建委" in html
    assert "<mark>" not in html


def test_task_filter_agrees_with_the_parsed_data(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    for tasks in knowledge.all_unit_tasks():
        assert TaskFilter(tasks.name, "lead").select(knowledge) == list(tasks.lead)
        assert TaskFilter(tasks.name, "responsible").select(knowledge) == list(tasks.responsible)


def test_indicators_are_filtered_by_every_word(assistant: PolicyAssistant) -> None:
    assert "建成区绿化覆盖率" in listing(assistant.knowledge, IndicatorFilter("绿化 43"))
    assert "没有符合条件" in listing(assistant.knowledge, IndicatorFilter("绿化 不存在的词"))


def test_heat_map_counts_every_task_once(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    (heat,) = heat_map(knowledge, "lead").data
    assert sum(map(sum, heat.z)) == sum(len(tasks.lead) for tasks in knowledge.all_unit_tasks())


def test_numbers_are_written_as_people_write_them() -> None:
    assert [number(value) for value in (43.0, 0.56, 1_000_000.0)] == ["43", "0.56", "1000000"]
