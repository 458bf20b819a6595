"""Brought forward: of the ranked candidates those that say, word for word, just what is asked.

Four kinds of question have a form of words that only their answer has: what follows on a breach
(punishments), what a word means (definitions), what something includes (lists), and what one may
do against a decision (remedies). Such a clause goes before what ranks little above it; and of
articles on one of several (市级河长, 区县级河长) that of the one whom the question names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.lookup.provisions import punishes
from assistant.tools import Toolbox
from assistant.understanding import asking
from index.hit import Hit

Says = Callable[[str], object]  # whether a clause's folded text says it

_CLOSE_BEHIND = 3.0  # by the scores of rank.py
_ACT = 4  # characters that tell what is contested: 补偿决定
_SIBLINGS = 4  # candidates among which the one named is looked for
# 第十三条 市级河长履行下列主要职责: whom an article is about
_ABOUT = re.compile(
    r"第[^条]{1,8}条\s*(?P<whom>[\u4e00-\u9fff()]{2,14}?)(?=应当|履行|负责|行使|承担|不得|可以|的?主要职责)"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_BRACKETED_FOR = re.compile(r"[^()]+\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Form:
    """What the answer to a question must say, and among which candidates it is looked for."""

    says: Says
    among: int | None = None  # of the first candidates; None for all
    of_one_law: bool = False  # only those of the first one's law that stand close behind it
    at_most: int | None = None  # so many are brought forward; None for all
    unless_first: Says = lambda body: False  # … and none where the first candidate says this


def brought_forward(hits: tuple[Hit, ...], question: str, tools: Toolbox) -> tuple[Hit, ...]:
    """The candidates with those first that say what a question of such a kind asks for."""
    for form in _forms(question):
        hits = _those_first(form, hits, tools)
    return _of_the_one_named(hits, question, tools)


def _of_the_one_named(hits: tuple[Hit, ...], question: str, tools: Toolbox) -> tuple[Hit, ...]:
    """The article on 市级河长 before that on 区县级河长, where the question names the former."""
    if not hits or hits[0].clause.document_id in tools.knowledge.plans:
        return hits
    first = _about(hits[0], tools)
    if not first or any(name in question for name in first):
        return hits
    ends = {name[-2:] for name in first}
    for hit in hits[1:_SIBLINGS]:
        named = [name for name in _about(hit, tools) if len(name) > 2 and name in question]
        alike = any(name[-2:] in ends for name in named)
        if alike and hit.clause.document_id == hits[0].clause.document_id:
            return (hit, *(other for other in hits if other != hit))
    return hits


def _about(hit: Hit, tools: Toolbox) -> tuple[str, ...]:
    """Whom an article says to do what it says: 乡镇级河长, 街道级河长 of 乡镇(街道)级河长."""
    match = _ABOUT.match(tools.knowledge.folded(hit.clause).body)
    if match is None:
        return ()
    whom = match["whom"]
    return tuple(dict.fromkeys((_BRACKETED.sub("", whom), _BRACKETED_FOR.sub(r"\1", whom))))


def _forms(question: str) -> Iterator[Form]:
    if asking.PENAL.search(question):  # 没备案怎么罚, before the article that is broken
        yield Form(punishes, among=4, of_one_law=True, at_most=1)
    if term := _term(question):  # 什么叫X, before what only speaks of X
        yield Form(_defines(term).search)
    if match := asking.CONTESTS.search(question):  # 对补偿决定不服
        act = (match["what"] or match["act"])[-_ACT:]
        if len(act) == _ACT:
            yield Form(_contests(act).search, among=3, of_one_law=True)
    if match := asking.INCLUDES.search(question):  # 补偿包括哪些
        of_it = rf"{re.escape(match['thing'])}(?:的?(?:内容|范围))?(?:应当|主要)*(?:包括|包含)"
        listing = re.compile(rf"{of_it}[^,。;]{{0,6}}:")
        yield Form(listing.search, among=3, at_most=1, unless_first=re.compile(of_it).search)


def _those_first(form: Form, hits: tuple[Hit, ...], tools: Toolbox) -> tuple[Hit, ...]:
    if not hits:
        return hits
    first = hits[0].clause.document_id
    if form.of_one_law and first in tools.knowledge.plans:
        return hits
    looked_at = [
        hit
        for hit in hits[: form.among]
        if not form.of_one_law
        or (hit.clause.document_id == first and hit.score >= hits[0].score - _CLOSE_BEHIND)
    ]
    if form.unless_first(tools.knowledge.folded(hits[0].clause).body):
        return hits
    saying = [hit for hit in looked_at if form.says(tools.knowledge.folded(hit.clause).body)]
    told = saying[: form.at_most]
    return (*told, *(hit for hit in hits if hit not in told))


def _term(question: str) -> str:
    """The word whose meaning is asked for; empty where none is."""
    match = asking.MEANING.search(question)
    return next(filter(None, match.groups()), "") if match else ""


def _defines(term: str) -> re.Pattern[str]:
    word = re.escape(term)
    return re.compile(rf"{word}[”\"』]?[,，]?(?:是指|指|包括:)|所称(?:的)?[“\"]?{word}")


def _contests(act: str) -> re.Pattern[str]:
    of_it = rf"[^,。;]{{0,24}}{re.escape(act)}"
    return re.compile(rf"对{of_it}[^,。;]{{0,4}}(?:不服|有异议)|不服{of_it}")
