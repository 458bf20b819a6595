"""Table: every metric for every group of questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from eval.metrics.citations import (
    expected_clause_cited,
    nothing_cited_on_refusal,
    units_in_cited_clause,
    verbatim_quotes,
)
from eval.metrics.conversations import conversation_success, turn_success
from eval.metrics.indicators import exact_values
from eval.metrics.measure import Measure, mean_measure, percentile_measure
from eval.metrics.recall import recall_at, reciprocal_rank
from eval.metrics.refusal import refusal_precision, refusal_recall, wrongly_refused
from eval.metrics.units import exact_tasks, exact_units, unit_precision, unit_recall
from eval.outcome import Outcome

Samples = Callable[[Outcome], list[float]]

METRICS: dict[str, tuple[str, Samples]] = {
    "recall@1": ("条款召回@1", partial(recall_at, k=1)),
    "recall@3": ("条款召回@3", partial(recall_at, k=3)),
    "recall@10": ("条款召回@10", partial(recall_at, k=10)),
    "mrr@10": ("MRR@10", reciprocal_rank),
    "clause_cited": ("首先引用的条款正确", expected_clause_cited),
    "lead_exact": ("牵头单位完全一致", partial(exact_units, role="lead")),
    "responsible_exact": ("责任单位完全一致", partial(exact_units, role="responsible")),
    "unit_precision": ("单位准确率", unit_precision),
    "unit_recall": ("单位召回率", unit_recall),
    "tasks_exact": ("单位任务清单与件数完全一致", exact_tasks),
    "values_exact": ("目标值正确", exact_values),
    "refusal_recall": ("该拒答的拒答了", refusal_recall),
    "refusal_precision": ("拒答确属应当", refusal_precision),
    "wrongly_refused": ("误拒", wrongly_refused),
    "conversation": ("整段会话全对", conversation_success),
    "turn": ("会话中每轮正确", turn_success),
    "quote_verbatim": ("引文与条款一字不差", verbatim_quotes),
    "unit_in_clause": ("所列单位在所引条款中", units_in_cited_clause),
    "refusal_uncited": ("拒答时不作引用", nothing_cited_on_refusal),
    "right": ("整题全对", lambda outcome: [float(outcome.right)]),
}
LATENCIES = {
    "latency_p50_ms": ("耗时中位数（毫秒）", 50),
    "latency_p95_ms": ("耗时95分位（毫秒）", 95),
}
TITLES = {name: title for name, (title, _) in METRICS.items()} | {
    name: title for name, (title, _) in LATENCIES.items()
}
ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one group of questions; a metric without samples is left out."""

    group: str
    questions: int
    measures: dict[str, Measure]


def metric_rows(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """A row for all questions, for each set, and for each intent within a set."""
    rows = [_row(ALL, outcomes)]
    for source in dict.fromkeys(outcome.source for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.source == source]
        rows.append(_row(source, own))
        intents = list(dict.fromkeys(outcome.intent for outcome in own))
        if len(intents) > 1:
            rows += [_row(f"{source}/{i}", [o for o in own if o.intent == i]) for i in intents]
    return tuple(rows)


def _row(group: str, outcomes: Sequence[Outcome]) -> Row:
    measures = {
        name: mean_measure([samples(outcome) for outcome in outcomes])
        for name, (_, samples) in METRICS.items()
    }
    times = [turn.seconds * 1000 for outcome in outcomes for turn in outcome.turns]
    measures |= {
        name: percentile_measure(times, percent) for name, (_, percent) in LATENCIES.items()
    }
    found = {name: measure for name, measure in measures.items() if measure is not None}
    return Row(group, len(outcomes), found)
