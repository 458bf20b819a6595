"""Tab 任务表: every task with its units, filtered, and as files to print."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

import gradio as gr

from api.app import PREFIX
from assistant.exports.notation import ROLE_NAMES
from assistant.exports.task_table import ALL, TaskFilter, part_of, parts_of
from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause
from ui.page.markup import Choices, Current, download_link, table, unit_chips
from ui.page.reader import Place, place_link

EVERYONE = "全部单位"
HEADERS = ("部分", "编号", "任务", "牵头单位和责任单位")


def task_rows(clauses: list[Clause], caption: str) -> str:
    """Tasks as a table, each with its units; where there are several, its document."""
    several = len({clause.document_id for clause in clauses}) > 1
    rows = [
        (
            escape(f"《{clause.document_title}》{part_of(clause)}" if several else part_of(clause)),
            escape(clause.label),
            place_link(
                clause.title or clause.text.strip()[:40], Place(clause.document_id, clause.id)
            ),
            unit_chips(clause, are_buttons=False),
        )
        for clause in clauses
    ]
    return table(caption, HEADERS, rows)


def _downloads(chosen: TaskFilter) -> str:
    """The shown tasks as files; of a unit alone also its dossier."""
    query = {"unit": chosen.unit, "part": chosen.part} | (
        {"role": chosen.role} if chosen.role else {}
    )
    links = [
        download_link(
            f"下载 {form.upper()}", f"{PREFIX}/tasks?{urlencode(query | {'format': form})}"
        )
        for form in ("xlsx", "docx", "csv")
    ]
    if chosen.unit:
        links += [
            download_link(
                f"责任清单 {form.upper()}",
                f"{PREFIX}/units/{quote(chosen.unit, safe='')}/dossier?format={form}",
            )
            for form in ("xlsx", "docx")
        ]
    return f'<div class="downloads">{"".join(links)}</div>'


def _shown(knowledge: Knowledge, chosen: TaskFilter) -> str:
    clauses = chosen.select(knowledge)
    return _downloads(chosen) + task_rows(clauses, f"共 {len(clauses)} 项任务")


def unit_choices(knowledge: Knowledge, everyone: str) -> Choices:
    """All units, the busiest first, below a line that stands for no choice."""
    return [(everyone, ALL), *((tasks.name, tasks.name) for tasks in knowledge.all_unit_tasks())]


def part_choices(knowledge: Knowledge) -> Choices:
    """All parts that hold tasks."""
    return [("全部部分", ALL), *((part, part) for part in parts_of(knowledge))]


def build_tasks(page: gr.Blocks, current: Current) -> None:
    """Lay the tab out and wire it."""
    units, parts = unit_choices(current(), EVERYONE), part_choices(current())
    with gr.Row(elem_classes="filters"):
        unit = gr.Dropdown(units, value=ALL, label="单位")
        role = gr.Dropdown(
            [("全部", ALL), *((name, role.value) for role, name in ROLE_NAMES.items())],
            value=ALL,
            label="承担方式",
        )
        part = gr.Dropdown(parts, value=ALL, label="部分")
    shown = gr.HTML(
        lambda: _shown(current(), TaskFilter()), elem_id="tasks", apply_default_css=False
    )

    def update(unit_name: str, role_name: str, part_name: str) -> str:
        return _shown(current(), TaskFilter(unit_name or ALL, role_name or ALL, part_name or ALL))

    for control in (unit, role, part):
        control.change(
            update, [unit, role, part], shown, show_progress="hidden", api_visibility="private"
        )
    page.load(lambda: refreshed(current(), EVERYONE), None, [unit, part], api_visibility="private")


def refreshed(knowledge: Knowledge, everyone: str) -> tuple[gr.Dropdown, gr.Dropdown]:
    """The lists of units and parts as they are now."""
    return (
        gr.Dropdown(choices=unit_choices(knowledge, everyone)),
        gr.Dropdown(choices=part_choices(knowledge)),
    )
