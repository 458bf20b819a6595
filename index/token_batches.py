"""Token batches: texts of like length together, so that little of a batch is padding.

A batch is bounded by its tokens, not by its texts. Too few leave the processor waiting for the next
batch, too many no longer fit its caches: measured in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

TOKENS = 1024  # of a batch, padding included

Tokens = npt.NDArray[np.int64]


class Batch(NamedTuple):
    """Texts of one run: their positions, and their tokens with 0 for padding."""

    rows: list[int]
    ids: Tokens  # (texts, tokens)
    mask: Tokens  # 1 where a token stands


def token_batches(texts: Sequence[Sequence[int]], tokens: int = TOKENS) -> Iterator[Batch]:
    """The tokenised texts in batches of at most `tokens`, the longest first; none is cut.

    A text that is longer than `tokens` by itself is a batch of its own.
    """
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    start = 0
    while start < len(order):
        room = max(1, tokens // max(1, len(texts[order[start]])))
        rows = order[start : start + room]
        yield Batch(rows, *padded([texts[i] for i in rows]))
        start += room


def padded(texts: Sequence[Sequence[int]]) -> tuple[Tokens, Tokens]:
    """Token ids and their mask, both of the shape (texts, tokens of the longest)."""
    shape = (len(texts), max(map(len, texts), default=0))
    ids: Tokens = np.zeros(shape, np.int64)
    mask: Tokens = np.zeros(shape, np.int64)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask
