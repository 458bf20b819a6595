"""Relevance: how surely the candidates answer the question, as a probability.

    confidence = 1 / (1 + exp(-(bias + sum of weight x feature)))

Features say how near the candidates are in meaning, how near the question is to those that the
texts do not answer, and how much of it the texts know. The coefficients are those that
`python -m eval fit` finds on the development questions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.inquiry import Inquiry
from assistant.tools import Toolbox
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class Relevance:
    """Coefficients of the logistic function, of the features of `relevance_features`."""

    bias: float = -6.32
    near: float = 6.75  # nearness of the nearest candidate, see nearness
    near_by: float = 3.9  # … of the three nearest, on average
    unanswered: float = -6.25  # cosine with the nearest question that the texts do not answer
    unanswered_by: float = -4.86  # … with the three nearest, on average
    unanswered_form: float = -4.54  # put like such questions, see NgramClassifier; -1 to 1
    said: float = 3.26  # share of the question's words that the first candidate has
    length: float = 1.89  # logarithm of its characters: a long story is near to no short wording


RELEVANCE = Relevance()
_ABOVE = 0.1  # how much nearer a question is to a wording than to the text it stands for
_SEVERAL = 3
CLOSE = 1.0  # nearness and cosine together, from which a clause is on a matter like the question's
_PLAIN = 10.0  # log-odds at which the form of a question leaves no doubt


def confidence_of(inquiry: Inquiry, tools: Toolbox) -> float:
    """Probability that the candidates answer, between 0 and 1."""
    values = relevance_features(inquiry, tools)
    value = RELEVANCE.bias + sum(getattr(RELEVANCE, name) * v for name, v in values.items())
    return 1 / (1 + math.exp(-value))


def relevance_features(inquiry: Inquiry, tools: Toolbox) -> dict[str, float]:
    """Feature values of a question with its candidates, by the names in Relevance."""
    reading, hits = inquiry.reading, inquiry.hits
    assert reading is not None
    (vector,) = tools.retriever.embedder.embed_queries([reading.meaning])
    first = tools.knowledge.folded(hits[0].clause)
    near = sorted(map(nearness, hits), reverse=True)[:_SEVERAL]
    alike = tools.unanswered.highest(vector, _SEVERAL)
    put = tools.unanswered_form.log_odds(inquiry.rewritten)
    return {
        "near": near[0],
        "near_by": sum(near) / len(near),
        "unanswered": float(alike[0]),
        "unanswered_by": float(alike.mean()),
        "unanswered_form": max(-1.0, min(1.0, put / _PLAIN)),
        "said": tools.vocabulary.coverage(reading.terms, first.path + first.body + first.said),
        "length": math.log(max(1, len(inquiry.rewritten))),
    }


def is_close(hit: Hit) -> bool:
    """True for a clause worth pointing to where none answers."""
    return nearness(hit) + hit.dense >= CLOSE


def nearness(hit: Hit) -> float:
    """Cosine with a wording, or what it would be where the clause has none."""
    return hit.wording if hit.clause.wordings else hit.dense + _ABOVE
