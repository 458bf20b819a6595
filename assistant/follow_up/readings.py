"""Readings of a follow-up: rewritten, as it was said, within the regulation spoken of.

A question asked in a conversation may be read in several ways. About a regulation, the clause that
fits best is chosen (clause_choice.py); else the answer that says most certainly what is asked is
kept. Scores are those of steps/rank.py, whose scale the margins share; they were set on the
development conversations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant import asking, ellipsis
from assistant.answer import Intent, Status
from assistant.fold import fold
from assistant.follow_up.clause_choice import Way, best_candidate
from assistant.follow_up.values import OWN_MEASURE, value_meant
from assistant.inquiry import Inquiry, Memory
from assistant.tools import Toolbox
from corpus.clause import Clause
from corpus.structure.numbering import NUMERAL


@dataclass(frozen=True, slots=True)
class Reader:
    """The stretches of the pipeline that a reading goes through."""

    answering: Callable[[Inquiry], Inquiry]  # from a question to its answer
    searching: Callable[[Inquiry], Inquiry]  # … to its candidates, ranked
    concluding: Callable[[Inquiry], Inquiry]  # from ranked candidates to an answer


_TARGET = re.compile("目标|指标|数量|总数|个数")
_NUMBERED = re.compile(rf"第?[{NUMERAL}]+条(?:第[{NUMERAL}]+款)?")
# 硬带上去罚多少, 不批就砍了: of what was asked before, whatever its words.
_GOES_ON = re.compile(
    r"(?:那|那么)?(?:如果|要是|万一|假如|硬是?|死活|偏要?|就是|不|没|拒|仍|还|再)"
)
# 市里对特殊教育有什么安排: what the city is going to do
_INTENDED = re.compile("(?:市里|市上|市政府|政府|上头)[^,。?]{0,14}(?:安排|打算|准备|部署)")
_THAT_ONE = re.compile(r"(?<=[\u4e00-\u9fff]{4})的?[这那]一?[条项]")
_PERCENTAGE = re.compile("百分之(?:几|多少)")
_PERCENT = re.compile("百分之|%")
_FIGURE = re.compile(r"\d+")
_DESCRIBING = 2  # words that tell a clause
_LACKING = 0.3  # share of them that the clause spoken of must lack of what another has
SURE = 0.8  # confidence at which a follow-up stands alone where the rewritten one is refused
UNSURE = 0.35  # … at which a question refused may be of the matter spoken of, by itself
HARDLY = 0.1  # … below which a question is about nothing that the texts speak of
MUCH = 0.4  # by which it must be more certain where both are answered
ASKED = 0.7  # cosine at which a question is what people ask on about a clause
_MOST = 0.6  # share of a short question's words that a clause has that speaks of it
_HOW_MANY = re.compile("几|多少")
_NAMES = 3  # characters of words that name a matter
_SOME = 0.34  # share, by weight, of a question's words that its clause must have
WEAK = 18.0  # score below which a question may lack the topic of the one before
CLEARLY = 0.1  # by which another clause must be more probable than the one first answered from


def best_reading(part: Inquiry, found: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry:
    """`found` as it was read first, or a better reading of the same question."""
    if found.sure and _answered(found) and _stays(found, part.memory):
        return found
    if of_a_regulation(part, found, tools):
        return _from_best_clause(part, found, reader, tools)
    if found.resumed and ellipsis.own_words(part.text, tools):
        alone = reader.answering(replace(part, memory=Memory()))
        if _better(alone, found) or _described(part, alone, found, tools):
            return replace(alone, memory=part.memory)
    if not found.resumed and (task := _units_of_the_task(part, found, reader.answering, tools)):
        return replace(task, memory=part.memory)
    if not _answered(found) and (value := value_meant(part, found, tools)):
        asked = replace(part, text=value.text, rewritten=value.text, memory=Memory())
        told = reader.answering(replace(asked, inherited=value.inherited, resumed=True))
        if _answered(told):
            return replace(told, memory=part.memory)
    if not found.resumed and _leans(found) and not _of_its_own(part, tools):
        text = f"{part.memory.topic}{part.text}"
        leaning = reader.answering(replace(part, text=text, rewritten=text, memory=Memory()))
        if _on_the_topic(leaning, part.memory, tools):
            return replace(leaning, memory=part.memory, resumed=True)
    return found


def _stays(found: Inquiry, memory: Memory) -> bool:
    """Answered from the document spoken of: 装修呢 after 广场舞罚多少 is not of fire safety."""
    cited = found.answer.citations if found.answer else ()
    return bool(cited) and cited[0].clause.document_id == memory.document_id


def of_a_regulation(part: Inquiry, found: Inquiry, tools: Toolbox) -> bool:
    """True for a question of content after one that a regulation answered."""
    reading, spoken_of = found.reading, part.memory.document_id
    if reading is None or not found.hits or not spoken_of or spoken_of in tools.knowledge.plans:
        return False
    if reading.documents or reading.intent in (Intent.UNIT_TASKS, Intent.DOCUMENT):
        return False
    if reading.asks_units >= 1:
        return False  # lead and responsible units are a plan's
    intended = _INTENDED.search(part.text) and not asking.PENAL.search(part.text)
    if intended and found.hits[0].clause.document_id in tools.knowledge.plans:
        return False
    return not (found.address and found.address.clause_ids)


def _from_best_clause(part: Inquiry, found: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry:
    ways = ways_of(part, found, reader)
    best, by = best_candidate(part, ways, found.hits[0].clause.id, tools)
    first = found.hits[0].clause
    # A plan's clause need not be outdone clearly where a regulation is spoken of.
    margin = 0.0 if first.document_id in tools.knowledge.plans else CLEARLY
    if _answered(found) and (best.clause.id == first.id or by < margin):
        return found
    if _PERCENTAGE.search(part.text) and not _PERCENT.search(fold(best.clause.text)):
        return found  # 利率是百分之几, of a clause that says who sets it
    own = ellipsis.own_words(part.text, tools)
    goes_on = best.features["asked_on"] >= ASKED or _goes_on(part.text, own, best.clause, tools)
    if found.confidence < HARDLY and own and not goes_on:
        return found  # another matter altogether
    same_matter = (
        found.confidence >= UNSURE
        or goes_on
        or _GOES_ON.match(part.text)
        or _has_some(own, best.clause, tools)
    )
    if not (_answered(found) or same_matter):
        return _elsewhere(part, found, reader, tools)  # 共享单车乱投放罚多少, of no such clause
    # What says little by itself is sure enough only with the topic before it.
    for way in dict.fromkeys((best.way, Way.AFTER)):
        if all(hit.clause.id != best.clause.id for hit in ways[way].hits):
            continue
        chosen = reader.concluding(put_first(best.clause, ways[way], way, part, found))
        if _answered(chosen) and _cites(chosen, best.clause):
            return chosen
    return found if _answered(found) else _elsewhere(part, found, reader, tools)


def _cites(inquiry: Inquiry, clause: Clause) -> bool:
    """The answer cites the clause it was to be taken from."""
    cited = inquiry.answer.citations if inquiry.answer else ()
    return any(citation.clause.id == clause.id for citation in cited)


def _elsewhere(part: Inquiry, found: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry:
    """加装电梯…, 要多少业主同意: answered with its topic by a clause of any text with its words."""
    own = ellipsis.own_words(part.text, tools)
    if not own or not part.memory.topic:
        return found
    text = f"{part.memory.topic},{part.text}"
    told = reader.answering(replace(part, text=text, rewritten=text, memory=Memory()))
    if not _answered(told) or told.confidence < SURE or told.best is None:
        return found
    topic = tools.vocabulary.content_words(part.memory.topic)
    if not (_has_words(own, told.best, tools) and _has_words(topic, told.best, tools)):
        return found
    return replace(told, memory=part.memory, resumed=True)


def _goes_on(text: str, words: tuple[str, ...], clause: Clause, tools: Toolbox) -> bool:
    """贷款呢: asked on, of what the clause speaks of."""
    return bool(ellipsis.ANAPHORIC_END.search(text)) and _has_words(words, clause, tools)


def _has_some(words: tuple[str, ...], clause: Clause, tools: Toolbox) -> bool:
    """The clause speaks of some of what the question names, if it names a thing at all."""
    words = tuple(word for word in words if not _HOW_MANY.match(word))
    if len("".join(words)) < _NAMES:
        return True
    folded = tools.knowledge.folded(clause)
    said = folded.path + folded.body + folded.said
    return tools.vocabulary.coverage(words, said) >= _SOME


def _has_words(words: tuple[str, ...], clause: Clause, tools: Toolbox) -> bool:
    """The clause has most of the words, itself or in what is asked about it."""
    return not words or _share(words, clause, tools) >= _MOST


def _share(words: tuple[str, ...], clause: Clause, tools: Toolbox) -> float:
    """Share of the words that the clause has, itself or in what is asked about it."""
    folded = tools.knowledge.folded(clause)
    said = folded.path + folded.body + folded.said
    return sum(word in said for word in words) / len(words)


def put_first(
    clause: Clause, searched: Inquiry, way: Way, part: Inquiry, found: Inquiry
) -> Inquiry:
    """The search with the clause before the others, to be concluded from."""
    first = tuple(hit for hit in searched.hits if hit.clause.id == clause.id)
    rest = tuple(hit for hit in searched.hits if hit.clause.id != clause.id)
    return replace(
        searched,
        hits=first + rest,
        answer=None,
        memory=part.memory,
        resumed=found.resumed or way in (Way.WITHIN, Way.AFTER),
    )


def ways_of(part: Inquiry, found: Inquiry, reader: Reader) -> dict[Way, Inquiry]:
    """The follow-up searched in every way."""
    whole = replace(part, memory=Memory())
    inside = replace(whole, within=part.memory.document_id)
    # An article's number with any words after it is still that article.
    topic = _NUMBERED.sub("", part.memory.topic)
    text = ",".join(filter(None, (topic, part.memory.said, part.text)))
    return {
        Way.FOUND: found,
        Way.SAID: reader.searching(whole) if found.resumed else found,
        Way.WITHIN: reader.searching(inside),
        Way.AFTER: reader.searching(replace(inside, text=text, rewritten=text)),
    }


def _better(alone: Inquiry, resumed: Inquiry) -> bool:
    """True where a question answers for itself what it does not with the words before it."""
    if not _answered(alone) or _names_a_document(resumed):
        return False
    if not _answered(resumed):
        return alone.confidence >= SURE
    return alone.confidence - resumed.confidence > MUCH


def _described(part: Inquiry, alone: Inquiry, resumed: Inquiry, tools: Toolbox) -> bool:
    """109公里滨江空间那条: the clause meant is told by words that the one spoken of lacks."""
    if not _THAT_ONE.search(part.text) or not _answered(alone) or alone.confidence < SURE:
        return False
    own = (*ellipsis.own_words(part.text, tools), *_FIGURE.findall(part.text))
    meant, spoken_of = alone.best, tools.knowledge.clauses.get(part.memory.clause_id)
    if len(own) < _DESCRIBING or meant is None or spoken_of is None or meant == resumed.best:
        return False
    return _share(own, meant, tools) - _share(own, spoken_of, tools) >= _LACKING


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
    if _answered(found) and _score(found) >= WEAK:
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
    return task if _answered(task) else None


def _names_what_is_not_there(found: Inquiry) -> bool:
    """True for 欢乐谷改造由谁牵头: refused for a name of its own, it is not asked of the task."""
    # 点名几个局牵头: alone it may be a word of asking that no text has.
    return bool(found.unheard) and found.reading is not None and len(found.reading.terms) > 1


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
    if _names_a_document(found):
        return False
    unsure = found.answer.status is Status.NO_MATCH or (
        _answered(found) and found.confidence < SURE
    )
    return unsure and bool(found.memory.topic and found.memory.clause_id)


def _of_its_own(part: Inquiry, tools: Toolbox) -> bool:
    """森林覆盖率: a measure with a name, of which the clause spoken of lacks a word."""
    clause = tools.knowledge.clauses.get(part.memory.clause_id)
    if clause is None or not (OWN_MEASURE.search(part.text) or _TARGET.search(part.text)):
        return False
    said = tools.knowledge.folded(clause).body
    return any(word not in said for word in ellipsis.own_words(part.text, tools))


def _on_the_topic(leaning: Inquiry, memory: Memory, tools: Toolbox) -> bool:
    """True where the question with the topic is answered from the very clause spoken of."""
    if leaning.answer is None or not _answered(leaning) or leaning.confidence < SURE:
        return False
    of_a_number = asking.QUANTITY.search(leaning.text) and leaning.answer.kind is Intent.CONTENT
    if of_a_number and memory.document_id in tools.knowledge.plans:
        return False  # 夜市要打造多少条: a plan that sets a figure has it among its targets
    cited = leaning.answer.citations
    return bool(cited) and cited[0].clause.id == memory.clause_id
