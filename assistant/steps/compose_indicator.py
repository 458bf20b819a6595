"""Compose: a target's value, from the indicators parsed out of the clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answer import Answer, Citation, CitedIndicator, Intent, Status
from assistant.evidence import reference
from assistant.fold import fold
from assistant.inquiry import Demand, Inquiry, Reading
from assistant.sentences import split_sentences
from assistant.tools import Toolbox
from corpus.clause import Clause
from corpus.indicator import Indicator

_IN_GENERAL = re.compile(r"指标|目标")
MATCH = 0.4  # least harmonic mean at which the question names the indicator
CARRIED = 0.5  # presence of a word that carries the question
_HEAD = re.compile(r"(?:率|占比|比重|比例|里程|面积|总量|数量|规模)$")
_MOST = 6


def compose_indicator(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer with the indicators the question names; None when none fits."""
    chosen = matching_indicators(inquiry, tools)
    return _answer(inquiry, list(chosen), tools) if chosen else None


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
    places = {hit.clause.id: place for place, hit in enumerate(inquiry.hits)}
    scored = []
    for clause, indicator in tools.knowledge.indicators():
        if addressed and clause.id not in addressed and inquiry.inherited is None:
            continue
        if reading.documents and clause.document_id not in reading.documents:
            continue
        score = match_score(clause, indicator, reading, tools)
        if score is not None:
            place = places.get(clause.id, len(places))
            bonus = 0.3 / (1 + place) if clause.id in places else 0.0
            scored.append((score + bonus, clause, indicator))
    if not scored:
        return _of_clause(inquiry, reading, tools)
    scored.sort(key=lambda item: -item[0])
    top = scored[0][0]
    near = [(clause, indicator) for score, clause, indicator in scored if score >= top - 0.08]
    first, name = near[0][0], near[0][1].name
    return tuple((c, i) for c, i in near if c.id == first.id or i.name == name)[:_MOST]


def _of_clause(
    inquiry: Inquiry, reading: Reading, tools: Toolbox
) -> tuple[tuple[Clause, Indicator], ...]:
    """Every indicator of the clause spoken of, when targets are asked for in general."""
    memory = inquiry.inherited
    if memory is None or reading.years or not _IN_GENERAL.search(inquiry.rewritten):
        return ()
    clause = tools.knowledge.clauses.get(memory.clause_id)
    return tuple((clause, i) for i in clause.indicators)[:_MOST] if clause else ()


def match_score(
    clause: Clause, indicator: Indicator, reading: Reading, tools: Toolbox
) -> float | None:
    """How well the question names this indicator; None when it does not.

    The harmonic mean of the share of the question's words that the indicator's sentence has
    and of the share of the indicator's name that the question has. The rarest of the question's
    words must be among those: 绿道 asked for is not 高铁里程, though both are kilometres.
    """
    unit = fold(indicator.unit)
    if Demand.MONEY in reading.demands and "元" not in unit:
        return None
    words = [w for w in reading.terms if not w.isdigit() and w not in unit]
    if not words:
        return None
    name = fold(indicator.name)
    context = name + fold(indicator.quote) + fold(clause.title)
    if not carries(words, context, tools):
        return None
    covered = tools.vocabulary.coverage(words, context)
    asked = reading.topic + "".join(fold(form) for form in reading.official)
    named = common_subsequence(name, asked) / len(name)
    if not covered or not named:
        return None
    score = 2 * covered * named / (covered + named)
    by_name = tools.vocabulary.coverage(words, name)
    return score + 0.2 * by_name if score >= MATCH else None


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


def common_subsequence(name: str, text: str) -> int:
    """Length of the longest common subsequence (十万人消防站 of 十万人拥有消防救援站)."""
    row = [0] * (len(text) + 1)
    for char in name:
        before = row[:]
        for i, other in enumerate(text):
            row[i + 1] = before[i] + 1 if char == other else max(row[i], before[i + 1])
    return row[-1]


def value_text(indicator: Indicator) -> str:
    """Comparator, value and unit as one reads them: 不低于43%."""
    number = f"{indicator.value:g}" if indicator.value < 1e15 else str(indicator.value)
    if indicator.value == int(indicator.value):
        number = str(int(indicator.value))
    return f"{indicator.comparator}{number}{indicator.unit}"


def _answer(inquiry: Inquiry, chosen: list[tuple[Clause, Indicator]], tools: Toolbox) -> Answer:
    lines, citations = [], []
    for clause, indicator in chosen:
        year = f"（到{indicator.year}年）" if indicator.year else ""
        lines.append(f"{indicator.name}：{value_text(indicator)}{year}")
        citation = _sentence_of(clause, indicator)
        if citation not in citations:
            citations.append(citation)
    for clause in {c.id: c for c, _ in chosen}.values():
        lines.append(f"依据：{reference(clause, tools)}")
    lines.append("原文：" + "；".join(f"“{citation.quote}”" for citation in citations))
    return Answer(
        status=Status.ANSWERED,
        kind=Intent.INDICATOR,
        text="\n".join(lines),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confidence=inquiry.confidence,
        citations=tuple(citations),
        indicators=tuple(CitedIndicator(i, c.id) for c, i in chosen),
    )


def _sentence_of(clause: Clause, indicator: Indicator) -> Citation:
    for sentence in split_sentences(clause.text):
        if sentence.start <= indicator.start < sentence.end:
            quote = clause.text[sentence.start : sentence.end]
            return Citation(clause, quote, sentence.start, sentence.end)
    return Citation(clause, indicator.quote, indicator.start, indicator.end)
