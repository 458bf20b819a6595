"""Generations: which content of a store counts, told by the alias."""

from __future__ import annotations

from index.errors import StoreAbsentError, StoreRefusedError, StoreTakenError
from index.milvus.engine import Engine
from index.milvus.layout import Generation, drop_generation, generation_named


def current_generation(engine: Engine) -> Generation:
    """The generation in use; raises StoreAbsentError, StoreTakenError, StoreUnreachableError."""
    name = engine.address.collection
    try:
        target = engine.ask("describe_alias", name)["collection_name"]
    except StoreRefusedError as error:
        if engine.ask("has_collection", name):
            raise StoreTakenError(engine.address) from error
        raise StoreAbsentError(engine.address) from error
    generation = generation_named(target, name)
    if generation is None:
        raise StoreTakenError(engine.address)
    return generation


def use_generation(engine: Engine, generation: Generation, before: Generation | None) -> None:
    """Let the alias point to a generation, at once; remove all but it and the one before.

    The one before stays for those who still search it.
    """
    name = engine.address.collection
    if before is None:
        engine.ask("create_alias", generation.parts, name)
    elif before != generation:
        engine.ask("alter_alias", generation.parts, name)
    for held in _generations(engine, name) - {generation, before}:
        drop_generation(engine, held)


def _generations(engine: Engine, store: str) -> set[Generation]:
    """All generations of a store of which anything is there."""
    held = set()
    for name in engine.ask("list_collections"):
        stem, _, _ = name.rpartition("_")
        generation = generation_named(f"{stem}_parts", store)
        if generation is not None and name in generation.collections:
            held.add(generation)
    return held
