"""Kinds of dense index: which one a store has is a matter of its size (docs/benchmarks.md).

    windows         kind        what a search reads
    up to 100,000   flat        every vector: exact
    up to 400,000   HNSW        a walk along a graph of neighbours (Malkov and Yashunin 2018)
    more            IVF         the nearest few of some thousand cells (Jégou et al. 2011)

The vectors in the graph and in the cells have a byte a dimension (scalar quantisation). They only
choose candidates; the cosines that count are computed from the vectors themselves.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
import numpy.typing as npt

from index.embedder import Vectors

faiss: Any = _faiss  # its stubs lack the keyword arguments of the Python classes

FLAT_MOST = 100_000  # windows
HNSW_MOST = 400_000

_NEIGHBOURS = 32  # of a vector in the graph
_BUILD_REACH = 100  # neighbours looked at when a vector is put into the graph
_SEARCH_REACH = 400  # … when one is looked for; at least as many as are wanted
_CELL_SHARE = 4  # cells: so many times the square root of the windows
_TRAINING = 40  # vectors a cell from which the cells are found
_PROBES = 64  # cells read by a search
_AT_ONCE = 65_536  # vectors added together
_SEED = 1234


class Kind(StrEnum):
    """How the vectors of a store are searched."""

    FLAT = "flat"
    HNSW = "hnsw"
    IVF = "ivf-sq8"


def kind_for(windows: int) -> Kind:
    """The kind for a store of so many windows."""
    if windows <= FLAT_MOST:
        return Kind.FLAT
    return Kind.HNSW if windows <= HNSW_MOST else Kind.IVF


def build_index(vectors: npt.NDArray[np.float16], kind: Kind) -> Any:
    """A FAISS index over unit vectors, shape (windows, dimension), row i by its number i.

    The same vectors give the same cells; a graph depends on the order in which threads come.
    """
    count, dimension = vectors.shape
    metric = faiss.METRIC_INNER_PRODUCT
    sample = _sample(vectors)
    if kind is Kind.FLAT:
        index = faiss.IndexFlatIP(dimension)
    elif kind is Kind.HNSW:
        index = faiss.IndexHNSWSQ(dimension, faiss.ScalarQuantizer.QT_8bit, _NEIGHBOURS, metric)
        index.hnsw.efConstruction = _BUILD_REACH
        index.train(sample)
    else:
        cells = _cells(count)
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimension),
            dimension,
            cells,
            faiss.ScalarQuantizer.QT_8bit,
            metric,
            False,  # the vectors themselves, not what is left after their cell's centre
        )
        index.cp.seed = _SEED
        index.cp.min_points_per_centroid = 1
        index.cp.max_points_per_centroid = _TRAINING
        index.train(sample)
    for start in range(0, count, _AT_ONCE):
        index.add(vectors[start : start + _AT_ONCE].astype(np.float32))
    return index


def write_index(index: Any, path: Path) -> None:
    """Write an index as one file."""
    faiss.write_index(index, str(path))


def map_index(path: Path) -> Any:
    """The index of a file, its vectors left on disk; raises RuntimeError for a broken file."""
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)


def nearest(
    index: Any,
    kind: Kind,
    vector: Vectors,
    count: int,
    allowed: npt.NDArray[np.bool_] | None = None,
) -> npt.NDArray[np.int64]:
    """Numbers of about the `count` vectors nearest to one among those allowed, best first.

    Fewer where there are no more; `allowed` has shape (windows,).
    """
    selector = None
    if allowed is not None:
        selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
    if kind is Kind.HNSW:
        reach = max(_SEARCH_REACH, count)
        parameters = faiss.SearchParametersHNSW(efSearch=reach, sel=selector)
    elif kind is Kind.IVF:
        parameters = faiss.SearchParametersIVF(nprobe=_PROBES, sel=selector)
    else:
        parameters = faiss.SearchParameters(sel=selector)
    _, numbers = index.search(vector[None, :], count, params=parameters)
    found: npt.NDArray[np.int64] = numbers[0]
    return found[found >= 0]


def _cells(count: int) -> int:
    """A power of two near `_CELL_SHARE` times the square root of the vectors, each with some."""
    wanted = min(_CELL_SHARE * count**0.5, count / _CELL_SHARE)
    return int(2 ** round(np.log2(max(1.0, wanted))))


def _sample(vectors: npt.NDArray[np.float16]) -> Vectors:
    count = len(vectors)
    wanted = min(count, _TRAINING * _cells(count))
    rows = np.sort(np.random.default_rng(_SEED).choice(count, wanted, replace=False))
    return vectors[rows].astype(np.float32)
