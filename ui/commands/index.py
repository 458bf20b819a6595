"""index build and index info."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.common import JsonOption, StoreOption, build, say, settings_with, write_json

commands = typer.Typer(help="索引")


@commands.callback()
def index() -> None:
    """建立和查看索引。"""


@commands.command("build")
def build_index(
    documents: Annotated[
        Path | None, typer.Option("--documents", metavar="目录", help="政策文件目录")
    ] = None,
    store: StoreOption = None,
) -> None:
    """建立或更新索引；只计算新增和改动的条款。"""
    settings = settings_with(store, documents=documents)
    report = build(settings)
    say(
        f"索引已就绪：{settings.store}（文件 {report.documents} 个，条款 {report.clauses} 条；"
        f"新计算 {report.embedded} 段，沿用 {report.reused} 段）"
    )


@commands.command()
def info(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """查看索引的内容，并检查是否完好。"""
    from index.store import open_store

    opened = open_store(settings_with(store).store)
    manifest = opened.manifest
    facts = {
        "store": str(opened.folder),
        "format": manifest.format,
        "model": manifest.model_id,
        "dimension": manifest.dimension,
        "documents": len(manifest.documents),
        "clauses": manifest.clauses,
        "windows": manifest.windows,
    }
    if as_json:
        write_json(facts)
        return
    names = ("索引目录", "格式版本", "向量模型", "向量维数", "文件", "条款", "文本段")
    for name, value in zip(names, facts.values(), strict=True):
        print(f"{name}：{value}")
