"""Judge: whether the texts answer the question at all, before anything is composed.

How surely the candidates answer is told by assistant/understanding/relevance.py; whether the
texts state the particular that is asked for is told by their words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Intent, Status
from assistant.evidence import own_sentences
from assistant.inquiry import Demand, Inquiry, Reading
from assistant.steps.particulars import asks_a_number, meets
from assistant.steps.refusal import refuse
from assistant.steps.silent import (
    IN_FEW,
    LOOKED_AT,
    NO_FIGURE,
    elsewhere,
    hard_demands,
    has_the_rarest,
    near,
    refuse_where_silent,
)
from assistant.steps.years import other_edition
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.demands import states, states_in_figures
from assistant.understanding.duties import LEAD, RESPONSIBLE
from assistant.understanding.fold import fold
from assistant.understanding.indicators_meant import matching_indicators, named_indicators
from assistant.understanding.relevance import confidence_of, nearness
from index.hit import Hit

_NAMED = 0.9  # confidence where an indicator or a clause is named
_TERM = 3  # characters of a term
_POINTING = re.compile("[这那它其]|[两三几多]")
_IN_PART = 0.5  # of a name that a text has in other words
_ANYWHERE = 20  # clauses that have a word which tells no thing from another
ON_THE_MATTER = 0.5  # nearness from which the texts speak of the matter, asked of or not
WITHIN = 0.2  # confidence from which a document spoken of is taken to answer, if it fits well

# Of a unit itself, not of its tasks.
_OF_AN_OFFICE = frozenset({Demand.PERSON, Demand.PHONE, Demand.HOURS, Demand.PLACE, Demand.WEB})
_NO_MATCH = "收录的文件中没有找到能回答这个问题的条款。"
_MONTHS = re.compile(
    "^(?!.*(?:非|除|不[是算属]))[^,，。?]*(?:哪几?个?月|几月|从(?:什么时候|哪一?[天日]|几号)到(?:什么时候|哪一?[天日]|几号)|起止(?:时间|日期))"
)
_OUR_CITY = re.compile("重庆市?|[本全我]市")
_FROM_TO = re.compile(r"\d+月\d+日(?:至|到|起)")
_A_SUM = re.compile("[钱元亿]|资金|预算|投资|经费|花费|花了|拨款|费用")


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
        return refuse(inquiry, tools, Status.NOT_STATED, NO_FIGURE, near(inquiry.hits))
    if of_these or _addresses(inquiry):
        return replace(inquiry, confidence=1.0, verdict="直接查得")
    if not inquiry.hits:
        return refuse(inquiry, tools, Status.NO_MATCH, "收录的文件中没有找到与问题相关的条款。")
    confidence = confidence_of(inquiry, tools)
    inquiry = replace(inquiry, confidence=round(confidence, 4))
    address = inquiry.address
    named = bool(address and address.clause_ids and not address.inherited)
    spelt_out = (
        _spelt_out(inquiry.hits[0], reading, tools)
        or _months_told(inquiry, tools)
        or (
            asking.LOCATES.search(inquiry.rewritten) is not None
            and has_the_rarest(inquiry, reading, tools)
        )
    )
    if named or spelt_out or named_indicators(inquiry, tools):
        inquiry = replace(inquiry, confidence=max(inquiry.confidence, _NAMED))
    of_it = bool(inquiry.within) or (inquiry.resumed and bool(reading.documents))
    of_it |= _states_in_named(inquiry.hits[0], reading, tools)
    threshold = WITHIN if of_it else tools.settings.refusal_threshold
    if inquiry.confidence < threshold:
        asked = hard_demands(reading)
        if asked and max(map(nearness, inquiry.hits)) >= ON_THE_MATTER:
            # A sum stated of a like matter is none of this one; hours are of what they stand by.
            hours = inquiry.confidence >= WITHIN and asked == {Demand.HOURS}
            if hours and meets(inquiry.hits[0], Demand.HOURS, reading, tools):
                return refuse_where_silent(inquiry, reading, tools)
            reason = f"收录的文件没有写明所问的{min(asked).value}。"
            return refuse(inquiry, tools, Status.NOT_STATED, reason, near(inquiry.hits))
        return refuse(inquiry, tools, Status.NO_MATCH, _NO_MATCH, near(inquiry.hits))
    if name := _unheard_of(inquiry, reading, tools):
        reason = f"收录的文件没有写到“{name}”。"
        inquiry = replace(inquiry, unheard=name)
        return refuse(inquiry, tools, Status.NOT_STATED, reason, near(inquiry.hits))
    return refuse_where_silent(inquiry, reading, tools)


def _of_no_task(inquiry: Inquiry, reading: Reading) -> Demand | None:
    """What a list of tasks does not answer: 市财政局要拿多少钱出来; 领了几样 is no sum."""
    if Demand.MONEY in reading.demands and _A_SUM.search(inquiry.rewritten):
        return Demand.MONEY
    return Demand.PROGRESS if Demand.PROGRESS in reading.demands else None


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


def _addresses(inquiry: Inquiry) -> bool:
    return bool(
        inquiry.address
        and (inquiry.address.clause_ids or inquiry.address.part)
        and not inquiry.address.inherited
        and not hard_demands(inquiry.reading)
    )


def decided_by_rule(inquiry: Inquiry, tools: Toolbox) -> bool:
    """True for a question that is answered or refused by what it asks for, near or not."""
    reading = inquiry.reading
    assert reading is not None
    if reading.intent in (Intent.UNIT_TASKS, Intent.DOCUMENT) or reading.places:
        return True
    if hard_demands(reading) or (reading.absent_units and not reading.units):
        return True
    named = reading.intent is Intent.INDICATOR and matching_indicators(inquiry, tools)
    return bool(named) or asks_a_number(inquiry, reading)


def _without_search(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> Inquiry | None:
    """What the question's own words already decide."""
    if inquiry.address is not None and inquiry.address.missing:
        return refuse(inquiry, tools, Status.NOT_STATED, inquiry.address.missing)
    if inquiry.address is not None and inquiry.address.clause_ids and reading.places:
        return refuse(inquiry, tools, Status.NOT_STATED, elsewhere(reading.places[0]))
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
            near(inquiry.hits),
        )
    return None


def _months_told(inquiry: Inquiry, tools: Toolbox) -> bool:
    """汛期是哪几个月: the first clause says from which day to which, of what is asked about."""
    reading = inquiry.reading
    if reading is None or not _MONTHS.search(inquiry.rewritten):
        return False
    clause = inquiry.hits[0].clause
    terms = [term for term in reading.terms if not _OUR_CITY.fullmatch(term)]
    return any(
        _FROM_TO.search(said := fold(clause.text[sentence.start : sentence.end]))
        and tools.vocabulary.coverage(terms, said) >= _IN_PART
        for sentence in own_sentences(clause)
    )


def _states_in_named(hit: Hit, reading: Reading, tools: Toolbox) -> bool:
    """某办法押金最多多少: the document is named, and its clause has every word and a figure."""
    if hit.clause.document_id not in reading.documents or not reading.terms:
        return False
    folded = tools.knowledge.folded(hit.clause)
    stated = all(states_in_figures(folded.body, demand) for demand in hard_demands(reading))
    return stated and all(term in folded.body for term in reading.terms)


def _spelt_out(hit: Hit, reading: Reading, tools: Toolbox) -> bool:
    """REITs怎么写的: a term of few clauses, nothing else asked about, and this clause has it."""
    words = reading.terms
    if len(words) != 1 or len(words[0]) < _TERM or hard_demands(reading) or reading.places:
        return False
    in_it = words[0] in tools.knowledge.folded(hit.clause).body
    return in_it and not tools.vocabulary.is_in_many(words[0], IN_FEW + 1)
