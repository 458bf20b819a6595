"""Silent: whether the nearest clauses say nothing of a place, a year or a particular asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Intent, Status
from assistant.inquiry import Demand, Inquiry, Reading
from assistant.steps.particulars import asks_a_number, has_number, meets, silent_on_measure
from assistant.steps.refusal import refuse
from assistant.steps.years import other_year
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.demands import states, states_in_figures
from assistant.understanding.fold import fold
from assistant.understanding.indicators_meant import matching_indicators
from assistant.understanding.relevance import is_close
from corpus.clause import Clause
from index.hit import Hit

NO_FIGURE = "收录的文件没有写明所问的数值。"
LOOKED_AT = 5  # candidates searched for a stated particular
IN_FEW = 3  # clauses that have a rare word, at most
_FAR_AHEAD = 4.0  # of the second candidate, by the scores of steps/rank.py
_ALONE = 0.8  # confidence from which a question in a conversation stands by itself
_OUR_DISTRICT = re.compile(r"(?:我们|咱们?|我|本)(?:区|县)(?!县|域|间|别)")
# 中午几点到几点不准装修: texts tell the night's hours and no others
_NOON = re.compile("中午|午间|午休")
_ITS_HOURS = re.compile(
    rf"(?:{_NOON.pattern})[^,。?]{{0,10}}(?:几点|什么时[间候段]|哪[个些]时[间候段])"
)
# 上午几点到下午几点才可以动工; a text may say 夜间 and elsewhere when that is
_FROM_WHEN = re.compile("几点[^,。?]{0,6}(?:到|至)[^,。?]{0,4}几点")
_PERCENT = re.compile("%|百分之")
_ITS_RATE = re.compile(f"率[^,，。?]{{0,6}}{asking.A_SHARE.pattern}")
_DAY_AND_NIGHT = re.compile("夜间|昼间|白天")
_NUMBERED = re.compile(r"\d+号(?:线|楼|院|地块|桥)")  # one of many, known by its number
_WHICH_NUMBER = re.compile("(?:几|哪几?)号(线|楼|院|地块|桥|门|口)")
# Asked for in passing, and met by an answer that is complete without them.
_SOFT = frozenset({Demand.NUMBER, Demand.DATE, Demand.WEB, Demand.SHARE})


def refuse_where_silent(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> Inquiry:
    """Refuse, or pass on with the candidates that state what is asked for first."""
    if silent_on := _silent_on(inquiry, reading, tools):
        return refuse(inquiry, tools, Status.NOT_STATED, silent_on, near(inquiry.hits))
    hits = inquiry.hits
    for demand in sorted(hard_demands(reading)):
        if demand is Demand.DURATION and (citing := _told_where_cited(hits, demand, tools)):
            hits = (citing, *(hit for hit in hits if hit is not citing))
            continue
        first = fold(hits[0].clause.text)
        if demand is Demand.DURATION and (_asked_on(inquiry) or states(first, demand)):
            continue
        if demand is Demand.LOOK_UP and states(first, demand) and _far_ahead(hits):
            continue  # where something is shown, few words tell
        stating = next(
            (
                hit
                for hit in hits[:LOOKED_AT]
                if meets(
                    hit, demand, reading, tools, said=inquiry.text if _asked_on(inquiry) else ""
                )
                or _named_states(hit, demand, inquiry)
            ),
            None,
        )
        if stating is None:
            reason = f"收录的文件没有写明所问的{demand.value}。"
            return refuse(inquiry, tools, Status.NOT_STATED, reason, near(inquiry.hits))
        hits = (stating, *(hit for hit in hits if hit is not stating))
    if Demand.SHARE in reading.demands:
        hits = _with_shares_first(hits)
    # A sum or a time was looked for above; a plan's figures are compared with what is asked.
    told = bool(hard_demands(reading)) and hits[0].clause.document_id not in tools.knowledge.plans
    # 要多少业主同意: told by the share that must agree
    told |= Demand.SHARE in reading.demands and states(fold(hits[0].clause.text), Demand.SHARE)
    if not told and asks_a_number(inquiry, reading) and not matching_indicators(inquiry, tools):
        # A plan's targets are all parsed: what is not among its indicators it does not set.
        numbered = _with_a_number(hits, inquiry, reading, tools)
        if numbered is None and not _target_in_words(inquiry, reading, tools):
            return refuse(inquiry, tools, Status.NOT_STATED, NO_FIGURE, near(inquiry.hits))
        if numbered is not None:
            hits = (numbered, *(hit for hit in hits if hit is not numbered))
    return replace(inquiry, hits=hits, verdict=f"可以回答，置信度{inquiry.confidence:.2f}")


def _told_where_cited(hits: Sequence[Hit], demand: Demand, tools: Toolbox) -> Hit | None:
    """The article that states it of what the first one provides for: 第三十一条第六项规定的事项."""
    first = hits[0].clause
    if states_in_figures(fold(first.text), demand):
        return None
    return next(
        (
            hit
            for hit in hits[1:LOOKED_AT]
            if first in tools.knowledge.cited_by(hit.clause)
            and states_in_figures(fold(hit.clause.text), demand)
        ),
        None,
    )


def _silent_on(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> str:
    """Why the clauses are silent on the place, the thing or the year asked about, else empty."""
    best = inquiry.hits[0].clause
    text = fold(best.text)
    for place in reading.places:
        if place not in text:
            return elsewhere(place)
    # How long a law gives holds in every district.
    how_long = reading.demands & {Demand.DURATION, Demand.DATE}
    district = "" if how_long else _district(inquiry, reading, tools)
    if district and district not in text:
        return f"收录的文件没有写明{district}的数值。"
    for name in _NUMBERED.findall(inquiry.rewritten):
        if not any(name in fold(hit.clause.text) for hit in inquiry.hits[:LOOKED_AT]):
            return f"收录的文件没有写到{name}。"
    if which := _WHICH_NUMBER.search(inquiry.rewritten):
        numbered = re.compile(rf"[\d一二三四五六七八九十]+号{which[1]}")
        if not numbered.search(text):
            return f"收录的文件没有写明是{which[0]}。"
    if _ITS_HOURS.search(inquiry.rewritten) and not _NOON.search(text):
        return "收录的文件没有写明中午的时间。"
    of_a_time = states(text, Demand.HOURS) or _DAY_AND_NIGHT.search(text)
    asks_when = _FROM_WHEN.search(inquiry.rewritten) and not reading.yes_no
    if asks_when and not of_a_time:
        return "收录的文件没有写明所问的钟点。"
    if _ITS_RATE.search(inquiry.rewritten) and not matching_indicators(inquiry, tools):
        near_by = (fold(hit.clause.text) for hit in inquiry.hits[:LOOKED_AT])
        if not any(map(_PERCENT.search, near_by)):
            return NO_FIGURE
    if silent_on_measure(inquiry.text, inquiry.hits[:LOOKED_AT]):
        return NO_FIGURE
    if year := other_year(inquiry, reading, best, tools):
        return f"收录的文件没有写明{year}年的情况。"
    return ""


def _far_ahead(hits: Sequence[Hit]) -> bool:
    return len(hits) < 2 or hits[0].score - hits[1].score >= _FAR_AHEAD


def _with_shares_first(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Which matters are voted on and by how many stand in neighbouring articles."""
    law = hits[0].clause.document_id
    voted = [
        hit
        for hit in hits[:LOOKED_AT]
        if hit.clause.document_id == law and states(fold(hit.clause.text), Demand.SHARE)
    ]
    return (*voted, *(hit for hit in hits if hit not in voted))


def _with_a_number(
    hits: tuple[Hit, ...], inquiry: Inquiry, reading: Reading, tools: Toolbox
) -> Hit | None:
    """The first candidate that has a number of what is asked about."""
    return next(
        (
            hit
            for hit in _numbers_looked_for(hits[:LOOKED_AT], reading, tools)
            if has_number(hit, reading, inquiry.rewritten, tools)
            or _named_states(hit, Demand.NUMBER, inquiry)
        ),
        None,
    )


def hard_demands(reading: Reading | None) -> frozenset[Demand]:
    """What is asked for that the answer must state, not in passing."""
    return reading.demands - _SOFT if reading else frozenset()


def near(hits: Sequence[Hit]) -> tuple[Clause, ...]:
    """The first ones, as far as they are worth pointing to."""
    return tuple(hit.clause for hit in hits[:3] if is_close(hit))


def _asked_on(inquiry: Inquiry) -> bool:
    """True for a question of a conversation that may not say by itself what it is about."""
    return bool(inquiry.memory.question) and (inquiry.resumed or inquiry.confidence < _ALONE)


def _target_in_words(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> bool:
    """CIM平台的目标是什么: told in words where no number is asked for and few clauses name it."""
    return Demand.NUMBER not in reading.demands and has_the_rarest(inquiry, reading, tools)


def has_the_rarest(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> bool:
    """True where the first clause has the question's rarest word, and few others have it."""
    known = [word for word in reading.terms if tools.vocabulary.known(word)]
    if not known:
        return False
    rarest = max(known, key=tools.vocabulary.rarity)
    in_it = rarest in tools.knowledge.folded(inquiry.hits[0].clause).body
    return in_it and not tools.vocabulary.is_in_many(rarest, IN_FEW + 1)


def _numbers_looked_for(hits: Sequence[Hit], reading: Reading, tools: Toolbox) -> tuple[Hit, ...]:
    """A plan sets no penalty: what one costs is looked for in the laws beside it."""
    plans = tools.knowledge.plans
    if hits[0].clause.document_id not in plans:
        return tuple(hits)
    if not asking.RULED.search(reading.meaning):
        return ()
    return tuple(hit for hit in hits if hit.clause.document_id not in plans)


def _district(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> str:
    """A district whose figure is asked for; who does what there is the whole city's."""
    if reading.intent is not Intent.INDICATOR:
        return ""
    named = (name for name in sorted(tools.districts) if name in inquiry.rewritten)
    return next(named, "所在区县" if _OUR_DISTRICT.search(inquiry.rewritten) else "")


def _named_states(hit: Hit, demand: Demand, inquiry: Inquiry) -> bool:
    """True where the question names the clause outright and it states such a particular."""
    named = inquiry.address.clause_ids if inquiry.address else ()
    return hit.clause.id in named and states(fold(hit.clause.text), demand)


def elsewhere(place: str) -> str:
    """Why a question about another place has no answer."""
    return f"收录的文件只涉及重庆市和全国性法规，没有写到{place}的情况。"
