"""Readings of a follow-up: rewritten, as it was said, within the document spoken of.

A question asked in a conversation may be read in several ways. Each way is answered; the answer
that says most certainly what is asked is kept. Scores are those of steps/rank.py, whose scale the
margins share; they were set on the development conversations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from assistant import asking, ellipsis
from assistant.answer import Intent, Status
from assistant.inquiry import Inquiry, Memory
from assistant.tools import Toolbox
from corpus.structure.numbering import NUMERAL

Answering = Callable[[Inquiry], Inquiry]  # the steps from a question to its answer

SURE = 0.8  # confidence at which a follow-up stands alone where the rewritten one is refused
CERTAIN = 0.9  # … at which it is read with the topic before it
HARDLY = 0.1  # … below which a question is about nothing that the texts speak of
MUCH = 0.4  # by which it must be more certain where both are answered
STAYING = 2.4  # rank score that another document must be better by, once one is spoken of
GENERAL, FEW = 0.4, 2  # specificity and number of words up to which a question names no matter
WEAK = 18.0  # … below which a question may lack the topic of the one before
FITTING = 17.0  # … from which a question fits a clause of the document spoken of
AGAINST_WEAK, AGAINST_GOOD = -0.5, 2.0  # … by which it, with the topic, must be ahead of another
VARIED = 3.0  # … by which a varied case is better read with what it varies
_PENALTY = re.compile(r"罚|遭|后果|处分")
_NUMBERED = re.compile(rf"第?[{NUMERAL}]+条(?:第[{NUMERAL}]+款)?")
_VARIES = re.compile(r"^(?:那?要是|如果|假如|万一)|呢[?。]*$|也[^,。?]{1,8}[吗么不迈嘛][?。]*$")


def best_reading(part: Inquiry, found: Inquiry, answering: Answering, tools: Toolbox) -> Inquiry:
    """`found` as it was read first, or a better reading of the same question."""
    if found.resumed and ellipsis.own_words(part.text, tools):
        alone = answering(replace(part, memory=Memory()))
        if _better(alone, found):
            return replace(alone, memory=part.memory)
    if found.inherited is None:
        inside = _inside(part, found, answering, tools)
        if inside is not None:
            # What is asked next is about this case, not about all that led to it.
            case = Memory(topic=asking.topic_of(ellipsis.OPENING.sub("", part.text)))
            return replace(inside, memory=part.memory, resumed=True, inherited=case)
    if not found.resumed and (task := _units_of_the_task(part, found, answering, tools)):
        return replace(task, memory=part.memory)
    if not found.resumed and _leans(found):
        text = f"{part.memory.topic}{part.text}"
        leaning = answering(replace(part, text=text, rewritten=text, memory=Memory()))
        if _on_the_topic(leaning, part.memory):
            return replace(leaning, memory=part.memory, resumed=True)
    return found


def _better(alone: Inquiry, resumed: Inquiry) -> bool:
    """True where a question answers for itself what it does not with the words before it."""
    if not _answered(alone) or _names_a_document(resumed):
        return False
    if not _answered(resumed):
        return alone.confidence >= SURE
    return alone.confidence - resumed.confidence > MUCH


def _names_a_document(resumed: Inquiry) -> bool:
    """True for 那部条例里…: it is asked of that document and of no other."""
    return resumed.reading is not None and bool(resumed.reading.documents)


def _inside(part: Inquiry, found: Inquiry, answering: Answering, tools: Toolbox) -> Inquiry | None:
    """The question asked of the regulation spoken of, alone or after what was asked before."""
    document_id = part.memory.document_id
    reading = found.reading
    if reading is None or reading.documents or reading.intent is Intent.UNIT_TASKS:
        return None
    if not document_id or document_id in tools.knowledge.plans or not found.hits:
        return None
    if found.answer is None or found.answer.status not in (Status.ANSWERED, Status.NO_MATCH):
        return None
    whole = replace(part, memory=Memory(), within=document_id)
    alone = answering(whole)

    @cache
    def after() -> Inquiry:
        topic = _NUMBERED.sub("", part.memory.topic)
        if not topic:
            return alone  # a number with any words after it is still that article
        text = f"{topic},{part.text}"
        return answering(replace(whole, text=text, rewritten=text))

    here = found.hits[0].clause.document_id == document_id
    if _varies(part.text) and _score(alone) < WEAK:
        others = max(_score(alone), _score(found) if here else 0.0)
        if _certain(after()) and _score(after()) - others >= VARIED:
            return after()
    if not _answered(found):
        lacking = len(ellipsis.own_words(part.text, tools)) <= 1
        needed = SURE if lacking else CERTAIN
        if _answered(alone) and _score(alone) >= FITTING:
            if lacking and alone.confidence < SURE and _sure(after(), SURE):
                return after()
            ahead = _certain(after()) and _score(after()) - _score(alone) >= VARIED
            return after() if ahead else alone
        if not _answered(after()):
            return None
        penal = bool(_PENALTY.search(part.text))
        return after() if penal or after().confidence >= needed else None
    if here:
        return None
    if _answered(alone) and (
        _score(found) - _score(alone) <= STAYING or _names_no_matter(part.text, tools)
    ):
        return alone
    margin = AGAINST_WEAK if _score(found) < WEAK else AGAINST_GOOD
    if _answered(after()) and _score(after()) - _score(found) >= margin:
        return after()
    return None


def _names_no_matter(text: str, tools: Toolbox) -> bool:
    """对答复不服怎么办, 申请了多少天给答复: what may be asked of every regulation."""
    words = ellipsis.own_words(text, tools)
    if not words or len(words) > FEW or ellipsis.A_PLAN.search(text):
        return False
    return ellipsis.specificity(words, tools) <= GENERAL


def _units_of_the_task(
    part: Inquiry, found: Inquiry, answering: Answering, tools: Toolbox
) -> Inquiry | None:
    """点名几个局一起牵头的, 市水利局在列否: asked of the task spoken of, where of none other."""
    clause = tools.knowledge.clauses.get(part.memory.clause_id)
    if clause is None or clause.responsibility is None or found.reading is None:
        return None
    if found.reading.documents or found.reading.intent is not Intent.WHO_LEADS:
        return None
    if _answered(found) and _score(found) >= WEAK:
        return None
    text = f"{clause.title}{part.text}"
    asked = replace(
        part,
        text=text,
        rewritten=text,
        memory=Memory(),
        inherited=replace(part.memory, topic=clause.title),
        resumed=True,
    )
    task = answering(asked)
    return task if _answered(task) else None


def _varies(text: str) -> bool:
    """要是夜里呢, 抢险的也不准吗: another case of what was asked."""
    return bool(_VARIES.search(text)) and not asking.WHO.search(text)


def _certain(inquiry: Inquiry) -> bool:
    return _sure(inquiry, CERTAIN)


def _sure(inquiry: Inquiry, confidence: float) -> bool:
    return _answered(inquiry) and inquiry.confidence >= confidence


def _score(inquiry: Inquiry) -> float:
    return inquiry.hits[0].score if inquiry.hits else 0.0


def _answered(inquiry: Inquiry) -> bool:
    return inquiry.answer is not None and inquiry.answer.status is Status.ANSWERED


def _leans(found: Inquiry) -> bool:
    """True for a question that the corpus does not answer, asked after one that it does."""
    if found.answer is None:
        return False
    if found.confidence < HARDLY and not ellipsis.ANAPHORIC_END.search(found.text):
        return False  # another matter altogether
    unsure = found.answer.status is Status.NO_MATCH or (
        _answered(found) and found.confidence < SURE
    )
    return unsure and bool(found.memory.topic and found.memory.clause_id)


def _on_the_topic(leaning: Inquiry, memory: Memory) -> bool:
    """True where the question with the topic is answered from the very clause spoken of."""
    if leaning.answer is None or not _answered(leaning) or leaning.confidence < SURE:
        return False
    cited = leaning.answer.citations
    return bool(cited) and cited[0].clause.id == memory.clause_id
