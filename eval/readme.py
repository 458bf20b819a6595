"""Readme: the table of measured quality between its two marks, written by a run on record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.metrics.measure import Measure
from eval.metrics.table import ALL, Row

README = Path(__file__).parent.parent / "README.md"
START, END = "<!-- quality -->", "<!-- /quality -->"

# What the first screen tells: words, row, metric.
_LINES = (
    ("公务人员提问：条款排第一", "civil_servants", "recall@1"),
    ("公务人员提问：条款在前三", "civil_servants", "recall@3"),
    ("牵头单位完全一致", "civil_servants/who-leads", "lead_exact"),
    ("责任单位完全一致", "civil_servants/who-leads", "responsible_exact"),
    ("单位任务清单与件数完全一致", "civil_servants/unit-tasks", "tasks_exact"),
    ("目标值正确", "civil_servants/indicator", "values_exact"),
    ("市民日常提问（规划）：条款排第一", "citizens_plan", "recall@1"),
    ("市民日常提问（规划）：条款在前三", "citizens_plan", "recall@3"),
    ("市民日常提问（法规）：条款排第一", "citizens", "recall@1"),
    ("市民日常提问（法规）：条款在前三", "citizens", "recall@3"),
    ("该拒答的拒答了", "must_refuse", "refusal_recall"),
    ("误拒（越低越好）", ALL, "wrongly_refused"),
    ("整段会话全对", "conversations", "conversation"),
    ("引文一字不差", ALL, "quote_verbatim"),
    ("所列单位在所引条款中", ALL, "unit_in_clause"),
)


def quality_table(rows: Sequence[Row]) -> str:
    """The Markdown table of the rows a run has."""
    measures = {row.group: row.measures for row in rows}
    lines = ["| 内容 | 结果 | 95% 区间 | 题数 |", "|---|---|---|---|"]
    for words, group, name in _LINES:
        measure = measures.get(group, {}).get(name)
        if measure is not None:
            lines.append(f"| {words} | {_cells(measure)} |")
    return "\n".join(lines)


def write_quality(rows: Sequence[Row], readme: Path = README) -> None:
    """Put the table in place of the one between the marks."""
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{START}\n{quality_table(rows)}\n{END}{after}", encoding="utf-8")


def _cells(measure: Measure) -> str:
    return f"{measure.value:.3f} | {measure.low:.3f}–{measure.high:.3f} | {measure.count}"
