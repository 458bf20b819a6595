"""Searches: retrieval on any corpus of articles, and two stores compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings
from eval.articles import read_article_questions, read_articles
from eval.commands.common import (
    RUNS,
    JsonOption,
    SetsOption,
    SplitOption,
    StoreOption,
    progress,
)
from eval.question_set import load_items, sample
from eval.retrieval import RetrievalResult, cached_store, measure_retrieval
from eval.stores import compare_stores
from index.embedder import Embedder, SentenceTransformerEmbedder
from index.graph_embedder import GraphEmbedder
from index.retriever import Retriever
from index.stores import open_at


def retrieval(
    corpus: Annotated[
        Path, typer.Option("--corpus", metavar="文件", help="条文，.jsonl 或 .jsonl.gz")
    ],
    questions: Annotated[Path, typer.Option("--questions", metavar="文件", help="问题，.jsonl")],
    every: Annotated[
        int, typer.Option("--every", min=1, help="每 N 题取一题（训练时留出的那一部分：10）")
    ] = 1,
    cache: Annotated[Path, typer.Option("--cache", metavar="目录", help="索引缓存")] = RUNS
    / "cache",
    half: Annotated[
        bool, typer.Option("--half", help="条文用半精度计算向量（CPU 支持 bfloat16 时快一倍以上）")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """在任意条文集上测检索：R@1、3、10、50、100 和 MRR@10。"""
    settings = Settings()
    articles = read_articles(corpus)
    asked = read_article_questions(questions)[::every]
    embedder = GraphEmbedder(settings.model, settings.graphs, settings.threads)
    builder: Embedder = embedder
    if half:
        builder = SentenceTransformerEmbedder(settings.model, settings.threads, half=True)
    with progress("建立索引") as building, progress("检索") as searching:

        def advance(done: int, total: int) -> None:
            building.total = total
            building.update(done - building.n)

        result = measure_retrieval(
            articles,
            asked,
            cached_store(cache, corpus),
            embedder,
            advance,
            lambda done: searching.update(1),
            builder,
        )
    _print_retrieval(result, as_json)


def stores(
    against: Annotated[str, typer.Option("--against", metavar="地址", help="另一个索引")],
    store: StoreOption = None,
    sets: SetsOption = None,
    split: SplitOption = None,
    drawn: Annotated[int, typer.Option("--sample", min=0, help="只取这么多题；0 为全部")] = 0,
) -> None:
    """比较两个索引：同样的问题是否找到同样的条款。"""
    settings = Settings()
    held = [item for item in load_items(tuple(sets or ()), split) if not item.is_conversation]
    items = sample(held, drawn) if drawn else held
    embedder = GraphEmbedder(settings.model, settings.graphs, settings.threads)
    one, other = (
        Retriever(open_at(settings.located(each)), embedder)
        for each in (store or settings.store, against)
    )
    with progress("检索") as bar:
        bar.total = len(items)
        result = compare_stores(items, one, other, lambda done: bar.update(1))
    print(
        f"{result.questions} 题：前十条相同 {result.same_sets:.4f}，次序也相同 "
        f"{result.same_order:.4f}，同一条款的得分最多相差 {result.largest:.1e}"
    )
    for cut, (first, second) in result.recall.items():
        print(f"    R@{cut}（{result.searched} 题） {first:.4f} / {second:.4f}")


def _print_retrieval(result: RetrievalResult, as_json: bool) -> None:
    if as_json:
        figures = {name: measure.value for name, measure in result.measures.items()}
        print(json.dumps({"articles": result.articles, "questions": result.questions, **figures}))
        return
    print(f"条文 {result.articles}，问题 {result.questions}")
    for name, measure in result.measures.items():
        print(f"    {name} {measure}")
