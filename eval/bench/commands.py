"""`python -m eval bench`: embed, index, load, start; without one of them, all."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from assistant.settings import Settings
from eval.articles import read_article_questions, read_articles
from eval.bench.embedding import article_task, measure_runtimes, own_task
from eval.bench.index_sizes import SIZES, measure_size
from eval.bench.machine import this_machine
from eval.bench.page import record
from eval.bench.runtimes import runtimes
from eval.bench.server import measure_start, running_server, wait_until_ready
from eval.load import measure_load
from eval.question import Split
from eval.question_set import load_items, sample
from eval.retrieval import cached_store
from index.content import windows_in
from index.graph_embedder import GraphEmbedder
from index.store import build_store, open_store
from index.stores import open_at

bench = typer.Typer(help="测速度和大小，写入 docs/benchmarks.md。", invoke_without_command=True)

CACHE = Path("var/eval/cache")
SCRATCH = Path("var/eval/bench")
CLIENTS = (1, 8, 32, 128)
_HELD_OUT = 10  # every so many-th of STARD's questions was no training question

CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", metavar="文件", help="条文（STARD），.jsonl 或 .jsonl.gz")
]
QuestionsOption = Annotated[
    Path | None, typer.Option("--questions", metavar="文件", help="条文集的问题，.jsonl")
]


@bench.callback()
def everything(
    context: typer.Context, corpus: CorpusOption = None, questions: QuestionsOption = None
) -> None:
    """不写子命令时依次全测。"""
    if context.invoked_subcommand is None:
        embed(corpus, questions)
        if corpus and questions:
            index(corpus, questions)
        load()
        start()


@bench.command()
def embed(
    corpus: CorpusOption = None,
    questions: QuestionsOption = None,
    asked: Annotated[int, typer.Option("--asked", min=1, help="每个题集取多少题")] = 100,
    others: Annotated[
        int, typer.Option("--others", min=1, help="除答案所在条款外，每个文库另取多少条")
    ] = 300,
    setup: Annotated[bool, typer.Option("--setup", help="另测整个文库的向量计算")] = False,
) -> None:
    """同一次运行中比较各种运行方式的向量模型：速度、向量的一致、检索的召回。"""
    settings, machine = Settings(), this_machine()
    embedder = GraphEmbedder(settings.model, settings.graphs, settings.threads, shipped=False)
    outlines = open_at(settings.store).outlines
    own = sample([i for i in load_items((), Split.DEV) if not i.is_conversation], 2 * asked)
    tasks = [own_task(outlines, own, asked, others)]
    if corpus and questions:
        held_out = read_article_questions(questions)[::_HELD_OUT][:asked]
        tasks.append(article_task(read_articles(corpus), held_out, others))
    ways = runtimes(settings.model, settings.graphs, settings.threads)
    record("embed", machine, measure_runtimes(ways, tasks, embedder.count_tokens, _say))
    if setup:
        machine = this_machine()
        texts = [window.text for window in windows_in(outlines)]
        seconds = _seconds(lambda: embedder.embed_passages(texts))
        record("setup", machine, [{"windows": len(texts), "seconds": round(seconds, 1)}])


@bench.command()
def index(
    corpus: Annotated[Path, typer.Option("--corpus", metavar="文件", help="条文（STARD）")],
    questions: Annotated[Path, typer.Option("--questions", metavar="文件", help="条文集的问题")],
    sizes: Annotated[
        list[int] | None, typer.Option("--size", min=100, help="条数，可重复；默认由一千到一百万")
    ] = None,
) -> None:
    """各种大小的索引：建立、打开、检索、内存、召回。"""
    settings, machine = Settings(), this_machine()
    embedder = GraphEmbedder(settings.model, settings.graphs, settings.threads)
    store = cached_store(CACHE, corpus)
    build_store(read_articles(corpus).outlines, store, embedder)
    base = open_store(store).content
    asked = [each.question for each in read_article_questions(questions)[::_HELD_OUT]]
    vectors = np.ascontiguousarray(embedder.embed_queries(asked))
    rows = []
    for size in sizes or SIZES:
        rows.append(measure_size(base, size, asked, vectors, SCRATCH / f"size-{size}"))
        _say(str(rows[-1]))
        record("index", machine, rows)


@bench.command()
def load(
    clients: Annotated[
        list[int] | None, typer.Option("--clients", min=1, help="同时提问的客户端数，可重复")
    ] = None,
    questions: Annotated[int, typer.Option("--questions", min=1, help="每轮的问题数")] = 256,
) -> None:
    """一个新启动的服务：1、8、32、128 个客户端同时提问，各轮的题不重复。"""
    machine = this_machine()
    rounds = clients or list(CLIENTS)
    asked = list(dict.fromkeys(i.turns[0].question for i in load_items() if not i.is_conversation))
    np.random.default_rng(0).shuffle(asked)
    rows = []
    with running_server() as (url, _):
        wait_until_ready(url)
        for number, count in enumerate(rounds):
            own = asked[number * questions : (number + 1) * questions]
            rows.append(measure_load(url, own, count))
            _say(str(rows[-1]))
    record("load", machine, rows)


@bench.command()
def start(
    times: Annotated[int, typer.Option("--times", min=1, help="启动几次")] = 3,
) -> None:
    """从启动命令到接口就绪、第一个回答和网页各要几秒。"""
    machine = this_machine()
    rows = [measure_start() for _ in range(times)]
    for row in rows:
        _say(str(row))
    record("start", machine, rows)


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
