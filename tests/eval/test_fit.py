"""The fit finds weights that are known, and tells how they do on questions left out."""

from __future__ import annotations

from assistant.follow_up import choice_weights
from assistant.service import PolicyAssistant
from assistant.steps.rank import Weights
from assistant.understanding.relevance import Relevance
from eval.fit import fit_follow_ups, fit_rank, fit_refusal
from eval.question import Split
from eval.question_set import load_items, sample


def test_weights_for_every_feature(assistant: PolicyAssistant) -> None:
    items = [i for i in load_items(split=Split.DEV) if not i.is_conversation]
    drawn = sample(items, 40)
    rank, refusal = fit_rank(drawn, assistant.tools), fit_refusal(drawn, assistant.tools)
    assert set(rank.weights) == set(Weights.__dataclass_fields__)
    assert set(refusal.weights) == set(Relevance.__dataclass_fields__)
    assert refusal.weights["unanswered"] < 0 < refusal.weights["near"]
    assert rank.held_out > 0.7
    assert refusal.held_out > 0.7


def test_weights_of_the_choice_among_clauses(assistant: PolicyAssistant) -> None:
    talks = load_items(("conversations",), Split.DEV)
    of_laws = [talk for talk in talks if talk.id.startswith("tc-")]  # by one writer, on regulations
    fitted = fit_follow_ups(of_laws[:8], assistant.tools)
    assert set(fitted.weights) == set(choice_weights.Weights.__dataclass_fields__)
    assert fitted.questions > 15
    assert fitted.before > 0.7
