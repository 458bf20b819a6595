"""Layout: the collections of one generation of a store, and the alias that makes it the store.

A generation is never changed once the alias points to it. Its name comes from its content, so a
write that was cut off finds its own half and goes on with it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.content import StoreContent
from index.milvus.engine import WRITING, Engine

FORMAT = 1
PART = 48_000  # characters of one piece of a part; Milvus takes 65,535 bytes
_Field = tuple[str, Any, dict[str, int]]  # name, type and more of a field
_KINDS = ("texts", "wordings", "clauses", "parts")


@dataclass(frozen=True, slots=True)
class Generation:
    """The collections that hold one content of a store."""

    store: str  # name of the store, and of the alias
    id: str

    @property
    def texts(self) -> str:
        """Windows of the clauses' texts: row, clause, vector."""
        return f"{self.store}_{self.id}_texts"

    @property
    def wordings(self) -> str:
        """The wordings of clauses, in the same form."""
        return f"{self.store}_{self.id}_wordings"

    @property
    def clauses(self) -> str:
        """BM25 impacts of each clause's words: clause, postings."""
        return f"{self.store}_{self.id}_clauses"

    @property
    def parts(self) -> str:
        """All that is loaded at once, in pieces; the alias points here."""
        return f"{self.store}_{self.id}_parts"

    @property
    def collections(self) -> tuple[str, ...]:
        """All of them, in the order of making."""
        return tuple(f"{self.store}_{self.id}_{kind}" for kind in _KINDS)


def generation_of(content: StoreContent, checksums: Mapping[str, str], store: str) -> Generation:
    """The generation that holds this content and no other."""
    said = json.dumps([FORMAT, content.model_id, sorted(checksums.items())])
    return Generation(store, hashlib.sha256(said.encode()).hexdigest()[:16])


def generation_named(parts: str, store: str) -> Generation | None:
    """The generation whose parts are in a collection; None when it is no store's."""
    middle = parts.removeprefix(f"{store}_").removesuffix("_parts")
    generation = Generation(store, middle)
    is_id = len(middle) == 16 and all(each in "0123456789abcdef" for each in middle)
    return generation if is_id and generation.parts == parts else None


def make_collections(engine: Engine, generation: Generation, dimension: int) -> None:
    """Make what is missing of a generation's collections, with their indexes, and load them."""
    kind = engine.milvus.DataType
    vectors: list[_Field] = [("row", kind.INT64, {}), ("clause", kind.INT64, {})]
    vectors.append(("vector", kind.FLOAT_VECTOR, {"dim": dimension}))
    postings: list[_Field] = [
        ("clause", kind.INT64, {}),
        ("postings", kind.SPARSE_FLOAT_VECTOR, {}),
    ]
    # Milvus has no collection without a vector.
    parts: list[_Field] = [("piece", kind.INT64, {}), ("part", kind.VARCHAR, {"max_length": 64})]
    parts.append(("data", kind.VARCHAR, {"max_length": 65_535}))
    parts.append(("nothing", kind.FLOAT_VECTOR, {"dim": 2}))
    # FLAT is exact, as the folder's index is.
    flat = {"index_type": "FLAT", "metric_type": "IP"}
    sparse = {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"}
    wanted: tuple[tuple[str, list[_Field], dict[str, str]], ...] = (
        (generation.texts, vectors, flat),
        (generation.wordings, vectors, flat),
        (generation.clauses, postings, sparse),
        (generation.parts, parts, flat),
    )
    for name, fields, index in wanted:
        if not engine.ask("has_collection", name):
            schema = engine.milvus.MilvusClient.create_schema(
                auto_id=False, enable_dynamic_field=False
            )
            for number, (field, datatype, more) in enumerate(fields):
                schema.add_field(field, datatype, is_primary=number == 0, **more)
            engine.ask("create_collection", name, schema=schema, seconds=WRITING)
        vector = fields[-1][0]
        if vector not in engine.ask("list_indexes", name):
            params = engine.milvus.MilvusClient.prepare_index_params()
            params.add_index(vector, index_name=vector, **index)
            engine.ask("create_index", name, params, seconds=WRITING)
        engine.ask("load_collection", name, seconds=WRITING)


def drop_generation(engine: Engine, generation: Generation) -> None:
    """Remove all its collections that there are."""
    for name in generation.collections:
        if engine.ask("has_collection", name):
            engine.ask("drop_collection", name, seconds=WRITING)


def pieces_of(parts: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """The rows that hold the parts, in order."""
    number = 0
    for name, data in parts.items():
        text = base64.b64encode(zlib.compress(data)).decode("ascii")
        for start in range(0, max(len(text), 1), PART):
            piece = text[start : start + PART]
            yield {"piece": number, "part": name, "data": piece, "nothing": [0.0, 1.0]}
            number += 1


def parts_from(pieces: list[dict[str, Any]]) -> dict[str, bytes]:
    """The parts that `pieces_of` took apart; raises ValueError when something is missing."""
    texts: dict[str, str] = {}
    for expected, row in enumerate(sorted(pieces, key=lambda row: int(row["piece"]))):
        if int(row["piece"]) != expected:
            raise ValueError(f"piece {expected} is missing")
        texts[row["part"]] = texts.get(row["part"], "") + row["data"]
    try:
        return {name: zlib.decompress(base64.b64decode(text)) for name, text in texts.items()}
    except zlib.error as error:
        raise ValueError(str(error)) from error
