"""Rows: vectors and postings as rows of Milvus's collections, read and written in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from index.embedder import Vectors
from index.lexical import LexicalIndex
from index.milvus.engine import WRITING, Engine
from index.milvus.layout import Generation
from index.searchable import Numbers

READ = 1000  # rows of one answer
WRITTEN = 1000  # rows of one request, some megabytes
_STRONG = "Strong"  # all that has been written is seen


def read_vectors(
    engine: Engine, collection: str, rows: Numbers, into: Vectors, offset: int = 0
) -> None:
    """Read the vectors of `rows` to their places in `into`, which begins with row `offset`.

    A row that Milvus lacks stays as it is. Raises StoreRefusedError and StoreUnreachableError.
    """
    for start in range(0, len(rows), READ):
        batch = rows[start : start + READ].tolist()
        held = _query(engine, collection, f"row in {batch}", ["row", "vector"], len(batch))
        for row in held:
            into[int(row["row"]) - offset] = row["vector"]


def read_postings(
    engine: Engine, collection: str, clauses: Sequence[int]
) -> dict[int, dict[int, float]]:
    """The impact of each word, by its number, in each clause; raises as `read_vectors`."""
    found: dict[int, dict[int, float]] = {clause: {} for clause in clauses}
    for start in range(0, len(clauses), READ):
        batch = [int(clause) for clause in clauses[start : start + READ]]
        held = _query(engine, collection, f"clause in {batch}", ["clause", "postings"], len(batch))
        for row in held:
            found[int(row["clause"])] = dict(row["postings"])
    return found


def read_pieces(engine: Engine, generation: Generation) -> list[dict[str, Any]]:
    """All pieces of a generation's parts; raises as `read_vectors`."""
    pieces: list[dict[str, Any]] = []
    while True:
        where = f"piece >= {len(pieces)} and piece < {len(pieces) + READ // 10}"
        fields = ["piece", "part", "data"]
        held = _query(engine, generation.parts, where, fields, READ // 10)
        if not held:
            return pieces
        pieces += held


def keys_held(engine: Engine, collection: str, key: str, keys: Sequence[int]) -> set[int]:
    """Which of the keys a collection has already."""
    found: set[int] = set()
    for start in range(0, len(keys), READ * 10):
        batch = [int(each) for each in keys[start : start + READ * 10]]
        where = f"{key} in {batch}"
        found.update(int(r[key]) for r in _query(engine, collection, where, [key], len(batch)))
    return found


def write_rows(engine: Engine, collection: str, rows: Iterator[dict[str, Any]]) -> Iterator[int]:
    """Write the rows; yields the number of each batch's rows once Milvus has them."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == WRITTEN:
            engine.ask("upsert", collection, batch, seconds=WRITING)
            yield len(batch)
            batch = []
    if batch:
        engine.ask("upsert", collection, batch, seconds=WRITING)
        yield len(batch)


def postings_of(lexical: LexicalIndex) -> list[dict[int, float]]:
    """The impacts of each clause's words, by the word's number."""
    rows: list[dict[int, float]] = [{} for _ in range(lexical.count)]
    terms = np.repeat(np.arange(len(lexical.vocabulary)), np.diff(lexical.offsets))
    for clause, term, impact in zip(lexical.documents, terms, lexical.impacts, strict=True):
        rows[clause][int(term)] = float(impact)
    return rows


def lexical_from(postings: Mapping[int, Mapping[int, float]], terms: Sequence[str]) -> LexicalIndex:
    """The index whose `postings_of` these are; `terms` is the vocabulary by number."""
    triples = [
        (term, clause, impact)
        for clause, held in postings.items()
        for term, impact in held.items()
        if term < len(terms)
    ]
    triples.sort()
    counts = np.bincount([term for term, _, _ in triples], minlength=len(terms))
    offsets = np.zeros(len(terms) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    return LexicalIndex(
        {term: number for number, term in enumerate(terms)},
        offsets,
        np.array([clause for _, clause, _ in triples], np.int32),
        np.array([impact for _, _, impact in triples], np.float32),
        len(postings),
    )


def _query(
    engine: Engine, collection: str, where: str, fields: list[str], limit: int
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = engine.read(
        "query",
        collection,
        filter=where,
        output_fields=fields,
        limit=limit,
        consistency_level=_STRONG,
    )
    return found
