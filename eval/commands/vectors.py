"""Vectors: those of the shipped texts written anew (index/shipped_vectors.py)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from assistant.settings import Settings
from assistant.toolbox import make_banks
from corpus.catalogue import load_corpus
from eval.commands.common import progress
from index.graph_embedder import GraphEmbedder
from index.shipped_vectors import Recording, ship
from index.store import build_store


def vectors() -> None:
    """把随项目发布的条款和例句的向量写入 index/vectors，首次启动就不必计算。"""
    settings = Settings()
    embedder = Recording(GraphEmbedder(settings.model, settings.graphs, settings.threads))
    with tempfile.TemporaryDirectory() as made, progress("计算向量") as bar:

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        build_store(load_corpus(settings.documents), Path(made) / "store", embedder, advance)
        make_banks(embedder, settings.model_copy(update={"graphs": Path(made)}))
    print(f"已写入 {ship(embedder.model_id, embedder.texts.items())} 条文字的向量。")
