"""What each metric says of outcomes made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eval.given import CitedSpan, Given, GivenUnit, Ranked
from eval.metrics.citations import nothing_cited_on_refusal, verbatim_quotes
from eval.metrics.conversations import conversation_success, turn_success
from eval.metrics.measure import mean_measure, percentile_measure
from eval.metrics.recall import recall_at, reciprocal_rank
from eval.metrics.refusal import refusal_precision, refusal_recall, trade_off, wrongly_refused
from eval.metrics.table import ALL, metric_rows
from eval.metrics.units import exact_tasks, exact_units, unit_precision, unit_recall
from eval.outcome import Outcome, TurnOutcome
from eval.question import ClauseRef, Expected, Group, Split

ONE, TWO, THREE = (ClauseRef("条例", f"第{n}条") for n in "一二三")
OTHER = ClauseRef("规划", "一、")


def turn(expected: Expected, given: Given, *ranked: ClauseRef) -> TurnOutcome:
    hits = tuple(Ranked(clause, clause.label, 1.0, 0.5, 0.0) for clause in ranked)
    return TurnOutcome("问题", expected, given, 0.05, hits)


def outcome(*turns: TurnOutcome) -> Outcome:
    group = Group.CONVERSATIONS if len(turns) > 1 else Group.CITIZENS
    return Outcome("ct-001", group, "content", Split.DEV, turns, source="citizens")


def answered(*cited: ClauseRef, units: tuple[GivenUnit, ...] = (), kind: str = "content") -> Given:
    spans = tuple(CitedSpan(clause, clause.label, "原文", True) for clause in cited)
    return Given("answered", kind, "答", confidence=0.8, citations=spans, units=units)


REFUSED = Given("unanswerable_no_match", "content", "没有", confidence=0.1)


def test_recall_counts_any_of_the_clauses() -> None:
    found = outcome(turn(Expected(clauses=(ONE, TWO)), answered(THREE), THREE, TWO))
    assert recall_at(found, 1) == [0.0]
    assert recall_at(found, 3) == [1.0]
    assert reciprocal_rank(found) == [0.5]


def test_recall_of_a_question_on_two_documents_needs_both() -> None:
    both = Expected(clauses=(ONE, OTHER), all_clauses=True)
    assert recall_at(outcome(turn(both, answered(ONE), ONE, TWO)), 10) == [0.5]
    assert recall_at(outcome(turn(both, answered(ONE), OTHER, ONE)), 10) == [1.0]


def test_units_of_a_role_as_sets() -> None:
    units = tuple(GivenUnit(name, "lead", ONE) for name in ("市公安局", "市交通局"))
    found = outcome(turn(Expected(lead=("市公安局",)), answered(ONE, units=units)))
    assert unit_precision(found) == [0.5]
    assert unit_recall(found) == [1.0]
    assert exact_units(found, "lead") == [0.0]
    assert exact_units(found, "responsible") == []


def test_task_list_is_right_with_its_set_and_its_counts() -> None:
    expected = Expected(clauses=(ONE, TWO), all_clauses=True, unit="市公安局", lead_count=1)
    units = (GivenUnit("市公安局", "lead", ONE), GivenUnit("市公安局", "responsible", TWO))
    whole = answered(ONE, TWO, units=units, kind="unit-tasks")
    part = answered(ONE, units=units, kind="unit-tasks")
    assert exact_tasks(outcome(turn(expected, whole))) == [1.0]
    assert exact_tasks(outcome(turn(expected, part))) == [0.0]


def test_refusals_due_and_not_due() -> None:
    due = outcome(turn(Expected(refused=True), REFUSED))
    missed = outcome(turn(Expected(refused=True), answered(ONE)))
    wrong = outcome(turn(Expected(clauses=(ONE,)), REFUSED))
    assert [refusal_recall(o) for o in (due, missed, wrong)] == [[1.0], [0.0], []]
    assert [refusal_precision(o) for o in (due, missed, wrong)] == [[1.0], [], [0.0]]
    assert [wrongly_refused(o) for o in (due, missed, wrong)] == [[], [], [1.0]]


def test_refusal_curve_rises_with_the_threshold() -> None:
    points = trade_off(
        [
            outcome(turn(Expected(refused=True), REFUSED)),
            outcome(turn(Expected(clauses=(ONE,)), answered(ONE))),
        ]
    )
    assert (points[0].refused, points[0].wrongly_refused) == (0.0, 0.0)
    assert (points[-1].refused, points[-1].wrongly_refused) == (1.0, 1.0)
    assert sorted(points, key=lambda point: point.refused) == list(points)


def test_a_conversation_is_right_with_every_turn() -> None:
    right = turn(Expected(clauses=(ONE,)), answered(ONE))
    wrong = turn(Expected(clauses=(ONE,)), answered(TWO))
    assert conversation_success(outcome(right, wrong)) == [0.0]
    assert turn_success(outcome(right, wrong)) == [1.0, 0.0]
    assert conversation_success(outcome(right)) == []


def test_quotes_and_refusals_without_sources() -> None:
    span = CitedSpan(ONE, "第一条", "别的话", False)
    assert verbatim_quotes(outcome(turn(Expected(), answered(ONE)))) == [1.0]
    assert verbatim_quotes(
        outcome(turn(Expected(), Given("answered", "content", "答", citations=(span,))))
    ) == [0.0]
    assert nothing_cited_on_refusal(outcome(turn(Expected(refused=True), REFUSED))) == [1.0]


def test_rows_by_set_and_intent() -> None:
    rows = metric_rows([outcome(turn(Expected(clauses=(ONE,)), answered(ONE), ONE))])
    assert [row.group for row in rows] == [ALL, "citizens"]
    assert rows[0].measures["recall@1"].value == 1.0
    assert "lead_exact" not in rows[0].measures
    assert rows[0].measures["latency_p50_ms"].value == pytest.approx(50)


def test_interval_agrees_with_another_implementation() -> None:
    samples = np.random.default_rng(1).integers(0, 2, 200).astype(float)
    own = mean_measure([[value] for value in samples])
    other = stats.bootstrap((samples,), np.mean, method="percentile", random_state=2)
    assert own is not None
    assert own.low == pytest.approx(other.confidence_interval.low, abs=0.015)
    assert own.high == pytest.approx(other.confidence_interval.high, abs=0.015)


@given(st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=4), min_size=1, max_size=30))
def test_interval_holds_the_range_of_its_samples(samples: list[list[float]]) -> None:
    measure = mean_measure(samples)
    assert measure is not None
    flat = [value for group in samples for value in group]
    assert measure.count == len(flat)
    assert min(flat) - 1e-9 <= measure.low <= measure.high <= max(flat) + 1e-9


def test_nothing_measured_is_no_figure() -> None:
    assert mean_measure([[], []]) is None
    assert percentile_measure([], 95) is None
