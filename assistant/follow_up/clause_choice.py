"""Clause choice: which clause a follow-up about a regulation is answered from.

The follow-up is searched in several ways: as it was read first, as it was said, within the
regulation spoken of, and there after the topic before it. The clauses that any way finds are
candidates; the one with the highest

    sum of weight x feature

is answered from. The weights are those of a softmax over the candidates, found by
`python -m eval fit` on the development conversations.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant import asking, ellipsis
from assistant.demands import states
from assistant.inquiry import Inquiry
from assistant.relevance import confidence_of
from assistant.tools import Toolbox
from corpus.clause import Clause, ClauseKind
from corpus.structure.numbering import numbers_in
from index.hit import Hit


class Way(StrEnum):
    """How a follow-up is searched."""

    FOUND = "found"  # as it was read first, maybe with what was said before
    SAID = "said"  # as it was said, in all documents
    WITHIN = "within"  # … in the regulation spoken of
    AFTER = "after"  # … there, after the topic before it


Ways = Mapping[Way, Inquiry]

LOOKED_AT = 5  # clauses that each way puts forward
_SCALE, _GAP, _FAR = 10.0, 5.0, -2.0  # keep scores of steps/rank.py and their gaps near 1
_FEW = 2  # own words up to which a question says little by itself
_PENAL = re.compile(r"罚|遭|后果|处分|违法|犯法|责任|处理|怎么样|会怎")
_BREACH = re.compile(
    r"(?:没|不|拒|未|硬|偷偷|擅自|私自|乱)[^,。?]{0,12}(?:呢|咋|怎么?[样办处]|会怎|如何处|罚|[谁哪][^,。?]{0,6}[管罚])"
)
_VARIES = re.compile(r"^(?:那|要是|如果|假如|万一)|呢[?。]*$")
_ORGAN = re.compile(r"主管部门|[局委办]|公安机关|人民政府|机构|管理部门")
_PUNISHES = re.compile(r"责令|罚款|处分|追究|吊销|没收|强制执行|滞纳金|行政处罚|赔偿")
_DEFIED = re.compile(r"逾期|拒不|仍不|不改正|不履行")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause, the way that finds it best, and its features."""

    clause: Clause
    way: Way
    features: dict[str, float]


def candidates_of(part: Inquiry, ways: Ways, tools: Toolbox) -> tuple[Candidate, ...]:
    """What the ways put forward, and the clause spoken of."""
    ranks = {way: {h.clause.id: h for h in found.hits} for way, found in ways.items()}
    ids = [h.clause.id for found in ways.values() for h in found.hits[:LOOKED_AT]]
    if part.memory.clause_id in tools.knowledge.clauses:
        ids.append(part.memory.clause_id)
    sure = {way: confidence_of(f, tools) if f.hits else 0.0 for way, f in ways.items()}
    asked = _Asked.of(part, tools)
    made = []
    for clause_id in dict.fromkeys(ids):
        hits = {way: held[clause_id] for way, held in ranks.items() if clause_id in held}
        clause = tools.knowledge.clauses[clause_id]
        features = {
            **_search_features(hits, ways, sure),
            **_place_features(clause, asked, tools),
            **_text_features(clause, ways[Way.FOUND], asked, tools),
        }
        best = max(hits, key=lambda way: hits[way].score, default=Way.WITHIN)
        made.append(Candidate(clause, best, features | _by_question(features, asked)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the question and the conversation say."""

    words: tuple[str, ...]
    matter: tuple[str, ...]
    last: Clause | None
    document_id: str
    visited: tuple[str, ...]
    kinds: dict[str, float]

    @classmethod
    def of(cls, part: Inquiry, tools: Toolbox) -> _Asked:
        text = part.text
        words = ellipsis.own_words(text, tools)
        kinds = {
            "penal": _PENAL.search(text),
            "breach": _BREACH.search(text),
            "varies": _VARIES.search(text),
            "who": asking.WHO.search(text),
            "few": len(words) <= _FEW,
        }
        return cls(
            words,
            tools.vocabulary.content_words(part.memory.topic) if part.memory.topic else (),
            tools.knowledge.clauses.get(part.memory.clause_id),
            part.memory.document_id,
            part.memory.visited,
            {name: float(bool(match)) for name, match in kinds.items()},
        )


def _search_features(
    hits: Mapping[Way, Hit], ways: Ways, sure: Mapping[Way, float]
) -> dict[str, float]:
    features = {}
    for way, found in ways.items():
        hit = hits.get(way)
        first = bool(found.hits) and hit is found.hits[0]
        features[f"score_{way}"] = hit.score / _SCALE if hit else 0.0
        gap = (hit.score - found.hits[0].score) / _GAP if hit else _FAR
        features[f"gap_{way}"] = max(_FAR, gap)
        features[f"sure_{way}"] = sure[way] if first else 0.0
    alone = [hit for way, hit in hits.items() if way is not Way.AFTER]
    after = hits.get(Way.AFTER)
    return features | {
        "score": max((hit.score for hit in hits.values()), default=0.0) / _SCALE,
        "wording": max((hit.wording for hit in alone), default=0.0),
        "dense": max((hit.dense for hit in alone), default=0.0),
        "wording_after": after.wording if after else 0.0,
        "dense_after": after.dense if after else 0.0,
    }


def _place_features(clause: Clause, asked: _Asked, tools: Toolbox) -> dict[str, float]:
    """Where the clause stands, seen from the clause spoken of."""
    last = asked.last
    beside = last is not None and last.document_id == clause.document_id
    step = _number(clause) - _number(last) if last is not None and beside else 0
    return {
        "same": float(clause.document_id == asked.document_id),
        "last": float(last is not None and clause.id == last.id),
        "visited": float(clause.id in asked.visited),
        "next": float(0 < step <= 2),
        "near": float(step != 0 and abs(step) <= 3),
        "part": float(beside and last is not None and step != 0 and clause.path == last.path),
        "refers": float(beside and last is not None and _cites(clause, last)),
        "referred": float(beside and last is not None and _cites(last, clause)),
        "akin": tools.retriever.akin(clause.id, last.id) if last is not None else 0.0,
    }


def _number(clause: Clause) -> int:
    if clause.kind is not ClauseKind.ARTICLE:
        return 0
    return next(iter(numbers_in(clause.label)), 0)


def _cites(clause: Clause, other: Clause) -> bool:
    text = clause.text.removeprefix(clause.label)
    return other.kind is ClauseKind.ARTICLE and other.label in text


def _text_features(
    clause: Clause, found: Inquiry, asked: _Asked, tools: Toolbox
) -> dict[str, float]:
    """What the clause says of the question's words and of what it asks for."""
    folded = tools.knowledge.folded(clause)
    said = folded.path + folded.body + folded.said
    words = tools.vocabulary.coverage(asked.words, said) if asked.words else 0.0
    matter = tools.vocabulary.coverage(asked.matter, said) if asked.matter else 0.0
    demands = found.reading.demands if found.reading else frozenset()
    stated = [states(folded.body, demand) for demand in demands]
    return {
        "words": words,
        "matter": matter,
        "both": words * matter,
        "states": float(bool(stated) and all(stated)),
        "silent": float(bool(stated) and not all(stated)),
        "organ": float(bool(_ORGAN.search(folded.body))),
        "punishes": float(bool(_PUNISHES.search(folded.body))),
        "defied": float(bool(_DEFIED.search(folded.body))),
    }


# A feature that counts for a kind of question alone.
_COUNTS_FOR: Sequence[tuple[str, str]] = (
    ("punishes", "penal"),
    ("punishes", "breach"),
    ("defied", "breach"),
    ("refers", "penal"),
    ("refers", "breach"),
    ("last", "penal"),
    ("last", "breach"),
    ("last", "varies"),
    ("last", "few"),
    ("same", "few"),
    ("same", "varies"),
    ("akin", "few"),
    ("akin", "breach"),
    ("organ", "who"),
    ("score_after", "few"),
    ("score_said", "few"),
)


def _by_question(features: Mapping[str, float], asked: _Asked) -> dict[str, float]:
    return {f"{name}_{kind}": features[name] * asked.kinds[kind] for name, kind in _COUNTS_FOR}


WEIGHTS: Mapping[str, float] = {
    "score_found": -0.02,
    "gap_found": 0.14,
    "sure_found": 0.06,
    "score_said": 0.27,
    "gap_said": 0.66,
    "sure_said": 0.86,
    "score_within": 0.21,
    "gap_within": 0.59,
    "sure_within": -0.18,
    "score_after": 0.09,
    "gap_after": 0.38,
    "sure_after": -0.41,
    "score": 1.65,
    "wording": 3.99,
    "dense": 2.1,
    "wording_after": 0.57,
    "dense_after": 0.19,
    "same": -0.34,
    "last": 0.02,
    "visited": -0.74,
    "next": 0.75,
    "near": -0.04,
    "part": 0.14,
    "refers": 0.32,
    "referred": -4.33,
    "akin": 3.25,
    "words": 0.39,
    "matter": -0.25,
    "both": 2.12,
    "states": 0.82,
    "silent": -1.16,
    "organ": 0.38,
    "punishes": 0.71,
    "defied": -0.07,
    "punishes_penal": 0.92,
    "punishes_breach": 1.63,
    "defied_breach": 1.4,
    "refers_penal": 1.68,
    "refers_breach": 2.1,
    "last_penal": -0.09,
    "last_breach": -0.84,
    "last_varies": 0.9,
    "last_few": 0.37,
    "same_few": 0.17,
    "same_varies": 0.44,
    "akin_few": 1.64,
    "akin_breach": 0.89,
    "organ_who": 0.21,
    "score_after_few": 0.28,
    "score_said_few": -0.1,
}


def best_candidate(
    part: Inquiry, ways: Ways, first_id: str, tools: Toolbox
) -> tuple[Candidate, float]:
    """The most probable candidate, and by how much it is ahead of the clause `first_id`."""
    candidates = candidates_of(part, ways, tools)
    scores = [
        sum(weight * candidate.features[name] for name, weight in WEIGHTS.items())
        for candidate in candidates
    ]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    best = scores.index(highest)
    first = next(i for i, c in enumerate(candidates) if c.clause.id == first_id)
    return candidates[best], (shares[best] - shares[first]) / total
