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
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.follow_up.choice_weights import WEIGHTS
from assistant.inquiry import Inquiry
from assistant.lookup.provisions import (
    names_an_authority,
    of_an_order_defied,
    offers_a_remedy,
    punishes,
    takes_complaints,
)
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.demands import states
from assistant.understanding.relevance import confidence_of
from corpus.clause import Asked, Clause, ClauseKind
from corpus.structure.numbering import numbers_in
from index.embedder import Vectors
from index.hit import Hit


class Way(StrEnum):
    """How a follow-up is searched."""

    FOUND = "found"  # as it was read first, maybe with what was said before
    SAID = "said"  # as it was said, in all documents
    WITHIN = "within"  # … in the regulation spoken of
    AFTER = "after"  # … there, after the topic before it


Ways = Mapping[Way, Inquiry]

ASKED_ON = 3  # clauses put forward for what is asked on about them
LOOKED_AT = 5  # clauses that each way puts forward
_SCALE, _GAP, _FAR = 10.0, 5.0, -2.0  # keep scores of steps/rank.py and their gaps near 1
_NEXT, _NEAR = 2, 3  # articles after and around the one spoken of
_FEW = 2  # own words up to which a question says little by itself
_GENERAL = 0.4  # specificity of its words up to which it names no matter
_PENAL = re.compile(r"罚|遭|后果|处分|违法|犯法|责任|处理|怎么样|会怎")
_BREACH = re.compile(
    r"(?:没有?|不(?!起|够|了|出[钱来得,。?呢]|动[,。?呢])|拒|未|硬|偷偷|擅自|私自|乱)[^,。?]{0,12}(?:呢|的话|后果|咋|怎么?[样办处]|会怎|如何处|罚|[谁哪][^,。?]{0,6}[管罚])"
    r"|(?:还是|仍然?|就是|偏偏?|死活|拒)不[^,。?]{0,4}[,。?]*$"
)
_DISAGREES = re.compile(
    "不服|不认|不满|复议|起诉|打官司|告[他它]|[评讲]理|讨[个要]?(?:说法|公道)|申诉"
)
_COMPLAINT = re.compile("投诉|举报|反映|找[谁哪]|[谁哪]里告|告到|不理|不管")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause, the way that finds it best, and its features by the names in Weights."""

    clause: Clause
    way: Way
    features: dict[str, float]


def by_probability(
    part: Inquiry, ways: Ways, first_id: str, tools: Toolbox
) -> tuple[tuple[Candidate, ...], float]:
    """The candidates, most probable first, and by how much that is ahead of clause `first_id`."""
    candidates = candidates_of(part, ways, tools)
    scores = {
        candidate.clause.id: sum(
            getattr(WEIGHTS, name, 0.0) * value for name, value in candidate.features.items()
        )
        for candidate in candidates
    }
    ordered = sorted(candidates, key=lambda candidate: -scores[candidate.clause.id])
    highest = scores[ordered[0].clause.id]
    shares = {clause_id: math.exp(score - highest) for clause_id, score in scores.items()}
    return tuple(ordered), (1.0 - shares[first_id]) / sum(shares.values())


def candidates_of(part: Inquiry, ways: Ways, tools: Toolbox) -> tuple[Candidate, ...]:
    """What the ways put forward, and the clause spoken of."""
    held = {way: {h.clause.id: h for h in found.hits} for way, found in ways.items()}
    ids = [h.clause.id for found in ways.values() for h in found.hits[:LOOKED_AT]]
    if part.memory.clause_id in tools.knowledge.clauses:
        ids.append(part.memory.clause_id)
    said = ways[Way.SAID]
    sure = confidence_of(said, tools) if said.hits else 0.0
    asked = _Asked.of(part, tools)
    found = ways[Way.FOUND]
    rewritten = {hit.clause.id for hit in found.hits[:LOOKED_AT]} if found.resumed else set()
    mirrored = _mirrored(part, asked, tools)
    question, with_topic = _vectors(part, ways, tools)
    near = tools.asked_on.nearness(question, part.memory.document_id)
    nearest = sorted(near, key=lambda clause_id: -near[clause_id])[:ASKED_ON]
    ids += nearest
    made = []
    for clause_id in dict.fromkeys(ids):
        clause = tools.knowledge.clauses[clause_id]
        hits = {way: found[clause_id] for way, found in held.items() if clause_id in found}
        features = {
            **_search_features(hits, ways, sure),
            **_place_features(clause, asked, tools),
            **_text_features(clause, ways[Way.FOUND], asked, tools),
            "mirrored": mirrored.get(clause_id, 0.0),
            "mirrored_few": mirrored.get(clause_id, 0.0) * asked.breach * asked.few,
            "asked_on": near.get(clause_id, 0.0),
            "asked_on_few": near.get(clause_id, 0.0) * asked.few,
            "answered": tools.asked_on.answered(question, clause_id),
            "answered_after": tools.asked_on.answered_after(with_topic, clause_id),
            "unasked": float(not clause.asked),
        }
        best = max(hits, key=lambda way: hits[way].score, default=Way.WITHIN)
        if clause_id in rewritten:
            best = Way.FOUND  # what is shown as the question says then what was understood
        made.append(Candidate(clause, best, features))
    return tuple(made)


def _mirrored(part: Inquiry, asked: _Asked, tools: Toolbox) -> dict[str, float]:
    """How much of the act each article punishes is spoken of; nothing where no breach is."""
    if asked.last is None or not (asked.penal or asked.breach):
        return {}
    said = part.memory.topic + part.memory.said + part.text
    return tools.knowledge.penalties(asked.last.document_id).nearness(asked.last, said)


def by_itself(text: str) -> str:
    """A follow-up without the words that only join it to what was said before."""
    return ellipsis.OPENING.sub("", text).strip("?。!, ") or text


def _vectors(part: Inquiry, ways: Ways, tools: Toolbox) -> tuple[Vectors, Vectors]:
    """Those of the question by itself and after the topic before it, as it was searched."""
    said = by_itself(part.text)
    searched = ways[Way.AFTER].reading
    after_it = searched.meaning if searched else Asked(said, part.memory.topic, "").after_it
    question, with_topic = tools.retriever.embedder.embed_queries([said, after_it])
    return question, with_topic


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the question and the conversation say; the kinds of question are 1 or 0."""

    words: tuple[str, ...]
    matter: tuple[str, ...]
    last: Clause | None
    document_id: str
    visited: tuple[str, ...]
    penal: float
    breach: float
    remedy: float
    complaint: float
    who: float
    few: float  # says little by itself
    generic: float  # says what may be asked of every regulation: 对答复不服怎么办

    @classmethod
    def of(cls, part: Inquiry, tools: Toolbox) -> _Asked:
        words = ellipsis.own_words(part.text, tools)
        topic = part.memory.topic
        return cls(
            words,
            tools.vocabulary.content_words(topic) if topic else (),
            tools.knowledge.clauses.get(part.memory.clause_id),
            part.memory.document_id,
            part.memory.visited,
            penal=float(bool(_PENAL.search(part.text))),
            breach=float(bool(_BREACH.search(part.text))),
            remedy=float(bool(_DISAGREES.search(part.text))),
            complaint=float(bool(_COMPLAINT.search(part.text))),
            who=float(bool(asking.WHO.search(part.text))),
            few=float(len(words) <= _FEW),
            generic=float(_names_no_matter(part.text, words, tools)),
        )


def _names_no_matter(text: str, words: tuple[str, ...], tools: Toolbox) -> bool:
    if not words or len(words) > _FEW or ellipsis.A_PLAN.search(text):
        return False
    return ellipsis.specificity(words, tools) <= _GENERAL


def _search_features(hits: Mapping[Way, Hit], ways: Ways, sure: float) -> dict[str, float]:
    def score(way: Way) -> float:
        return hits[way].score / _SCALE if way in hits else 0.0

    def gap(way: Way) -> float:
        behind = hits[way].score - ways[way].hits[0].score if way in hits else 0.0
        return max(_FAR, behind / _GAP) if way in hits else _FAR

    said = ways[Way.SAID].hits
    alone = [hit for way, hit in hits.items() if way is not Way.AFTER]
    return {
        "score": max(map(score, hits), default=0.0),
        "score_found": score(Way.FOUND),
        "score_said": score(Way.SAID),
        "score_within": score(Way.WITHIN),
        "gap_said": gap(Way.SAID),
        "gap_within": gap(Way.WITHIN),
        "sure_said": sure if said and hits.get(Way.SAID) is said[0] else 0.0,
        "wording": max((hit.wording for hit in alone), default=0.0),
        "dense": max((hit.dense for hit in alone), default=0.0),
    }


def _place_features(clause: Clause, asked: _Asked, tools: Toolbox) -> dict[str, float]:
    """Where the clause stands, seen from the clause spoken of."""
    last = asked.last
    same = float(clause.document_id == asked.document_id)
    akin = tools.retriever.akin(clause.id, last.id) if last is not None else 0.0
    step = _steps(last, clause) if last is not None else 0
    spoken_of = float(last is not None and clause.id == last.id)
    return {
        "same": same,
        "same_few": same * asked.few,
        "same_generic": same * asked.generic,
        "visited": float(clause.id in asked.visited),
        "next": float(0 < step <= _NEXT),
        "near": float(0 < abs(step) <= _NEAR),
        "refers": float(last is not None and _refers(clause, last)),
        "last_breach": spoken_of * asked.breach,
        "last_breach_few": spoken_of * asked.breach * asked.few,
        "akin": akin,
        "akin_few": akin * asked.few,
        "akin_breach": akin * asked.breach,
        "akin_generic": akin * asked.generic,
    }


def _steps(start: Clause, clause: Clause) -> int:
    """How many articles after `start` the clause stands; 0 in another document."""
    if start.document_id != clause.document_id:
        return 0
    return _number(clause) - _number(start)


def _number(clause: Clause) -> int:
    article = clause.kind is ClauseKind.ARTICLE
    return next(iter(numbers_in(clause.label)), 0) if article else 0


def _refers(clause: Clause, other: Clause) -> bool:
    if clause.document_id != other.document_id or other.kind is not ClauseKind.ARTICLE:
        return False
    return other.label in clause.text.removeprefix(clause.label)


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
    penal = float(punishes(folded.body))
    same = float(clause.document_id == asked.document_id)
    complaint = float(takes_complaints(folded.body)) * asked.complaint
    return {
        "both": words * matter,
        "states": float(bool(stated) and all(stated)),
        "silent": float(bool(stated) and not all(stated)),
        "organ_who": float(names_an_authority(folded.body)) * asked.who,
        "punishes_penal": penal * asked.penal,
        "punishes_breach": penal * asked.breach,
        "remedy_same": float(offers_a_remedy(folded.body)) * asked.remedy * same,
        "complaint": complaint,
        "complaint_same": complaint * same,
        "defied_breach": float(of_an_order_defied(folded.body)) * asked.breach,
    }
