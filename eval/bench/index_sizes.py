"""Index sizes: building, opening and searching stores of a thousand to a million clauses.

Each store is opened and searched in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import numpy.typing as npt

from eval.bench.growth import cut, grow
from eval.bench.machine import memory_mib, resident_mib
from index.content import StoreContent
from index.embedder import Progress, Vectors
from index.kinds import Kind, kind_for
from index.large_store import (
    OUTLINES_FILE,
    LargeStore,
    write_large_manifest,
    write_searchable,
)
from index.retriever import POOL, Retriever
from index.store import open_store, save_store

SIZES = (1_000, 10_000, 58_860, 100_000, 300_000, 1_000_000)
CUT = 100  # nearest windows whose recall is measured
_BLOCK = 65_536  # vectors compared at a time
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class SizeRow:
    """Figures of one size."""

    clauses: int
    windows: int
    kind: str
    build_seconds: float  # from vectors and postings at hand to a whole store
    disk_mib: float
    open_seconds: float
    memory_mib: float  # of the process after all searches, mapped pages apart
    resident_mib: float  # … with the mapped pages that were read
    search_p50: float  # milliseconds, without embedding the question
    search_p95: float
    search_cpu: float  # … of processor time, on average: other work on the machine does not count
    recall: float | None  # share of the CUT nearest windows found; None where the search is exact


def measure_size(
    base: StoreContent, clauses: int, questions: Sequence[str], vectors: Vectors, folder: Path
) -> SizeRow:
    """Build a store of so many clauses in `folder`, measure it and remove it again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    started = time.perf_counter()
    if clauses <= len(base.clauses):
        content = cut(base, clauses)
        started = time.perf_counter()
        save_store(content, folder)
        compared: npt.NDArray[np.generic] = content.vectors
        kind = kind_for(len(compared))
    else:
        grown = grow(base, clauses)
        compared = grown.vectors
        kind = kind_for(len(compared))
        started = time.perf_counter()
        write_searchable(
            folder, grown.clause_list(), grown.windows, grown.vectors, base.words, grown.lexical,
            kind,
        )  # fmt: skip
        (folder / OUTLINES_FILE).write_bytes(b"[]")  # nothing that opens or searches reads it
        write_large_manifest(folder, base.model_id, {}, clauses, grown.vectors, kind)
        del grown
    built = time.perf_counter() - started
    exact = None if kind is Kind.FLAT else _exact(compared, vectors)
    windows = len(compared)
    del compared
    size = sum(path.stat().st_size for path in folder.iterdir()) / _MIB
    opened = _apart(folder, base.model_id, questions, vectors, exact)
    shutil.rmtree(folder, ignore_errors=True)
    return SizeRow(clauses, windows, kind.value, round(built, 1), round(size, 1), *opened)


def _exact(compared: npt.NDArray[np.generic], vectors: Vectors) -> list[set[int]]:
    """The nearest CUT windows of every question, by comparing all."""
    best = np.full((len(vectors), CUT), -2.0, np.float32)
    rows = np.zeros((len(vectors), CUT), np.int64)
    for start in range(0, len(compared), _BLOCK):
        cosines = vectors @ compared[start : start + _BLOCK].astype(np.float32).T
        both = np.concatenate([best, cosines], axis=1)
        numbers = np.broadcast_to(np.arange(start, start + cosines.shape[1]), cosines.shape)
        all_rows = np.concatenate([rows, numbers], axis=1)
        at = np.argpartition(-both, CUT - 1, axis=1)[:, :CUT]
        best, rows = np.take_along_axis(both, at, 1), np.take_along_axis(all_rows, at, 1)
    return [set(map(int, each)) for each in rows]


_Opened = tuple[float, float, float, float, float, float, float | None]


def _apart(
    folder: Path,
    model_id: str,
    questions: Sequence[str],
    vectors: Vectors,
    exact: list[set[int]] | None,
) -> _Opened:
    """The figures of an opened store, measured in a fresh process."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(
        target=_measure_opened, args=(there, folder, model_id, questions, vectors, exact)
    )
    process.start()
    there.close()
    figures: _Opened = here.recv()
    process.join()
    return figures


def _measure_opened(
    to: Connection,
    folder: Path,
    model_id: str,
    questions: Sequence[str],
    vectors: Vectors,
    exact: list[set[int]] | None,
) -> None:
    started = time.perf_counter()
    store = open_store(folder)
    opened = time.perf_counter() - started
    retriever = Retriever(store, _Known(model_id, questions, vectors))
    retriever.search(questions[0], CUT)  # reads jieba's dictionary
    used = time.process_time()
    times = [_timed(partial(retriever.search, question, CUT)) for question in questions[1:]]
    used = (time.process_time() - used) / len(times)
    memory, resident = memory_mib(), resident_mib()
    recall = None
    if exact is not None and isinstance(store, LargeStore):
        recall = float(
            np.mean(
                [
                    len(wanted & set(map(int, store.nearest_windows(vector, 2 * POOL)))) / CUT
                    for wanted, vector in zip(exact, vectors, strict=True)
                ]
            )
        )
    p50, p95 = (float(np.percentile(times, percent)) * 1000 for percent in (50, 95))
    to.send(
        (
            round(opened, 3),
            round(memory, 1),
            round(resident, 1),
            round(p50, 2),
            round(p95, 2),
            round(used * 1000, 2),
            None if recall is None else round(recall, 4),
        )
    )


def _timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


class UnknownTextError(LookupError):
    """A text was to be embedded while what is measured is everything but embedding."""


class _Known:
    """An Embedder of questions embedded before; raises UnknownTextError for any other text."""

    def __init__(self, model_id: str, questions: Sequence[str], vectors: Vectors) -> None:
        self.model_id = model_id
        self.dimension = vectors.shape[1]
        self._vectors = dict(zip(questions, vectors, strict=True))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        try:
            return np.stack([self._vectors[text] for text in texts])
        except KeyError as error:
            raise UnknownTextError(f"no vector of {error}") from error

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        raise UnknownTextError(f"no vectors of {len(texts)} passages")
