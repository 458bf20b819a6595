"""Framed questions: ways of asking filled with the plan's own names."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from assistant.service import PolicyAssistant
from eval.framed import framed_lines
from eval.question_set import read_set
from eval.run import ask_items, wrong
from eval.ways import read_ways

WAYS = read_ways()
EACH = 150  # of the lines one in so many is asked; `make eval` asks all


def test_every_way_is_filled_and_says_what_is_right(assistant: PolicyAssistant) -> None:
    lines = [json.loads(line) for line in framed_lines(assistant.knowledge, WAYS)]
    assert len(lines) == len(WAYS) > 8000
    asked = [line.get("question") or line["turns"][-1]["question"] for line in lines]
    assert not [question for question in asked if "{" in question]
    assert all(line.get("expected") or line["turns"][-1]["expected"] for line in lines)
    by_act = Counter(line["note"] for line in lines)
    assert len(by_act) == 64
    assert min(by_act.values()) >= 90


def test_the_same_seed_draws_the_same_names(assistant: PolicyAssistant) -> None:
    some = WAYS[::100]
    first, again, other = (
        list(framed_lines(assistant.knowledge, some, seed)) for seed in (1, 1, 2)
    )
    assert first == again != other


def test_some_of_them_are_asked(assistant: PolicyAssistant, tmp_path: Path) -> None:
    path = tmp_path / "framed.jsonl"
    lines = list(framed_lines(assistant.knowledge, WAYS))[::EACH]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    outcomes = tuple(ask_items(assistant, read_set(path)))
    missed = [outcome.turns[-1].question for outcome in wrong(outcomes)]
    assert len(missed) <= len(outcomes) // 20, missed
