"""Readings of a follow-up: rewritten, as it was said, within the regulation spoken of.

A question asked in a conversation may be read in several ways. About a regulation, the clause that
fits best is chosen (clause_choice.py); else the answer that says most certainly what is asked is
kept. Scores are those of steps/rank.py, whose scale the margins share; they were set on the
development conversations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Intent, Status
from assistant.follow_up.of_regulation import from_best_clause, of_a_regulation
from assistant.follow_up.pointed_at_law import pointed_at_law
from assistant.follow_up.reader import HARDLY, SURE, UNSURE, Reader, answered, share_of
from assistant.follow_up.values import OWN_MEASURE, value_meant
from assistant.inquiry import Demand, Inquiry, Memory, Reading
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.demands import states
from assistant.understanding.fold import fold
from corpus.clause import Clause

_TARGET = re.compile("目标|指标|数量|总数|个数")
_THAT_ONE = re.compile(r"(?<=[\u4e00-\u9fff]{4})的?[这那]一?[条项]")
_FIGURE = re.compile(r"\d+")
_OF_A_RULE = re.compile("责任|规定|标准")
_FEW = 6  # documents that have a word which tells a clause by itself
_DESCRIBING = 2  # words that tell a clause
_TWO = 2  # … that only the task spoken of has both of
_LACKING = 0.3  # share of them that the clause spoken of must lack of what another has
MUCH = 0.4  # by which it must be more certain where both are answered
_OWN_STORY = 4  # words of its own with which a question tells a matter
_IN_ITS_WORDS = 0.5  # share of them in a clause that the matter may be of
WEAK = 18.0  # score below which a question may lack the topic of the one before


def best_reading(part: Inquiry, found: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry:
    """`found` as it was read first, or a better reading of the same question."""
    if found.sure and answered(found) and _stays(found, part.memory):
        return found
    if of_a_regulation(part, found, tools):
        chosen = from_best_clause(part, found, reader, tools)
        return chosen if answered(chosen) else _by_the_article(part, reader, tools) or chosen
    if found.resumed and ellipsis.own_words(part.text, tools):
        alone = reader.answering(replace(part, memory=Memory()))
        if _better(alone, found, part.text, tools) or _described(part, alone, found, tools):
            return replace(alone, memory=part.memory)
    if not found.resumed and (task := _units_of_the_task(part, found, reader.answering, tools)):
        return replace(task, memory=part.memory)
    if not answered(found) and (value := value_meant(part, found, tools)):
        asked = replace(part, text=value.text, rewritten=value.text, memory=Memory())
        told = reader.answering(replace(asked, inherited=value.inherited, resumed=True))
        if answered(told):
            return replace(told, memory=part.memory)
    leans = _leans(found, tools) or _only_there(found, tools)
    if not found.resumed and leans and not _of_its_own(part, tools):
        text = f"{part.memory.topic}{part.text}"
        leaning = reader.answering(replace(part, text=text, rewritten=text, memory=Memory()))
        if _on_the_topic(leaning, part.memory, tools, in_it=_said_in_it(found, tools)):
            return replace(leaning, memory=part.memory, resumed=True)
    return found


def _by_the_article(part: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry | None:
    """那罚款金额是多少: by the article spoken of, where the words of its matter found nothing."""
    asked = pointed_at_law(part.text, part.memory, tools, by_number=True)
    if asked is None:
        return None
    text = asked.text
    told = reader.answering(
        replace(
            part,
            text=text,
            rewritten=text,
            inherited=asked.inherited,
            memory=Memory(),
            resumed=True,
        )
    )
    return replace(told, memory=part.memory) if answered(told) else None


def _stays(found: Inquiry, memory: Memory) -> bool:
    """Answered from the document spoken of: 装修呢 after 广场舞罚多少 is not of fire safety."""
    cited = found.answer.citations if found.answer else ()
    return bool(cited) and cited[0].clause.document_id == memory.document_id


def _better(alone: Inquiry, resumed: Inquiry, said: str, tools: Toolbox) -> bool:
    """True where a question answers for itself what it does not with the words before it."""
    of_a_document = ellipsis.DOCUMENT_PRONOUN.search(said) or tools.titles.find(said)
    if not answered(alone) or (of_a_document and _names_a_document(resumed)):
        return False
    if not answered(resumed):
        return alone.confidence >= SURE
    return alone.confidence - resumed.confidence > MUCH


def _described(part: Inquiry, alone: Inquiry, resumed: Inquiry, tools: Toolbox) -> bool:
    """109公里滨江空间那条: the clause meant is told by words that the one spoken of lacks."""
    if not _THAT_ONE.search(part.text) or not answered(alone) or alone.confidence < SURE:
        return False
    own = (*ellipsis.own_words(part.text, tools), *_FIGURE.findall(part.text))
    meant, spoken_of = alone.best, tools.knowledge.clauses.get(part.memory.clause_id)
    if len(own) < _DESCRIBING or meant is None or spoken_of is None or meant == resumed.best:
        return False
    if meant.id in resumed.among:
        return False  # 江心绿岛那项也是它牵头吗: held against the one spoken of
    # 回到物业那项 after another task: the one gone back to is spoken of as well.
    known = [clause for clause in (spoken_of, resumed.best) if clause is not None]
    has = max(share_of(own, clause, tools) for clause in known)
    return share_of(own, meant, tools) - has >= _LACKING


def _names_a_document(resumed: Inquiry) -> bool:
    """True for 那部条例里…: it is asked of that document and of no other."""
    return resumed.reading is not None and bool(resumed.reading.documents)


def _units_of_the_task(
    part: Inquiry, found: Inquiry, answering: Callable[[Inquiry], Inquiry], tools: Toolbox
) -> Inquiry | None:
    """点名几个局一起牵头的, 市水利局在列否: asked of the task spoken of, where of none other."""
    clause = tools.knowledge.clauses.get(part.memory.clause_id)
    if clause is None or clause.responsibility is None or found.reading is None:
        return None
    if found.reading.documents or found.reading.intent is not Intent.WHO_LEADS:
        return None
    if answered(found) and _score(found) >= WEAK:
        return None
    if _of_another_matter(part.text, found.reading, clause, tools):
        return None
    if _names_what_is_not_there(found):
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
    return task if answered(task) else None


def _of_another_matter(said: str, reading: Reading, clause: Clause, tools: Toolbox) -> bool:
    """挖基坑挖出来的，治理的钱谁掏: in words of its own, and not asking for a plan's units."""
    if reading.asks_units >= 1 or reading.units:
        return False
    own = ellipsis.own_words(said, tools)
    return len(own) >= _OWN_STORY and share_of(own, clause, tools) < _IN_ITS_WORDS


def _names_what_is_not_there(found: Inquiry) -> bool:
    """True for 欢乐谷改造由谁牵头: refused for a name of its own, it is not asked of the task."""
    # 点名几个局牵头: alone it may be a word of asking that no text has.
    return bool(found.unheard) and found.reading is not None and len(found.reading.terms) > 1


def _score(inquiry: Inquiry) -> float:
    return inquiry.hits[0].score if inquiry.hits else 0.0


def _said_in_it(found: Inquiry, tools: Toolbox) -> bool:
    """主线是哪几个词: the task spoken of has every word of the question."""
    clause = tools.knowledge.clauses.get(found.memory.clause_id)
    if clause is None or clause.document_id not in tools.knowledge.plans:
        return False
    own = ellipsis.own_words(found.text, tools)
    if not own or asking.RULED.search(found.text) or _OF_A_RULE.search(found.text):
        return False
    body = tools.knowledge.folded(clause).body
    telling = len(own) > 1 or tools.knowledge.documents_with(own[0]) <= _FEW
    return telling and all(word in body for word in own)


def _only_there(found: Inquiry, tools: Toolbox) -> bool:
    """能不能顺带把停车场和电梯一起弄了: the task spoken of has all the words, the one found not."""
    clause = tools.knowledge.clauses.get(found.memory.clause_id)
    own = ellipsis.own_words(found.text, tools)
    if clause is None or clause.responsibility is None or found.best is None or len(own) < _TWO:
        return False
    if _names_a_document(found):
        return False
    there, here = (tools.knowledge.folded(each).body for each in (clause, found.best))
    return all(word in there for word in own) and not all(word in here for word in own)


def _leans(found: Inquiry, tools: Toolbox) -> bool:
    """True for a question that the corpus does not answer, asked after one that it does."""
    if found.answer is None:
        return False
    goes_on = ellipsis.ANAPHORIC_END.search(found.text) or _said_in_it(found, tools)
    if found.confidence < HARDLY and not goes_on:
        return False  # another matter altogether
    if _names_a_document(found):
        return False
    unsure = found.answer.status is Status.NO_MATCH or (answered(found) and found.confidence < SURE)
    return unsure and bool(found.memory.topic and found.memory.clause_id)


def _of_its_own(part: Inquiry, tools: Toolbox) -> bool:
    """森林覆盖率: a measure with a name, of which the clause spoken of lacks a word."""
    clause = tools.knowledge.clauses.get(part.memory.clause_id)
    if clause is None or not (OWN_MEASURE.search(part.text) or _TARGET.search(part.text)):
        return False
    said = tools.knowledge.folded(clause).body
    return any(word not in said for word in ellipsis.own_words(part.text, tools))


def _on_the_topic(leaning: Inquiry, memory: Memory, tools: Toolbox, *, in_it: bool) -> bool:
    """True where the question with the topic is answered from the very clause spoken of."""
    if leaning.answer is None or not answered(leaning):
        return False
    # 加装电梯算不算在里头: the task has all the words, whatever else is like them
    if leaning.confidence < (UNSURE if in_it else SURE):
        return False
    of_a_number = asking.QUANTITY.search(leaning.text) and leaning.answer.kind is Intent.CONTENT
    if of_a_number and memory.document_id in tools.knowledge.plans:
        return False  # 夜市要打造多少条: a plan that sets a figure has it among its targets
    cited = leaning.answer.citations
    of_a_day = leaning.reading is not None and Demand.DATE in leaning.reading.demands
    if of_a_day and not any(states(fold(c.quote), Demand.DATE) for c in cited):
        return False  # 那条线什么时候通车, of a text that says no day
    return bool(cited) and cited[0].clause.id == memory.clause_id
