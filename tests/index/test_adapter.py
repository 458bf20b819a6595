"""The adapter changes the model it was made from, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from safetensors.numpy import load_file, save_file

from index.adapter import ADAPTER, fits
from index.build_model import MODEL_FOLDER
from index.graph_embedder import GraphEmbedder


def test_fits_only_the_weights_it_was_made_from(tmp_path: Path) -> None:
    assert fits(MODEL_FOLDER)
    other = tmp_path / "model"
    other.mkdir()
    (other / "model.safetensors").write_bytes(b"other weights")
    assert not fits(other)
    assert not fits(MODEL_FOLDER, tmp_path / "no-adapter")


def test_changes_the_vectors_and_the_name_of_the_model(
    embedder: GraphEmbedder, tmp_path: Path
) -> None:
    other = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, other)
    weights = other / "model.safetensors"
    save_file(load_file(weights), weights, metadata={"format": "pt", "note": "the same tensors"})
    plain = GraphEmbedder(other, tmp_path / "graphs")
    assert plain.model_id != embedder.model_id
    text = ["楼上装修太吵"]
    assert embedder.embed_queries(text)[0] @ plain.embed_queries(text)[0] < 0.99


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("楼上半夜装修吵得睡不着", "在居民住宅区从事室内装修活动，应当限制作业时间", "加装电梯"),
        ("老房子没电梯，腿脚不便", "既有住宅加装电梯", "向城市河道倾倒垃圾"),
    ],
)
def test_everyday_question_lies_nearer_to_its_rule(
    embedder: GraphEmbedder, question: str, answer: str, other: str
) -> None:
    passages = embedder.embed_passages([answer, other])
    near, far = passages @ embedder.embed_queries([question])[0]
    assert near > far + 0.05


def test_stays_small() -> None:
    assert ADAPTER.stat().st_size <= 10_000_000
