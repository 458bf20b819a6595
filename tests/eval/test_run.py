"""A run over the real assistant: its files, its comparison, its record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.service import PolicyAssistant
from eval.compare import differences
from eval.errors import RunFolderError, UnknownRecordError
from eval.expected import Record, read_record, shortfalls
from eval.generated import generated_lines
from eval.metrics.measure import Measure
from eval.metrics.table import Row
from eval.question_set import load_items, read_set, sample
from eval.readme import quality_table, write_quality
from eval.report.page import report_page
from eval.run import Setup, ask_items, read_outcomes, write_run, wrong

FAST = 140  # questions of the subset on record


def test_a_run_can_be_read_again_shown_and_compared(
    assistant: PolicyAssistant, tmp_path: Path
) -> None:
    items = sample(load_items(), 12)
    outcomes = tuple(ask_items(assistant, items))
    assert [outcome.id for outcome in outcomes] == [item.id for item in items]
    setup = Setup("model", 37, 2426, len(items), 1.0)
    rows = write_run(tmp_path, outcomes, setup)
    assert read_outcomes(tmp_path) == outcomes
    page = report_page(outcomes, rows, setup)
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//', page)
    for outcome in wrong(outcomes):
        assert outcome.turns[0].question in page
    assert differences(outcomes, outcomes) == ()
    removed = differences(outcomes, outcomes[1:])
    assert {difference.change for difference in removed} == {"removed"}


def test_a_run_without_a_wrong_answer_is_shown(assistant: PolicyAssistant, tmp_path: Path) -> None:
    outcomes = tuple(o for o in ask_items(assistant, sample(load_items(), 12)) if o.right)
    setup = Setup("model", 37, 2426, len(outcomes), 1.0)
    assert "按意图的错误数" in report_page(outcomes, write_run(tmp_path, outcomes, setup), setup)


def test_the_fast_subset_keeps_to_its_record(assistant: PolicyAssistant, tmp_path: Path) -> None:
    items = sample(load_items(), FAST)
    outcomes = tuple(ask_items(assistant, items))
    rows = write_run(tmp_path, outcomes, Setup("", 0, 0, len(items), 0))
    assert [str(short) for short in shortfalls(read_record("fast"), rows)] == []


def test_generated_questions_reach_their_clauses(
    assistant: PolicyAssistant, tmp_path: Path
) -> None:
    path = tmp_path / "generated.jsonl"
    lines = list(generated_lines(assistant.knowledge))
    assert len(lines) > 2289 + 90
    path.write_text("\n".join(lines[::40]) + "\n", encoding="utf-8")
    outcomes = tuple(ask_items(assistant, read_set(path)))
    assert [outcome.turns[0].question for outcome in wrong(outcomes)] == []


def test_the_table_stands_between_its_marks(assistant: PolicyAssistant, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- quality -->\nold\n<!-- /quality -->\nb\n", encoding="utf-8")
    rows = read_record("fast").rows
    write_quality(rows, readme)
    assert quality_table(rows) in readme.read_text(encoding="utf-8")
    assert "old" not in readme.read_text(encoding="utf-8")


def test_what_is_left_out_falls_short_unless_nothing_is_refused_any_more() -> None:
    figure = Measure(1.0, 1.0, 1.0, 1)
    record = Record("", (Row("citizens", 1, {"recall@1": figure, "refusal_precision": figure}),))
    answered = (Row("citizens", 1, {"recall@1": figure}),)
    assert shortfalls(record, answered) == ()
    refused = (Row("citizens", 1, {"refusal_precision": figure}),)
    assert [short.metric for short in shortfalls(record, refused)] == ["recall@1"]
    assert len(shortfalls(record, ())) == 2


def test_a_folder_without_a_run_and_a_record_without_a_name(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError):
        read_outcomes(tmp_path)
    with pytest.raises(UnknownRecordError):
        read_record("nobody's")
