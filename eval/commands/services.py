"""Services: load and faults of a service that runs."""

from __future__ import annotations

from typing import Annotated

import typer

from eval.commands.common import (
    say,
)
from eval.faults.figures import write_page
from eval.faults.run import run_faults
from eval.load import measure_load
from eval.question_set import load_items, sample


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


def faults(
    minutes: Annotated[float, typer.Option("--minutes", min=1, help="运行的分钟数")] = 10,
    clients: Annotated[int, typer.Option("--clients", min=1, help="同时提问的客户端数")] = 3,
    workers: Annotated[int, typer.Option("--workers", min=2, help="服务的进程数")] = 2,
    write: Annotated[bool, typer.Option("--write", help="写入 docs/reliability.md")] = False,
) -> None:
    """在负载下逐一制造故障，核对已确认的内容一样不少；丢失任何一样即失败。"""
    items = sample([item for item in load_items() if not item.is_conversation], 200)
    questions = [item.turns[0].question for item in items]
    found = run_faults(minutes, clients, workers, questions, say)
    print(found.page())
    if write:
        write_page(found)
    if found.lost:
        raise typer.Exit(1)
