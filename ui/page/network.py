"""Tab 协作网络: which units work together, on how many tasks, and on which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr
import networkx as nx
import numpy as np
import plotly.graph_objects as go

from assistant.exports.task_table import ALL, TaskFilter, shared_tasks, tasks_of
from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause
from ui.page.markup import Current
from ui.page.picture import FONT, QUIET, behind_panel, tasks_behind
from ui.page.tasks import unit_choices

LEAST = 5  # shared tasks from which a line is drawn at first
ANYONE = "不限"
HINT = "点击单位或连线上的圆点，或在上方选择单位，查看对应的任务。"
WIDTHS = (1.0, 2.0, 3.5, 6.0)  # of lines, from few shared tasks to many
Pairs = Mapping[tuple[str, str], tuple[Clause, ...]]


def network(knowledge: Knowledge, least: int) -> go.Figure:
    """Units as nodes, shared tasks as lines; a point's custom data are one or two units."""
    pairs = {
        pair: tasks
        for pair, tasks in shared_tasks(tasks_of(knowledge)).items()
        if len(tasks) >= least
    }
    graph = nx.Graph()
    for (first, second), tasks in pairs.items():
        graph.add_edge(first, second, length=1 + 1 / len(tasks) ** 0.5)
    places = _layout(graph)
    figure = go.Figure([*_lines(pairs, places), _middles(pairs, places), _nodes(knowledge, places)])
    figure.update_layout(
        height=680,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 12},
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        xaxis={"visible": False, "fixedrange": True, "range": [-1.42, 1.42]},
        yaxis={"visible": False, "fixedrange": True, "range": [-1.12, 1.12]},
    )
    return figure


def _layout(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Units that share much stand near each other; both coordinates within -1 and 1."""
    if not graph:
        return {}
    places = nx.kamada_kawai_layout(graph, weight="length")
    grid = np.array(list(places.values()))
    low, high = grid.min(axis=0), grid.max(axis=0)
    spread = 2 * (grid - low) / np.where(high > low, high - low, 1.0) - 1
    return {unit: (float(x), float(y)) for unit, (x, y) in zip(places, spread, strict=True)}


def _lines(pairs: Pairs, places: Mapping[str, tuple[float, float]]) -> list[go.Scatter]:
    """The lines, those of about the same width in one trace."""
    most = max((len(tasks) for tasks in pairs.values()), default=1)
    groups: dict[float, tuple[list[float | None], list[float | None]]] = {
        width: ([], []) for width in WIDTHS
    }
    for (first, second), tasks in pairs.items():
        step = min(int(len(WIDTHS) * len(tasks) / (most + 1)), len(WIDTHS) - 1)
        for axis, line in enumerate(groups[WIDTHS[step]]):
            line += [places[first][axis], places[second][axis], None]
    return [
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"width": width, "color": "rgba(105,130,165,0.35)"},
            hoverinfo="skip",
        )
        for width, (x, y) in groups.items()
    ]


def _middles(pairs: Pairs, places: Mapping[str, tuple[float, float]]) -> go.Scatter:
    """A point on every line, to be read and clicked."""
    return go.Scatter(
        x=[(places[first][0] + places[second][0]) / 2 for first, second in pairs],
        y=[(places[first][1] + places[second][1]) / 2 for first, second in pairs],
        mode="markers",
        marker={"size": 8, "color": "#8ea6c6", "line": {"width": 0}},
        customdata=[list(pair) for pair in pairs],
        text=[f"{len(tasks)} 项共同任务" for tasks in pairs.values()],
        hovertemplate="%{customdata[0]}、%{customdata[1]}<br>%{text}<extra></extra>",
    )


def _nodes(knowledge: Knowledge, places: Mapping[str, tuple[float, float]]) -> go.Scatter:
    counts = {unit: len(TaskFilter(unit).select(knowledge)) for unit in places}
    most = max(counts.values(), default=1)
    return go.Scatter(
        x=[x for x, _ in places.values()],
        y=[y for _, y in places.values()],
        mode="markers+text",
        opacity=1,
        marker={
            "size": [12 + 40 * (counts[unit] / most) ** 0.5 for unit in places],
            "color": "#2f6ab3",
            "line": {"width": 1, "color": "#ffffff"},
        },
        text=list(places),
        textposition="top center",
        customdata=[[unit, ALL] for unit in places],
        hovertext=[f"{unit}：{counts[unit]} 项任务" for unit in places],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def tasks_of_units(knowledge: Knowledge, first: str, second: str) -> str:
    """The tasks of one unit, or those that two have in common; else how to choose."""
    units = [unit for unit in dict.fromkeys((first, second)) if unit]
    if not units:
        return tasks_behind("#network", HINT, None, "")
    if len(units) == 1:
        clauses = TaskFilter(units[0]).select(knowledge)
        return tasks_behind("#network", HINT, clauses, f"{units[0]}：{len(clauses)} 项任务")
    pair = (min(units), max(units))
    clauses = list(shared_tasks(tasks_of(knowledge)).get(pair, ()))
    caption = f"{'、'.join(units)}：{len(clauses)} 项共同任务"
    return tasks_behind("#network", HINT, clauses, caption)


def build_network(page: gr.Blocks, current: Current) -> None:
    """Lay the tab out and wire it."""
    names, most = unit_choices(current(), ANYONE), _most_shared(current())
    with gr.Row(elem_classes="filters"):
        least = gr.Slider(
            1,
            max(most, LEAST),  # a slider needs a range, also where no units share a task
            value=min(LEAST, most),
            step=1,
            label="连线的共同任务数不少于",
            buttons=[],
        )
        first = gr.Dropdown(names, value=ALL, label="单位")
        second = gr.Dropdown(names, value=ALL, label="合作单位")
    plot = gr.Plot(
        lambda: network(current(), min(LEAST, _most_shared(current()))),
        show_label=False,
        elem_id="network",
        buttons=[],
    )
    behind = behind_panel(tasks_of_units(current(), ALL, ALL), "network-tasks")

    def update(one: str, other: str) -> str:
        return tasks_of_units(current(), one or ALL, other or ALL)

    def pick(event: gr.EventData) -> tuple[Any, ...]:
        point: dict[str, str] = event._data or {}
        one, other = point.get("first", ALL), point.get("second", ALL)
        return one, other, update(one, other)

    least.release(lambda value: network(current(), int(value)), least, plot, **QUIET)
    for control in (first, second):
        control.input(update, [first, second], behind, **QUIET)
    behind.click(pick, None, [first, second, behind], **QUIET)

    def refresh() -> tuple[Any, ...]:
        choices = unit_choices(current(), ANYONE)
        return gr.Dropdown(choices=choices), gr.Dropdown(choices=choices)

    page.load(refresh, None, [first, second], **QUIET)


def _most_shared(knowledge: Knowledge) -> int:
    """Tasks of the two units that share most; at least 1."""
    return max(map(len, shared_tasks(tasks_of(knowledge)).values()), default=1)
