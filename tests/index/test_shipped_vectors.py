"""The vectors of the shipped texts come with the project; what has changed is computed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from corpus.catalogue import load_corpus
from index.content import windows_in
from index.graph_embedder import GraphEmbedder
from index.shipped_vectors import FILE, Recording, ShippedVectors, ship

TEXTS = ("城市绿化条例", "能不能砍小区里的树", "老旧小区改造由谁牵头")


@pytest.fixture(scope="module")
def shipped(embedder: GraphEmbedder) -> ShippedVectors:
    return ShippedVectors.read(embedder.model_id)


@pytest.fixture(scope="module")
def windows() -> list[str]:
    return [window.text for window in windows_in(load_corpus(Settings().documents))]


def test_nearly_all_of_the_shipped_corpus_is_there(
    shipped: ShippedVectors, windows: list[str]
) -> None:
    share = len(shipped.known(windows)) / len(windows)
    assert share >= 0.97, f"{share:.3f}: run `python -m eval vectors`, a first start takes minutes"


def test_they_are_the_models_own(
    shipped: ShippedVectors, embedder: GraphEmbedder, windows: list[str]
) -> None:
    known = [windows[i] for i in shipped.known(windows)]
    drawn = known[:: len(known) // 40]
    cosines = np.sum(shipped.vectors(drawn) * embedder.embed_passages(drawn), axis=1)
    assert cosines.min() >= 0.999


def test_what_is_written_is_read_again(embedder: GraphEmbedder, tmp_path: Path) -> None:
    vectors = embedder.embed_passages(TEXTS)
    file = tmp_path / "vectors" / "shipped.npz"
    assert ship(embedder.model_id, zip(TEXTS, vectors, strict=True), file) == len(TEXTS)
    read = ShippedVectors.read(embedder.model_id, file)
    assert read.known(["别的", *TEXTS]) == [1, 2, 3]
    assert np.sum(read.vectors(TEXTS) * vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-4)
    assert [each.name for each in file.parent.iterdir()] == ["shipped.npz"]


def test_another_model_finds_none_of_them() -> None:
    assert len(ShippedVectors.read("another-model")) == 0


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive"])
def test_a_file_that_is_missing_or_damaged_only_costs_time(
    content: bytes | None, embedder: GraphEmbedder, tmp_path: Path
) -> None:
    file = tmp_path / "shipped.npz"
    if content is not None:
        file.write_bytes(content)
    assert len(ShippedVectors.read(embedder.model_id, file)) == 0


def test_a_file_cut_short_only_costs_time(embedder: GraphEmbedder, tmp_path: Path) -> None:
    file = tmp_path / "shipped.npz"
    file.write_bytes(FILE.read_bytes()[:100_000])
    assert len(ShippedVectors.read(embedder.model_id, file)) == 0


def test_among_many_texts_only_new_ones_are_computed(
    embedder: GraphEmbedder, windows: list[str]
) -> None:
    new = [f"第{number}号院的银杏树" for number in range(20)]
    texts = [*new[:7], *windows[:600], *new[7:]]
    seen: list[tuple[int, int]] = []
    vectors = embedder.embed_passages(texts, lambda done, total: seen.append((done, total)))
    assert seen[-1][1] < 100
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-4)
    for row in (0, 6, 607, 619):
        assert vectors[row] @ embedder.embed_passages([texts[row]])[0] == pytest.approx(1, abs=1e-3)


def test_a_recording_keeps_what_was_embedded(embedder: GraphEmbedder) -> None:
    recording = Recording(embedder)
    vectors = recording.embed_passages(TEXTS)
    assert list(recording.texts) == list(TEXTS)
    assert np.array_equal(np.stack(list(recording.texts.values())), vectors)
