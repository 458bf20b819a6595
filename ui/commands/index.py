"""index build, repair and info."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.common import (
    JsonOption,
    StoreOption,
    build,
    repaired,
    say,
    settings_with,
    write_json,
)
from ui.exit_codes import UsageError

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


@commands.command("repair")
def repair_index(store: StoreOption = None) -> None:
    """检查索引和文件库，损坏的部分由原文件重新生成。"""
    report = repaired(settings_with(store))
    for name in report.texts:
        say(f"已由原文件重新读取：{name}")
    for damage in report.stores:
        say(f"已重建：{damage}")
    built = report.built
    found = "索引完好" if not (report.texts or report.stores) else "索引已修复"
    say(
        f"{found}：文件 {built.documents} 个，条款 {built.clauses} 条；"
        f"新计算 {built.embedded} 段，沿用 {built.reused} 段"
    )


@commands.command()
def info(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """查看索引的内容，并检查是否完好。"""
    from index.stores import open_at

    address = settings_with(store).store
    manifest = open_at(address).manifest
    facts = {
        "store": str(address),
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
    names = ("索引", "格式版本", "向量模型", "向量维数", "文件", "条款", "文本段")
    for name, value in zip(names, facts.values(), strict=True):
        print(f"{name}：{value}")


@commands.command()
def migrate(
    to: Annotated[str, typer.Option("--to", metavar="地址", help="目录，或 Milvus 中的索引")],
    store: StoreOption = None,
) -> None:
    """把索引原样复制到另一处，不重新计算向量；中断后再次运行即可接着做。"""
    from tqdm import tqdm

    from index.stores import copy_store

    settings = settings_with(store)
    target = settings.located(to)
    if target == settings.store:
        raise UsageError("--to 与现用的索引是同一处。")
    with tqdm(desc="复制索引", unit="行", file=sys.stderr, delay=0.5, leave=False) as bar:

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        content = copy_store(settings.store, target, advance)
    say(
        f"索引已复制并核对无误：{target}（文件 {len(content.outlines)} 个，"
        f"条款 {len(content.clauses)} 条，文本段 {len(content.vectors)} 段）。"
        f"改用它请设置 POLICY_STORE={target}"
    )
