"""Readme: the tables of measured quality, each between its two marks, written by what measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.metrics.measure import Measure
from eval.metrics.table import ALL, Row
from eval.peers.contest import PeerRow

README = Path(__file__).parent.parent / "README.md"
QUALITY, PEERS = "quality", "peers"

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
    """Put the table of a run in place of the one between its marks."""
    _write(QUALITY, quality_table(rows), readme)


def peers_table(rows: Sequence[PeerRow]) -> str:
    """The Markdown table of the product and the plain recipes."""
    names = list(dict.fromkeys(name for row in rows for name in row.measures))
    titles = {"units": "首段只含所问任务的牵头单位"}
    lines = [
        f"| 做法 | {' | '.join(titles.get(name, name) for name in names)} | 毫秒/题 |",
        "|---" * (len(names) + 2) + "|",
    ]
    for row in rows:
        cells = [row.measures[name] for name in names]
        figures = " | ".join(f"{m.value:.3f} [{m.low:.3f}, {m.high:.3f}]" for m in cells)
        lines.append(f"| {row.name} | {figures} | {row.milliseconds:.0f} |")
    return "\n".join(lines)


def write_peers_table(rows: Sequence[PeerRow], readme: Path = README) -> None:
    """Put the table of the peers in place of the one between its marks."""
    _write(PEERS, peers_table(rows), readme)


def _write(mark: str, table: str, readme: Path) -> None:
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    readme.write_text(f"{before}{start}\n{table}\n{end}{after}", encoding="utf-8")


def _cells(measure: Measure) -> str:
    return f"{measure.value:.3f} | {measure.low:.3f}–{measure.high:.3f} | {measure.count}"
