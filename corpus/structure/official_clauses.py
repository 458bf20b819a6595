"""Clauses and headings of a 公文 made of the items read: which item is a clause of its own."""

from __future__ import annotations

from corpus.clause import ClauseKind, Heading, StructureWarning
from corpus.structure.block import Block, lines_of, trimmed
from corpus.structure.official_items import Item, Reader
from corpus.structure.official_numbers import PART_LEVEL, SECTION_LEVEL, TASK_LEVEL
from corpus.structure.official_scope import closing_trailer, is_trailer
from corpus.structure.one_line_items import is_a_sentence, line_end, mark_lists, says_a_duty
from corpus.structure.targets import read_indicators
from corpus.structure.trailer import read_responsibility
from corpus.structure.unit_duties import heading_unit, heads_duties, heads_its_duties

_OF_HEADING = "“{}”是标题中的单位，未计入所属各项任务，请核对"


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
) -> None:
    """Turn an item into headings and clauses, its children after it."""
    text = reader.text
    if item.of_part:
        own = f"{address}-units" if address else f"{reader.prefix}units"
        kind = ClauseKind.SECTION
        reader.blocks.append(Block(kind, own, path, label, "责任分工", item.start, item.end))
        return
    address = f"{address}.{item.number}" if address else f"{reader.prefix}{item.number}"
    label = f"{label}{item.label}"
    swallows = _heads_its_duties(reader, item, path)
    if item.children and (swallows or _units_of_all(reader, item) or not _are_clauses(text, item)):
        _warn_of_swallowed(reader, item)
        item.end = _last_end(item)
        item.children, item.has_body = [], True
    name = f"{item.label}{item.title}"
    if item.level <= PART_LEVEL:
        level = 1 + sum(1 for _ in path)
        title_line = min(item.end, line_end(text, item.start))
        if _has_text_on_line(text, item, title_line) or _is_a_task(text, item, title_line):
            reader.blocks.append(
                Block(ClauseKind.SECTION, address, path, label, item.title, item.start, item.end)
            )
        else:
            reader.headings.append(Heading(level, item.label, item.title, item.start, title_line))
            start, end = trimmed(text, title_line, item.end)
            if start < end:
                block = Block(ClauseKind.SECTION, address, path, label, item.title, start, end)
                reader.blocks.append(block)
    elif item.children and not item.has_body and not says_a_duty(text, item):
        reader.headings.append(Heading(1 + len(path), item.label, item.title, item.start, item.end))
    else:
        kind = ClauseKind.SECTION if item.children else ClauseKind.TASK
        if not item.children and item.level == SECTION_LEVEL and not _units_or_tasks(text, item):
            kind = ClauseKind.SECTION
        reader.blocks.append(Block(kind, address, path, label, item.title, item.start, item.end))
    if item.level <= SECTION_LEVEL and _leaves_units_at_the_heading(text, item):
        message = "此处责任分工写在标题处，未分到所属各项任务，请核对"
        reader.warnings.append(StructureWarning(message, item.start, item.end))
    mark_lists(text, item.children)
    for child in item.children:
        place(reader, child, (*path, name), label, address)


def _units_or_tasks(text: str, item: Item) -> bool:
    return read_responsibility(text[item.start : item.end]).responsibility is not None


def _has_text_on_line(text: str, item: Item, stop: int) -> bool:
    return not item.title or bool(text[item.title_end : stop].strip("。：:*＊ \u3000"))


def _is_a_task(text: str, item: Item, stop: int) -> bool:
    """Whether 一、新增学位3000个, with its units in it or on the lines below, is no heading."""
    if says_a_duty(text, item) or is_a_sentence(text, item):
        return True
    if item.children:
        return False
    if heading_unit(text, item.start, stop) and _units_or_tasks(text, item):
        return True
    below = next(lines_of(text, stop, item.end), None)
    return below is not None and (
        is_trailer(text, *below) or bool(read_indicators(text[item.start : stop]))
    )


def _heads_its_duties(reader: Reader, item: Item, path: tuple[str, ...]) -> bool:
    """Whether the items below 一、市应急管理局 are that unit's duties: they are one clause then."""
    text, stop = reader.text, min(item.end, line_end(reader.text, item.start))
    if not heading_unit(text, item.start, stop):
        return False
    if not item.children:
        if item.end > stop and not _units_or_tasks(text, item):
            reader.warnings.append(
                StructureWarning(_OF_HEADING.format(item.title), item.start, stop)
            )
        return False
    own = any(child.children or _units_or_tasks(text, _whole(child)) for child in item.children)
    listed = any(map(heads_duties, path))
    below = item.children[0].start if item.end <= stop else stop
    sure = listed or heads_its_duties(text, item.start, stop, below, _last_end(item))
    if sure and not own:
        return True
    if not all(_units_or_tasks(text, _whole(child)) for child in item.children):
        reader.warnings.append(StructureWarning(_OF_HEADING.format(item.title), item.start, stop))
    return False


def _warn_of_swallowed(reader: Reader, part: Item) -> None:
    """Titles below 一、大气（牵头单位：…） may be its tasks, or what the one task is about."""
    text = reader.text
    line = (part.start, line_end(text, part.start))
    if part.level <= PART_LEVEL and len(part.children) > 1 and part.end == line[1]:
        reading = read_responsibility(text[slice(*line)]).responsibility
        spans = [(part.start + a, part.start + b) for a, b in reading.spans] if reading else []
        if spans and not (text[part.title_end : spans[0][0]] + text[spans[-1][1] : line[1]]).strip(
            "。；;：:*＊ \u3000"
        ):
            message = "此处责任单位写在标题处，所列各项未单独成条，请核对"
            reader.warnings.append(StructureWarning(message, part.start, _last_end(part)))


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


def _leaves_units_at_the_heading(text: str, part: Item) -> bool:
    """Whether a part names units beside its title, or a lead, while items below it name none."""
    own = read_responsibility(text[part.start : part.end]).responsibility
    if own is None:
        return False
    below = [
        read_responsibility(text[c.start : _last_end(c)]).responsibility for c in part.children
    ]
    return not all(below) or (bool(own.lead) and not all(duty and duty.lead for duty in below))


def _units_of_all(reader: Reader, parent: Item) -> bool:
    """Whether the units named at the end of a list are those of all its items.

    None of the others names units, and the trailer stands on lines of its own, or the list is one
    sentence (1．…；2．…。). The parent is then one clause.
    """
    text, items = reader.text, parent.children
    last = items[-1]
    if len(items) < 2 or any(_units_or_tasks(text, _whole(item)) for item in items[:-1]):
        return False
    begin = closing_trailer(text, last.start, _last_end(last))
    if begin is not None and _units_or_tasks(text, Item(last.level, 0, "", last.start, begin)):
        return False
    if begin is None:
        begin = last.start
        if not _units_or_tasks(text, _whole(last)) or not _is_one_sentence(text, items):
            return False
    if items[0].level > SECTION_LEVEL and parent.level > PART_LEVEL:
        if items[0].level == TASK_LEVEL:
            message = "此处责任单位按上列各项共有读取，请核对"
            reader.warnings.append(StructureWarning(message, begin, _last_end(last)))
        return True
    message = "此处责任单位只计入最后一项；如属前面各项共有，请核对"
    reader.warnings.append(StructureWarning(message, begin, _last_end(last)))
    return False


def _is_one_sentence(text: str, items: list[Item]) -> bool:
    return all(text.endswith(("；", ";"), 0, _last_end(item)) for item in items[:-1])


def _whole(item: Item) -> Item:
    return Item(item.level, item.number, item.label, item.start, _last_end(item))
