"""Compose: what the text says, in its own sentences and list items."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.answer import Answer, Citation, Intent, Status
from assistant.evidence import (
    SHORT_CLAUSE,
    joined_spans,
    kind_name,
    other_kind,
    own_sentences,
    reference,
    scored_sentences,
    trailer_citations,
)
from assistant.exports.notation import ROLE_NAMES
from assistant.inquiry import Address, Demand, Inquiry, Reading
from assistant.sentences import Sentence
from assistant.steps.compose_units import named_units, part_played
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.demands import states
from assistant.understanding.fold import fold
from corpus.clause import Clause
from corpus.listed_units import unit_list
from corpus.paragraph import paragraphs_of
from corpus.readers.numerals import chinese
from corpus.responsibility import Role
from index.hit import Hit

CLOSE = 0.75  # a further clause this near the first in rank is quoted as well
NEAR = 0.2  # worth of a sentence in the window nearest in meaning, in shares of words
SUMS = 300  # characters of further sentences quoted for the sums they state
DEFIED = 0.3  # … of one that says what is done with who refuses, where somebody does
# 我不走得行不, 硬是不搬: somebody does not do what is asked of them
_REFUSES = re.compile(r"不(?:走|搬|撤|听|肯|愿|干|配合|理|改|让|拆|停|签|腾)|拒|死活|赖")
_REFUSED = re.compile(r"拒|强制|逾期|仍不|不(?:改正|履行|执行|搬迁|停止)")
_BUT = re.compile(r"\s*但")
QUOTED = 420  # characters quoted from one clause at most, list items aside


def compose_content(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer with the sentences of the best clause, then of others nearly as good."""
    reading, clause = inquiry.reading, inquiry.best
    assert reading is not None
    if clause is None:
        return None
    quoted = [clause]
    if other := other_kind(inquiry, tools):
        quoted.append(other)
    elif inquiry.address is None or not inquiry.address.clause_ids:
        for hit in inquiry.hits[1:3]:
            if inquiry.hits[0].score - hit.score <= CLOSE:
                quoted.append(hit.clause)
    lines: list[str] = []
    citations: list[Citation] = []
    whole_asked = inquiry.address is not None and bool(inquiry.address.clause_ids)
    for place, each in enumerate(quoted):
        whole = place == 0 and whole_asked
        near = next((h for h in inquiry.hits if h.clause.id == each.id), None)
        asked = _asked_for(each, inquiry.address) if whole else None
        spans = asked.spans if asked else _spans(each, near, reading, tools, whole)
        citations += [Citation(each, each.text[a:b], a, b) for a, b in spans]
        head = "" if place == 0 else "另见："
        if len({kind_name(c, tools) for c in quoted}) > 1:
            head = f"{kind_name(each, tools)}："
        text = "\n……\n".join(each.text[a:b].strip() for a, b in spans)
        place_in_it = asked.label if asked else ""
        lines.append(f"{head}{reference(each, tools)}{place_in_it}：\n“{text.strip()}”")
    located = any(asking.LOCATES.search(text) for text in (inquiry.text, inquiry.rewritten))
    if whole_asked and asking.COUNTS_ITEMS.search(inquiry.rewritten):
        lines.insert(0, _items_counted(clause))
    if clause.path and located:
        lines.insert(0, f"所在位置：{' > '.join((clause.document_title, *clause.path))}")
    if clause.responsibility is not None:
        citations += trailer_citations(clause)
        lines[:0] = [part_played(clause, unit) for unit in reading.units]
        for role in Role:
            units = unit_list(clause, role)
            if units:
                lines.append(f"{ROLE_NAMES[role]}：{units}")
    return Answer(
        status=Status.ANSWERED,
        kind=Intent.CONTENT,
        text="\n".join(lines),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confidence=inquiry.confidence,
        citations=tuple(citations),
        units=named_units(clause),
    )


def _items_counted(clause: Clause) -> str:
    """列有3项。 Of an article without items too: none is listed."""
    listing = [
        (number, len(paragraph.items))
        for number, paragraph in enumerate(paragraphs_of(clause), 1)
        if paragraph.items
    ]
    if len(listing) < 2:
        return f"列有{listing[0][1]}项。" if listing else "该条没有分项。"
    told = (f"第{chinese(number)}款列有{items}项" for number, items in listing)
    return "，".join(told) + "。"


class _Asked(NamedTuple):
    """The paragraph or item that a question names: 第二款第一项, and where it stands."""

    label: str
    spans: list[tuple[int, int]]


def _asked_for(clause: Clause, address: Address | None) -> _Asked | None:
    """None where the article is asked for as a whole."""
    if address is None or (address.paragraph is None and address.item is None):
        return None
    label = f"第{chinese(address.paragraph)}款" if address.paragraph else ""
    there = paragraphs_of(clause)
    if address.paragraph is not None:
        there = there[address.paragraph - 1 : address.paragraph]
    if address.item is None:
        return _Asked(label, [(there[0].start, there[0].end)]) if there else None
    for paragraph in there:
        if item := paragraph.item(address.item):
            lead = (paragraph.start, paragraph.lead_end)
            joined = [(lead[0], item[1])] if address.item == 1 else [lead, item]
            return _Asked(f"{label}第{chinese(address.item)}项", joined)
    return None


def _spans(
    clause: Clause, hit: Hit | None, reading: Reading, tools: Toolbox, whole: bool
) -> list[tuple[int, int]]:
    """Spans of the clause that answer, in the text's order; neighbours are joined."""
    own = list(own_sentences(clause))
    if whole or sum(sentence.end - sentence.start for sentence in own) <= SHORT_CLAUSE:
        return joined_spans(clause, own)
    scored = scored_sentences(clause, reading, tools)
    sentences = [sentence for _, sentence in scored]
    worth = [_worth(clause, item, hit, reading) for item in scored]
    order = sorted(range(len(scored)), key=lambda i: (-worth[i], i))
    chosen: set[int] = set()
    length = 0
    for index in order:
        sentence = sentences[index]
        if chosen and (
            worth[index] < 0.6 * worth[order[0]] or length + sentence.end - sentence.start > QUOTED
        ):
            break
        chosen.add(index)
        length += sentence.end - sentence.start
        if sentence.intro is not None:
            chosen.add(sentence.intro)
        elif clause.text[sentence.start : sentence.end].endswith(("：", ":")):
            chosen |= {i for i, s in enumerate(sentences) if s.intro == index}
    chosen |= _sums(clause, sentences, chosen, reading)
    chosen |= _turned(clause, sentences, chosen)
    return joined_spans(clause, [sentences[i] for i in sorted(chosen)])


def _turned(clause: Clause, sentences: list[Sentence], chosen: set[int]) -> set[int]:
    """可以先行移植。但是，应当补办手续: neither is quoted without the other."""
    turns = {
        i for i, each in enumerate(sentences) if i and _BUT.match(clause.text, each.start, each.end)
    }
    return {i for i in turns if i - 1 in chosen} | {i - 1 for i in turns & chosen}


def _sums(
    clause: Clause, sentences: list[Sentence], chosen: set[int], reading: Reading
) -> set[int]:
    """The sentences that state a sum, where one is asked for: a fine follows what it punishes.

    A clause with more of them than can be read keeps those chosen for their words.
    """
    if Demand.MONEY not in reading.demands and "罚" not in reading.meaning:
        return set()
    texts = [fold(clause.text[s.start : s.end]) for s in sentences]
    stating = {i for i, text in enumerate(texts) if states(text, Demand.MONEY)}
    added = sum(len(texts[i]) for i in stating - chosen)
    if added > SUMS and stating & chosen:
        return set()
    return stating if added <= 2 * SUMS else set()


def _worth(
    clause: Clause, item: tuple[float, Sentence], hit: Hit | None, reading: Reading
) -> float:
    """Words of the question it has, whether it lies nearest in meaning, and what it states."""
    score, sentence = item
    text = fold(clause.text[sentence.start : sentence.end])
    wanted = reading.demands & {Demand.MONEY, Demand.DATE, Demand.HOURS}
    near = hit is not None and hit.window_start < sentence.end and sentence.start < hit.window_end
    defied = _REFUSES.search(reading.meaning) is not None and _REFUSED.search(text) is not None
    stated = sum(states(text, demand) for demand in wanted)
    return score + 0.15 * stated + NEAR * near + DEFIED * defied
