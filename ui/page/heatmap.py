"""Tab 热力图: how many tasks of each part a unit has."""

from __future__ import annotations

from collections import Counter

import gradio as gr
import plotly.graph_objects as go

from assistant.knowledge import Knowledge
from assistant.service import PolicyAssistant
from corpus.responsibility import Responsibility, Role
from ui.page.markup import ROLE_NAMES
from ui.page.tasks import ALL, part_of, parts_of, tasks_of

ROW = 24  # pixels a unit
_SCALE = [[0, "rgba(120,140,170,0.10)"], [0.001, "#d5e3f5"], [0.4, "#6f9bd6"], [1, "#123f7f"]]


def heat_map(knowledge: Knowledge, role: str) -> go.Figure:
    """Parts by units, the busiest unit first."""
    roles = [Role(role)] if role else list(Role)
    parts = parts_of(knowledge)
    counts: Counter[tuple[str, str]] = Counter()
    for clause in tasks_of(knowledge):
        duty = clause.responsibility or Responsibility()
        for name in {mention.name for each in roles for mention in duty.mentions(each)}:
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
            customdata=[parts for _ in units],
            texttemplate="%{text}",
            hovertemplate="%{y}<br>%{customdata}<br>%{z} 项任务<extra></extra>",
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
        font={"family": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif", "size": 12},
        xaxis={
            "side": "top",
            "tickvals": list(range(len(parts))),
            "ticktext": [_short(part) for part in parts],
            "tickangle": 0,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True, "showgrid": False},
    )
    return figure


def _short(part: str) -> str:
    """A part's number over the first words of its title."""
    label, mark, title = part.partition("、")
    head = title.split("，")[0]
    head = head if len(head) <= 10 else head[:9] + "…"
    return f"{label}<br>{head[:5]}<br>{head[5:]}" if mark else part[:6]


def build_heat_map(assistant: PolicyAssistant) -> None:
    """Lay the tab out and wire it."""
    role = gr.Radio(
        [("牵头和参与", ALL), *((name, each.value) for each, name in ROLE_NAMES.items())],
        value=ALL,
        label="承担方式",
    )
    plot = gr.Plot(
        lambda: heat_map(assistant.knowledge, ALL), show_label=False, elem_id="heat-map", buttons=[]
    )
    role.change(
        lambda chosen: heat_map(assistant.knowledge, chosen),
        role,
        plot,
        show_progress="hidden",
        api_visibility="private",
    )
