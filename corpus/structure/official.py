"""公文 (plans and notices): 一、 > （一） > 1． > （1）, the lead sentence as title.

Levels nest in the order of `_LEVELS`; a text need not use them all. A number must fit the
sequence, so that a wrapped line beginning with a figure opens no clause.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from corpus.clause import ClauseKind, Heading, StructureWarning
from corpus.structure.block import Block, Structure, lines_of
from corpus.structure.numbering import NUMERAL, number_of
from corpus.structure.trailer import read_responsibility

_N = "[零〇一二三四五六七八九十百]+"
_D = r"[0-9０-９]{1,2}"
_LEAD = r"[#>*\s\u3000]*"
_LEVELS = [
    re.compile(
        rf"{_LEAD}(?P<label>第\s*(?P<n>{_N}|{_D})\s*(?:部分|章|篇))[\s\u3000：:、]*(?P<rest>.*)"
    ),
    re.compile(rf"{_LEAD}(?P<label>第\s*(?P<n>{_N}|{_D})\s*节)[\s\u3000：:、]*(?P<rest>.*)"),
    re.compile(rf"{_LEAD}(?P<label>(?P<n>{_N})\s*[、．.])\s*(?P<rest>.*)"),
    re.compile(
        rf"{_LEAD}(?P<label>[（(]\s*(?P<n>{_N})\s*[）)]|(?P<m>[㈠-㈩]))[、．.]?\s*(?P<rest>.*)"
    ),
    re.compile(rf"{_LEAD}(?P<label>(?P<n>{_D})\s*[．.、](?![0-9０-９]))\s*(?P<rest>.*)"),
    re.compile(rf"{_LEAD}(?P<label>[（(]\s*(?P<n>{_D})\s*[）)])\s*(?P<rest>.*)"),
    re.compile(rf"{_LEAD}(?P<label>(?P<m>[①-⑳]))\s*(?P<rest>.*)"),
]
_PART_LEVEL = 2  # 一、 and above: a line of its own names a part
_TASK_LEVEL = 4  # 1．: below it an item is a clause only when it carries units or a title
_MAX_GAP = 3
_TITLE_LENGTH = 42
_BOX = re.compile(rf"{_LEAD}专栏\s*[{NUMERAL}]*")
_TABLE = re.compile(r"\s*\|")
_QUOTED = re.compile(r"\s*>")
_TABLE_NOTE = re.compile(r"[\s\u3000]*(?:注|备注|说明|资料来源|数据来源)[：:]")
_ANNEX = re.compile(rf"{_LEAD}附(?:件|录|表)\s*[{NUMERAL}]*\s*[:：]?\s*$")
_ANNEX_LIST = re.compile(r"附件\s*[0-9０-９]*\s*[:：]\s*\S")
_DATE = re.compile(rf"[{NUMERAL}]{{4}}\s*年\s*[{NUMERAL}]{{1,3}}\s*月\s*[{NUMERAL}]{{1,3}}\s*日$")
_RELEASE = re.compile(r"[（(]\s*(?:此件|本件|联系人|信息公开|公开)")
_SENTENCE_END = "。！？；”）)》"


@dataclass(slots=True)
class _Item:
    """A numbered item or a plain stretch while the text is being read."""

    level: int
    number: int
    label: str
    start: int
    end: int
    title: str = ""
    has_body: bool = False
    title_end: int = 0
    children: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    text: str
    prefix: str
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    warnings: list[StructureWarning] = field(default_factory=list)


def read_official(text: str) -> Structure:
    """Read a plan or notice; a text without any numbering is one preface clause."""
    first = _first_numbered(text)
    start = _body_start(text, first)
    reader = _Reader(text, "")
    stretches = _stretches(text, start)
    for number, (begin, end, is_annex) in enumerate(stretches):
        reader.prefix = f"annex-{number}." if is_annex else ""
        _read_stretch(reader, begin, end, is_annex)
    if not reader.blocks:
        reader.warnings.append(StructureWarning("没有识别到编号的条款", start, len(text)))
    return Structure(start, tuple(reader.headings), tuple(reader.blocks), tuple(reader.warnings))


def _match(text: str, start: int, end: int) -> tuple[int, int, str, int] | None:
    """Level, number, label and offset of the words after it, when a line is numbered."""
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(text, start, end)
        if match is None:
            continue
        mark = match.groupdict().get("m")
        number = (
            ord(mark) - (ord("㈠") if mark >= "㈠" else ord("①")) + 1
            if mark
            else number_of(match["n"])
        )
        return level, number, re.sub(r"\s", "", match["label"]), match.start("rest")
    return None


def _first_numbered(text: str) -> int:
    for start, end in lines_of(text, 0, len(text)):
        found = _match(text, start, end)
        if found and found[1] == 1 and found[0] <= _TASK_LEVEL:
            return start
    return len(text)


def _body_start(text: str, first: int) -> int:
    """Where the front matter ends: paragraphs right before the first number are the preface."""
    start = first
    for begin, end in reversed(list(lines_of(text, 0, first))):
        line = text[begin:end]
        addressee = line.endswith(("：", ":")) and not re.search(r"[。，]|如下|如次", line[:-1])
        paragraph = line.endswith((*_SENTENCE_END, "：", ":")) or len(line) > 80
        if addressee or not paragraph or _RELEASE.match(line) or _DATE.search(line):
            break
        if line.startswith("#"):
            break
        start = begin
    if start == len(text):
        return next((begin for begin, _ in lines_of(text, 0, len(text))), 0)
    return start


def _stretches(text: str, start: int) -> list[tuple[int, int, bool]]:
    """The main body, then each annex; annexes number their clauses anew."""
    cuts = [
        begin for begin, end in lines_of(text, start, len(text)) if _ANNEX.match(text, begin, end)
    ]
    bounds = [start, *cuts, len(text)]
    return [(a, b, a in cuts) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


def _read_stretch(reader: _Reader, start: int, end: int, is_annex: bool) -> None:
    text = reader.text
    body_end = end if is_annex else _closing_start(text, start, end)
    first = True
    stack: list[_Item] = []
    roots: list[_Item] = []
    loose: list[tuple[int, int]] = []  # text before the first item
    boxes: list[tuple[int, int]] = []
    in_box = quoted = tabled = False
    for begin, stop in lines_of(text, start, body_end):
        if is_annex and first:
            first = False
            reader.headings.append(Heading(1, text[begin:stop], "", begin, stop))
            continue
        table = bool(_TABLE.match(text, begin, stop))
        quote = bool(_QUOTED.match(text, begin, stop))
        if in_box and (
            (quoted and not quote)
            or (tabled and not table and not _TABLE_NOTE.match(text, begin, stop))
        ):
            in_box = False  # a quoted box ends with its quotation, a table with its last row
        if _BOX.match(text, begin, stop) or (table and not in_box):
            boxes.append((begin, stop))
            in_box, quoted, tabled = True, quote, table
            continue
        if in_box and (quoted or table):
            boxes[-1] = (boxes[-1][0], stop)
            tabled = tabled or table
            continue
        found = _match(text, begin, stop)
        if found and _fits(reader, stack, roots, found, begin, stop, in_box):
            in_box = False
            level, number, label, rest = found
            item = _Item(level, number, label, begin, stop)
            _read_title(text, item, rest, stop)
            while stack and stack[-1].level >= level:
                stack.pop()
            (stack[-1].children if stack else roots).append(item)
            stack.append(item)
        elif in_box:
            boxes[-1] = (boxes[-1][0], stop)
        elif stack:
            stack[-1].end = stop
            stack[-1].has_body = True
        else:
            loose.append((begin, stop))
    _place_loose(reader, loose, is_annex)
    for item in roots:
        _place(reader, item, (), "", "", boxes)
    for number, (begin, stop) in enumerate(boxes, 1):
        _place_box(reader, begin, stop, number)
    if body_end < end and text[body_end:end].strip():
        begin, stop = _trim(text, body_end, end)
        reader.blocks.append(
            Block(ClauseKind.CLOSING, f"{reader.prefix}closing", (), "", "落款", begin, stop)
        )
    reader.blocks.sort(key=lambda block: block.start)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _closing_start(text: str, start: int, end: int) -> int:
    """Where signature, date and list of annexes begin; `end` when there are none."""
    lines = list(lines_of(text, start, end))
    cut = end
    for begin, stop in reversed(lines[-12:]):
        line = text[begin:stop]
        unnumbered = _match(text, begin, stop) is None
        signature = unnumbered and len(line) <= 30 and not re.search(r"[。；：:，！？|]", line)
        if (
            _DATE.search(line)
            or _RELEASE.match(line)
            or _ANNEX_LIST.match(line)
            or (signature and cut < end)
        ):
            cut = begin
        elif _ANNEX_LIST.search(text[lines[max(0, len(lines) - 12)][0] : stop]) and not unnumbered:
            continue
        else:
            break
    return cut


def _fits(
    reader: _Reader,
    stack: list[_Item],
    roots: list[_Item],
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
    if in_box and not (number == previous + 1 and (previous or level <= 3)):
        return False
    if number == previous + 1:
        return True
    if (
        number == 1
        and level == _TASK_LEVEL
        and _both_closed(reader.text, siblings[-1], begin, stop)
    ):
        return True
    if number == 1 and previous and rest < stop and level >= _TASK_LEVEL:
        reader.warnings.append(StructureWarning(f"编号重新从{label}开始", begin, stop))
        return False
    if previous < number <= previous + 1 + _MAX_GAP and (previous or level >= 3):
        reader.warnings.append(
            StructureWarning(f"编号不连续：{label}之前缺{number - previous - 1}项", begin, stop)
        )
        return True
    return False


def _both_closed(text: str, previous: _Item, begin: int, stop: int) -> bool:
    """A list that starts anew, as a second table of tasks does: both items name their own units."""
    closed = text[previous.start : previous.end].rstrip().endswith(tuple("）)〕】]"))
    ends = text[begin:stop].endswith(tuple("）)〕】]"))
    return (
        closed
        and ends
        and read_responsibility(text[begin:stop]).responsibility is not None
        and read_responsibility(text[previous.start : previous.end]).responsibility is not None
    )


def _read_title(text: str, item: _Item, rest: int, stop: int) -> None:
    """The lead sentence up to the first 。 (or colon, or wide space) is the title."""
    words = text[rest:stop]
    match = re.search(r"[。：:]|[\s\u3000]{2,}|\u3000", words)
    cut = match.start() if match else len(words)
    lead = words[:cut].strip().strip("*＊ ")
    if match and match.group() in "：:" and cut > 24:
        sentence = re.search(r"。", words)
        cut = sentence.start() if sentence else len(words)
        lead = words[:cut].strip().strip("*＊ ")
    if len(lead) <= _TITLE_LENGTH:
        item.title = lead
    item.title_end = rest + cut
    item.has_body = bool(words[cut:].strip("。：:*＊ \u3000"))
    if not item.title:
        item.has_body = True


def _place_loose(reader: _Reader, loose: list[tuple[int, int]], is_annex: bool) -> None:
    if not loose:
        return
    start, end = loose[0][0], loose[-1][1]
    kind = ClauseKind.ANNEX if is_annex else ClauseKind.PREFACE
    title = "附件" if is_annex else "前言"
    reader.blocks.append(Block(kind, f"{reader.prefix}0", (), "", title, start, end))


def _place(
    reader: _Reader,
    item: _Item,
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
    if item.level <= _PART_LEVEL:
        level = 1 + sum(1 for _ in path)
        title_line = min(item.end, _line_end(text, item.start))
        if _has_text_on_line(text, item, title_line):
            reader.blocks.append(
                Block(ClauseKind.SECTION, address, path, label, item.title, item.start, item.end)
            )
        else:
            reader.headings.append(Heading(level, item.label, item.title, item.start, title_line))
            start, end = _trim(text, title_line, item.end)
            if start < end:
                block = Block(ClauseKind.SECTION, address, path, label, item.title, start, end)
                reader.blocks.append(block)
    elif item.children and not item.has_body:
        reader.headings.append(Heading(1 + len(path), item.label, item.title, item.start, item.end))
    else:
        kind = ClauseKind.SECTION if item.children else ClauseKind.TASK
        if not item.children and item.level == 3 and not _units_or_tasks(text, item):
            kind = ClauseKind.SECTION
        reader.blocks.append(Block(kind, address, path, label, item.title, item.start, item.end))
    for child in item.children:
        _place(reader, child, (*path, name), label, address, boxes)


def _units_or_tasks(text: str, item: _Item) -> bool:
    return read_responsibility(text[item.start : item.end]).responsibility is not None


def _line_end(text: str, start: int) -> int:
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    return start + len(text[start:stop].rstrip())


def _has_text_on_line(text: str, item: _Item, line_end: int) -> bool:
    return not item.title or bool(text[item.title_end : line_end].strip("。：:*＊ \u3000"))


def _last_end(item: _Item) -> int:
    return max([item.end, *(_last_end(child) for child in item.children)])


def _are_clauses(text: str, parent: _Item) -> bool:
    """Whether the items below `parent` are clauses, or an enumeration inside it."""
    items = parent.children
    if items[0].level < _TASK_LEVEL:
        return True
    if any(_units_or_tasks(text, _whole(item)) for item in items):
        return True
    titled = [item for item in items if item.title and item.has_body]
    if items[0].level == _TASK_LEVEL:
        return bool(titled) or not parent.has_body
    return len(titled) == len(items)


def _whole(item: _Item) -> _Item:
    return _Item(item.level, item.number, item.label, item.start, _last_end(item))


def _place_box(reader: _Reader, start: int, end: int, number: int) -> None:
    """A box interrupts the clause it stands in: that clause ends where the box begins."""
    text = reader.text
    first_line = text[start : _line_end(text, start)]
    title = first_line.strip("#*> ") if _BOX.match(first_line) else "表"
    path: tuple[str, ...] = ()
    for index, block in enumerate(list(reader.blocks)):
        if block.start < start:
            path = (*block.path, f"{block.label}{block.title}") if block.label else block.path
        if block.start < start < block.end:
            left = _trim(text, block.start, start)
            right = _trim(text, end, block.end) if end < block.end else (end, end)
            reader.blocks[index] = replace(block, start=left[0], end=left[1])
            if right[0] < right[1]:
                reader.blocks.append(
                    replace(block, address=f"{block.address}-b", start=right[0], end=right[1])
                )
    address = f"{reader.prefix}box-{number}"
    reader.blocks.append(
        Block(ClauseKind.BOX, address, path, "", title[:_TITLE_LENGTH], start, end)
    )
