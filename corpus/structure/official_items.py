"""Items of a 公文 as they are read: which number opens one, and what its title is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.clause import Heading, StructureWarning
from corpus.structure.block import Block, lines_of
from corpus.structure.official_numbers import BOX, TASK_LEVEL, numbered
from corpus.structure.trailer import read_responsibility

_MAX_GAP = 3
TITLE_LENGTH = 42


@dataclass(slots=True)
class Item:
    """A numbered item or a plain stretch while the text is being read."""

    level: int
    number: int
    label: str
    start: int
    end: int
    title: str = ""
    has_body: bool = False
    title_end: int = 0
    children: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """A text with what has been found in it so far; `prefix` begins the addresses of an annex."""

    text: str
    prefix: str
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    warnings: list[StructureWarning] = field(default_factory=list)


def fits(
    reader: Reader,
    stack: list[Item],
    roots: list[Item],
    found: tuple[int, int, str, int],
    begin: int,
    stop: int,
    in_box: bool,
) -> bool:
    """Whether a number continues a sequence that is open at its level."""
    level, number, label, rest = found
    siblings = roots
    for item in stack:
        if item.level < level:
            siblings = item.children
    previous = next((s.number for s in reversed(siblings) if s.level == level), 0)
    last = siblings[-1].level if siblings else level
    if last > level and not previous and number != 1:
        return False
    # Past a gap only a task goes on behind a box: it names its own units.
    a_task = in_box and 0 < previous < number and _names_units(reader.text, begin, stop, level)
    if in_box and not a_task and not (number == previous + 1 and (previous or level <= 3)):
        return False
    if number == previous + 1:
        return True
    again = number in (1, previous or 1) and level == TASK_LEVEL  # rows of one merged number
    if again and _both_closed(reader.text, siblings[-1], begin, stop):
        return True
    if number == 1 and previous and rest < stop and level >= TASK_LEVEL:
        reader.warnings.append(StructureWarning(f"编号重新从{label}开始", begin, stop))
        return False
    if previous < number <= previous + 1 + _MAX_GAP and (previous or level >= 3):
        reader.warnings.append(
            StructureWarning(f"编号不连续：{label}之前缺{number - previous - 1}项", begin, stop)
        )
        return True
    return False


def _names_units(text: str, begin: int, stop: int, level: int) -> bool:
    """Whether the item that begins there names units, in its line or below it."""
    for start, end in lines_of(text, stop, len(text)):
        found = numbered(text, start, end)
        if (found and found[0] <= level) or BOX.match(text, start, end):
            break
        stop = end
    return read_responsibility(text[begin:stop]).responsibility is not None


def _both_closed(text: str, previous: Item, begin: int, stop: int) -> bool:
    """A list that starts anew, as a second table of tasks does: both items name their own units."""
    closed = text[previous.start : previous.end].rstrip().endswith(tuple("）)〕】]"))
    ends = text[begin:stop].endswith(tuple("）)〕】]"))
    return (
        closed
        and ends
        and read_responsibility(text[begin:stop]).responsibility is not None
        and read_responsibility(text[previous.start : previous.end]).responsibility is not None
    )


def read_title(text: str, item: Item, rest: int, stop: int) -> None:
    """The lead sentence up to the first 。 (or colon, or wide space) is the title."""
    words = text[rest:stop]
    match = re.search(r"[。：:]|[\s\u3000]{2,}|\u3000", words)
    cut = match.start() if match else len(words)
    lead = words[:cut].strip().strip("*＊ ")
    if match and match.group() in "：:" and cut > 24:
        sentence = re.search(r"。", words)
        cut = sentence.start() if sentence else len(words)
        lead = words[:cut].strip().strip("*＊ ")
    if len(lead) <= TITLE_LENGTH:
        item.title = lead
    item.title_end = rest + cut
    item.has_body = bool(words[cut:].strip("。：:*＊ \u3000"))
    if not item.title:
        item.has_body = True
