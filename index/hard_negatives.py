"""Hard negatives: passages near a question's meaning that do not answer it.

Mined with the model as it is before training (Karpukhin et al. 2020, Xiong et al. 2021): what it
takes for an answer and is none teaches most. The very nearest may answer as well and are left out.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.embedder import Vectors
from index.training_pairs import Pair

FIRST_RANK = 3
LAST_RANK = 30
_AT_ONCE = 256  # questions compared with all passages at a time


def with_hard_negatives(
    pairs: Sequence[Pair],
    questions: Vectors,
    passages: Sequence[str],
    vectors: Vectors,
    seed: int,
    first_rank: int = FIRST_RANK,
) -> list[Pair]:
    """Each pair with a passage that ranks between `first_rank` and LAST_RANK for its question.

    `questions` has a row a pair, `vectors` a row a passage.
    """
    rng = random.Random(seed)
    answers: dict[str, set[str]] = {}
    for pair in pairs:
        answers.setdefault(pair.question, set()).add(pair.passage)
    wanted = min(LAST_RANK, len(passages) - 1)
    mined = []
    for start in range(0, len(pairs), _AT_ONCE):
        cosines = questions[start : start + _AT_ONCE] @ vectors.T
        near = np.argpartition(-cosines, wanted, axis=1)[:, : wanted + 1]
        for row, pair in enumerate(pairs[start : start + _AT_ONCE]):
            order = near[row][np.argsort(-cosines[row, near[row]], kind="stable")]
            hard = [
                passages[i] for i in order[first_rank:] if passages[i] not in answers[pair.question]
            ]
            mined.append(replace(pair, negative=rng.choice(hard)))
    return mined
