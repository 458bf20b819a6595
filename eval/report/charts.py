"""Charts of a report, as Plotly figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from eval.metrics.refusal import trade_off
from eval.metrics.table import Row
from eval.outcome import Outcome
from eval.report.names import INTENTS, group_name

_RANKS = (1, 3, 10)


def charts(outcomes: Sequence[Outcome], rows: Sequence[Row]) -> dict[str, go.Figure]:
    """Each chart under its title."""
    return {
        "条款召回随 k 的变化（竖线为 95% 区间）": _recall_by_k(rows),
        "拒答的取舍：误拒与应拒（阈值由低到高）": _refusal_curve(outcomes),
        "按意图的错误数": _errors_by_intent(outcomes),
        "单次回答耗时": _latency(outcomes),
    }


def _recall_by_k(rows: Sequence[Row]) -> go.Figure:
    """Bars, for lines of one height hide each other."""
    figure = go.Figure()
    for row in rows:
        measures = [row.measures.get(f"recall@{k}") for k in _RANKS]
        found = [measure for measure in measures if measure is not None]
        if "/" in row.group or len(found) != len(_RANKS):
            continue
        figure.add_bar(
            x=[f"前 {k} 条" for k in _RANKS],
            y=[m.value for m in found],
            error_y={
                "array": [m.high - m.value for m in found],
                "arrayminus": [m.value - m.low for m in found],
            },
            name=group_name(row.group),
        )
    figure.update_yaxes(range=[0, 1.05], tickformat=".0%")
    figure.update_layout(barmode="group", legend={"orientation": "h", "y": -0.25})
    return _styled(figure, "检索到的前 k 条", "召回")


def _refusal_curve(outcomes: Sequence[Outcome]) -> go.Figure:
    points = trade_off(outcomes)
    figure = go.Figure()
    figure.add_scatter(
        x=[point.wrongly_refused for point in points],
        y=[point.refused for point in points],
        text=[f"阈值 {point.threshold:.2f}" for point in points],
        hovertemplate="%{text}<br>误拒 %{x:.1%}，拒答 %{y:.1%}<extra></extra>",
        mode="lines+markers",
    )
    figure.update_xaxes(range=[-0.02, 1.02], tickformat=".0%")
    figure.update_yaxes(range=[0, 1.05], tickformat=".0%")
    return _styled(figure, "误拒（可答的题）", "拒答（应拒的题）")


def _errors_by_intent(outcomes: Sequence[Outcome]) -> go.Figure:
    errors = Counter(outcome.intent for outcome in outcomes if not outcome.right)
    totals = Counter(outcome.intent for outcome in outcomes)
    figure = go.Figure()
    figure.add_bar(
        x=[INTENTS.get(intent, intent) for intent in totals],
        y=[errors[intent] for intent in totals],
        text=[f"{errors[intent]}/{count}" for intent, count in totals.items()],
        textposition="outside",
        cliponaxis=False,
    )
    figure.update_yaxes(rangemode="tozero", range=[0, max(errors.values(), default=1) * 1.15])
    return _styled(figure, "意图（答错/总数）", "答错的题")


def _latency(outcomes: Sequence[Outcome]) -> go.Figure:
    figure = go.Figure()
    figure.add_histogram(
        x=[turn.seconds * 1000 for outcome in outcomes for turn in outcome.turns],
        nbinsx=40,
        hovertemplate="%{x} 毫秒：%{y} 次<extra></extra>",
    )
    return _styled(figure, "毫秒", "次数")


def _styled(figure: go.Figure, x: str, y: str) -> go.Figure:
    return figure.update_layout(
        xaxis_title=x,
        yaxis_title=y,
        height=340,
        margin={"t": 20, "l": 60, "r": 20},
        template="plotly_white",
        font={"family": '"Noto Sans CJK SC", "Microsoft YaHei", sans-serif', "size": 14},
    )
