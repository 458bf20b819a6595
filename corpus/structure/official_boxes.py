"""Boxes and tables of a 公文: clauses of their own, filed under the task they stand in."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.clause import ClauseKind
from corpus.structure.block import Block, trimmed
from corpus.structure.official_items import TITLE_LENGTH, Reader
from corpus.structure.official_numbers import BOX


def place_box(
    reader: Reader, start: int, end: int, number: int, since: int, path: tuple[str, ...]
) -> None:
    """A box interrupts the clause it stands in: that clause ends where the box begins.

    `since` is where the stretch of the box begins, and `path` that of the stretch: what stands
    before an annex is not above its tables.
    """
    text = reader.text
    first_line = text[start:end].partition("\n")[0]
    title = (
        re.sub(r"[】\]]\s*", " ", first_line.strip("#*> \u3000【[")).strip()
        if BOX.match(first_line)
        else "表"
    )
    for block in list(reader.blocks):
        if block.start <= start < block.end:
            reader.blocks.remove(block)
            left = trimmed(text, block.start, start)
            right = trimmed(text, end, block.end) if end < block.end else (end, end)
            after = f"{block.address}-b" if left[0] < left[1] else block.address
            for address, (begin, stop) in ((block.address, left), (after, right)):
                if begin < stop:
                    part = replace(block, address=address, start=begin, end=stop)
                    reader.blocks.append(part)
    address = f"{reader.prefix}box-{number}"
    above = _path(reader, start, since) or path
    reader.blocks.append(
        Block(ClauseKind.BOX, address, above, "", title[:TITLE_LENGTH], start, end)
    )


def _path(reader: Reader, start: int, since: int) -> tuple[str, ...]:
    """The headings and the task above a box, whichever stands last before it."""
    blocks = [b for b in reader.blocks if since <= b.start < start and b.kind is not ClauseKind.BOX]
    block = max(blocks, key=lambda found: found.start, default=None)
    headings = [found for found in reader.headings if since <= found.start < start]
    heading = max(headings, key=lambda found: found.start, default=None)
    if block and (heading is None or heading.start <= block.start):
        return (*block.path, f"{block.label}{block.title}") if block.label else block.path
    names: list[str] = []
    for found in sorted(headings, key=lambda found: found.start):
        del names[found.level - 1 :]
        names.append(found.name)
    return tuple(names)
