"""The retriever finds the obvious clause and shows why."""

from __future__ import annotations

import pytest

from index.retriever import Retriever


@pytest.mark.parametrize(
    ("query", "clause_id"),
    [
        ("砍伐城市树木", "greening:2"),
        ("我想把小区里的大树砍掉，行不行？", "greening:2"),
        ("新建居住区绿地率是多少", "greening:3"),
        ("维修资金可以用来做什么", "property:2"),
        ("業主大會由誰組成 业主大会", "property:1"),
    ],
)
def test_finds_the_obvious_clause(retriever: Retriever, query: str, clause_id: str) -> None:
    assert retriever.search(query, 3)[0].clause.id == clause_id


def test_hit_shows_words_cosine_and_window(retriever: Retriever) -> None:
    hit = retriever.search("维修资金", 1)[0]
    assert "维修" in "".join(hit.terms)
    assert 0.4 < hit.dense <= 1
    assert hit.lexical > 0
    assert 0 <= hit.window_start < hit.window_end <= len(hit.clause.text)


def test_best_first_and_never_twice(retriever: Retriever) -> None:
    hits = retriever.search("绿地", 50)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.clause.id for hit in hits}) == len(hits) <= 5


@pytest.mark.parametrize("query", ["", "  \n", "？！。"])
def test_a_query_without_words_breaks_nothing(retriever: Retriever, query: str) -> None:
    assert len(retriever.search(query)) <= 5


def test_an_empty_query_finds_nothing(retriever: Retriever) -> None:
    assert retriever.search("  ") == []
    assert retriever.search("绿地", 0) == []


def test_only_kept_clauses_are_found(retriever: Retriever) -> None:
    hits = retriever.search("绿地", keep=lambda clause: clause.document_id == "property")
    assert {hit.clause.document_id for hit in hits} == {"property"}
    assert retriever.search("绿地", keep=lambda clause: False) == []


def test_official_words_help_everyday_ones(retriever: Retriever) -> None:
    plain = next(h for h in retriever.search("大修的钱") if h.clause.id == "property:2")
    helped = next(
        h
        for h in retriever.search("大修的钱", extra_terms=["住宅专项维修资金"])
        if h.clause.id == "property:2"
    )
    assert helped.lexical > plain.lexical


def test_a_search_done_before_gives_the_same_hits_whatever_became_of_them(
    retriever: Retriever,
) -> None:
    first = retriever.search("砍伐城市树木", 3)
    kept = list(first)
    first.clear()
    assert retriever.search("砍伐城市树木", 3) == kept
    assert retriever.search("砍伐城市树木", 2) == kept[:2]
    only = retriever.search("砍伐城市树木", 3, keep=lambda clause: clause.document_id == "property")
    assert {hit.clause.document_id for hit in only} == {"property"}
