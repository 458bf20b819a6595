"""Cosines: how near every clause is to a question, from the cosines of its windows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.fusion import Scores

WORDING_WEIGHT = 0.85  # of a wording's cosine: questions are nearer to each other than to texts


class Cosines(NamedTuple):
    """Of every clause, each of shape (clauses,)."""

    dense: Scores  # the best of its windows
    window: npt.NDArray[np.int64]  # which window that is
    wording: Scores  # the best of its wordings, 0 without any
    wording_by: Scores  # the mean of the best two


def meant_score(dense: Scores, wording: Scores) -> Scores:
    """The dense score that is fused, shape as given."""
    meant: Scores = np.maximum(dense, wording * WORDING_WEIGHT)
    return meant


def cosines_by_clause(
    cosines: Scores, first: npt.NDArray[np.int64], stretches: npt.NDArray[np.bool_]
) -> Cosines:
    """Cosines of clauses from those of their windows, shape (windows,).

    Windows of clause i are first[i] to first[i + 1]; every clause has one. `stretches` are windows
    of the text, the others are wordings.
    """
    starts = first[:-1]
    clause = np.repeat(np.arange(len(starts)), np.diff(first))
    own = np.where(stretches, cosines, np.float32(-1.0))
    best = np.maximum.reduceat(own, starts)
    said = np.where(stretches, np.float32(0.0), cosines)
    wording = np.maximum(np.maximum.reduceat(said, starts), np.float32(0.0))
    others = np.where(said == wording[clause], np.float32(0.0), said)
    second = np.maximum(np.maximum.reduceat(others, starts), np.float32(0.0))
    by = np.where(second > 0, (wording + second) / 2, wording)
    # The first window of a clause that is as near as its best.
    rows = np.flatnonzero(own == best[clause])
    windows = np.zeros(len(starts), np.int64)
    windows[clause[rows[::-1]]] = rows[::-1]
    return Cosines(best, windows, wording, by)
