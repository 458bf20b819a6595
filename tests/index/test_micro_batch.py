"""Questions that meet a busy model share its next run; one that meets an idle model runs alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest

from index.embedder import Vectors
from index.graph_embedder import GraphEmbedder
from index.micro_batch import MicroBatcher


class Slow:
    """Takes a text to its length; its first run waits until it is told to go on."""

    def __init__(self) -> None:
        self.runs: list[list[str]] = []
        self.begun, self.go_on = Event(), Event()

    def __call__(self, texts: list[str]) -> Vectors:
        self.runs.append(texts)
        if len(self.runs) == 1:
            self.begun.set()
            assert self.go_on.wait(10)
        if "坏" in texts:
            raise ValueError("cannot be read")
        return np.array([[len(text)] for text in texts], np.float32)


def asked_meanwhile(run: Slow, texts: list[str], most: int) -> list[float]:
    """The answers to `texts`, asked while the model is at work on a first one."""
    batcher = MicroBatcher(run, most)
    with ThreadPoolExecutor(len(texts) + 1) as pool:
        first = pool.submit(batcher.vector, "先")
        assert run.begun.wait(10)
        others = [pool.submit(batcher.vector, text) for text in texts]
        while len(batcher._waiting) < len(texts):  # all are in the queue
            pass
        run.go_on.set()
        assert first.result()[0] == 1
        return [float(other.result()[0]) for other in others]


def test_questions_that_wait_share_one_run_and_get_their_own_vectors() -> None:
    run = Slow()
    assert asked_meanwhile(run, ["一二", "一二三", "一二三四"], 16) == [2, 3, 4]
    assert [len(texts) for texts in run.runs] == [1, 3]


def test_a_run_takes_no_more_than_allowed() -> None:
    run = Slow()
    assert asked_meanwhile(run, ["问" * n for n in range(1, 6)], 2) == [1, 2, 3, 4, 5]
    assert [len(texts) for texts in run.runs] == [1, 2, 2, 1]


def test_an_idle_model_is_not_kept_waiting() -> None:
    run = Slow()
    run.go_on.set()
    batcher = MicroBatcher(run)
    assert [float(batcher.vector(text)[0]) for text in ("一", "一二")] == [1, 2]
    assert run.runs == [["一"], ["一二"]]


def test_a_failed_run_is_told_to_those_in_it_and_to_nobody_after() -> None:
    run = Slow()
    run.go_on.set()
    batcher = MicroBatcher(run)
    with pytest.raises(ValueError, match="cannot be read"):
        batcher.vector("坏")
    assert batcher.vector("好的")[0] == 2


def test_the_model_gives_a_question_one_vector_alone_or_in_company(
    embedder: GraphEmbedder,
) -> None:
    questions = ["能不能砍树", "老旧小区改造由哪个单位牵头，什么时候完成？", "停车费怎么收"]
    alone = [embedder.embed_uncached([question])[0] for question in questions]
    together = embedder.embed_uncached(questions)
    assert min(float(a @ b) for a, b in zip(alone, together, strict=True)) >= 0.9995
