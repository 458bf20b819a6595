"""Years: whether a question is of an edition, or of a year, that the texts do not speak of."""

from __future__ import annotations

import re

from assistant.answer import Intent
from assistant.evidence import own_sentences
from assistant.inquiry import Inquiry, Reading
from assistant.tools import Toolbox
from assistant.understanding.fold import fold
from assistant.understanding.indicators_meant import named_indicators
from corpus.clause import Clause

_EDITION = re.compile(
    r"(20\d\d|19\d\d)年?(?:的|那|版|[\u4e00-\u9fff]{0,8}(?:计划|规划|条例|办法|版))"
)
_BEFORE = r"年?(?:年?[底末初])?(?:以|之)?前(?:建|修|完工|竣工|入住|投用|开工)[^,，。?]{0,4}的"


def other_edition(inquiry: Inquiry, reading: Reading, tools: Toolbox) -> int | None:
    """A year whose edition is asked for, where the document is of another."""
    match = _EDITION.search(inquiry.rewritten)
    named = [tools.knowledge.outline(d).document for d in reading.documents if d]
    documents = named or [tools.knowledge.outline(d).document for d in tools.knowledge.plans]
    dates = [d for doc in documents for d in (doc.issued, doc.effective, doc.period_end) if d]
    if match is None or int(match[1]) in {date.year for date in dates}:
        return None
    return int(match[1])


def other_year(inquiry: Inquiry, reading: Reading, best: Clause, tools: Toolbox) -> int | None:
    """A year whose state is asked for and that the clause does not speak of."""
    document = tools.knowledge.document_of(best)
    named = named_indicators(inquiry, tools)
    for year in reading.years:
        if str(year) in best.text and re.search(f"{year}{_BEFORE}", inquiry.rewritten):
            continue  # 2000年年底前建成的小区: which ones, not when
        later = document.period_end is not None and year > document.period_end.year
        before = document.issued is not None and year < document.issued.year
        if named and not any(
            indicator.year == year or (indicator.year is None and not later and not before)
            for _, indicator in named
        ):
            return year
        stated = any(
            str(year) in best.text[s.start : s.end]
            and tools.vocabulary.coverage(reading.terms, fold(best.text[s.start : s.end])) >= 0.5
            for s in own_sentences(best)
        )
        if (
            stated
            or named
            or re.search(rf"{year}年?(?:以?前|以?后|底?前|建|修|买|住)", inquiry.rewritten)
        ):
            continue
        if reading.intent is Intent.INDICATOR or later:
            return year
    return None
