"""Rank: orders the candidates by what the genre tells beside the search scores.

A clause's rank is a weighted sum of features, each between 0 and 1 (plan_match: -1 to 1); the
weights minimise the cross-entropy of the expected clause among the candidates, with an L2 pull
(.003) to hand-set ones, over the development questions only (eval/sets, split "dev").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Intent
from assistant.fold import fold
from assistant.inquiry import Inquiry, Reading
from assistant.tools import Toolbox
from corpus.clause import Clause, ClauseKind
from corpus.document import DocumentKind, Validity
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `features_of`."""

    score: float = 0.36  # fused search score
    dense: float = 1.64
    title: float = 0.13  # the topic's words in the clause's own title
    path: float = -0.19  # … in the headings above and the document's title
    body: float = 0.72  # … in the clause's text
    plan_match: float = 0.06  # a task for who-leads, an article for what is allowed
    responsible: float = 0.51  # names units when units are asked for
    general: float = -0.05  # purpose, scope and closing articles; a part's preamble
    local: float = 0.06  # a city's own regulation where the question names the city


WEIGHTS = Weights()

_GENERAL_HEADINGS = ("总则", "附则")


def features_of(hit: Hit, reading: Reading, tools: Toolbox) -> dict[str, float]:
    """Feature values of one candidate, by the names in Weights."""
    clause = hit.clause
    vocabulary = tools.vocabulary
    words: Sequence[str] = reading.terms
    document = tools.knowledge.document_of(clause)
    is_plan = document.kind in (DocumentKind.PLAN, DocumentKind.NOTICE)
    path = "".join(clause.path).replace(" ", "")
    wanted = 1.0 if reading.units and reading.intent is Intent.WHO_LEADS else reading.asks_units
    return {
        "score": hit.score,
        "dense": hit.dense,
        "title": vocabulary.coverage(words, fold(clause.title)) if clause.title else 0.0,
        "path": vocabulary.coverage(words, fold(path + clause.document_title)),
        "body": vocabulary.coverage(words, fold(clause.text)),
        "plan_match": reading.plan_bias if is_plan else -reading.plan_bias,
        "responsible": wanted if clause.responsibility is not None else 0.0,
        "general": float(
            path.endswith(_GENERAL_HEADINGS)
            or clause.kind is ClauseKind.PREFACE
            or (clause.kind is ClauseKind.SECTION and clause.responsibility is None)
        ),
        "local": float("重庆" in reading.topic and "重庆" in clause.document_title),
    }


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
