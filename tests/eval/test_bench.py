"""Benchmarks measure real stores and write a page; a grown corpus is the corpus repeated."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest

from corpus.clause import Outline
from eval.bench.embedding import Task, measure_runtimes
from eval.bench.growth import cut, grow
from eval.bench.index_sizes import measure_size
from eval.bench.machine import this_machine
from eval.bench.page import PAGE, PLOTS, record
from eval.bench.plot import write_plot
from eval.bench.runtimes import Runtime
from index.content import StoreContent, make_content
from index.graph_embedder import GraphEmbedder
from index.lexical import LexicalIndex
from tests.articles import LAWS


@pytest.fixture(scope="module")
def base(embedder: GraphEmbedder) -> StoreContent:
    laws: tuple[Outline, ...] = LAWS
    return make_content(laws, embedder, {})[0]


def scores(lexical: LexicalIndex, text: int, words: list[str]) -> list[float]:
    return [lexical.impact(word, text) for word in words]


def test_a_cut_corpus_is_the_first_clauses_with_their_windows_and_words(base: StoreContent) -> None:
    part = cut(base, 3)
    assert part.clauses == base.clauses[:3]
    assert set(part.windows.clause) == {0, 1, 2}
    assert len(part.vectors) == len(part.windows.clause)
    words = base.lexical.terms
    for text in range(3):
        assert scores(part.lexical, text, words) == scores(base.lexical, text, words)
    assert part.lexical.documents.max() == 2


def test_a_grown_corpus_repeats_clauses_and_words_and_turns_the_vectors(
    base: StoreContent,
) -> None:
    own = len(base.clauses)
    grown = grow(base, 2 * own + 1)
    clauses = list(grown.clause_list())
    assert [c.text for c in clauses] == [c.text for c in (*base.clauses * 2, base.clauses[0])]
    assert len({c.id for c in clauses}) == len(clauses)
    assert len(grown.vectors) == len(grown.windows.clause)
    assert grown.windows.clause.max() == 2 * own
    assert np.linalg.norm(grown.vectors.astype(np.float32), axis=1) == pytest.approx(1, abs=1e-2)
    cosines = np.sum(grown.vectors[: len(base.vectors)] * base.vectors, axis=1)
    assert cosines == pytest.approx(1, abs=1e-2)
    turned = np.sum(grown.vectors[len(base.vectors) : 2 * len(base.vectors)] * base.vectors, axis=1)
    assert turned == pytest.approx(0.894, abs=0.03)
    words = base.lexical.terms
    for text in range(own):
        expected = scores(base.lexical, text, words)
        assert scores(grown.lexical, text + own, words) == expected
    assert scores(grown.lexical, 2 * own, words) == scores(base.lexical, 0, words)


@pytest.mark.parametrize("times", [1, 3])
def test_a_size_is_built_opened_and_searched(
    base: StoreContent,
    embedder: GraphEmbedder,
    tmp_path: Path,
    times: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.kinds.FLAT_MOST", len(base.vectors))
    questions = ["能不能砍树", "维修资金", "消防通道"]
    vectors = embedder.embed_queries(questions)
    clauses = times * len(base.clauses)
    row = measure_size(base, clauses, questions, vectors, tmp_path / "store")
    assert (row.clauses, row.windows) == (clauses, times * len(base.vectors))
    assert row.kind == ("flat" if times == 1 else "hnsw")
    assert (row.recall is None) is (times == 1)
    assert row.memory_mib > 0
    assert not (tmp_path / "store").exists()


def test_runtimes_are_compared_with_the_first(embedder: GraphEmbedder) -> None:
    def upside_down(texts: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return -embedder.embed_passages(list(texts))  # type: ignore[call-overload]

    task = Task(
        "two",
        ("不得擅自砍伐树木", "维修资金用于维修"),
        ("tree", "fund"),
        ("能不能砍树",),
        (frozenset({"tree"}),),
    )
    rows = measure_runtimes(
        [
            Runtime("ours", embedder.embed_passages, lambda t: embedder.embed_queries([t])[0]),
            Runtime("wrong", upside_down, lambda t: embedder.embed_queries([t])[0]),
        ],
        [task],
        embedder.count_tokens,
        lambda message: None,
    )
    assert rows[0].least_cosine == pytest.approx(1, abs=1e-4)
    assert rows[1].least_cosine == pytest.approx(-1, abs=1e-3)
    assert rows[0].recall["two"].value == 1


def test_the_page_keeps_the_parts_measured_before(tmp_path: Path) -> None:
    machine = this_machine()
    record("setup", machine, [{"windows": 36000, "seconds": 61.5}], tmp_path)
    sizes = {"disk_mib": 2.5, "memory_mib": 90.0, "resident_mib": 95.0}
    row = {"clauses": 1000, "kind": "flat", "search_p50": 1.5, "search_p95": 2.5, **sizes}
    record("index", machine, [{**row, "recall": None}], tmp_path)
    written = (tmp_path / PAGE).read_text("utf-8")
    assert "| 36,000 | 61.5 |" in written
    assert "| exact |" in written
    assert machine.commit in written
    assert (tmp_path / PLOTS / "search.svg").exists()


def test_a_plot_is_well_formed_and_has_its_lines(tmp_path: Path) -> None:
    points = [(1000.0, 2.0), (100_000.0, 0.0), (1_000_000.0, 30.0)]
    write_plot(tmp_path / "plot.svg", "毫秒 & 条", "条", {"p95": points})
    root = ElementTree.parse(tmp_path / "plot.svg").getroot()
    (line,) = root.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(line.attrib["points"].split()) == 2
