"""Clauses and headings of a 公文 made of the items read: which item is a clause of its own."""

from __future__ import annotations

from dataclasses import replace

from corpus.clause import ClauseKind, Heading
from corpus.structure.block import Block, trimmed
from corpus.structure.official_items import TITLE_LENGTH, Item, Reader
from corpus.structure.official_numbers import BOX, PART_LEVEL, SECTION_LEVEL, TASK_LEVEL
from corpus.structure.trailer import read_responsibility


def place_loose(
    reader: Reader, loose: list[tuple[int, int]], path: tuple[str, ...], *, is_annex: bool
) -> None:
    """What stands before the first item: the preface, or an annex without numbers."""
    if not loose:
        return
    start, end = loose[0][0], loose[-1][1]
    kind = ClauseKind.ANNEX if is_annex else ClauseKind.PREFACE
    title = "附件" if is_annex else "前言"
    reader.blocks.append(Block(kind, f"{reader.prefix}0", path, "", title, start, end))


def place(
    reader: Reader,
    item: Item,
    path: tuple[str, ...],
    label: str,
    address: str,
    boxes: list[tuple[int, int]],
) -> None:
    """Turn an item into headings and clauses, its children after it."""
    text = reader.text
    address = f"{address}.{item.number}" if address else f"{reader.prefix}{item.number}"
    label = f"{label}{item.label}"
    if item.children and not _are_clauses(text, item):
        item.end = _last_end(item)
        item.children, item.has_body = [], True
    name = f"{item.label}{item.title}"
    if item.level <= PART_LEVEL:
        level = 1 + sum(1 for _ in path)
        title_line = min(item.end, _line_end(text, item.start))
        if _has_text_on_line(text, item, title_line):
            reader.blocks.append(
                Block(ClauseKind.SECTION, address, path, label, item.title, item.start, item.end)
            )
        else:
            reader.headings.append(Heading(level, item.label, item.title, item.start, title_line))
            start, end = trimmed(text, title_line, item.end)
            if start < end:
                block = Block(ClauseKind.SECTION, address, path, label, item.title, start, end)
                reader.blocks.append(block)
    elif item.children and not item.has_body:
        reader.headings.append(Heading(1 + len(path), item.label, item.title, item.start, item.end))
    else:
        kind = ClauseKind.SECTION if item.children else ClauseKind.TASK
        if not item.children and item.level == SECTION_LEVEL and not _units_or_tasks(text, item):
            kind = ClauseKind.SECTION
        reader.blocks.append(Block(kind, address, path, label, item.title, item.start, item.end))
    for child in item.children:
        place(reader, child, (*path, name), label, address, boxes)


def _units_or_tasks(text: str, item: Item) -> bool:
    return read_responsibility(text[item.start : item.end]).responsibility is not None


def _line_end(text: str, start: int) -> int:
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    return start + len(text[start:stop].rstrip())


def _has_text_on_line(text: str, item: Item, line_end: int) -> bool:
    return not item.title or bool(text[item.title_end : line_end].strip("。：:*＊ \u3000"))


def _last_end(item: Item) -> int:
    return max([item.end, *(_last_end(child) for child in item.children)])


def _are_clauses(text: str, parent: Item) -> bool:
    """Whether the items below `parent` are clauses, or an enumeration inside it."""
    items = parent.children
    if items[0].level < TASK_LEVEL:
        return True
    if any(_units_or_tasks(text, _whole(item)) for item in items):
        return True
    titled = [item for item in items if item.title and item.has_body]
    if items[0].level == TASK_LEVEL:
        return bool(titled) or not parent.has_body
    return len(titled) == len(items)


def _whole(item: Item) -> Item:
    return Item(item.level, item.number, item.label, item.start, _last_end(item))


def place_box(
    reader: Reader, start: int, end: int, number: int, annex: Heading | None = None
) -> None:
    """A box interrupts the clause it stands in: that clause ends where the box begins."""
    text = reader.text
    first_line = text[start : _line_end(text, start)]
    title = first_line.strip("#*> ") if BOX.match(first_line) else "表"
    path: tuple[str, ...] = (annex.name,) if annex else ()
    since = annex.end if annex else 0  # what stands before an annex is not above its tables
    for index, block in enumerate(list(reader.blocks)):
        if since <= block.start < start:
            path = (*block.path, f"{block.label}{block.title}") if block.label else block.path
        if block.start < start < block.end:
            left = trimmed(text, block.start, start)
            right = trimmed(text, end, block.end) if end < block.end else (end, end)
            reader.blocks[index] = replace(block, start=left[0], end=left[1])
            if right[0] < right[1]:
                reader.blocks.append(
                    replace(block, address=f"{block.address}-b", start=right[0], end=right[1])
                )
    address = f"{reader.prefix}box-{number}"
    reader.blocks.append(Block(ClauseKind.BOX, address, path, "", title[:TITLE_LENGTH], start, end))
