"""The retrieval benchmark over a handful of articles."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.articles import read_article_questions, read_articles
from eval.errors import ArticleFileError
from eval.retrieval import cached_store, measure_retrieval
from index.graph_embedder import GraphEmbedder

ARTICLES = [
    {
        "id": 0,
        "name": "民法典第五十四条",
        "text": "自然人从事工商业经营，经依法登记，为个体工商户。",
    },
    {"id": 1, "name": "民法典第一百四十四条", "text": "无民事行为能力人实施的民事法律行为无效。"},
    {"id": 2, "name": "渔业法第三十条", "text": "禁止使用炸鱼、毒鱼、电鱼等破坏渔业资源的方法。"},
]
QUESTIONS = [
    {"id": 0, "question": "谁可以成为个体工商户？", "relevant": [0]},
    {"id": 1, "question": "可以电鱼吗？", "relevant": [2]},
]


def lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.mark.parametrize("packed", [True, False])
def test_articles_are_found_and_the_index_is_kept(
    embedder: GraphEmbedder, tmp_path: Path, packed: bool
) -> None:
    corpus, questions = tmp_path / "corpus.jsonl", tmp_path / "questions.jsonl"
    content = lines(ARTICLES).encode()
    corpus.write_bytes(gzip.compress(content) if packed else content)
    questions.write_text(lines(QUESTIONS), encoding="utf-8")
    articles = read_articles(corpus)
    assert [o.document.title for o in articles.outlines] == ["民法典", "渔业法"]
    for outline in articles.outlines:
        for clause in outline.clauses:
            assert outline.document.text[clause.start : clause.end] == clause.text
    store = cached_store(tmp_path / "cache", corpus)
    result = measure_retrieval(articles, read_article_questions(questions), store, embedder)
    assert (result.articles, result.questions) == (3, 2)
    assert result.measures["R@1"].value == 1.0
    assert result.measures["MRR@10"].value == 1.0
    written = (store / "manifest.json").stat().st_mtime_ns
    measure_retrieval(articles, read_article_questions(questions), store, embedder)
    assert (store / "manifest.json").stat().st_mtime_ns == written


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(lines(ARTICLES) + '{"id": 3}\n', encoding="utf-8")
    with pytest.raises(ArticleFileError) as error:
        read_articles(path)
    assert "第4行" in error.value.user_message
