"""Rank: orders the candidates by what the genre tells beside the search scores.

A clause's rank is a weighted sum of features, each between 0 and 1. The weights are those that
`python -m eval fit` finds on the development questions (eval/sets, split "dev").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Intent
from assistant.inquiry import Inquiry, Reading
from assistant.lookup.provisions import lists_items, stands_under_liability
from assistant.steps.brought_forward import brought_forward
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.demands import states
from assistant.understanding.wording_overlap import overlaps, pairs_of
from corpus.clause import Clause
from corpus.document import Validity
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `features_of`."""

    score: float = 5.21  # fused search score
    dense: float = 7.14  # cosine with the nearest of its windows
    wording: float = 4.68  # … with the nearest of its everyday wordings
    wording_by: float = 6.93  # … with the nearest two, on average
    overlap: float = 4.35  # letters shared with the most alike of its wordings
    overlap_three: float = 5.97  # … with the three most alike, on average
    body: float = 2.13  # share of the topic's words in the clause's text
    said: float = 4.16  # … in its wordings
    states: float = 1.53  # 1 where it states the particulars asked for, -1 where it does not
    lists: float = 1.27  # has items where one asks which there are
    penal: float = 1.41  # stands under legal liability where one asks what follows
    responsible: float = 2.75  # names units when units are asked for
    target: float = 4.95  # cosine with the nearest of its targets where a value is asked for
    plan: float = 1.2  # stands in a plan
    planned: float = 0.95  # … where one asks what is going to be done
    ruled: float = 1.15  # stands in a law where one asks what is forbidden or punished
    local: float = 1.36  # a city's own regulation where the question names the city


WEIGHTS = Weights()
# A clause of an added document has no wordings. What such a clause would have of them, from the
# cosine of its windows and the share of the words in its text: least squares over 16,588
# candidates with wordings of 420 development questions (R² .20 to .44).
_UNWORDED = {
    "wording": (0.44, 0.05, 0.28),
    "wording_by": (0.49, 0.04, 0.24),
    "overlap": (0.16, 0.18, 0.04),
    "overlap_three": (0.14, 0.15, 0.02),
    "said": (0.15, 0.72, 0.03),
}
_FITS = 22.0  # score from which a law speaks of what leave is asked for
# 我在重庆租房住: where one lives, which asks for no text of the city's own
_LIVES_HERE = re.compile(
    "(?:我们?|现在|目前|人|一直|长期|住)在重庆市?(?=租|住|上班|工作|打工|生活|读书|买|开|做)"
)
# 我买了栋老房子准备开茶馆: what the asker intends, not the city
_OWN_INTENTION = re.compile("(?:我|咱|邻居|楼[上下]|隔壁|家里)[^,，。? ]{0,20}?(?:准备|打算|计划)")
# Where 牵头 or 责任单位 is said, laws, which have no such roles, stand this far behind.
_LED = 4.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for, read once for all its candidates."""

    reading: Reading
    pairs: frozenset[str]  # of neighbouring characters
    targets: Mapping[str, float]  # how near each clause's targets are; none where no value is asked
    units: float  # how much it is after units, 0 to 1
    planned: bool
    ruled: bool
    several: bool
    penalty: bool
    of_the_city: bool


def asked_of(inquiry: Inquiry, tools: Toolbox) -> Asked:
    """What an understood question asks for."""
    reading = inquiry.reading
    assert reading is not None
    planned = asking.INTENTION.search(_OWN_INTENTION.sub("", reading.topic)) is not None
    topic = _LIVES_HERE.sub("", reading.topic)
    ruled = not planned and not reading.asks_units and asking.RULED.search(reading.meaning)
    by_name = reading.units and reading.intent is Intent.WHO_LEADS
    of_value = reading.intent is Intent.INDICATOR
    return Asked(
        reading=reading,
        pairs=pairs_of(inquiry.rewritten),
        targets=tools.indicators.nearest(inquiry.rewritten) if of_value else {},
        units=1.0 if by_name else reading.asks_units,
        planned=planned,
        ruled=bool(ruled),
        several=_asked(asking.SEVERAL, inquiry),
        penalty=_asked(asking.PENALTY, inquiry),
        of_the_city="重庆" in topic or _asked(asking.OF_THE_CITY, inquiry),
    )


def features_of(hit: Hit, asked: Asked, tools: Toolbox) -> dict[str, float]:
    """Feature values of one candidate, by the names in Weights."""
    clause, reading = hit.clause, asked.reading
    vocabulary = tools.vocabulary
    words: Sequence[str] = reading.terms
    texts = tools.knowledge.folded(clause)
    in_a_plan = clause.document_id in tools.knowledge.plans
    overlap, overlap_three = overlaps(asked.pairs, tools.knowledge.pairs_said(clause))
    stated = [states(texts.body, demand) for demand in reading.demands]
    body = vocabulary.coverage(words, texts.body)
    named = vocabulary.coverage(words, texts.path + texts.body)
    return {
        "score": hit.score,
        "dense": hit.dense,
        "wording": hit.wording,
        "wording_by": hit.wording_by,
        "overlap": overlap,
        "overlap_three": overlap_three,
        "body": body,
        "said": vocabulary.coverage(words, texts.said),
        **({} if clause.wordings else _as_if_worded(hit.dense, named)),
        "states": (1.0 if all(stated) else -1.0) if stated else 0.0,
        "lists": float(asked.several and lists_items(clause)),
        "penal": float(asked.penalty and stands_under_liability(clause)),
        "responsible": asked.units if clause.responsibility is not None else 0.0,
        "target": asked.targets.get(clause.id, 0.0),
        "plan": float(in_a_plan),
        "planned": float(asked.planned and in_a_plan),
        "ruled": float(asked.ruled and not in_a_plan),
        "local": float(asked.of_the_city and "重庆" in clause.document_title),
    }


def _as_if_worded(dense: float, named: float) -> dict[str, float]:
    """What a clause that nobody has worded yet would have of wordings, by text and headings."""
    return {
        name: by_dense * dense + by_words * named + rest
        for name, (by_dense, by_words, rest) in _UNWORDED.items()
    }


def _asked(words: re.Pattern[str], inquiry: Inquiry) -> bool:
    return words.search(inquiry.rewritten) is not None


def rank(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Order the candidates; clauses named outright stay first."""
    reading = inquiry.reading
    assert reading is not None
    named = frozenset(inquiry.address.clause_ids) if inquiry.address else frozenset()
    asked = asked_of(inquiry, tools)
    scored = []
    for hit in inquiry.hits:
        features = features_of(hit, asked, tools)
        value = sum(getattr(WEIGHTS, name) * feature for name, feature in features.items())
        if tools.knowledge.document_of(hit.clause).validity is Validity.REPEALED:
            value -= 1.0
        scored.append((hit.clause.id in named, value, hit, features))
    led = reading.asks_units >= 1 and not reading.documents
    by_law = not asked.planned and not reading.asks_units and _asked(asking.BY_LAW, inquiry)
    by_law |= reading.asks_units < 1 and _asked(asking.COMPLAINS, inquiry)
    if _asked(asking.LEAVE, inquiry) and not (reading.asks_units or asked.planned):
        plans = tools.knowledge.plans
        by_law |= any(
            value >= _FITS for _, value, hit, _ in scored if hit.clause.document_id not in plans
        )
    by_law &= not reading.documents
    of_law = not reading.documents and _asked(asking.OF_LAW, inquiry)
    only_law = of_law and not reading.asks_units and not asked.planned  # and a plan is none

    def place(item: tuple[bool, float, Hit, dict[str, float]]) -> tuple[bool, bool, float]:
        clause = item[2].clause
        without = led and clause.responsibility is None
        # What a plan says of all its tasks together has no units.
        in_a_plan = clause.document_id in tools.knowledge.plans
        behind = _LED if without or ((by_law or of_law) and in_a_plan) else 0.0
        return not item[0], in_a_plan and (without or only_law), behind - item[1]

    scored.sort(key=place)
    hits = tuple(replace(hit, score=round(value, 4)) for _, value, hit, _ in scored)
    if not named:
        hits = brought_forward(hits, inquiry.rewritten, tools)
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
