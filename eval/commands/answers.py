"""Answers: question sets asked and scored, two runs compared, sets generated, weights fitted."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.service import PolicyAssistant
from assistant.toolbox import SHIPPED
from corpus.wordings import ASKED_FILE
from eval.asked import HEADER, asked_lines
from eval.commands.common import (
    RUNS,
    JsonOption,
    SetsOption,
    SplitOption,
    StoreOption,
    fresh_assistant,
    progress,
    say,
)
from eval.compare import differences
from eval.expected import read_record, shortfalls, write_record
from eval.fit import fit_follow_ups, fit_rank, fit_refusal
from eval.framed import framed_lines
from eval.generated import generated_lines
from eval.metrics.table import TITLES, Row
from eval.outcome import Outcome
from eval.question import Item, Split, writer_of
from eval.question_set import load_items, sample
from eval.readme import write_peers_table, write_quality
from eval.report.page import report_page
from eval.run import REPORT, Setup, ask_items, read_outcomes, write_run
from eval.ways import read_ways


def run(
    store: StoreOption = None,
    sets: SetsOption = None,
    split: SplitOption = None,
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
    with fresh_assistant(store) as assistant:
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
    say(f"结果：{out / REPORT}")
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
            say(f"低于记录：{shortfall}")
        if short:
            raise typer.Exit(1)


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
    say(f"变好 {counts['better']}，变差 {counts['worse']}，答案不同而对错不变 {counts['other']}")


def peers(
    sets: SetsOption = None,
    split: SplitOption = Split.TEST,
    store: StoreOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="目录", help="结果目录")] = RUNS / "peers",
) -> None:
    """同样的题、同样的向量模型，用 LangChain、LlamaIndex、Haystack 的通行做法。"""
    from eval.peers.contest import contest, write_peers

    items = load_items(tuple(sets or ()), split)
    with fresh_assistant(store) as assistant:
        rows = contest(assistant, items, say)
    write_peers(rows, out)
    write_peers_table(rows)
    for row in rows:
        print(row)


def fit(store: StoreOption = None, sets: SetsOption = None) -> None:
    """由调试题求排序和拒答的权重，与现用的比较。"""
    names = tuple(sets or ())
    items = load_items(names, Split.DEV)
    single = [item for item in items if not item.is_conversation]
    held = (*load_items(names, Split.TRAIN), *items)
    talks = [item for item in held if item.is_conversation]
    with fresh_assistant(store) as assistant, progress("求权重") as bar:
        bar.total = len(items) + len(single) + len(talks)
        tools = assistant.tools
        for name, fitted in (
            ("rank.py", fit_rank(items, tools, lambda: bar.update(1))),
            ("relevance.py", fit_refusal(single, tools, lambda: bar.update(1))),
            ("choice_weights.py", fit_follow_ups(talks, tools, lambda: bar.update(1))),
        ):
            print(
                f"{name}：{fitted.questions} 题，现用 {fitted.before:.3f}，"
                f"留出 {fitted.held_out:.3f}"
            )
            for feature, weight in fitted.weights.items():
                print(f"    {feature} {weight:.2f}")


def asked(store: StoreOption = None) -> None:
    """由训练用的对话写出 corpus/documents/asked.tsv：各条款答过哪些追问。"""
    # Who wrote test conversations teaches nothing: people repeat themselves.
    tested = {writer_of(item) for item in load_items(split=Split.TEST)}
    talks = [item for item in load_items(split=Split.TRAIN) if writer_of(item) not in tested]
    with fresh_assistant(store) as assistant, progress("对话") as bar:
        bar.total = len(talks)
        lines = list(asked_lines(talks, assistant.tools, lambda: bar.update(1)))
    text = HEADER + "".join(f"{line}\n" for line in lines)
    (SHIPPED / ASKED_FILE).write_text(text, encoding="utf-8")
    say(f"{ASKED_FILE}：{len(lines)} 行。")


def generated(
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="题集文件")],
    store: StoreOption = None,
) -> None:
    """由解析结果生成一份题集：每条条款、每个单位一题。"""
    with fresh_assistant(store) as assistant:
        lines = list(generated_lines(assistant.knowledge))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(f"{len(lines)} 题：{out}")


def framed(
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="题集文件")],
    seed: Annotated[int, typer.Option("--seed", help="换一个数，就换一批名称")] = 1,
    store: StoreOption = None,
) -> None:
    """由十二位写者的八千多种问法生成一份题集：填入文本自己的任务、单位、指标和条文。"""
    with fresh_assistant(store) as assistant:
        lines = list(framed_lines(assistant.knowledge, read_ways(), seed))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(f"{len(lines)} 题：{out}")


def _outcomes(assistant: PolicyAssistant, items: Sequence[Item]) -> tuple[Outcome, ...]:
    assistant.prepare()  # as the service does at its start
    with progress("提问") as bar:
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
