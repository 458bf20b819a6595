"""A store is whole or not there, embeds only what changed and refuses what it cannot read."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from texts import GREENING, PROPERTY, outline

from assistant.settings import Settings
from index.build_model import MODEL_FOLDER
from index.embedder import Progress, Vectors
from index.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFormatError,
    StoreMissingError,
)
from index.graph_embedder import GraphEmbedder
from index.retriever import Retriever
from index.store import build_store, open_store


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()}


class HalfWay(GraphEmbedder):
    """The real model, which fails after its first passage."""

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        super().embed_passages(texts[:1], progress)
        raise RuntimeError("power cut")


@pytest.fixture
def folder(tmp_path: Path, embedder: GraphEmbedder) -> Path:
    build_store((GREENING, PROPERTY), tmp_path / "store", embedder)
    return tmp_path / "store"


def test_gives_back_what_was_put_in(folder: Path) -> None:
    store = open_store(folder)
    assert store.outlines == (GREENING, PROPERTY)
    assert store.clauses == GREENING.clauses + PROPERTY.clauses


def test_unchanged_corpus_embeds_and_writes_nothing(folder: Path, embedder: GraphEmbedder) -> None:
    before = snapshot(folder)
    report = build_store((GREENING, PROPERTY), folder, embedder)
    assert (report.embedded, report.documents, report.clauses) == (0, 2, 5)
    assert snapshot(folder) == before


def test_only_the_changed_document_is_embedded(folder: Path, embedder: GraphEmbedder) -> None:
    fire = outline("fire", "消防条例", "第一条 任何人发现火灾都应当立即报警。")
    report = build_store((GREENING, fire, PROPERTY), folder, embedder)
    assert (report.embedded, report.reused) == (1, 5)
    vector = embedder.embed_queries(["发现火灾怎么办"])
    assert Retriever(open_store(folder), embedder).search("发现火灾怎么办")[0].clause.id == "fire:1"
    assert vector.shape == (1, 384)


def test_a_removed_document_is_gone(folder: Path, embedder: GraphEmbedder) -> None:
    report = build_store((PROPERTY,), folder, embedder)
    assert (report.embedded, report.clauses) == (0, 2)
    assert open_store(folder).outlines == (PROPERTY,)


def test_a_build_that_fails_half_way_leaves_the_old_store(
    folder: Path, embedder: GraphEmbedder
) -> None:
    before = snapshot(folder)
    fire = outline("fire", "消防条例", "第一条 发现火灾立即报警。", "第二条 不得占用消防通道。")
    with pytest.raises(RuntimeError, match="power cut"):
        build_store((GREENING, fire), folder, HalfWay(MODEL_FOLDER, Settings().graphs))
    assert snapshot(folder) == before
    assert [p.name for p in folder.parent.iterdir() if p.is_dir()] == ["store"]


def test_a_second_builder_is_turned_away(folder: Path, embedder: GraphEmbedder) -> None:
    with (folder.parent / ".store.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreBusyError):
            build_store((PROPERTY,), folder, embedder)


def test_no_store_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError) as caught:
        open_store(tmp_path / "nothing")
    assert "policy-assistant index build" in caught.value.user_message


@pytest.mark.parametrize("position", range(7))
def test_a_truncated_file_is_refused(folder: Path, position: int) -> None:
    victims = sorted(folder.iterdir())
    victim = victims[position % len(victims)]
    victim.write_bytes(victim.read_bytes()[:-20])
    with pytest.raises(StoreDamagedError) as caught:
        open_store(folder)
    assert "policy-assistant index build" in caught.value.user_message


def test_a_damaged_store_is_built_anew(folder: Path, embedder: GraphEmbedder) -> None:
    next(folder.glob("vectors*")).unlink()
    assert build_store((GREENING, PROPERTY), folder, embedder).embedded == 5
    assert len(open_store(folder).clauses) == 5


def foreign_version(folder: Path) -> None:
    manifest = folder / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**content, "format": 999}), "utf-8")


def test_another_format_version_is_refused(folder: Path) -> None:
    foreign_version(folder)
    with pytest.raises(StoreFormatError):
        open_store(folder)


def test_another_format_version_is_built_anew(folder: Path, embedder: GraphEmbedder) -> None:
    foreign_version(folder)
    assert build_store((GREENING, PROPERTY), folder, embedder).embedded == 5


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("[1, 2]", "utf-8")
    with pytest.raises(StoreError):
        open_store(tmp_path)
