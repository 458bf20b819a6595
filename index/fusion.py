"""Fusion: one score from the dense and the lexical one.

    score = DENSE_WEIGHT * (cosine - FLOOR) / (1 - FLOOR)  +  LEXICAL_WEIGHT * bm25 / best(q)

best(q) is the score that no clause can exceed, every known term of the query found endlessly
often. Neither part depends on the other candidates, so scores of different queries compare.
A short query of key words can be found nearly whole and is decided by its words; of a long
everyday question only a small share is ever found, so meaning decides. A weighted sum keeps how
far the first is ahead of the second, which rank fusion throws away.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Cosines of the E5 family crowd near the top: unrelated texts have about this one.
FLOOR = 0.8
DENSE_WEIGHT = 0.6
LEXICAL_WEIGHT = 0.4

FloatArray = NDArray[np.float32]


def fuse(cosines: FloatArray, lexical: FloatArray, best_possible: float) -> FloatArray:
    """Fused scores of candidates; about 0 for an unrelated clause, at most 1."""
    dense = (cosines - FLOOR) / (1 - FLOOR)
    share = lexical / best_possible if best_possible > 0 else np.zeros_like(lexical)
    fused: FloatArray = (DENSE_WEIGHT * dense + LEXICAL_WEIGHT * share).astype(np.float32)
    return fused
