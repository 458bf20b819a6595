"""Hard negatives: passages with a question's words that do not answer it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.lexical import FieldText, LexicalIndex, Tokenizer
from index.training_pairs import Pair

# The best few may answer as well; far down nothing is hard.
FIRST_RANK = 3
LAST_RANK = 20


def with_hard_negatives(
    pairs: Sequence[Pair], passages: Sequence[str], tokenizer: Tokenizer, seed: int
) -> list[Pair]:
    """Each pair with a passage that BM25 ranks between FIRST_RANK and LAST_RANK."""
    rng = random.Random(seed)
    index = LexicalIndex.build([FieldText("", "", text) for text in passages], tokenizer)
    answers: dict[str, set[str]] = {}
    for pair in pairs:
        answers.setdefault(pair.question, set()).add(pair.passage)
    mined = []
    for pair in pairs:
        scores = index.scores(dict.fromkeys(tokenizer.tokens(pair.question), 1.0))
        wanted = min(LAST_RANK, len(passages) - 1)
        near = np.argpartition(-scores, wanted)[: wanted + 1]
        ranked = [passages[i] for i in near[np.argsort(-scores[near], kind="stable")]]
        hard = [text for text in ranked[FIRST_RANK:] if text not in answers[pair.question]]
        mined.append(replace(pair, negative=rng.choice(hard)))
    return mined
