"""The embedder gives unit vectors in the given order and says what is wrong with a model."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from index.build_model import MODEL_FOLDER
from index.embedder import ModelMissingError, SentenceTransformerEmbedder
from index.graph_embedder import GraphEmbedder


def test_passages_keep_their_order_and_report_progress(
    embedder: GraphEmbedder,
) -> None:
    texts = ["绿地", "城市道路管理" * 20, "消防安全"]
    seen: list[tuple[int, int]] = []
    vectors = embedder.embed_passages(texts, lambda done, total: seen.append((done, total)))
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert embedder.embed_passages([text])[0] @ vector == pytest.approx(1, abs=1e-4)
    assert seen[-1] == (3, 3)


def test_query_lies_nearer_to_its_passage(embedder: GraphEmbedder) -> None:
    passages = embedder.embed_passages(["砍伐树木须经批准", "业主大会由全体业主组成"])
    (query,) = embedder.embed_queries(["能不能砍小区里的树"])
    assert passages[0] @ query > passages[1] @ query


def test_no_texts_give_no_rows(embedder: GraphEmbedder) -> None:
    assert embedder.embed_queries([]).shape == (0, 384)
    assert embedder.embed_passages([]).shape == (0, 384)


def test_missing_folder_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError) as caught:
        GraphEmbedder(tmp_path / "nothing", tmp_path / "graphs").embed_queries(["绿地"])
    assert "POLICY_MODEL" in caught.value.user_message


def test_folder_without_a_model_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError):
        GraphEmbedder(tmp_path, tmp_path / "graphs").embed_queries(["绿地"])


def test_truncated_weights_are_told_in_chinese(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.truncate(1_000_000)
    with pytest.raises(ModelMissingError):
        GraphEmbedder(folder, tmp_path / "graphs").embed_queries(["绿地"])


def test_the_graph_gives_the_models_own_vectors(embedder: GraphEmbedder) -> None:
    reference = SentenceTransformerEmbedder(MODEL_FOLDER)
    questions = ["老旧小区改造由哪个单位牵头？", "能不能砍树", "a" * 3000]
    passages = ["第一条　为了加强城市绿化，制定本条例。", "绿地" * 600]
    ours = [*embedder.embed_queries(questions), *embedder.embed_passages(passages)]
    theirs = [*reference.embed_queries(questions), *reference.embed_passages(passages)]
    assert min(float(a @ b) for a, b in zip(ours, theirs, strict=True)) >= 0.999
    assert embedder.dimension == reference.dimension
    assert embedder.count_tokens(passages) == reference.count_tokens(passages)


def test_a_damaged_graph_is_made_anew(embedder: GraphEmbedder, tmp_path: Path) -> None:
    graphs = tmp_path / "graphs"
    shutil.copytree(Settings().graphs / embedder.model_id, graphs / embedder.model_id)
    with (graphs / embedder.model_id / "model.onnx").open("r+b") as file:
        file.truncate(1_000_000)
    (vector,) = GraphEmbedder(MODEL_FOLDER, graphs).embed_queries(["绿地"])
    assert vector @ embedder.embed_queries(["绿地"])[0] == pytest.approx(1, abs=1e-4)
