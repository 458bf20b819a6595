"""The embedder gives unit vectors in the given order and says what is wrong with a model."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.build_model import MODEL_FOLDER
from index.embedder import ModelMissingError, SentenceTransformerEmbedder


def test_passages_keep_their_order_and_report_progress(
    embedder: SentenceTransformerEmbedder,
) -> None:
    texts = ["绿地", "城市道路管理" * 20, "消防安全"]
    seen: list[tuple[int, int]] = []
    vectors = embedder.embed_passages(texts, lambda done, total: seen.append((done, total)))
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert embedder.embed_passages([text])[0] @ vector == pytest.approx(1, abs=1e-4)
    assert seen[-1] == (3, 3)


def test_query_lies_nearer_to_its_passage(embedder: SentenceTransformerEmbedder) -> None:
    passages = embedder.embed_passages(["砍伐树木须经批准", "业主大会由全体业主组成"])
    (query,) = embedder.embed_queries(["能不能砍小区里的树"])
    assert passages[0] @ query > passages[1] @ query


def test_no_texts_give_no_rows(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.embed_queries([]).shape == (0, 384)
    assert embedder.embed_passages([]).shape == (0, 384)


def test_missing_folder_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError) as caught:
        SentenceTransformerEmbedder(tmp_path / "nothing").embed_queries(["绿地"])
    assert "POLICY_MODEL" in caught.value.user_message


def test_folder_without_a_model_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError):
        SentenceTransformerEmbedder(tmp_path).embed_queries(["绿地"])


def test_truncated_weights_are_told_in_chinese(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.truncate(1_000_000)
    with pytest.raises(ModelMissingError):
        SentenceTransformerEmbedder(folder).embed_queries(["绿地"])
