"""Values asked for in one breath with the units of a task: 要建几公里，谁牵头."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Intent
from assistant.inquiry import Inquiry
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.indicators_meant import named_indicators
from assistant.understanding.measures import fit_of_measure
from corpus.clause import Clause
from corpus.indicator import Indicator

_NUMBER = re.compile(r"多少|(?<![这那好])几|多[长大高远]")
_OF_UNITS = re.compile(r"(?:哪|多少|几)(?:个|家)?(?:市级)?(?:单位|部门|局|委|区县)|哪[几些]?[家个]")
# 几家 is of the units that are asked for beside it.
_HOUSES = re.compile(r"(?:多少|几)(?:家|个)")
_LEFT_OF_HOUSES = re.compile(r"(?:多少|几)$")


def values_beside(inquiry: Inquiry, clause: Clause, tools: Toolbox) -> tuple[Indicator, ...]:
    """The targets of the clause that a question after its units asks for as well."""
    reading = inquiry.reading
    assert reading is not None
    piece = _of_a_value(inquiry.rewritten)
    if not piece or not clause.indicators:
        return ()
    topic = asking.topic_of(piece)
    words = tools.vocabulary.content_words(topic)
    asked = replace(
        inquiry,
        rewritten=piece,
        reading=replace(reading, intent=Intent.INDICATOR, topic=topic, terms=words),
    )
    named = tuple(i for c, i in named_indicators(asked, tools) if c.id == clause.id)
    # 要建几公里: told by nothing but its measure
    return named or tuple(i for i in clause.indicators if fit_of_measure(piece, i) > 0)


def _of_a_value(text: str) -> str:
    """The words before or after those that ask for units, where they ask for a value."""
    match = asking.WHO.search(text)
    if match is None:
        return ""
    before = _OF_UNITS.sub(" ", text[: match.start()])
    if match[0][0] in "家个":
        before = _LEFT_OF_HOUSES.sub("", before)
    after = _HOUSES.sub(" ", _OF_UNITS.sub(" ", text[match.end() :]))
    return next((piece for piece in (before, after) if _NUMBER.search(piece)), "")
