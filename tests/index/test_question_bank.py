"""A bank of example questions knows what is like them, and keeps its vectors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.graph_embedder import GraphEmbedder
from index.question_bank import QuestionBank
from tests.processes import ROOT

QUESTIONS = ("电梯多少钱一台", "社保怎么转移", "护照几天能办好")


def test_the_nearest_question_is_the_one_that_says_the_same(
    embedder: GraphEmbedder, tmp_path: Path
) -> None:
    bank = QuestionBank.open(QUESTIONS, embedder, tmp_path)
    (vector,) = embedder.embed_queries(["养老保险转到外地怎么转"])
    assert bank.nearest(vector) == "社保怎么转移"
    assert bank.nearness(vector) > bank.nearness(vector, k=3)


def test_vectors_are_made_once_for_a_content(embedder: GraphEmbedder, tmp_path: Path) -> None:
    QuestionBank.open(QUESTIONS, embedder, tmp_path)
    (kept,) = tmp_path.glob("*.npy")
    before = kept.stat().st_mtime_ns
    QuestionBank.open(QUESTIONS, embedder, tmp_path)
    assert kept.stat().st_mtime_ns == before
    QuestionBank.open(QUESTIONS[:2], embedder, tmp_path)
    assert len(list(tmp_path.glob("*.npy"))) == 2


def test_damaged_vectors_are_made_again(embedder: GraphEmbedder, tmp_path: Path) -> None:
    QuestionBank.open(QUESTIONS, embedder, tmp_path)
    (kept,) = tmp_path.glob("*.npy")
    kept.write_bytes(b"not an array")
    bank = QuestionBank.open(QUESTIONS, embedder, tmp_path)
    (vector,) = embedder.embed_queries([QUESTIONS[2]])
    assert bank.nearest(vector) == QUESTIONS[2]


def test_without_a_place_to_write_the_bank_still_opens(
    embedder: GraphEmbedder, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert QuestionBank.open(QUESTIONS, embedder, tmp_path / "file" / "x").questions == QUESTIONS


def test_a_full_disk_is_not_filled_with_pieces(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys, numpy, pathlib\n"
        "from index.question_bank import keep\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "keep(numpy.zeros((100, 100), numpy.float32), pathlib.Path(sys.argv[1]) / 'a.npy')\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_bank_is_near_to_nothing() -> None:
    bank = QuestionBank((), np.zeros((0, 4), np.float32))
    assert bank.nearness(np.ones(4, np.float32)) == 0.0
    assert bank.nearest(np.ones(4, np.float32)) == ""


@given(st.integers(1, 12), st.integers(1, 20))
def test_nearness_is_the_mean_of_the_highest_cosines(count: int, k: int) -> None:
    rng = np.random.default_rng(count)
    vectors = rng.normal(size=(count, 5)).astype(np.float32)
    question = rng.normal(size=5).astype(np.float32)
    bank = QuestionBank([str(i) for i in range(count)], vectors)
    expected = sorted((vectors @ question).tolist(), reverse=True)[:k]
    assert bank.nearness(question, k) == pytest.approx(sum(expected) / len(expected), rel=1e-5)
