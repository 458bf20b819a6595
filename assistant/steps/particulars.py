"""Particulars: whether a clause states what is asked for, of the very thing it is asked of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Intent
from assistant.evidence import SAME_MATTER, own_sentences
from assistant.inquiry import Demand, Inquiry, Reading
from assistant.tools import Toolbox
from assistant.understanding.demands import states, states_in_figures
from assistant.understanding.fold import fold
from assistant.understanding.indicators_meant import carries
from assistant.understanding.measures import counts_things, measures_asked, without_measures
from assistant.understanding.relevance import nearness
from corpus.clause import Clause
from index.hit import Hit

_LENT = re.compile(r"贷(?:款)?[^,。?]{0,4}(?:几|多少|额度)")  # what is lent is no penalty
# 挖掘修复费每平方米收多少元, after a penalty
_PRICE_ASKED = re.compile(r"^(?!.*(?:罚|赔)).*(?:费|价|租金|收)[^,。?]{0,8}(?:多少|几)")
_IS_THERE_ONE = re.compile(
    r"(?:数量|总数|个数|目标数?值?|指标)(?:有吗|有没有|有不有|定了(?:吗|没))"
)
_SUM_ASKED = re.compile(r"(?:多少|几)[十百千个]*(?:万|亿)(?![平人套户吨个公])")
_SUM = re.compile(r"[\d一二三四五六七八九十百千]+(?:万|亿)?元")  # what a share of something is not
_EXACT = frozenset("岁字页")  # what is counted in these is told in nothing else
_MEASURE_ASKED = re.compile("多少(分贝|公斤|升|吨|瓦|毫克)")  # 几吨 may be some
_FIGURE = r"[\d零一二两三四五六七八九十百千万]"
ITS_PENALTY = 0.5  # … at which a penalty is the one for what the question tells
_HOW_MANY_PEOPLE = re.compile("(?:多少|几)(?:个|名)?(?:人(?![行防民口信员])|代表|名)")
NEAR_PEOPLE = 0.5  # … at which a number of people is of those asked about
NEAR_WORDING = 0.7  # … at which a question says what a wording says
_MOST_OF_IT = 0.6  # of a word
ON_TOPIC = 0.45  # share of the question's words that the sentence stating it must have


def asks_a_number(inquiry: Inquiry, reading: Reading) -> bool:
    """Outright: 多少 or a target; 按什么标准 and 能少等几个灯吗 are served by words."""
    named = re.search(r"目标|指标", reading.topic) and not re.search(
        r"有?(?:什么|哪些)[^,。?]{0,4}(?:目标|指标)", inquiry.rewritten
    )
    if reading.intent is not Intent.INDICATOR:
        return False
    if reading.yes_no:
        return _IS_THERE_ONE.search(inquiry.rewritten) is not None
    if re.search(r"[那这好]几|怎么|怎样|如何", inquiry.rewritten) or Demand.DATE in reading.demands:
        return False
    return Demand.NUMBER in reading.demands or bool(named)


def has_number(hit: Hit, reading: Reading, question: str, tools: Toolbox) -> bool:
    """True when a sentence with a number is about what the question is about."""
    clause = hit.clause
    measures = measures_asked(question)
    if clause.document_id in tools.knowledge.plans and not measures:
        return False
    around = _around(clause)
    for sentence in own_sentences(clause):
        said = fold(clause.text[sentence.start : sentence.end])
        if clause.document_id in tools.knowledge.plans and not any(
            re.search(rf"\d个?{re.escape(measure)}", said) for measure in measures
        ):
            continue  # a plan's figure is of the very thing only in the measure asked for
        if not _in_its_measure(said, measures):
            continue
        if counts_things(question):
            said = without_measures(said)  # 二百平方公里 is no number of stations
        of_it = nearness(hit) >= SAME_MATTER or carries(reading.terms, said + around, tools)
        if states(said, Demand.NUMBER) and (of_it or _counts_people(said, question, hit)):
            return True
    return False


def _counts_people(said: str, question: str, hit: Hit) -> bool:
    """最多派几个人去, and the sentence says how many: few clauses of a matter count people."""
    asked = _HOW_MANY_PEOPLE.search(question) and nearness(hit) >= NEAR_PEOPLE
    return bool(asked) and re.search(rf"{_FIGURE}(?:人|名)", said) is not None


def _in_its_measure(said: str, measures: tuple[str, ...]) -> bool:
    """满多少岁 is told in years of age alone, 多少字 in characters."""
    exact = [measure for measure in measures if measure in _EXACT]
    return not exact or any(re.search(rf"{_FIGURE}周?{measure}", said) for measure in exact)


def silent_on_measure(question: str, hits: Sequence[Hit]) -> bool:
    """空调外机不能超过多少分贝, and no clause found has a number of decibels."""
    asked = _MEASURE_ASKED.search(question)
    if asked is None:
        return False
    stated = re.compile(rf"{_FIGURE}{asked[1]}")
    return not any(stated.search(fold(hit.clause.text)) for hit in hits)


def _speaks_of(hit: Hit, reading: Reading, tools: Toolbox) -> bool:
    """True when the clause, or one it cites, has a word of what is punished, maybe the official."""
    cited = tools.knowledge.cited_by(hit.clause)
    body = "".join(tools.knowledge.folded(clause).body for clause in (hit.clause, *cited))
    words = (*reading.terms, *map(fold, reading.official))
    return any(
        "罚" not in word and tools.vocabulary.presence(word, body) >= _MOST_OF_IT for word in words
    )


def _around(clause: Clause) -> str:
    """What tells a sentence's topic beside its own words."""
    return fold("".join((clause.title, *clause.path, *clause.wordings)))


def meets(hit: Hit, demand: Demand, reading: Reading, tools: Toolbox, *, said: str = "") -> bool:
    """True when a sentence on the question's topic states the particular.

    `said` is the question as it was put, where it may have left its topic to the conversation.
    """
    leaning = bool(said)
    clause = hit.clause
    asked = reading.topic + "".join(reading.official)
    penalty_asked = bool(re.search(r"罚|处分|赔", asked)) and not _LENT.search(asked)
    penalty_asked &= not _PRICE_ASKED.search(re.split(r"[,，]", said)[-1])
    in_money = demand is Demand.MONEY and _SUM_ASKED.search(reading.meaning)
    around = _around(clause)
    for sentence in own_sentences(clause):
        stated = fold(clause.text[sentence.start : sentence.end])
        if not states(stated, demand) or (in_money and not _SUM.search(stated)):
            continue
        if nearness(hit) < SAME_MATTER and not states_in_figures(stated, demand):
            continue
        punishes = demand is Demand.MONEY and "罚" in stated
        if punishes and not penalty_asked:
            continue  # a penalty is not a price
        its_own = leaning or _speaks_of(hit, reading, tools)
        if punishes and nearness(hit) >= (ITS_PENALTY if its_own else SAME_MATTER):
            return True
        covered = tools.vocabulary.coverage(reading.terms, stated + around)
        if covered >= ON_TOPIC or nearness(hit) >= NEAR_WORDING:
            return True
    return False
