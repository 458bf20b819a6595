"""Rank: orders the candidates by what the genre tells beside the search scores.

A clause's rank is a weighted sum of features, each between 0 and 1. The weights are those that
`python -m eval fit` finds on the development questions (eval/sets, split "dev").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Intent
from assistant.inquiry import Inquiry, Reading
from assistant.steps.compose_indicator import match_score
from assistant.tools import Toolbox
from corpus.clause import Clause
from corpus.document import Validity
from index.hit import Hit

_PENALTY_ASKED = re.compile(r"罚|处分|处罚|追究|判刑|坐牢|拘留|后果|怎么处理|犯法|违法")
_PENALTY = re.compile(r"罚款|处罚|处分|追究.{0,6}责任|责令")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `features_of`."""

    score: float = 3.79  # fused search score
    dense: float = 1.05  # cosine with the nearest of its windows
    wording: float = 7.62  # … with the nearest of its everyday wordings
    path: float = 1.44  # the topic's words in the headings above and the document's title
    body: float = -1.65  # … in the clause's text
    said: float = 4.95  # … in its wordings
    responsible: float = 1.39  # names units when units are asked for
    target: float = 1.86  # states the target whose value is asked for
    local: float = 0.4  # a city's own regulation where the question names the city
    penalty: float = 0.82  # punishes where a penalty is asked for
    unasked_penalty: float = -0.46  # … where none is


WEIGHTS = Weights()


def features_of(hit: Hit, reading: Reading, tools: Toolbox) -> dict[str, float]:
    """Feature values of one candidate, by the names in Weights."""
    clause = hit.clause
    vocabulary = tools.vocabulary
    words: Sequence[str] = reading.terms
    wanted = 1.0 if reading.units and reading.intent is Intent.WHO_LEADS else reading.asks_units
    texts = tools.knowledge.folded(clause)
    punishes = bool(_PENALTY.search(clause.text))
    asked = bool(_PENALTY_ASKED.search(reading.topic))
    return {
        "score": hit.score,
        "dense": hit.dense,
        "wording": hit.wording,
        "path": vocabulary.coverage(words, texts.path),
        "body": vocabulary.coverage(words, texts.body),
        "said": vocabulary.coverage(words, texts.said),
        "responsible": wanted if clause.responsibility is not None else 0.0,
        "target": _target_match(clause, reading, tools),
        "local": float("重庆" in reading.topic and "重庆" in clause.document_title),
        "penalty": float(punishes and asked),
        "unasked_penalty": float(punishes and not asked),
    }


def _target_match(clause: Clause, reading: Reading, tools: Toolbox) -> float:
    """How well the question names one of the clause's indicators, 0 where no value is asked."""
    if reading.intent is not Intent.INDICATOR:
        return 0.0
    scores = [match_score(clause, indicator, reading, tools) for indicator in clause.indicators]
    return min(1.0, max((score or 0.0 for score in scores), default=0.0))


def rank(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Order the candidates; clauses named outright stay first."""
    reading = inquiry.reading
    assert reading is not None
    named = frozenset(inquiry.address.clause_ids) if inquiry.address else frozenset()
    scored = []
    for hit in inquiry.hits:
        features = features_of(hit, reading, tools)
        value = sum(getattr(WEIGHTS, name) * feature for name, feature in features.items())
        if tools.knowledge.document_of(hit.clause).validity is Validity.REPEALED:
            value -= 1.0
        scored.append((hit.clause.id in named, value, hit, features))
    scored.sort(key=lambda item: (not item[0], -item[1]))
    hits = tuple(replace(hit, score=round(value, 4)) for _, value, hit, _ in scored)
    details = tuple(
        (
            f"{_short(hit.clause)}",
            " ".join(f"{name}={value:.2f}" for name, value in features.items() if value),
        )
        for _, _, hit, features in scored[:3]
    )
    verdict = _short(hits[0].clause) if hits else "没有候选"
    return replace(inquiry, hits=hits, verdict=verdict, details=details)


def _short(clause: Clause) -> str:
    return f"《{clause.document_title}》{clause.name}"
