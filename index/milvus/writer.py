"""Writing a store into Milvus: a new generation beside the one in use, checked, then in use.

Cut off at any point, the old generation serves on, and the next try goes on with what is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from typing import Any

import numpy as np

from index.content import StoreContent
from index.embedder import Progress
from index.errors import StoreAbsentError, StoreCopyError, StoreDamagedError
from index.manifest import Manifest
from index.milvus.engine import WRITING, Engine
from index.milvus.generations import current_generation, use_generation
from index.milvus.layout import (
    FORMAT,
    Generation,
    drop_generation,
    generation_of,
    make_collections,
    pieces_of,
)
from index.milvus.rows import keys_held, postings_of, write_rows
from index.milvus.store import MilvusStore
from index.searchable import Numbers


def write_store(engine: Engine, content: StoreContent, progress: Progress | None = None) -> None:
    """Make the store hold `content`; a store that holds it already is only checked.

    Raises StoreTakenError, StoreCopyError and StoreUnreachableError.
    """
    try:
        before = current_generation(engine)
    except StoreAbsentError:
        before = None
    checksums = content.checksums()
    generation = generation_of(content, checksums, engine.address.collection)
    wrong = _differences(engine, generation, checksums) if generation == before else ["all"]
    if wrong:
        make_collections(engine, generation, content.vectors.shape[1])
        anew = generation == before  # what is there cannot be trusted
        _write(engine, generation, content, _manifest(content, checksums), progress, anew)
        for name in generation.collections:
            engine.ask("flush", name, seconds=WRITING)
        wrong = _differences(engine, generation, checksums)
    if wrong:
        if generation != before:
            drop_generation(engine, generation)
        raise StoreCopyError(engine.address, "、".join(wrong))
    use_generation(engine, generation, before)


def _manifest(content: StoreContent, checksums: dict[str, str]) -> Manifest:
    return Manifest(
        format=FORMAT,
        model_id=content.model_id,
        dimension=content.vectors.shape[1],
        documents={o.document.id: o.document.sha256 for o in content.outlines},
        clauses=len(content.clauses),
        windows=len(content.vectors),
        files=checksums,
    )


def _write(
    engine: Engine,
    generation: Generation,
    content: StoreContent,
    manifest: Manifest,
    progress: Progress | None,
    anew: bool,
) -> None:
    """Write what the collections lack, or everything `anew`."""
    windows = content.windows
    stretches = windows.end > 0
    postings = postings_of(content.lexical)
    pieces = list(pieces_of(_parts(content, manifest)))

    def windows_at(numbers: Numbers, held: set[int]) -> Iterator[dict[str, Any]]:
        for row in numbers.tolist():
            if row not in held:
                clause = int(windows.clause[row])
                yield {"row": row, "clause": clause, "vector": content.vectors[row]}

    total = len(windows.end) + len(postings) + len(pieces)
    done = 0
    for name, rows in ((generation.texts, stretches), (generation.wordings, ~stretches)):
        numbers = np.flatnonzero(rows)
        held = set() if anew else keys_held(engine, name, "row", numbers.tolist())
        done += len(held)
        for count in write_rows(engine, name, windows_at(numbers, held)):
            done += count
            if progress:
                progress(done, total)
    clauses = range(len(postings))
    held = set() if anew else keys_held(engine, generation.clauses, "clause", clauses)
    nothing = {len(content.lexical.vocabulary): 1.0}  # Milvus takes no empty row of postings
    lacking = (
        {"clause": clause, "postings": words or nothing}
        for clause, words in enumerate(postings)
        if clause not in held
    )
    done += len(held)
    for count in write_rows(engine, generation.clauses, lacking):
        done += count
        if progress:
            progress(done, total)
    for _ in write_rows(engine, generation.parts, iter(pieces)):
        pass
    if progress:
        progress(total, total)


def _parts(content: StoreContent, manifest: Manifest) -> dict[str, bytes]:
    """What is loaded when the store is opened."""
    windows, counts = BytesIO(), BytesIO()
    np.savez(windows, **asdict(content.windows))
    np.save(counts, np.diff(content.lexical.offsets))
    return {
        "outlines": content.outlines_json,
        "windows": windows.getvalue(),
        "words": json.dumps(content.words, ensure_ascii=False).encode(),
        "vocabulary": json.dumps(content.lexical.terms, ensure_ascii=False).encode(),
        "counts": counts.getvalue(),
        "manifest": json.dumps(asdict(manifest), ensure_ascii=False).encode(),
    }


def _differences(engine: Engine, generation: Generation, checksums: dict[str, str]) -> list[str]:
    """Read everything back; the parts that are not as they should be."""
    try:
        found = MilvusStore(engine, generation).content.checksums()
    except StoreDamagedError as error:
        return [str(error)]
    return [name for name, checksum in checksums.items() if found[name] != checksum]
