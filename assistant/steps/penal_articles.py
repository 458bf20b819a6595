"""Penal articles: those that punish a breach of an article, by what was asked of it."""

from __future__ import annotations

from assistant.lookup.provisions import punishes
from assistant.tools import Toolbox
from assistant.understanding import asking
from corpus.clause import Clause, ClauseKind

_TELLING_SHARE = 0.3  # of the words asked, from which one conduct is meant and not another
_AS_WELL = 0.2  # share of the words asked by which another conduct may have fewer of them
_CONDUCT = 200  # characters of a rule that tell what it forbids


def punishing_articles(
    clause: Clause, tools: Toolbox, asked: str = "", *, by_number: bool = False
) -> tuple[str, ...]:
    """The articles that punish a breach of this one, by what was `asked` of it where they differ.

    Of one asked for by its number alone, the nearest of them, or of all that punish.
    """
    if clause.kind is not ClauseKind.ARTICLE:
        return ()
    punishing = tools.knowledge.penalties(clause.document_id).of(clause)
    words = tools.vocabulary.content_words(asked)
    by_number |= not words or asking.ARTICLE_NUMBER.search(asked) is not None
    told = [tools.vocabulary.coverage(words, found.act) for found in punishing]
    if punishing and not by_number and max(told) >= _TELLING_SHARE:
        near = zip(punishing, told, strict=True)
        return tuple(found.article.id for found, share in near if share >= max(told) - _AS_WELL)
    if not by_number:
        # Of a matter told in words that the articles do not have, those that cite it.
        return tuple(found.article.id for found in punishing if found.cites)
    if len(punishing) == 1:
        return (punishing[0].article.id,)
    if not punishing and punishes(clause.text):
        return ()
    conduct = next(iter(clause.wordings), clause.text[:_CONDUCT])
    among = [found.article.id for found in punishing] or [
        article.id
        for article in tools.knowledge.outline(clause.document_id).clauses
        if article.id != clause.id and punishes(article.text)
    ]
    nearest = tools.retriever.search(
        f"{conduct}罚多少", 1, keep=lambda article: article.id in among
    )
    return tuple(hit.clause.id for hit in nearest)
