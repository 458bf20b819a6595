"""Tab 指标: every quantified target, filtered by part, year and words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import gradio as gr

from assistant.exports.notation import target
from assistant.exports.task_table import ALL, part_of
from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause
from corpus.indicator import Indicator
from ui.page.markup import Choices, Current, table
from ui.page.reader import Place, place_link

HEADERS = ("指标", "目标", "年份", "条款", "原文")
NO_YEAR = "未写明"


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """Which indicators to show; an empty field lets all through."""

    words: str = ""  # each must stand in the row
    part: str = ALL
    year: str = ALL

    def select(self, knowledge: Knowledge) -> list[tuple[Clause, Indicator]]:
        """The indicators with their clauses, in the text's order."""
        return [
            (clause, indicator)
            for clause, indicator in knowledge.indicators()
            if self.part in (ALL, part_of(clause))
            and self.year in (ALL, year_of(indicator))
            and all(word in " ".join(_cells(clause, indicator)) for word in self.words.split())
        ]


def year_of(indicator: Indicator) -> str:
    """The target's year, or that the text names none."""
    return str(indicator.year or NO_YEAR)


def _cells(clause: Clause, indicator: Indicator) -> tuple[str, ...]:
    return (
        indicator.name,
        target(indicator),
        str(indicator.year or "—"),
        clause.name,
        indicator.quote,
    )


def listing(knowledge: Knowledge, chosen: IndicatorFilter) -> str:
    """The chosen indicators; the clause leads to the words in the text."""
    rows = []
    found = chosen.select(knowledge)
    several = len({clause.document_id for clause, _ in found}) > 1
    for clause, indicator in found:
        name, goal, year, where, quote = map(escape, _cells(clause, indicator))
        place = Place(clause.document_id, clause.id, indicator.start, indicator.end)
        said = f"《{clause.document_title}》{clause.name}" if several else clause.name
        rows.append((name, goal, year, place_link(said, place) if where else "—", quote))
    return table(f"共 {len(rows)} 项指标", HEADERS, rows)


def part_choices(knowledge: Knowledge) -> Choices:
    """The parts that state indicators, in the text's order."""
    parts = dict.fromkeys(part_of(clause) for clause, _ in knowledge.indicators())
    return [("全部部分", ALL), *((part, part) for part in parts)]


def year_choices(knowledge: Knowledge) -> Choices:
    """The years for which there are indicators."""
    years = sorted({year_of(indicator) for _, indicator in knowledge.indicators()})
    return [("全部年份", ALL), *((year, year) for year in years)]


def build_indicators(page: gr.Blocks, current: Current) -> None:
    """Lay the tab out and wire it."""
    with gr.Row(elem_classes="filters"):
        words = gr.Textbox(
            label="筛选", placeholder="输入指标名称或原文中的词", elem_id="indicator-filter"
        )
        part = gr.Dropdown(
            part_choices(current()),
            value=ALL,
            label="部分",
            elem_id="indicator-part",
        )
        year = gr.Dropdown(
            year_choices(current()),
            value=ALL,
            label="年份",
            elem_id="indicator-year",
        )
    shown = gr.HTML(
        lambda: listing(current(), IndicatorFilter()), elem_id="indicators", apply_default_css=False
    )
    for control in (words, part, year):
        control.change(
            lambda *chosen: listing(current(), IndicatorFilter(*(each or "" for each in chosen))),
            [words, part, year],
            shown,
            show_progress="hidden",
            api_visibility="private",
        )

    def refresh() -> tuple[gr.Dropdown, gr.Dropdown]:
        knowledge = current()
        return (
            gr.Dropdown(choices=part_choices(knowledge)),
            gr.Dropdown(choices=year_choices(knowledge)),
        )

    page.load(refresh, None, [part, year], show_progress="hidden", api_visibility="private")
