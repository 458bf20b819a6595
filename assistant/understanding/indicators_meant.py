"""Indicators meant: which of the plan's targets a question names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answer import Intent
from assistant.evidence import SAME_MATTER, sentence_of
from assistant.inquiry import Demand, Inquiry, Reading
from assistant.tools import Toolbox
from assistant.understanding.demands import states
from assistant.understanding.fold import fold
from assistant.understanding.measures import (
    OF_MEASURE,
    counted,
    counted_after,
    fit_of_measure,
    is_where_or_when,
    of_another_quantity,
)
from corpus.clause import Clause
from corpus.indicator import Indicator

_IN_GENERAL = re.compile(r"指标|目标")
SAME_MEANING = 0.53  # cosine at which a question names a target in other words
STRANGE = 0.57  # … where it says a word that no text has
SAME_NAME = 0.41  # and where the target's sentence has what carries the question
AS_NEAR = 0.02  # cosine within which two targets of a clause are both meant
OF_YEAR = 0.06  # for the year asked for
BY_NAME = 0.1  # for the whole name of the target in the question
_MEASURE_WORD = re.compile(
    r"目标值?|指标|要求|数量|总数|个数|总量|规模|总?里程|总长|长度|占比|比重|比例|面积|公里|建设|完成|水平|达到|到|以上|以下"
)
MOST_OF_A_WORD = 0.6  # of its characters
IN_PART = 0.3  # presence of a word that no text has as a whole
_COUNT = re.compile(r"[\d一二三四五六七八九十百千万亿]")
SHARED_PAIRS = 2  # of neighbouring characters
CARRIED = 0.5  # presence of a word that carries the question
_ONE_THING = 8  # characters of a thing that a question counts
_TOLD = 5  # characters of a target's name that tell it
# What a plan does with a target, or who sets it: 准备筹建多少, 提出…率达到多少. No things.
_SETTING = re.compile(
    "准备|打算|计划|预计|提[出到]|指出|要求|规定|明确|确定|[设制]定|写[明到]|安排|力争|确保|实现|推动"
)
_TAIL = 4  # characters in which a target's name and a question must end alike
_BETWEEN = "[\u4e00-\u9fff]{0,2}"  # characters that an abbreviation leaves out
_HEAD = re.compile(r"(?:率|占比|比重|比例|里程|面积|总量|数量|规模)$")
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率")
BY_FAR = 0.1  # of a cosine with a wording
_MOST = 6


def matching_indicators(inquiry: Inquiry, tools: Toolbox) -> tuple[tuple[Clause, Indicator], ...]:
    """The indicators that the question names, of the year it asks for, the best first."""
    reading = inquiry.reading
    assert reading is not None
    chosen = named_indicators(inquiry, tools)
    if reading.years and not any(i.year in reading.years or i.year is None for _, i in chosen):
        return ()
    return chosen


def named_indicators(inquiry: Inquiry, tools: Toolbox) -> tuple[tuple[Clause, Indicator], ...]:
    """The indicators that the question names, of any year, each with its clause."""
    reading = inquiry.reading
    assert reading is not None
    if reading.intent is not Intent.INDICATOR or not reading.terms:
        return ()
    addressed = frozenset(inquiry.address.clause_ids) if inquiry.address else frozenset()
    strange = _strange(reading, tools)
    scored = []
    for clause, indicator, cosine in tools.indicators.cosines(inquiry.rewritten):
        if _told_by_name(indicator, reading, inquiry.rewritten, tools):
            cosine = max(cosine, SAME_MEANING)
        if cosine < SAME_NAME:
            continue
        if addressed and clause.id not in addressed and inquiry.inherited is None:
            continue
        if reading.documents and clause.document_id not in reading.documents:
            continue
        if Demand.MONEY in reading.demands and "元" not in indicator.unit:
            continue
        if of_another_quantity(inquiry.rewritten, indicator) or _of_another_rate(
            inquiry.rewritten, indicator, tools
        ):
            continue
        if _of_another_thing(inquiry.rewritten, clause, indicator, reading, tools):
            continue
        if cosine >= (STRANGE if strange else SAME_MEANING) or (
            not strange and _carried(clause, indicator, reading, tools)
        ):
            fit = fit_of_measure(inquiry.rewritten, indicator)
            fit += OF_YEAR if indicator.year in reading.years else 0.0
            if inquiry.inherited is None and fold(indicator.name) in inquiry.rewritten:
                fit += BY_NAME
            scored.append((cosine + fit, clause, indicator))
    if scored and _told_by_a_law(inquiry, reading, scored[0][2], tools):
        return ()
    if not scored:
        return _of_clause(inquiry, reading, tools)
    places = {hit.clause.id: place for place, hit in enumerate(inquiry.hits)}
    scored.sort(key=lambda item: (-round(item[0], 2), places.get(item[1].id, len(places))))
    top, first, best = scored[0]
    chosen = [
        (clause, indicator)
        for score, clause, indicator in scored
        if (clause.id == first.id and score >= top - AS_NEAR)
        or (indicator.name, indicator.value) == (best.name, best.value)
        or (clause.id == first.id and indicator.name == best.name and score > top - OF_MEASURE)
    ]
    return tuple(chosen)[:_MOST]


def _told_by_name(indicator: Indicator, reading: Reading, question: str, tools: Toolbox) -> bool:
    """Its whole name; 运营及在建里程: a part of it; 日客流, officially 日客运量: the end of it."""
    name = fold(indicator.name)
    if len(name) >= _TAIL and name in question:
        return all(word in name or _names_nothing(word, tools) for word in reading.terms)
    if len(reading.topic) >= _TOLD and reading.topic in name:
        return True
    return any(len(word) >= _TAIL and name.endswith(word) for word in map(fold, reading.official))


def _names_nothing(word: str, tools: Toolbox) -> bool:
    """达到, 年底, 提出, 请问: words of measure, of when and where, of setting, of courtesy."""
    return (
        _MEASURE_WORD.fullmatch(word) is not None
        or is_where_or_when(word)
        or _SETTING.fullmatch(word) is not None
        or tools.pointing.is_courtesy(word)
    )


def _told_by_a_law(
    inquiry: Inquiry, reading: Reading, indicator: Indicator, tools: Toolbox
) -> bool:
    """轨道保护区多少米: the law that ranks first has all the words, and the target has not."""
    if not inquiry.hits or _IN_GENERAL.search(inquiry.rewritten) or reading.years:
        return False
    first = inquiry.hits[0].clause
    if first.document_id in tools.knowledge.plans:
        return False
    body = tools.knowledge.folded(first).body
    said = fold(indicator.name + indicator.quote)
    words = [word for word in reading.terms if "几" not in word]
    if not states(body, Demand.NUMBER) or tools.vocabulary.coverage(words, said) >= 1:
        return False
    return tools.vocabulary.coverage(words, body) >= 1 or _nearer_by_far(inquiry, tools)


def _nearer_by_far(inquiry: Inquiry, tools: Toolbox) -> bool:
    """新小区绿化要占多少: people ask it of the law that ranks first, not of the plan."""
    first = inquiry.hits[0]
    of_plans = (h.wording for h in inquiry.hits if h.clause.document_id in tools.knowledge.plans)
    return first.wording >= SAME_MATTER and first.wording - max(of_plans, default=0.0) >= BY_FAR


def _carried(clause: Clause, indicator: Indicator, reading: Reading, tools: Toolbox) -> bool:
    """True when the target's sentence has what carries the question, its measure apart."""
    words = [
        word
        for word in reading.terms
        if not (word.isdigit() or _MEASURE_WORD.fullmatch(word) or is_where_or_when(word))
    ]
    context = fold(indicator.name) + fold(indicator.quote) + fold(clause.title)
    if not any(tools.vocabulary.known(word) for word in words):
        return False
    unknown = [w for w in words if len(w) > 2 and not tools.vocabulary.known(w)]
    if any(
        tools.vocabulary.presence(w, context) < IN_PART for w in unknown if not _COUNT.search(w)
    ):
        return False
    return carries(words, context, tools)


def _of_another_thing(
    question: str, clause: Clause, indicator: Indicator, reading: Reading, tools: Toolbox
) -> bool:
    """装配式建筑占新建建筑比例 is not the target of 绿色建筑: the plan itself speaks of both."""
    said = fold(indicator.name + sentence_of(clause, indicator).quote + clause.title)
    # 新建建筑的比例 is 新建建筑比例.
    name, whole = fold(indicator.name).replace("的", ""), question.replace("的", "")
    tails = (name[start:] for start in range(len(name) - _TAIL + 1))
    tail = next((tail for tail in tails if tail in whole), "")
    before = whole[: whole.find(tail)] if tail else ""
    asked = [thing for thing in counted(question) if not _mostly(thing, said, reading, tools)]
    if any(_is_another(thing, indicator, said, tools) for thing in counted_after(question)):
        return True
    return any(
        (before.endswith(word) or any(_in_thing(word, stretch) for stretch in asked))
        and tools.vocabulary.presence(word, said) < CARRIED
        and not _abbreviates(word, said)
        and (_clauses_with(word, clause.document_id, tools) > 0 or _named_whole(word, asked, tools))
        for word in (*reading.terms, *asked)
        if word not in tail and not _names_nothing(word, tools)
        if not word.isascii()  # GDP is 地区生产总值
    )


def _is_another(thing: str, indicator: Indicator, said: str, tools: Toolbox) -> bool:
    """公租房, which the texts tell from 保障性租赁住房; 加氢站, which no text has."""
    name = fold(indicator.name)
    told = name + fold(indicator.quote)
    lexicon = tools.vocabulary.lexicon
    official = (form for word in lexicon.find(thing) for form in lexicon.folded(word))
    if thing in told or _abbreviates(thing, told) or any(form in told for form in official):
        return False
    if tools.vocabulary.known(thing):
        return True
    letters = sum(letter in name for letter in thing)
    return thing[-2:] not in said and letters < MOST_OF_A_WORD * len(thing)


def _mostly(thing: str, said: str, reading: Reading, tools: Toolbox) -> bool:
    """应急物资仓库 is 应急装备物资储备库: the target has most of what the thing is called."""
    words = [word for word in reading.terms if word in thing]
    return len(words) > 1 and tools.vocabulary.coverage(words, said) >= CARRIED


def _in_thing(word: str, stretch: str) -> bool:
    """社区养老服务站 is one thing; what stands before a longer one's last word is around it."""
    return word in stretch if len(stretch) <= _ONE_THING else stretch.endswith(word)


def _named_whole(word: str, asked: Sequence[str], tools: Toolbox) -> bool:
    """消防车 of 要配多少辆消防车: what is counted, in a word that some text has."""
    return word in asked and tools.vocabulary.known(word)


def _abbreviates(word: str, text: str) -> bool:
    """消防站 is 消防救援站: its characters stand in the text in their order, and close together."""
    return re.search(_BETWEEN.join(map(re.escape, word)), text) is not None


def _clauses_with(word: str, document_id: str, tools: Toolbox) -> int:
    clauses = tools.knowledge.outline(document_id).clauses
    return sum(word in tools.knowledge.folded(clause).body for clause in clauses)


def _of_another_rate(question: str, indicator: Indicator, tools: Toolbox) -> bool:
    """绿地率 is not 绿化覆盖率: a rate the texts know by a name that the target does not have."""
    said = set(indicator.name + indicator.quote)
    rates = [m for m in _RATE.finditer(question) if tools.knowledge.documents_with(m[0])]
    return bool(rates) and not any(set(match[1]) <= said for match in rates)


def _of_clause(
    inquiry: Inquiry, reading: Reading, tools: Toolbox
) -> tuple[tuple[Clause, Indicator], ...]:
    """The indicators of the clause spoken of: those in the measure asked for, or all of them."""
    memory = inquiry.inherited
    clause = tools.knowledge.clauses.get(memory.clause_id) if memory else None
    if clause is None:
        return ()
    of_year = [
        i for i in clause.indicators if not reading.years or i.year in (*reading.years, None)
    ]
    measured = [i for i in of_year if fit_of_measure(inquiry.rewritten, i) > 0]
    if not measured and not _IN_GENERAL.search(inquiry.rewritten):
        return ()
    return tuple((clause, i) for i in measured or of_year)[:_MOST]


def _shares_words(indicator: Indicator, reading: Reading) -> bool:
    """True where question and name share more than one word: 养老机构床位 is no 养老设施达标率."""
    asked = reading.topic + "".join(map(fold, reading.official))
    name = fold(indicator.name)
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    return sum(pair in asked for pair in pairs) >= SHARED_PAIRS


def _strange(reading: Reading, tools: Toolbox) -> bool:
    """True where a word of the question stands in no text: 自行车专用道 is not 道路."""
    vocabulary = tools.vocabulary
    return any(
        len(word) > 2 and not vocabulary.lexicon.official(word) and not _known_in_part(word, tools)
        for word in reading.terms
        if not any(char.isdigit() for char in word)
    )


def _known_in_part(word: str, tools: Toolbox) -> bool:
    """True when the texts have a stretch of the word that is most of it."""
    length = math.ceil(MOST_OF_A_WORD * len(word))
    return any(tools.vocabulary.known(word[i : i + length]) for i in range(len(word) - length + 1))


def carries(words: Sequence[str], text: str, tools: Toolbox) -> bool:
    """True when a folded text has what carries a question.

    Of the words that the corpus knows at all: the rarest, and a measure with what stands
    before it (森林覆盖率 is not 绿化覆盖率).
    """
    known = [word for word in words if tools.vocabulary.known(word)]
    if not known:
        return True
    carrying = {max(known, key=tools.vocabulary.rarity)}
    for modifier, head in pairwise(known):
        if _HEAD.search(head):
            carrying.update((modifier, head))
    return all(tools.vocabulary.presence(word, text) >= CARRIED for word in carrying)
