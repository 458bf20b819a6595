"""Outlines as JSON lines, one document a line."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import TypeAdapter

from corpus.clause import Outline

_OUTLINE = TypeAdapter(Outline)


def dump_outlines(outlines: Iterable[Outline]) -> bytes:
    """The same outlines always give the same bytes."""
    return b"".join(_OUTLINE.dump_json(outline) + b"\n" for outline in outlines)


def load_outlines(data: bytes) -> tuple[Outline, ...]:
    """Outlines of `dump_outlines`; raises ValueError where a line is none."""
    return tuple(_OUTLINE.validate_json(line) for line in data.splitlines())
