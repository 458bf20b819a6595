"""Nearby articles: what else a law says beside the article cited, by what people ask about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Answer
from assistant.tools import Toolbox
from assistant.understanding.colloquial import standard
from corpus.clause import Clause

_EACH = 2  # so many near in meaning to the question, so many that follow in the chapter
_SHORT = 24  # characters of a question that fits a button
_ASKS = re.compile(
    r"什么|怎么|怎样|如何|多少|多久|多长|哪|谁|几|吗|是否|是不是|能不能|可不可以|要不要|有没有"
)


def nearby_articles(answer: Answer, clause: Clause, tools: Toolbox) -> Iterator[tuple[Clause, str]]:
    """Articles of the clause's law that the answer does not cite, each with a question for it.

    Nobody knows articles by their numbers, so the question is one of the article's wordings; an
    article without a fitting one is left out.
    """
    away = {citation.clause.id for citation in answer.citations}
    law = clause.document_id
    hits = tools.retriever.search(
        answer.rewritten_question,
        _EACH,
        keep=lambda each: each.document_id == law and each.id not in away,
    )
    clauses = tools.knowledge.outline(law).clauses
    place = next((n for n, each in enumerate(clauses) if each.id == clause.id), len(clauses))
    following = [
        each for each in clauses[place + 1 :] if each.path == clause.path and each.id not in away
    ]
    for article in dict.fromkeys([*(hit.clause for hit in hits), *following[:_EACH]]):
        if question := _question(article):
            yield article, question


def _question(clause: Clause) -> str:
    """The first of its wordings that is a short question in standard words."""
    for said in clause.wordings:
        if len(said) <= _SHORT and _ASKS.search(said) and standard(said) == said:
            return said.rstrip("？?") + "？"
    return ""
