"""A large store finds what an exact one finds, from files that it does not read whole."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from texts import GREENING, PROPERTY, outline

from corpus.clause import Clause
from index.embedder import Vectors
from index.errors import StoreDamagedError
from index.graph_embedder import GraphEmbedder
from index.kinds import FLAT_MOST, HNSW_MOST, Kind, build_index, kind_for, nearest
from index.large_store import LargeStore, write_large
from index.lexical import FieldText, LexicalIndex, Tokenizer
from index.manifest import FORMAT, LARGE_FORMAT, read_manifest
from index.postings import MappedPostings, write_postings
from index.retriever import Retriever
from index.store import Store, build_store, open_store

APPROXIMATE = (Kind.HNSW, Kind.IVF)
COUNT, DIMENSION = 4000, 32


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """Unit vectors in clumps, as texts are."""
    rng = np.random.default_rng(0)
    middles = rng.normal(size=(40, DIMENSION))
    found = middles[rng.integers(0, 40, COUNT)] + 0.5 * rng.normal(size=(COUNT, DIMENSION))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize(
    ("windows", "kind"),
    [
        (0, Kind.FLAT),
        (FLAT_MOST, Kind.FLAT),
        (FLAT_MOST + 1, Kind.HNSW),
        (HNSW_MOST, Kind.HNSW),
        (HNSW_MOST + 1, Kind.IVF),
    ],
)
def test_the_kind_is_a_matter_of_size(windows: int, kind: Kind) -> None:
    assert kind_for(windows) is kind


@pytest.mark.parametrize("kind", APPROXIMATE)
def test_of_a_hundred_nearest_hardly_one_is_missed(vectors: Vectors, kind: Kind) -> None:
    index = build_index(vectors.astype(np.float16), kind)
    found = 0
    for question in vectors[::200]:
        exact = np.argsort(-(vectors @ question))[:100]
        found += len(set(exact) & set(nearest(index, kind, question, 200)))
    assert found / (100 * len(vectors[::200])) >= 0.97


@pytest.mark.parametrize("kind", Kind)
def test_only_what_is_allowed_is_found(vectors: Vectors, kind: Kind) -> None:
    index = build_index(vectors.astype(np.float16), kind)
    allowed = np.arange(COUNT) % 10 == 0
    found = nearest(index, kind, vectors[0], 50, allowed)
    assert len(found) >= 40
    assert all(number % 10 == 0 for number in found)


def words_of(texts: list[str]) -> LexicalIndex:
    return LexicalIndex.build([FieldText("", "", text) for text in texts], Tokenizer())


@pytest.fixture(scope="module")
def postings(tmp_path_factory: pytest.TempPathFactory) -> MappedPostings:
    """Texts of words that stand everywhere and of words that stand in a few."""
    rng = np.random.default_rng(1)
    common, rare = ["城市", "管理", "应当", "规定"], [f"w{n}" for n in range(300)]
    texts = [
        "，".join([*rng.choice(common, rng.integers(1, 9)), *rng.choice(rare, rng.integers(0, 4))])
        for _ in range(3000)
    ]
    folder = tmp_path_factory.mktemp("postings")
    write_postings(words_of(texts), folder)
    return MappedPostings.open(folder, len(texts))


@pytest.mark.parametrize(
    "weights",
    [
        {"城市": 1.0},
        {"w7": 1.0, "城市": 1.0, "管理": 1.0, "应当": 1.0},
        {"w7": 0.6, "w8": 1.0, "w9": 1.0, "城市": 0.6, "规定": 1.0, "nowhere": 1.0},
    ],
)
@pytest.mark.parametrize("k", [1, 10, 200])
def test_pruning_changes_no_result(
    postings: MappedPostings, weights: dict[str, float], k: int
) -> None:
    scores = postings.scores(weights)
    best = postings.best(weights, k)
    assert len(best) == k
    assert scores[best] == pytest.approx(np.sort(scores)[::-1][:k], rel=1e-5)
    assert postings.scores_on(weights, best) == pytest.approx(scores[best], rel=1e-5)


def test_pruning_minds_what_is_allowed(postings: MappedPostings) -> None:
    weights = {"w7": 1.0, "城市": 1.0, "管理": 1.0}
    allowed = np.arange(postings.count) % 3 == 0
    scores = np.where(allowed, postings.scores(weights), 0)
    best = postings.best(weights, 20, allowed)
    assert scores[best] == pytest.approx(np.sort(scores)[::-1][:20], rel=1e-5)


def test_words_that_stand_nowhere_find_nothing(postings: MappedPostings) -> None:
    assert postings.best({"nowhere": 1.0}, 5).tolist() == []


@pytest.fixture(scope="module")
def stores(
    embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Store, LargeStore]:
    """The same corpus as a flat store and as a large one."""
    folder = tmp_path_factory.mktemp("stores")
    fire = outline("fire", "消防条例", *(f"第{n}条 第{n}类场所应当设消防通道。" for n in range(40)))
    build_store((GREENING, PROPERTY, fire), folder / "flat", embedder)
    flat = open_store(folder / "flat")
    assert isinstance(flat, Store)
    (folder / "large").mkdir()
    write_large(flat.content, Kind.HNSW, folder / "large")
    large = open_store(folder / "large")
    assert isinstance(large, LargeStore)
    return flat, large


@pytest.mark.parametrize("query", ["小区绿地率是多少", "维修资金能做什么", "消防通道", "砍树"])
def test_a_search_finds_the_same_in_either(
    stores: tuple[Store, LargeStore], embedder: GraphEmbedder, query: str
) -> None:
    flat, large = (Retriever(store, embedder).search(query, 10) for store in stores)
    assert [hit.clause for hit in flat] == [hit.clause for hit in large]
    for ours, exact in zip(large, flat, strict=True):
        assert ours.dense == pytest.approx(exact.dense, abs=2e-3)
        assert ours.lexical == pytest.approx(exact.lexical, rel=1e-4)
        assert ours.terms == exact.terms
        assert (ours.window_start, ours.window_end) == (exact.window_start, exact.window_end)


def test_a_search_in_one_document_finds_the_same_in_either(
    stores: tuple[Store, LargeStore], embedder: GraphEmbedder
) -> None:
    def keep(clause: Clause) -> bool:
        return clause.document_id == "property"

    flat, large = (Retriever(s, embedder).search("消防通道", 5, keep=keep) for s in stores)
    assert [hit.clause.id for hit in flat] == [hit.clause.id for hit in large] != []


def test_it_gives_back_what_was_put_in(stores: tuple[Store, LargeStore]) -> None:
    flat, large = stores
    assert large.outlines == flat.outlines
    assert tuple(large.clauses) == flat.clauses
    assert large.clauses[-1] == flat.clauses[-1]
    assert large.content.vectors == pytest.approx(flat.content.vectors, abs=1e-3)
    assert large.frequent_words(3) == flat.frequent_words(3)
    assert large.mean(1) == pytest.approx(flat.mean(1), abs=1e-3)


def test_the_manifest_tells_the_kind_and_a_flat_one_stays_as_it_was(
    stores: tuple[Store, LargeStore],
) -> None:
    flat, large = stores
    assert (large.manifest.format, large.manifest.kind) == (LARGE_FORMAT, "hnsw")
    kept = json.loads((flat.folder / "manifest.json").read_text("utf-8"))
    assert kept["format"] == FORMAT
    assert not {"kind", "sizes"} & set(kept)


def test_a_file_cut_short_is_refused(stores: tuple[Store, LargeStore], tmp_path: Path) -> None:
    for name in read_manifest(stores[1].folder).files:
        folder = tmp_path / name
        folder.mkdir()
        write_large(stores[0].content, Kind.HNSW, folder)
        victim = folder / name
        victim.write_bytes(victim.read_bytes()[:-10])
        with pytest.raises(StoreDamagedError) as caught:
            open_store(folder)
        assert "policy-assistant index build" in caught.value.user_message


def test_a_build_beyond_the_limit_makes_a_large_store_and_keeps_its_vectors(
    embedder: GraphEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.kinds.FLAT_MOST", 3)
    folder = tmp_path / "store"
    assert build_store((GREENING, PROPERTY), folder, embedder).embedded == 5
    assert isinstance(open_store(folder), LargeStore)
    assert build_store((GREENING, PROPERTY), folder, embedder).embedded == 0
    assert build_store((PROPERTY,), folder, embedder).embedded == 0
    assert isinstance(open_store(folder), Store)


def test_what_is_read_late_is_of_the_store_that_was_opened(
    stores: tuple[Store, LargeStore], embedder: GraphEmbedder, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    write_large(stores[0].content, Kind.HNSW, folder)
    opened = open_store(folder)
    expected = [outline.document.id for outline in stores[0].outlines]
    build_store((PROPERTY,), folder, embedder)  # takes its place
    assert isinstance(opened, LargeStore)
    assert [outline.document.id for outline in opened.outlines] == expected
    assert opened.content.outlines_json == stores[0].content.outlines_json


def test_a_large_store_may_be_empty_of_words(stores: tuple[Store, LargeStore]) -> None:
    _, large = stores
    vector = np.zeros(384, np.float32)
    vector[0] = 1
    found = large.candidates(vector, {}, 5)
    assert len(found.clauses) >= 1
    assert found.lexical.tolist() == [0.0] * len(found.clauses)
