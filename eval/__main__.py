"""`python -m eval`: run, compare, retrieval, peers, load, bench, faults, generated."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from assistant.service import PolicyAssistant
from assistant.settings import Settings
from corpus.errors import PolicyError
from eval.articles import read_article_questions, read_articles
from eval.bench.commands import bench
from eval.compare import differences
from eval.expected import read_record, shortfalls, write_record
from eval.faults.figures import write_page
from eval.faults.run import run_faults
from eval.fit import fit_follow_ups, fit_rank, fit_refusal
from eval.generated import generated_lines
from eval.load import measure_load
from eval.metrics.table import TITLES, Row
from eval.outcome import Outcome
from eval.question import Item, Split
from eval.question_set import load_items, sample
from eval.readme import write_peers_table, write_quality
from eval.report.page import report_page
from eval.retrieval import RetrievalResult, cached_store, measure_retrieval
from eval.run import REPORT, Setup, ask_items, read_outcomes, write_run
from eval.stores import compare_stores
from index.embedder import Embedder, SentenceTransformerEmbedder
from index.graph_embedder import GraphEmbedder
from index.retriever import Retriever
from index.stores import open_at

app = typer.Typer(
    help="评测：回答得准不准。",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

app.add_typer(bench, name="bench")

SetsOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="题集", help="题集名或 .jsonl 文件，可重复")
]
StoreOption = Annotated[str | None, typer.Option("--store", metavar="地址", help="索引地址")]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]
RUNS = Path("var/eval")


@app.command()
def run(
    store: StoreOption = None,
    sets: SetsOption = None,
    split: Annotated[Split | None, typer.Option("--split", help="只用一半")] = None,
    drawn: Annotated[
        int, typer.Option("--sample", min=0, help="只取这么多题，每组都有，每次相同；0 为全部")
    ] = 0,
    out: Annotated[Path, typer.Option("--out", metavar="目录", help="结果目录")] = RUNS,
    check: Annotated[str, typer.Option("--check", metavar="记录", help="与记录比较")] = "",
    record: Annotated[str, typer.Option("--record", metavar="记录", help="写入记录")] = "",
) -> None:
    """逐题提问并打分，写出 answers.jsonl、metrics.json 和 report.html。"""
    items = load_items(tuple(sets or ()), split)
    items = sample(items, drawn) if drawn else items
    started = time.perf_counter()
    with _assistant(store) as assistant:
        outcomes = _outcomes(assistant, items)
        setup = Setup(
            assistant.retriever.store.manifest.model_id,
            len(assistant.knowledge.documents),
            len(assistant.knowledge.clauses),
            len(items),
            round(time.perf_counter() - started, 1),
        )
    rows = write_run(out, outcomes, setup)
    (out / REPORT).write_text(report_page(outcomes, rows, setup), encoding="utf-8")
    _print_rows(rows)
    _say(f"结果：{out / REPORT}")
    if record:
        names = "".join(f" --set {name}" for name in sets or ())
        half = f" --split {split.value}" if split else ""
        part = f" --sample {drawn}" if drawn else ""
        write_record(record, f"python -m eval run{names}{half}{part} --check {record}", rows)
        if split is Split.TEST and not sets and not drawn:
            write_quality(rows)
    if check:
        short = shortfalls(read_record(check), rows)
        for shortfall in short:
            _say(f"低于记录：{shortfall}")
        if short:
            raise typer.Exit(1)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="甲", help="run 的结果目录")],
    after: Annotated[Path, typer.Argument(metavar="乙", help="run 的结果目录")],
    as_json: JsonOption = False,
) -> None:
    """两次结果逐题相比：哪些变好，哪些变差。"""
    found = differences(read_outcomes(before), read_outcomes(after))
    for difference in found:
        turn = difference.after or difference.before
        assert turn is not None
        states = [
            ""
            if side is None
            else f"{'对' if side.right else '错'} {side.given.status} "
            + " ".join(map(str, side.given.cited[:3]))
            for side in (difference.before, difference.after)
        ]
        if as_json:
            line = dict(
                zip(
                    ("id", "change", "question", "before", "after"),
                    (difference.id, difference.change, turn.question, *states),
                    strict=True,
                )
            )
            print(json.dumps(line, ensure_ascii=False))
        else:
            print(f"{difference.change}\t{difference.id}\t{turn.question}")
            print(f"\t甲 {states[0]}\n\t乙 {states[1]}")
    counts = {c: sum(d.change == c for d in found) for c in ("better", "worse", "other")}
    _say(f"变好 {counts['better']}，变差 {counts['worse']}，答案不同而对错不变 {counts['other']}")


@app.command()
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
    with _bar("建立索引") as building, _bar("检索") as searching:

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


@app.command()
def peers(
    sets: SetsOption = None,
    split: Annotated[Split | None, typer.Option("--split", help="只用一半")] = Split.TEST,
    store: StoreOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="目录", help="结果目录")] = RUNS / "peers",
) -> None:
    """同样的题、同样的向量模型，用 LangChain、LlamaIndex、Haystack 的通行做法。"""
    from eval.peers.contest import contest, write_peers

    items = load_items(tuple(sets or ()), split)
    with _assistant(store) as assistant:
        rows = contest(assistant, items, _say)
    write_peers(rows, out)
    write_peers_table(rows)
    for row in rows:
        print(row)


@app.command()
def fit(store: StoreOption = None, sets: SetsOption = None) -> None:
    """由调试题求排序和拒答的权重，与现用的比较。"""
    items = load_items(tuple(sets or ()), Split.DEV)
    single = [item for item in items if not item.is_conversation]
    talks = [item for item in items if item.is_conversation]
    with _assistant(store) as assistant, _bar("求权重") as bar:
        bar.total = 2 * len(single) + len(talks)
        tools = assistant.tools
        for name, fitted in (
            ("rank.py", fit_rank(single, tools, lambda: bar.update(1))),
            ("relevance.py", fit_refusal(single, tools, lambda: bar.update(1))),
            ("clause_choice.py", fit_follow_ups(talks, tools, lambda: bar.update(1))),
        ):
            print(
                f"{name}：{fitted.questions} 题，现用 {fitted.before:.3f}，"
                f"留出 {fitted.held_out:.3f}"
            )
            for feature, weight in fitted.weights.items():
                print(f"    {feature} {weight:.2f}")


@app.command()
def load(
    url: Annotated[str, typer.Option("--url", metavar="地址", help="正在运行的服务")] = (
        "http://127.0.0.1:7860"
    ),
    clients: Annotated[
        list[int] | None, typer.Option("--clients", min=1, help="同时提问的客户端数，可重复")
    ] = None,
    questions: Annotated[int, typer.Option("--questions", min=1, help="不同问题的个数")] = 200,
) -> None:
    """测正在运行的服务：POST /v1/ask 的耗时和吞吐。"""
    items = sample([item for item in load_items() if not item.is_conversation], questions)
    for number in clients or [1, 8]:
        print(measure_load(url, [item.turns[0].question for item in items], number))


@app.command()
def faults(
    minutes: Annotated[float, typer.Option("--minutes", min=1, help="运行的分钟数")] = 10,
    clients: Annotated[int, typer.Option("--clients", min=1, help="同时提问的客户端数")] = 3,
    workers: Annotated[int, typer.Option("--workers", min=2, help="服务的进程数")] = 2,
    write: Annotated[bool, typer.Option("--write", help="写入 docs/reliability.md")] = False,
) -> None:
    """在负载下逐一制造故障，核对已确认的内容一样不少；丢失任何一样即失败。"""
    items = sample([item for item in load_items() if not item.is_conversation], 200)
    questions = [item.turns[0].question for item in items]
    found = run_faults(minutes, clients, workers, questions, _say)
    print(found.page())
    if write:
        write_page(found)
    if found.lost:
        raise typer.Exit(1)


@app.command()
def stores(
    against: Annotated[str, typer.Option("--against", metavar="地址", help="另一个索引")],
    store: StoreOption = None,
    sets: SetsOption = None,
    split: Annotated[Split | None, typer.Option("--split", help="只用一半")] = None,
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
    with _bar("检索") as bar:
        bar.total = len(items)
        result = compare_stores(items, one, other, lambda done: bar.update(1))
    print(
        f"{result.questions} 题：前十条相同 {result.same_sets:.4f}，次序也相同 "
        f"{result.same_order:.4f}，同一条款的得分最多相差 {result.largest:.1e}"
    )
    for cut, (first, second) in result.recall.items():
        print(f"    R@{cut}（{result.searched} 题） {first:.4f} / {second:.4f}")


@app.command()
def generated(
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="题集文件")],
    store: StoreOption = None,
) -> None:
    """由解析结果生成一份题集：每条条款、每个单位一题。"""
    with _assistant(store) as assistant:
        lines = list(generated_lines(assistant.knowledge))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _say(f"{len(lines)} 题：{out}")


@contextmanager
def _assistant(store: str | None) -> Iterator[PolicyAssistant]:
    """An assistant whose conversations are forgotten afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        changes: dict[str, object] = {"database": f"sqlite:///{folder}/conversations.sqlite"}
        if store is not None:
            changes["store"] = Settings().located(store)
        with PolicyAssistant.open(Settings().model_copy(update=changes)) as assistant:
            assistant.ask("预热")  # loads the model, which is no part of an answer's time
            yield assistant


@contextmanager
def _bar(title: str) -> Iterator[tqdm[None]]:
    with tqdm(desc=title, file=sys.stderr, delay=0.5, leave=False) as bar:
        yield bar


def _outcomes(assistant: PolicyAssistant, items: Sequence[Item]) -> tuple[Outcome, ...]:
    with _bar("提问") as bar:
        bar.total = len(items)
        return tuple(ask_items(assistant, items, lambda done: bar.update(1)))


def _print_rows(rows: Sequence[Row]) -> None:
    for row in rows:
        figures = [
            f"{TITLES[name]} {row.measures[name]}" for name in TITLES if name in row.measures
        ]
        print(f"{row.group}（{row.questions} 题）")
        for figure in figures:
            print(f"    {figure}")


def _print_retrieval(result: RetrievalResult, as_json: bool) -> None:
    if as_json:
        figures = {name: measure.value for name, measure in result.measures.items()}
        print(json.dumps({"articles": result.articles, "questions": result.questions, **figures}))
        return
    print(f"条文 {result.articles}，问题 {result.questions}")
    for name, measure in result.measures.items():
        print(f"    {name} {measure}")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def main() -> None:
    """Run a command; what the user can mend is told in a line."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except PolicyError as error:
        _say(error.user_message)
        sys.exit(1)


if __name__ == "__main__":
    main()
