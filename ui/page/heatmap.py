"""Tab 热力图: how many tasks of each part a unit has, and which."""

from __future__ import annotations

from collections import Counter
from typing import Any

import gradio as gr
import plotly.graph_objects as go

from assistant.exports.notation import ROLE_NAMES
from assistant.exports.task_table import ALL, TaskFilter, part_of, parts_of, tasks_of, unit_names
from assistant.lookup.knowledge import Knowledge
from corpus.responsibility import Role
from ui.page.markup import Current
from ui.page.picture import FONT, QUIET, behind_panel, tasks_behind
from ui.page.tasks import EVERYONE, part_choices, refreshed, unit_choices

ROW = 24  # pixels a unit
HINT = "点击图中的格子，或在上方选择单位和部分，查看对应的任务。"
# Light enough for dark figures everywhere.
_SCALE = [[0, "rgba(120,140,170,0.10)"], [0.001, "#e1ecf9"], [1, "#6fa0e0"]]
_FIGURE = "#0b1d38"


def heat_map(knowledge: Knowledge, role: str) -> go.Figure:
    """Parts by units, the busiest unit first; a point's custom data are unit and part."""
    roles = [Role(role)] if role else list(Role)
    parts = parts_of(knowledge)
    counts: Counter[tuple[str, str]] = Counter()
    for clause in tasks_of(knowledge):
        for name in {name for each in roles for name in unit_names(clause, each)}:
            counts[name, part_of(clause)] += 1
    totals: Counter[str] = Counter()
    for (name, _), count in counts.items():
        totals[name] += count
    units = [name for name, _ in totals.most_common()]
    grid = [[counts[unit, part] for part in parts] for unit in units]
    figure = go.Figure(
        go.Heatmap(
            z=grid,
            x=list(range(len(parts))),
            y=[f"{unit}（{totals[unit]}）" for unit in units],
            text=[[str(count) if count else "" for count in row] for row in grid],
            customdata=[[[unit, part] for part in parts] for unit in units],
            texttemplate="%{text}",
            textfont={"color": _FIGURE},
            hovertemplate="%{y}<br>%{customdata[1]}<br>%{z} 项任务<extra></extra>",
            colorscale=_SCALE,
            xgap=2,
            ygap=2,
            showscale=False,
        )
    )
    figure.update_layout(
        height=110 + ROW * len(units),
        margin={"l": 10, "r": 10, "t": 70, "b": 10},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 12},
        xaxis={
            "side": "top",
            "tickvals": list(range(len(parts))),
            "ticktext": [_short(part) for part in parts],
            "tickangle": 0,
            "ticklabeloverflow": "allow",  # the last name is wider than its column on a phone
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True, "showgrid": False},
    )
    return figure


def _short(part: str) -> str:
    """A part's number over the first words of its title."""
    label, mark, title = part.partition("：" if part.startswith("附") else "、")
    head = title.split("，")[0]
    head = head if len(head) <= 10 else head[:9] + "…"
    return f"{label}<br>{head[:5]}<br>{head[5:]}" if mark else part[:6]


def tasks_at(knowledge: Knowledge, chosen: TaskFilter) -> str:
    """The tasks behind a cell; without a unit and a part, how to choose."""
    if not (chosen.unit or chosen.part):
        return tasks_behind("#heat-map", HINT, None, "")
    clauses = chosen.select(knowledge)
    told = "，".join(each for each in (chosen.unit, chosen.part) if each)
    return tasks_behind("#heat-map", HINT, clauses, f"{told}：{len(clauses)} 项任务")


def build_heat_map(page: gr.Blocks, current: Current) -> None:
    """Lay the tab out and wire it."""
    units, parts = unit_choices(current(), EVERYONE), part_choices(current())
    role = gr.Radio(
        [("牵头和参与", ALL), *((name, each.value) for each, name in ROLE_NAMES.items())],
        value=ALL,
        label="承担方式",
    )
    with gr.Row(elem_classes="filters"):
        unit = gr.Dropdown(units, value=ALL, label="单位")
        part = gr.Dropdown(parts, value=ALL, label="部分")
    plot = gr.Plot(
        lambda: heat_map(current(), ALL), show_label=False, elem_id="heat-map", buttons=[]
    )
    behind = behind_panel(tasks_at(current(), TaskFilter()), "heat-tasks")

    def update(unit_name: str, role_name: str, part_name: str) -> str:
        return tasks_at(current(), TaskFilter(unit_name or ALL, role_name or ALL, part_name or ALL))

    def redraw(unit_name: str, role_name: str, part_name: str) -> tuple[Any, ...]:
        return heat_map(current(), role_name), update(unit_name, role_name, part_name)

    def pick(role_name: str, event: gr.EventData) -> tuple[Any, ...]:
        point: dict[str, str] = event._data or {}
        unit_name, part_name = point.get("first", ALL), point.get("second", ALL)
        return unit_name, part_name, update(unit_name, role_name, part_name)

    role.change(redraw, [unit, role, part], [plot, behind], **QUIET)
    for control in (unit, part):
        control.input(update, [unit, role, part], behind, **QUIET)
    behind.click(pick, role, [unit, part, behind], **QUIET)
    page.load(lambda: refreshed(current(), EVERYONE), None, [unit, part], **QUIET)
