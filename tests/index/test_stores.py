"""A store is the same store in a folder and in Milvus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from texts import GREENING, PROPERTY, outline

from index.errors import (
    StoreAddressError,
    StoreDamagedError,
    StoreError,
    StoreFormatError,
    StoreMissingError,
    StoreTakenError,
)
from index.graph_embedder import GraphEmbedder
from index.retriever import Retriever
from index.store_address import MilvusAddress, StoreAddress, parse_address
from index.stores import build_at, connection, copy_store, disconnect, find_at, open_at

pytest.importorskip("pymilvus")

FIRE = outline("fire", "消防条例", "第一条 任何人发现火灾都应当立即报警。")
QUERIES = ("砍伐城市树木", "新建居住区绿地率是多少", "维修资金可以用来做什么", "发现火灾怎么办")


@pytest.fixture(params=["folder", "milvus"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreAddress]:
    """Where the store under test lies."""
    place = parse_address(str(tmp_path / ("store" if request.param == "folder" else "store.db")))
    yield place
    disconnect(place)


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[MilvusAddress]:
    place = parse_address(str(tmp_path / "lite.db"))
    assert isinstance(place, MilvusAddress)
    yield place
    disconnect(place)


def test_no_store_says_how_to_build_one(address: StoreAddress) -> None:
    with pytest.raises(StoreMissingError) as caught:
        find_at(address)
    assert "policy-assistant index build" in caught.value.user_message


def test_gives_back_what_was_put_in(address: StoreAddress, embedder: GraphEmbedder) -> None:
    report = build_at((GREENING, PROPERTY), address, embedder)
    assert (report.documents, report.clauses, report.embedded) == (2, 5, 5)
    store = open_at(address)
    assert store.outlines == (GREENING, PROPERTY)
    assert store.clauses == GREENING.clauses + PROPERTY.clauses
    assert (store.manifest.clauses, store.manifest.windows) == (5, 5)


def test_only_what_is_new_is_embedded(address: StoreAddress, embedder: GraphEmbedder) -> None:
    build_at((GREENING, PROPERTY), address, embedder)
    assert build_at((GREENING, PROPERTY), address, embedder).embedded == 0
    report = build_at((GREENING, FIRE, PROPERTY), address, embedder)
    assert (report.embedded, report.reused) == (1, 5)
    assert Retriever(open_at(address), embedder).search("发现火灾")[0].clause.id == "fire:1"


def test_a_removed_document_is_gone(address: StoreAddress, embedder: GraphEmbedder) -> None:
    build_at((GREENING, PROPERTY), address, embedder)
    report = build_at((PROPERTY,), address, embedder)
    assert (report.embedded, report.clauses) == (0, 2)
    assert open_at(address).outlines == (PROPERTY,)


def test_an_open_store_stays_whole_while_another_takes_its_place(
    address: StoreAddress, embedder: GraphEmbedder
) -> None:
    build_at((GREENING, PROPERTY), address, embedder)
    before = Retriever(open_at(address), embedder)
    build_at((PROPERTY,), address, embedder)
    assert before.search("砍伐城市树木")[0].clause.id == "greening:2"


def test_another_model_is_refused(address: StoreAddress, embedder: GraphEmbedder) -> None:
    class OtherModel(GraphEmbedder):
        model_id = "another-model"

    build_at((PROPERTY,), address, embedder)
    with pytest.raises(StoreFormatError):
        Retriever(open_at(address), object.__new__(OtherModel))


def test_only_kept_clauses_are_found(address: StoreAddress, embedder: GraphEmbedder) -> None:
    build_at((GREENING, PROPERTY), address, embedder)
    retriever = Retriever(open_at(address), embedder)
    hits = retriever.search("绿地", keep=lambda clause: clause.document_id == "property")
    assert {hit.clause.document_id for hit in hits} == {"property"}
    alternate = retriever.search("绿地", keep=lambda clause: clause.label in {"第1条", "第3条"})
    assert {hit.clause.label for hit in alternate} == {"第1条", "第3条"}
    assert retriever.search("绿地", keep=lambda clause: False) == []


def test_both_find_the_same_with_the_same_scores(
    tmp_path: Path, lite: MilvusAddress, embedder: GraphEmbedder
) -> None:
    folder = tmp_path / "store"
    build_at((GREENING, PROPERTY, FIRE), folder, embedder)
    copy_store(folder, lite)
    one, other = (Retriever(open_at(place), embedder) for place in (folder, lite))
    for query in QUERIES:
        first, second = (each.search(query, extra_terms=["住宅"]) for each in (one, other))
        assert [hit.clause.id for hit in first] == [hit.clause.id for hit in second]
        for a, b in zip(first, second, strict=True):
            assert (a.terms, a.window_start, a.window_end) == (
                b.terms,
                b.window_start,
                b.window_end,
            )
            assert (a.score, a.dense, a.lexical, a.wording, a.wording_by) == pytest.approx(
                (b.score, b.dense, b.lexical, b.wording, b.wording_by), abs=1e-5
            )
    akin = [each.akin("greening:2", "greening:3") for each in (one, other)]
    assert akin[0] == pytest.approx(akin[1], abs=1e-6)
    assert open_at(folder).frequent_words(2) == open_at(lite).frequent_words(2)


def test_there_and_back_changes_no_byte(
    tmp_path: Path, lite: MilvusAddress, embedder: GraphEmbedder
) -> None:
    build_at((GREENING, PROPERTY), tmp_path / "store", embedder)
    copy_store(tmp_path / "store", lite)
    copy_store(lite, tmp_path / "back")
    names = {path.name for path in (tmp_path / "store").iterdir()}
    assert names == {path.name for path in (tmp_path / "back").iterdir()}
    for name in names:
        assert (tmp_path / "store" / name).read_bytes() == (tmp_path / "back" / name).read_bytes()


def test_a_reader_learns_of_the_new_store(lite: MilvusAddress, embedder: GraphEmbedder) -> None:
    build_at((GREENING,), lite, embedder)
    store = open_at(lite)
    retriever = Retriever(store, embedder)
    build_at((PROPERTY,), lite, embedder)
    build_at((FIRE,), lite, embedder)  # the collections of the first are gone with this one
    before = store.newest
    with pytest.raises(StoreError):
        retriever.search("砍伐城市树木")
    assert store.newest != before
    assert store.newest == open_at(lite).newest


def test_a_copy_that_lost_rows_is_made_whole(
    tmp_path: Path, lite: MilvusAddress, embedder: GraphEmbedder
) -> None:
    build_at((GREENING, PROPERTY), tmp_path / "store", embedder)
    copy_store(tmp_path / "store", lite)
    store = open_at(lite)
    engine = connection(lite)
    engine.ask("delete", store.generation.texts, ids=[1])
    with pytest.raises(StoreDamagedError):
        copy_store(lite, tmp_path / "back")
    assert not (tmp_path / "back").exists()
    copy_store(tmp_path / "store", lite)
    copy_store(lite, tmp_path / "back")


def test_a_collection_of_something_else_is_left_alone(
    lite: MilvusAddress, embedder: GraphEmbedder
) -> None:
    connection(lite).ask("create_collection", lite.collection, dimension=4)
    with pytest.raises(StoreTakenError):
        build_at((PROPERTY,), lite, embedder)
    assert connection(lite).ask("list_collections") == [lite.collection]


def test_a_damaged_folder_is_not_copied(
    tmp_path: Path, lite: MilvusAddress, embedder: GraphEmbedder
) -> None:
    build_at((PROPERTY,), tmp_path / "store", embedder)
    victim = tmp_path / "store" / "windows.npz"
    victim.write_bytes(victim.read_bytes()[:-20])
    with pytest.raises(StoreDamagedError):
        copy_store(tmp_path / "store", lite)
    with pytest.raises(StoreMissingError):
        find_at(lite)


@pytest.mark.parametrize(
    ("text", "uri", "collection"),
    [
        ("milvus://db.example:19531/policy", "http://db.example:19531", "policy"),
        ("milvus://db.example/policy", "http://db.example:19530", "policy"),
        ("milvus+https://db.example:443/p_1", "https://db.example:443", "p_1"),
        ("var/store.db", "var/store.db", "policy"),
    ],
)
def test_addresses_of_milvus(text: str, uri: str, collection: str) -> None:
    address = parse_address(text)
    assert isinstance(address, MilvusAddress)
    assert (address.uri, address.collection) == (uri, collection)
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        "milvus://db.example",
        "milvus:///policy",
        "milvus://db.example/两个字",
        "milvus://db.example:port/policy",
        "http://db.example/policy",
        "milvus://root:secret@db.example/policy",  # pragma: allowlist secret
    ],
)
def test_what_is_no_address_is_told_without_its_password(text: str) -> None:
    with pytest.raises(StoreAddressError) as caught:
        parse_address(text)
    assert "milvus://" in caught.value.user_message
    assert "secret" not in caught.value.user_message + str(caught.value)


def test_a_path_is_a_folder() -> None:
    assert parse_address("var/store") == Path("var/store")
