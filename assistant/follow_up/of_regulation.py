"""Of a regulation: the clause that fits best answers a follow-up about a regulation.

It is searched in several ways (clause_choice.py); scores are those of steps/rank.py.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from assistant.answer import Intent, Status
from assistant.follow_up.clause_choice import Candidate, Way, Ways, by_probability
from assistant.follow_up.reader import HARDLY, SURE, UNSURE, Reader, answered, share_of
from assistant.inquiry import Inquiry, Memory
from assistant.lookup.provisions import punishes
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.fold import fold
from assistant.understanding.relevance import nearness
from corpus.clause import Clause
from corpus.structure.numbering import NUMERAL

_NUMBERED = re.compile(rf"第?[{NUMERAL}]+条(?:第[{NUMERAL}]+款)?")
# 硬带上去罚多少, 不批就砍了: of what was asked before, whatever its words.
_GOES_ON = re.compile(
    r"(?:那|那么)?(?:如果|要是|万一|假如|硬是?|死活|偏要?|就是|不|没|拒|仍|还|再)"
)
# 市里对特殊教育有什么安排: what the city is going to do
_INTENDED = re.compile("(?:市里|市上|市政府|政府|上头)[^,。?]{0,14}(?:安排|打算|准备|部署)")
# 他们有义务管吗: a plan puts nobody under a duty
_BY_LAW = re.compile("有(?:没有|无)?(?:这个|啥|什么)?(?:义务|权利|资格)|合法|违法|犯法|违规")
_PERCENT = re.compile("百分之|%")
ASKED = 0.7  # cosine at which a question is what people ask on about a clause
_LOOKED_AT = 5  # candidates that were found silent
_HALF = 0.5  # … and of one asked on about the clause spoken of
_MOST = 0.6  # share of a short question's words that a clause has that speaks of it
_HOW_MANY = re.compile("几|多少")
_NAMES = 3  # characters of words that name a matter
_SOME = 0.34  # share, by weight, of a question's words that its clause must have
NEARER = 0.08  # by which a clause must be nearer in meaning than a penalty of the same words
# Words of how a breach is dealt with, which tell no matter.
_DEALT_WITH = re.compile("处理|处罚|罚款|[遭挨]?罚|责令|改正|整改|拒不|逾期|受到|后果|继续|照样")
_TRIED = 3  # candidates, the most probable silent on what is asked
CLEARLY = 0.1  # by which another clause must be more probable than the one first answered from


def of_a_regulation(part: Inquiry, found: Inquiry, tools: Toolbox) -> bool:
    """True for a question of content after one that a regulation answered."""
    reading, spoken_of = found.reading, part.memory.document_id
    if reading is None or not found.hits or not spoken_of or spoken_of in tools.knowledge.plans:
        return False
    if reading.documents not in ((), (spoken_of,)):
        return False
    if reading.intent in (Intent.UNIT_TASKS, Intent.DOCUMENT):
        return False
    if reading.asks_units >= 1:
        return False  # lead and responsible units are a plan's
    intended = _INTENDED.search(part.text) and not asking.PENAL.search(part.text)
    if intended and found.hits[0].clause.document_id in tools.knowledge.plans:
        return False
    return not (found.address and found.address.clause_ids)


def from_best_clause(part: Inquiry, found: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry:
    """`found`, or the answer from the clause that fits best in any way of searching."""
    if (alone := _no_offence(part, found, reader, tools)) is not None:
        return alone
    ways = ways_of(part, found, reader)
    chosen = _fitting(part, found, ways, reader, tools)
    if _punished_elsewhere(part, chosen, tools):
        return _punished_there(part, found, ways, reader, tools) or chosen
    return chosen


def _fitting(part: Inquiry, found: Inquiry, ways: Ways, reader: Reader, tools: Toolbox) -> Inquiry:
    first = found.hits[0].clause
    candidates, by = by_probability(part, ways, first.id, tools)
    best = candidates[0]
    own = ellipsis.own_words(part.text, tools)
    of_plan = best.clause.document_id in tools.knowledge.plans
    if of_plan and _BY_LAW.search(part.text) and (hits := ways[Way.WITHIN].hits):
        chosen = put_first(hits[0].clause, ways[Way.WITHIN], Way.WITHIN, part, found)
        by_law = reader.concluding(chosen)
        if answered(by_law):
            return by_law
    # A plan's clause need not be outdone clearly where a regulation is spoken of.
    margin = 0.0 if first.document_id in tools.knowledge.plans else CLEARLY
    if answered(found) and (best.clause.id == first.id or by < margin):
        return found
    if asking.A_SHARE.search(part.text) and not _PERCENT.search(fold(best.clause.text)):
        return found  # 利率是百分之几, of a clause that says who sets it
    goes_on = best.features["asked_on"] >= ASKED or _goes_on(part, own, best.clause, tools)
    if found.confidence < HARDLY and own and not goes_on:
        return found  # another matter altogether
    same_matter = (
        found.confidence >= UNSURE
        or goes_on
        or _GOES_ON.match(part.text)
        or _has_some(own, best.clause, tools)
    )
    if not (answered(found) or same_matter):
        return _elsewhere(part, found, reader, tools)  # 共享单车乱投放罚多少, of no such clause
    more_probable = itertools.takewhile(lambda each: each.clause.id != first.id, candidates)
    for candidate in itertools.chain((best,), itertools.islice(more_probable, 1, _TRIED)):
        if told := _answered_from(candidate, ways, part, found, reader):
            return told
    return found if answered(found) else _elsewhere(part, found, reader, tools)


def _answered_from(
    candidate: Candidate, ways: Ways, part: Inquiry, found: Inquiry, reader: Reader
) -> Inquiry | None:
    """The answer from a candidate; None where it is silent on what is asked."""
    # What says little by itself is sure enough only with the topic before it.
    clause = candidate.clause
    for way in dict.fromkeys((candidate.way, Way.AFTER)):
        if all(hit.clause.id != clause.id for hit in ways[way].hits):
            continue
        searched = put_first(clause, ways[way], way, part, found)
        if not searched.resumed:  # beside what is spoken of, its own law alone
            of_it = (h for h in searched.hits if h.clause.document_id == clause.document_id)
            searched = replace(searched, hits=tuple(of_it), resumed=True)
        chosen = reader.concluding(searched)
        if answered(chosen) and _cites(chosen, clause):
            return chosen
    return None


def _punished_elsewhere(part: Inquiry, chosen: Inquiry, tools: Toolbox) -> bool:
    """他不处理的话，罚不罚款: names no matter, so it is of the law spoken of and of no other."""
    if not asking.PENAL.search(part.text) or not answered(chosen) or chosen.best is None:
        return False
    if chosen.best.document_id == part.memory.document_id:
        return False
    own = ellipsis.own_words(part.text, tools)
    return bool(own) and all(map(_DEALT_WITH.fullmatch, own))


def _punished_there(
    part: Inquiry, found: Inquiry, ways: Ways, reader: Reader, tools: Toolbox
) -> Inquiry | None:
    """The penalty in the clause spoken of itself, else in an article that punishes it."""
    spoken_of = tools.knowledge.clauses.get(part.memory.clause_id)
    if spoken_of is None:
        return None
    itself = punishes(tools.knowledge.folded(spoken_of).body)
    penalties = tools.knowledge.penalties(spoken_of.document_id).of(spoken_of)
    for clause in (spoken_of,) if itself else tuple(each.article for each in penalties):
        for way in (Way.WITHIN, Way.AFTER):
            if any(hit.clause.id == clause.id for hit in ways[way].hits):
                chosen = reader.concluding(put_first(clause, ways[way], way, part, found))
                if answered(chosen) and _cites(chosen, clause):
                    return chosen
    return None


def _no_offence(part: Inquiry, found: Inquiry, reader: Reader, tools: Toolbox) -> Inquiry | None:
    """那导盲犬呢 after a penalty: read without it, where another law speaks of just that.

    None where the penalty found is that of the article which the question names by itself.
    """
    penal = found.resumed and asking.PENAL.search(found.rewritten) is not None
    if not penal or asking.PENAL.search(part.text) or found.best is None:
        return None
    if found.best.document_id == part.memory.document_id:
        return None
    alone = reader.answering(replace(part, memory=Memory()))
    if not answered(alone) or alone.best is None or not alone.hits:
        return None
    if alone.best in tools.knowledge.cited_by(found.best) or alone.best == found.best:
        return None
    nearer = nearness(alone.hits[0]) - nearness(found.hits[0])
    return replace(alone, memory=part.memory) if nearer >= NEARER else None


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
    if not answered(told) or told.confidence < SURE or told.best is None:
        return found
    silent = found.answer is not None and found.answer.status is Status.NOT_STATED
    if silent and any(hit.clause.id == told.best.id for hit in found.hits[:_LOOKED_AT]):
        return found  # 每平方米收多少元, which that clause does not state whatever was asked before
    spoken_of = tools.knowledge.clauses.get(part.memory.clause_id)
    if asking.PENAL.search(part.text) and spoken_of in tools.knowledge.cited_by(told.best):
        return replace(told, memory=part.memory, resumed=True)  # 带进去了会罚多少
    topic = tools.vocabulary.content_words(part.memory.topic)
    if not (_has_words(own, told.best, tools) and _has_words(topic, told.best, tools)):
        return found
    return replace(told, memory=part.memory, resumed=True)


def _goes_on(part: Inquiry, words: tuple[str, ...], clause: Clause, tools: Toolbox) -> bool:
    """贷款呢: asked on, of what the clause speaks of; 那开馆子的单位用户呢 of the very clause."""
    if not ellipsis.ANAPHORIC_END.search(part.text):
        return False
    same = clause.id == part.memory.clause_id
    return not words or share_of(words, clause, tools) >= (_HALF if same else _MOST)


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
    return not words or share_of(words, clause, tools) >= _MOST


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
