"""Clarify: a question that leans on something never said is asked back, with choices."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.inquiry import Demand, Inquiry
from assistant.steps.refusal import HELP, refuse
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.fold import fold
from corpus.clause import ClauseKind
from corpus.document import DocumentKind
from corpus.structure.numbering import ARTICLE_OPENING, NUMERAL

_ARTICLE = re.compile(rf"{ARTICLE_OPENING}[{NUMERAL}]+条(?!例)")
_CHOICES = 4
_WORD = 4  # characters of a title's word that names a subject
_SOMETHING = 3  # … that say something about it


def clarify(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Ask back when the question names no thing, no unit and no document."""
    reading = inquiry.reading
    assert reading is not None
    if inquiry.inherited or reading.units or reading.absent_units:
        return replace(inquiry, verdict="无需追问")
    text = inquiry.rewritten
    if not reading.documents and not inquiry.memory.document_id and _ARTICLE.search(text):
        number = _ARTICLE.search(text)
        assert number is not None
        if not ellipsis.own_words(_ARTICLE.sub("", text), tools):
            return _ask_back(
                inquiry, f"您问的是哪一个文件的{number.group()}？", _documents(tools, text)
            )
    if reading.documents or asking.THIS_DOCUMENT.search(text):
        return replace(inquiry, verdict="无需追问")
    if _names_the_subject(text, tools):
        return replace(inquiry, verdict="无需追问")
    if _names_a_place_in_the_text(text) or ellipsis.own_words(text, tools):
        return replace(inquiry, verdict="无需追问")
    if Demand.PERSON in reading.demands:
        return replace(inquiry, verdict="无需追问")  # policy texts name nobody
    if not _asks_of_policy(text):
        return refuse(inquiry, tools, Status.OUT_OF_SCOPE, HELP)
    return _ask_back(
        inquiry, "您问的是哪一件事？请说出具体的事项，例如：", _tasks(reading.intent, tools)
    )


def _names_the_subject(text: str, tools: Toolbox) -> bool:
    """城市更新的钱从哪来: what a plan is about, by a word of its title, and something about it."""
    titles = (tools.knowledge.outline(plan).document.title for plan in tools.knowledge.plans)
    words = {w for title in titles for w in tools.vocabulary.cut(fold(title)) if len(w) >= _WORD}
    return any(word in text and len(text) >= len(word) + _SOMETHING for word in words)


def _asks_of_policy(text: str) -> bool:
    """True for words that ask what policy texts tell, though not of what."""
    patterns = (
        asking.WHO,
        asking.LISTING,
        asking.QUANTITY,
        asking.DOCUMENT,
        asking.OVERVIEW,
        ellipsis.MORE,
    )
    return any(pattern.search(text) for pattern in patterns)


def _names_a_place_in_the_text(text: str) -> bool:
    return bool(re.search(rf"[{NUMERAL}]+(?:、|部分|章|条|\.)|[(（][{NUMERAL}]+[)）]", text))


def _documents(tools: Toolbox, text: str) -> tuple[str, ...]:
    titles = [
        document.title
        for document in tools.knowledge.documents
        if document.kind in (DocumentKind.REGULATION, DocumentKind.LAW)
    ]
    return tuple(f"《{title}》{text}" for title in titles[:_CHOICES])


def _tasks(intent: Intent, tools: Toolbox) -> tuple[str, ...]:
    """The same question about tasks of different parts."""
    ending = "的目标是多少？" if intent is Intent.INDICATOR else "由谁牵头？"
    choices: dict[str, str] = {}
    for clause in tools.knowledge.clauses.values():
        states = clause.indicators if intent is Intent.INDICATOR else clause.responsibility
        if clause.kind is ClauseKind.TASK and states and clause.path:
            thing = clause.indicators[0].name if intent is Intent.INDICATOR else clause.title
            choices.setdefault(clause.path[0], f"{thing}{ending}")
    step = max(1, len(choices) // _CHOICES)
    return tuple(choices.values())[::step][:_CHOICES]


def _ask_back(inquiry: Inquiry, text: str, choices: tuple[str, ...]) -> Inquiry:
    reading = inquiry.reading
    answer = Answer(
        status=Status.CLARIFICATION,
        kind=reading.intent if reading else Intent.CONTENT,
        text="\n".join([text, *(f"· {choice}" for choice in choices)]),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        reason="问题没有说明所指的事项。",
        suggestions=choices,
    )
    return replace(inquiry, answer=answer, verdict="请用户补充说明")
