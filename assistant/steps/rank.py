"""Rank: orders the candidates by what the genre tells beside the search scores.

A clause's rank is a weighted sum of features, each between 0 and 1. The weights are those that
`python -m eval fit` finds on the development questions (eval/sets, split "dev").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant import asking
from assistant.answer import Intent
from assistant.inquiry import Inquiry, Reading
from assistant.tools import Toolbox
from corpus.clause import Clause
from corpus.document import Validity
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `features_of`."""

    score: float = 5.61  # fused search score
    dense: float = 7.58  # cosine with the nearest of its windows
    wording: float = 6.78  # … with the nearest of its everyday wordings
    wording_by: float = 7.94  # … with the nearest two, on average
    body: float = 2.41  # share of the topic's words in the clause's text
    said: float = 4.66  # … in its wordings
    responsible: float = 4.67  # names units when units are asked for
    target: float = 5.76  # cosine with the nearest of its targets where a value is asked for
    planned: float = 2.33  # stands in a plan where one asks what is going to be done
    ruled: float = 1.5  # stands in a law where one asks what is forbidden or punished
    local: float = 1.18  # a city's own regulation where the question names the city


WEIGHTS = Weights()
# Where 牵头 or 责任单位 is said, laws, which have no such roles, stand this far behind.
_LED = 4.0


def features_of(
    hit: Hit, reading: Reading, targets: Mapping[str, float], tools: Toolbox
) -> dict[str, float]:
    """Feature values of one candidate, by the names in Weights; see `targets_of`."""
    clause = hit.clause
    vocabulary = tools.vocabulary
    words: Sequence[str] = reading.terms
    wanted = 1.0 if reading.units and reading.intent is Intent.WHO_LEADS else reading.asks_units
    texts = tools.knowledge.folded(clause)
    in_a_plan = clause.document_id in tools.knowledge.plans
    planned = asking.INTENTION.search(reading.topic) is not None
    ruled = not planned and not reading.asks_units and asking.RULED.search(reading.meaning)
    return {
        "score": hit.score,
        "dense": hit.dense,
        "wording": hit.wording,
        "wording_by": hit.wording_by,
        "body": vocabulary.coverage(words, texts.body),
        "said": vocabulary.coverage(words, texts.said),
        "responsible": wanted if clause.responsibility is not None else 0.0,
        "target": targets.get(clause.id, 0.0),
        "planned": float(planned and in_a_plan),
        "ruled": float(bool(ruled) and not in_a_plan),
        "local": float("重庆" in reading.topic and "重庆" in clause.document_title),
    }


def targets_of(inquiry: Inquiry, tools: Toolbox) -> dict[str, float]:
    """How near each clause's targets are in meaning; empty where no value is asked for."""
    reading = inquiry.reading
    if reading is None or reading.intent is not Intent.INDICATOR:
        return {}
    return tools.indicators.nearest(inquiry.rewritten)


def rank(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Order the candidates; clauses named outright stay first."""
    reading = inquiry.reading
    assert reading is not None
    named = frozenset(inquiry.address.clause_ids) if inquiry.address else frozenset()
    targets = targets_of(inquiry, tools)
    scored = []
    for hit in inquiry.hits:
        features = features_of(hit, reading, targets, tools)
        value = sum(getattr(WEIGHTS, name) * feature for name, feature in features.items())
        if tools.knowledge.document_of(hit.clause).validity is Validity.REPEALED:
            value -= 1.0
        scored.append((hit.clause.id in named, value, hit, features))
    led = reading.asks_units >= 1 and not reading.documents

    def place(item: tuple[bool, float, Hit, dict[str, float]]) -> tuple[bool, bool, float]:
        clause = item[2].clause
        without = led and clause.responsibility is None
        # What a plan says of all its tasks together has no units.
        overview = without and clause.document_id in tools.knowledge.plans
        return not item[0], overview, (_LED if without else 0.0) - item[1]

    scored.sort(key=place)
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
