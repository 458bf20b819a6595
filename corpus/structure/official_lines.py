"""The lines of a stretch of a 公文 as items, boxes, and text before the first item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.clause import StructureWarning
from corpus.structure.block import lines_of
from corpus.structure.official_counters import Sequences
from corpus.structure.official_items import Item, Reader, read_title
from corpus.structure.official_numbers import BOX, PART_LEVEL, WEAK, is_footnote, marked
from corpus.structure.official_scope import covers_a_part, is_trailer, warn_of_scope
from corpus.structure.official_sequence import Found, opened
from corpus.structure.task_fields import is_field

_NOTE_LEVEL = 99  # below any number: the next one goes on with the part
_NESTED = 50  # added to the level of an indented number, which is below all others
_INDENT = 2  # of what is indented at the least
_TABLE = re.compile(r"\s*\|")
_QUOTED = re.compile(r"\s*>")
_TABLE_NOTE = re.compile(r"[\s\u3000]*(?:注|备注|说明|资料来源|数据来源)[：:]")


@dataclass(slots=True)
class Lines:
    """What the lines of one stretch are."""

    reader: Reader
    roots: list[Item] = field(default_factory=list)
    loose: list[tuple[int, int]] = field(default_factory=list)  # text before the first item
    boxes: list[tuple[int, int]] = field(default_factory=list)
    _stack: list[Item] = field(default_factory=list)
    _sequences: Sequences = field(default_factory=Sequences)
    _in_box: bool = False
    _quoted: bool = False
    _tabled: bool = False

    def read(self, start: int, end: int) -> None:
        """Read the lines between `start` and `end`."""
        for begin, stop in lines_of(self.reader.text, start, end):
            if not self._goes_into_a_box(begin, stop):
                self._read_line(begin, stop)

    def _goes_into_a_box(self, begin: int, stop: int) -> bool:
        """Whether a line opens a box, or goes on with a quoted box or a table."""
        text = self.reader.text
        table = bool(_TABLE.match(text, begin, stop))
        quote = bool(_QUOTED.match(text, begin, stop))
        if self._in_box and (
            (self._quoted and not quote)
            or (self._tabled and not table and not _TABLE_NOTE.match(text, begin, stop))
        ):
            self._in_box = False  # a quoted box ends with its quotation, a table with its last row
        if BOX.match(text, begin, stop) or (table and not self._in_box):
            self.boxes.append((begin, stop))
            self._sequences.close_inner()
            self._in_box, self._quoted, self._tabled = True, quote, table
            return True
        if self._in_box and (self._quoted or table):
            self._extend_box(stop)
            self._tabled = self._tabled or table
            return True
        return False

    def _read_line(self, begin: int, stop: int) -> None:
        found = self._opened(begin, stop)
        if found:
            self._open_item(found, begin, stop)
        elif self._in_box:
            self._extend_box(stop)
        elif not self._stack:
            warn_of_scope(self.reader, begin, stop)
            self.loose.append((begin, stop))
        elif covers_a_part(self.reader.text, begin, stop):
            self._close_part(begin, stop)
        else:
            warn_of_scope(self.reader, begin, stop)
            self._stack[-1].end = stop
            self._stack[-1].has_body = True

    def _opened(self, begin: int, stop: int) -> Found | None:
        found = marked(self.reader.text, begin, stop)
        if found is None or is_footnote(self.reader.text, begin, stop):
            return None
        if found[0] in WEAK and (
            is_trailer(self.reader.text, begin, stop) or is_field(self.reader.text, begin, stop)
        ):
            return None  # - 牵头单位：… and - 完成时限：…, of the task above
        found = (self._level(found, begin), *found[1:])
        siblings = self.roots
        for above in self._stack:
            if above.level < found[0]:
                siblings = above.children
        line = (begin, stop)
        return opened(self.reader, self._sequences, siblings, found, line, in_box=self._in_box)

    def _level(self, found: Found, begin: int) -> int:
        """The level of a number, a deeper one where it is indented below another of its kind."""
        level, number, _, _ = found
        nested = level + _NESTED
        above = next((item for item in self._stack if item.level == level), None)
        if above is None or self._indent(begin) < self._indent(above.start) + _INDENT:
            return level
        goes_on = any(item.level == nested for item in self._stack)
        return nested if number == 1 or goes_on else level

    def _indent(self, begin: int) -> int:
        line = self.reader.text.rfind("\n", 0, begin) + 1
        return sum(2 if char in "\u3000\t" else 1 for char in self.reader.text[line:begin])

    def _open_item(self, found: Found, begin: int, stop: int) -> None:
        self._in_box = False
        level, number, label, rest = found
        item = Item(level, number, label, begin, stop)
        read_title(self.reader.text, item, rest, stop)
        while self._stack and self._stack[-1].level >= level:
            self._stack.pop()
        (self._stack[-1].children if self._stack else self.roots).append(item)
        self._stack.append(item)

    def _close_part(self, begin: int, stop: int) -> None:
        """本部分责任单位：… is no line of the task before it."""
        self.reader.warnings.append(
            StructureWarning("此处责任分工对整个部分有效，未分到各项任务，请核对", begin, stop)
        )
        part = next((item for item in reversed(self._stack) if item.level <= PART_LEVEL), None)
        if part is self._stack[-1]:
            part.end, part.has_body = stop, True
            return
        note = Item(_NOTE_LEVEL, 0, "", begin, stop, has_body=True)
        note.of_part = True
        if part:
            del self._stack[self._stack.index(part) + 1 :]
            part.children.append(note)
        else:
            self._stack.clear()
            self.roots.append(note)
        self._stack.append(note)

    def _extend_box(self, stop: int) -> None:
        self.boxes[-1] = (self.boxes[-1][0], stop)
