"""Growth: a corpus grown or cut to any number of clauses, of real vectors and real postings.

A grown corpus repeats the clauses. Each repetition has its vectors turned a little at random, so
that it lies near its original as a law of another city does, and the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus.clause import Clause
from index.content import StoreContent, Windows, outlines_json
from index.lexical import LexicalIndex
from index.text_digest import SIZE

NOISE = 0.5  # length of the random turn; the cosine with the original is about .89
_SEED = 7


@dataclass(frozen=True)
class Grown:
    """A grown corpus as a store is written from it."""

    clauses: int
    windows: Windows
    vectors: npt.NDArray[np.float16]  # (windows, dimension)
    lexical: LexicalIndex
    base: StoreContent

    def clause_list(self) -> Iterator[Clause]:
        """The clauses in order, made as they are asked for."""
        own = self.base.clauses
        for number in range(self.clauses):
            clause = own[number % len(own)]
            again = number // len(own)
            yield replace(clause, id=f"{clause.id}~{again}") if again else clause


def cut(base: StoreContent, clauses: int) -> StoreContent:
    """The first `clauses` clauses of a corpus, with the postings that they have in the whole."""
    left = clauses
    outlines = []
    for outline in base.outlines:
        kept = outline.clauses[:left]
        left -= len(kept)
        if kept:
            outlines.append(replace(outline, clauses=kept))
    windows = int(np.searchsorted(base.windows.clause, clauses))
    found = base.windows
    return replace(
        base,
        outlines_json=outlines_json(outlines),
        windows=Windows(
            found.clause[:windows], found.start[:windows], found.end[:windows], found.hash[:windows]
        ),
        vectors=base.vectors[:windows],
        lexical=_repeated(base.lexical, clauses),
    )


def grow(base: StoreContent, clauses: int) -> Grown:
    """The corpus repeated until it has `clauses` clauses."""
    own = len(base.clauses)
    rounds = -(-clauses // own)
    last = int(np.searchsorted(base.windows.clause, clauses - (rounds - 1) * own))
    count = (rounds - 1) * len(base.vectors) + last
    vectors = np.empty((count, base.vectors.shape[1]), np.float16)
    clause = np.empty(count, np.int32)
    for again in range(rounds):
        start = again * len(base.vectors)
        end = min(count, start + len(base.vectors))
        vectors[start:end] = _turned(base.vectors[: end - start], again)
        clause[start:end] = base.windows.clause[: end - start] + again * own
    windows = Windows(
        clause,
        np.resize(base.windows.start, count),
        np.resize(base.windows.end, count),
        np.resize(base.windows.hash, (count, SIZE)),
    )
    return Grown(clauses, windows, vectors, _repeated(base.lexical, clauses), base)


def _turned(vectors: npt.NDArray[np.float32], again: int) -> npt.NDArray[np.float32]:
    if not again:
        return vectors
    rng = np.random.default_rng(_SEED + again)
    noise = rng.standard_normal(vectors.shape, np.float32) * np.float32(NOISE)
    turned = vectors + noise / np.float32(vectors.shape[1] ** 0.5)
    result: npt.NDArray[np.float32] = turned / np.linalg.norm(turned, axis=1, keepdims=True)
    return result


def _repeated(lexical: LexicalIndex, count: int) -> LexicalIndex:
    """The postings of the texts repeated, or cut off, to `count` texts; impacts as they were."""
    rounds = -(-count // lexical.count)
    lengths = np.diff(lexical.offsets)
    begin = np.repeat(lexical.offsets[:-1], lengths)  # of each posting's word
    within = np.arange(len(lexical.documents)) - begin
    of_word = np.repeat(lengths, lengths)
    documents = np.empty(rounds * len(lexical.documents), np.int32)
    impacts = np.empty(len(documents), np.float32)
    for again in range(rounds):
        at = rounds * begin + again * of_word + within
        documents[at] = lexical.documents + again * lexical.count
        impacts[at] = lexical.impacts
    kept = documents < count
    offsets = np.concatenate([[0], np.cumsum(kept)])[rounds * lexical.offsets]
    words = np.flatnonzero(np.diff(offsets))  # a word that no text has any more is left out
    terms = lexical.terms
    return LexicalIndex(
        {terms[word]: place for place, word in enumerate(words)},
        np.concatenate([[0], offsets[1:][words]]),
        documents[kept],
        impacts[kept],
        count,
    )
