"""Judge: whether the texts answer the question at all, before anything is composed.

How surely the candidates answer is told by assistant/relevance.py; whether the texts state the
particular that is asked for is told by their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import asking, ellipsis
from assistant.answer import Intent, Status
from assistant.demands import states
from assistant.duties import LEAD, RESPONSIBLE
from assistant.fold import fold
from assistant.indicators_meant import matching_indicators, named_indicators
from assistant.inquiry import Demand, Inquiry, Reading
from assistant.relevance import confidence_of, is_close, nearness
from assistant.steps.particulars import asks_a_number, has_number, meets
from assistant.steps.refusal import refuse
from assistant.steps.years import other_edition, other_year
from assistant.tools import Toolbox
from corpus.clause import Clause
from index.hit import Hit

_NAMED = 0.9  # confidence where an indicator or a clause is named
_TERM, _IN_FEW = 3, 3  # characters of a term, and clauses that have it
_OUR_DISTRICT = re.compile(r"(?:我们|咱们?|我|本)(?:区|县)(?!县|域|间|别)")
_POINTING = re.compile("[这那它其]|[两三几多]")
_IN_PART = 0.5  # of a name that a text has in other words
_ANYWHERE = 20  # clauses that have a word which tells no thing from another
ALONE = 0.8  # confidence from which a question in a conversation stands by itself
LOOKED_AT = 5  # candidates searched for a stated particular
ON_THE_MATTER = 0.5  # nearness from which the texts speak of the matter, asked of or not
WITHIN = 0.2  # confidence from which a document spoken of is taken to answer, if it fits well
# Asked for in passing, and met by an answer that is complete without them.
_NUMBERED = re.compile(r"\d+号(?:线|楼|院|地块|桥)")  # one of many, known by its number
_SOFT = frozenset({Demand.NUMBER, Demand.DATE, Demand.WEB, Demand.SHARE})

# Of a unit itself, not of its tasks.
_OF_AN_OFFICE = frozenset({Demand.PERSON, Demand.PHONE, Demand.HOURS, Demand.PLACE, Demand.WEB})

_A_SUM = re.compile("[钱元亿]|资金|预算|投资|经费|花费|花了|拨款|费用")


def _of_no_task(inquiry: Inquiry, reading: Reading) -> Demand | None:
    """What a list of tasks does not answer: 市财政局要拿多少钱出来; 领了几样 is no sum."""
    if Demand.MONEY in reading.demands and _A_SUM.search(inquiry.rewritten):
        return Demand.MONEY
    return Demand.PROGRESS if Demand.PROGRESS in reading.demands else None


def judge(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Refuse, or pass on with a confidence and the candidates that state what is asked first."""
    reading = inquiry.reading
    assert reading is not None
    if refused := _without_search(inquiry, reading, tools):
        return refused
    if reading.units and (asked := reading.demands & _OF_AN_OFFICE):
        reason = f"收录的文件没有写明所问的{min(asked).value}。"
        return refuse(inquiry, tools, Status.NOT_STATED, reason)
    if reading.intent is Intent.UNIT_TASKS and (unstated := _of_no_task(inquiry, reading)):
        return refuse(
            inquiry, tools, Status.NOT_STATED, f"收录的文件没有写明所问的{unstated.value}。"
        )
    if reading.intent is Intent.DOCUMENT and (year := other_edition(inquiry, reading, tools)):
        reason = f"没有收录{year}年的版本。"
        return refuse(inquiry, tools, Status.NOT_STATED, reason)
    of_these = reading.intent in (Intent.UNIT_TASKS, Intent.DOCUMENT) or bool(inquiry.among)
    if _addresses(inquiry) and _has_no_figure(inquiry, reading, tools):
        return refuse(inquiry, tools, Status.NOT_STATED, _NO_FIGURE, _clauses(inquiry.hits))
    if of_these or _addresses(inquiry):
        return replace(inquiry, confidence=1.0, verdict="直接查得")
    if not inquiry.hits:
        return refuse(inquiry, tools, Status.NO_MATCH, "收录的文件中没有找到与问题相关的条款。")
    confidence = confidence_of(inquiry, tools)
    inquiry = replace(inquiry, confidence=round(confidence, 4))
    address = inquiry.address
    named = bool(address and address.clause_ids and not address.inherited)
    spelt_out = _spelt_out(inquiry.hits[0], reading, tools) or (
        asking.LOCATES.search(inquiry.rewritten) and _has_the_rarest(inquiry, reading, tools)
    )
    if named or spelt_out or named_indicators(inquiry, tools):
        inquiry = replace(inquiry, confidence=max(inquiry.confidence, _NAMED))
    of_it = bool(inquiry.within) or (inquiry.resumed and bool(reading.documents))
    threshold = WITHIN if of_it else tools.settings.refusal_threshold
    if inquiry.confidence < threshold:
        asked = _hard_demands(reading)
        if asked and max(map(nearness, inquiry.hits)) >= ON_THE_MATTER:
            # A sum stated of a like matter is none of this one; hours are of what they stand by.
            hours = inquiry.confidence >= WITHIN and asked == {Demand.HOURS}
            if hours and meets(inquiry.hits[0], Demand.HOURS, reading, tools):
                return _particulars(inquiry, reading, tools)
            reason = f"收录的文件没有写明所问的{min(asked).value}。"
            return refuse(inquiry, tools, Status.NOT_STATED, reason, _clauses(inquiry.hits))
        return refuse(inquiry, tools, Status.NO_MATCH, _NO_MATCH, _clauses(inquiry.hits))
    if name := _unheard_of(inquiry, reading, tools):
        reason = f"收录的文件没有写到“{name}”。"
        inquiry = replace(inquiry, unheard=name)
        return refuse(inquiry, tools, Status.NOT_STATED, reason, _clauses(inquiry.hits))
    return _particulars(inquiry, reading, tools)


_NO_FIGURE = "收录的文件没有写明所问的数值。"


def _has_no_figure(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> bool:
    """A figure is asked of a task by its title, and its text has none at all."""
    clause = inquiry.best
    if clause is None or not clause.title or not asks_a_number(inquiry, reading):
        return False
    if clause.document_id not in tools.knowledge.plans or matching_indicators(inquiry, tools):
        return False
    text = clause.text[clause.text.find(clause.title) :]
    return not states(fold(text), Demand.NUMBER)


def _unheard_of(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> str:
    """欢乐谷建设谁牵头: a name that no text has, and beside it words that any task may have."""
    if reading.intent is not Intent.WHO_LEADS or not reading.asks_units or not reading.terms:
        return ""
    name, *others = reading.terms
    if _POINTING.match(name) or LEAD.search(name) or RESPONSIBLE.search(name):
        return ""
    if inquiry.memory.question and name not in ellipsis.own_words(inquiry.text, tools):
        return ""
    said = (tools.knowledge.folded(hit.clause) for hit in inquiry.hits[:LOOKED_AT])
    heard = (tools.vocabulary.presence(name, each.body + each.said) for each in said)
    if (
        tools.vocabulary.known(name)
        or tools.vocabulary.lexicon.official(name)
        or max(heard, default=0.0) >= _IN_PART
        or not all(tools.vocabulary.is_in_many(word, _ANYWHERE) for word in others)
    ):
        return ""
    before, _, _ = reading.topic.partition(name)
    return before + name


_NO_MATCH = "收录的文件中没有找到能回答这个问题的条款。"


def _addresses(inquiry: Inquiry) -> bool:
    return bool(
        inquiry.address
        and (inquiry.address.clause_ids or inquiry.address.part)
        and not inquiry.address.inherited
        and not _hard_demands(inquiry.reading)
    )


def decided_by_rule(inquiry: Inquiry, tools: Toolbox) -> bool:
    """True for a question that is answered or refused by what it asks for, near or not."""
    reading = inquiry.reading
    assert reading is not None
    if reading.intent in (Intent.UNIT_TASKS, Intent.DOCUMENT) or reading.places:
        return True
    if _hard_demands(reading) or (reading.absent_units and not reading.units):
        return True
    named = reading.intent is Intent.INDICATOR and matching_indicators(inquiry, tools)
    return bool(named) or asks_a_number(inquiry, reading)


def _hard_demands(reading: Reading | None) -> frozenset[Demand]:
    return reading.demands - _SOFT if reading else frozenset()


def _clauses(hits: Sequence[Hit]) -> tuple[Clause, ...]:
    """The first ones, as far as they are worth pointing to."""
    return tuple(hit.clause for hit in hits[:3] if is_close(hit))


def _without_search(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> Inquiry | None:
    """What the question's own words already decide."""
    if inquiry.address is not None and inquiry.address.missing:
        return refuse(inquiry, tools, Status.NOT_STATED, inquiry.address.missing)
    if inquiry.address is not None and inquiry.address.clause_ids and reading.places:
        return refuse(inquiry, tools, Status.NOT_STATED, _elsewhere(reading.places[0]))
    if reading.documents and not any(reading.documents):
        return refuse(inquiry, tools, Status.NO_MATCH, "没有收录问题中提到的文件。")
    of_duties = reading.intent in (Intent.UNIT_TASKS, Intent.WHO_LEADS) or not reading.terms
    if reading.absent_units and (
        (of_duties and not reading.units) or (reading.joint and reading.intent is Intent.UNIT_TASKS)
    ):
        names = "、".join(reading.absent_units)
        return refuse(
            inquiry,
            tools,
            Status.NOT_STATED,
            f"收录的文件没有写明{names}的任务。",
            _clauses(inquiry.hits),
        )
    return None


def _particulars(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> Inquiry:
    """Refuse where the clauses are silent on a place, a year or a particular asked for."""
    best = inquiry.hits[0].clause
    nearest = _clauses(inquiry.hits)
    text = fold(best.text)
    for place in reading.places:
        if place not in text:
            return refuse(inquiry, tools, Status.NOT_STATED, _elsewhere(place), nearest)
    if (district := _district(inquiry, reading, tools)) and district not in text:
        reason = f"收录的文件没有写明{district}的数值。"
        return refuse(inquiry, tools, Status.NOT_STATED, reason, nearest)
    for name in _NUMBERED.findall(inquiry.rewritten):
        if not any(name in fold(hit.clause.text) for hit in inquiry.hits[:LOOKED_AT]):
            reason = f"收录的文件没有写到{name}。"
            return refuse(inquiry, tools, Status.NOT_STATED, reason, nearest)
    if year := other_year(inquiry, reading, best, tools):
        reason = f"收录的文件没有写明{year}年的情况。"
        return refuse(inquiry, tools, Status.NOT_STATED, reason, nearest)
    hits = inquiry.hits
    for demand in sorted(_hard_demands(reading)):
        first = fold(hits[0].clause.text)
        if demand is Demand.DURATION and (_asked_on(inquiry) or states(first, demand)):
            continue
        stating = next(
            (
                hit
                for hit in hits[:LOOKED_AT]
                if meets(hit, demand, reading, tools, leaning=_asked_on(inquiry))
                or _named_states(hit, demand, inquiry)
            ),
            None,
        )
        if stating is None:
            reason = f"收录的文件没有写明所问的{demand.value}。"
            return refuse(inquiry, tools, Status.NOT_STATED, reason, nearest)
        hits = (stating, *(hit for hit in hits if hit is not stating))
    if Demand.SHARE in reading.demands:
        # Which matters are voted on and by how many stand in neighbouring articles.
        law = hits[0].clause.document_id
        voted = [
            hit
            for hit in hits[:LOOKED_AT]
            if hit.clause.document_id == law and states(fold(hit.clause.text), Demand.SHARE)
        ]
        hits = (*voted, *(hit for hit in hits if hit not in voted))
    # A sum or a time was looked for above; a plan's figures are compared with what is asked.
    told = bool(_hard_demands(reading)) and hits[0].clause.document_id not in tools.knowledge.plans
    if not told and asks_a_number(inquiry, reading) and not matching_indicators(inquiry, tools):
        # A plan's targets are all parsed: what is not among its indicators it does not set.
        looked_at = _numbers_looked_for(hits[:LOOKED_AT], reading, tools)
        numbered = next(
            (
                hit
                for hit in looked_at
                if has_number(hit, reading, inquiry.rewritten, tools)
                or _named_states(hit, Demand.NUMBER, inquiry)
            ),
            None,
        )
        if numbered is None and not _target_in_words(inquiry, reading, tools):
            return refuse(inquiry, tools, Status.NOT_STATED, _NO_FIGURE, nearest)
        if numbered is not None:
            hits = (numbered, *(hit for hit in hits if hit is not numbered))
    return replace(inquiry, hits=hits, verdict=f"可以回答，置信度{inquiry.confidence:.2f}")


def _spelt_out(hit: Hit, reading: Reading, tools: Toolbox) -> bool:
    """REITs怎么写的: a term of few clauses, nothing else asked about, and this clause has it."""
    words = reading.terms
    if len(words) != 1 or len(words[0]) < _TERM or _hard_demands(reading) or reading.places:
        return False
    in_it = words[0] in tools.knowledge.folded(hit.clause).body
    return in_it and not tools.vocabulary.is_in_many(words[0], _IN_FEW + 1)


def _asked_on(inquiry: Inquiry) -> bool:
    """True for a question of a conversation that may not say by itself what it is about."""
    return bool(inquiry.memory.question) and (inquiry.resumed or inquiry.confidence < ALONE)


def _target_in_words(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> bool:
    """CIM平台的目标是什么: told in words where no number is asked for and few clauses name it."""
    return Demand.NUMBER not in reading.demands and _has_the_rarest(inquiry, reading, tools)


def _has_the_rarest(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> bool:
    """True where the first clause has the question's rarest word, and few others have it."""
    known = [word for word in reading.terms if tools.vocabulary.known(word)]
    if not known:
        return False
    rarest = max(known, key=tools.vocabulary.rarity)
    in_it = rarest in tools.knowledge.folded(inquiry.hits[0].clause).body
    return in_it and not tools.vocabulary.is_in_many(rarest, _IN_FEW + 1)


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


def _elsewhere(place: str) -> str:
    return f"收录的文件只涉及重庆市和全国性法规，没有写到{place}的情况。"
