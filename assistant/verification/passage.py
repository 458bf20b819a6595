"""Passage: a text as letters to be compared, each with what governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.understanding.fold import fold
from assistant.verification.formulas import ITEM
from assistant.verification.markers import (
    AFTER_NUMBER,
    BEFORE_NUMBER,
    MODAL,
    Bound,
    Modality,
    bound_of,
    modality_of,
)
from assistant.verification.numerals import NUMBER, value_of
from assistant.verification.spelling import Spelling
from corpus.unit import UnitRegistry

_PIECE_END = "，,；;：:。！？!?\n"
_SENTENCE_END = "。！？!?\n"
_SEGMENT_END = _SENTENCE_END + "；;"
_UNITS_FROM = 0xF0000  # a private plane: one letter stands for a unit or a number
_NUMBERS_FROM = 0x100000
_REACH = 8  # letters between a bound and its number
_ITEMS_FOLLOW = re.compile(
    r"[^。；;]{0,60}?(?:下列|以下(?=行为|情形|事项|规定|条件|活动|内容|要求|职责|义务|材料))"
)
_BY_RULE = re.compile("(?:按|依|根据).{2,24}(?:规定|要求|标准|程序)")
_EXAMPLES = re.compile(r"[^。；;]{4,60}?[,，](?:例如|比如|譬如)")
# 到2025年 governs what follows.
TARGET_YEAR = re.compile(r"(?:到|至|截至|截止到?|力争到?|展望)(20\d\d)年(?:年?[底末])?(?:之?前)?")
_PREMISE = re.compile(
    r"[在于].{2,}(?:前提|情况|条件|情形)下$|^特殊情况下$|^除(?!依照).{3,}外$|^情况.{2,4}时$|^(?:当|遇|发生|因|确因).{3,}[时需要因]$|^因.{2,}(?:造成|引发|导致|引起)的.{2,8}$"
)
_OPENING_YEAR = re.compile(r"(20\d\d)年(?!\d)")  # 2025年，…达到: as much as 到2025年


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its bound."""

    value: str
    bound: Bound


@dataclass(slots=True)
class Passage:
    """Letters with their piece (，；：), their sentence and the modality in force.

    A number and a unit are one letter each. `numbers` are by letter; `target` is the last target
    year before a letter, empty before the first.
    """

    letters: str = ""
    piece: list[int] = field(default_factory=list)
    opening: list[int] = field(default_factory=list)  # the first letter of each one's piece
    sentence: list[int] = field(default_factory=list)
    segment: list[int] = field(default_factory=list)  # parted by ； too
    cell: list[int] = field(default_factory=list)  # parted by 、 too
    item: list[int] = field(default_factory=list)  # of a list, counted from 1; 0 outside
    lists: dict[int, int] = field(default_factory=dict)  # which list each item belongs to
    modality: list[Modality] = field(default_factory=list)
    coming: list[Modality] = field(default_factory=list)  # the next marker's in the same piece
    target: list[str] = field(default_factory=list)
    numbers: dict[int, Number] = field(default_factory=dict)
    conditions: dict[int, int] = field(default_factory=dict)  # pieces “…的，” by their 的
    premises: dict[int, int] = field(default_factory=dict)  # “在…下，当…时，” by their last letter
    markers: list[tuple[Modality, int]] = field(default_factory=list)  # and the letter after it

    def starts_piece(self, index: int) -> bool:
        """True for the first letter of a piece, and past the last letter of all."""
        return index >= len(self.opening) or self.opening[index] == index

    def ends_piece(self, index: int) -> bool:
        """True for the last letter of a piece."""
        return self.starts_piece(index + 1)

    def first_of(self, index: int, part: Sequence[int]) -> int:
        """The first letter of the cell, segment or sentence (`part`) of a letter."""
        while index and part[index - 1] == part[index]:
            index -= 1
        return index

    def items(self, number: int) -> tuple[int, ...]:
        """The items of one list."""
        return tuple(item for item, own in self.lists.items() if own == number)

    def is_year(self, index: int) -> bool:
        """True for the number of a year."""
        value = self.numbers[index].value
        return len(value) == 4 and self.letters[index + 1 : index + 2] == "年"


class Reader:
    """Reads texts into passages that can be compared with one another."""

    def __init__(self, units: UnitRegistry, spelling: Spelling) -> None:
        self._units = units
        self._spelling = spelling
        self._letters: dict[str, str] = {}

    def unit_letter(self, name: str) -> str:
        """The letter that stands for a unit."""
        return self._letters.setdefault(f"u{name}", chr(_UNITS_FROM + len(self._letters)))

    def plain(self, text: str) -> str:
        """Folded, numbers in digits, words of the same meaning made one."""
        return self._spelling.plain(text)

    def read(self, text: str) -> Passage:
        """The passage of a text."""
        folded = fold(text).replace("㎡", "平方米")
        for match in reversed(self._units.find(folded)):
            letter = self.unit_letter(match.name)
            folded = folded[: match.start] + letter + folded[match.end :]
        return _Reading(self.plain(folded), self._number_letter).passage

    def _number_letter(self, value: str) -> str:
        return self._letters.setdefault(f"n{value}", chr(_NUMBERS_FROM + len(self._letters)))


# 2025年底前, as letters of a passage
DATE = rf"[{chr(_NUMBERS_FROM)}-\U0010ffff]年(?:年?[底末])?前?"


def is_unit(letter: str) -> bool:
    """True for a letter that stands for a unit."""
    return _UNITS_FROM <= ord(letter) < _NUMBERS_FROM


def is_number(letter: str) -> bool:
    """True for a letter that stands for a number."""
    return ord(letter) >= _NUMBERS_FROM


class _Reading:
    """One pass over a plain text."""

    def __init__(self, text: str, number_letter) -> None:  # type: ignore[no-untyped-def]
        self.passage = Passage()
        self._number_letter = number_letter
        self._piece = self._sentence = self._segment = self._item = self._cell = 0
        self._modality = self._lasting = Modality.NONE
        self._target = ""
        self._pending: tuple[Bound, int] | None = None
        letters: list[str] = []
        self._letters = letters
        position = 0
        while position < len(text):
            position = self._step(text, position)
        self.passage.letters = "".join(letters)
        self._look_ahead()

    def _step(self, text: str, at: int) -> int:
        char = text[at]
        if char == ITEM:
            self._start_item()
            return at + 1
        if char == "、":
            self._cell += 1
        if char in _PIECE_END:
            self._cell += 1
            if char == "\n" and self._item and not text[at:].lstrip().startswith(ITEM):
                self._lasting = Modality.NONE  # 违反前款规定的，… is none of what the list forbids
            self._end(char, lasts=char in "，," and text.startswith("或", at + 1))
            return at + 1
        year = TARGET_YEAR.match(text, at) or (self._at_start and _OPENING_YEAR.match(text, at))
        if year:
            self._target = year[1]
        bound = BEFORE_NUMBER.match(text, at)
        if bound and re.match(rf"[^{_PIECE_END}\d]{{0,{_REACH}}}\d", text[bound.end() :]):
            self._pending = (bound_of(bound), len(self._letters))
            return bound.end()
        modal = MODAL.match(text, at)
        if modal and modal.end() > at:
            if not self._at_start and self._letters[-1] == "的":
                self._end("，", lasts=False)  # 能够答复的应当答复: the condition ends here
            self._modality = modality_of(modal)
            if _ITEMS_FOLLOW.match(text, modal.end()) or _EXAMPLES.match(text, modal.end()):
                self._lasting = self._modality
            self.passage.markers.append((self._modality, len(self._letters)))
            return modal.end()
        number = NUMBER.match(text, at)
        if number:
            self._number(text, number)
            return number.end()
        after = AFTER_NUMBER.match(text, at)
        if after and self._close(bound_of(after)):
            return after.end()
        if char.isalnum() or ord(char) >= _UNITS_FROM:
            self._add(char)
        return at + 1

    def _end(self, char: str, *, lasts: bool) -> None:
        if char in "，," and self._letters and self._letters[-1] == "的":
            self.passage.conditions[self._piece] = len(self._letters) - 1
        elif char in "，," and not self._at_start and _PREMISE.search(self._piece_letters):
            self.passage.premises[self._piece] = len(self._letters) - 1
        goes_on = lasts or (char in "，," and self._time_first())
        self._piece += 1
        if not goes_on:
            self._modality = self._lasting
        self._pending = None
        if char in _SENTENCE_END:
            self._sentence += 1
        if char in _SEGMENT_END:
            self._segment += 1
        if char == "\n":
            self._item = 0

    @property
    def _at_start(self) -> bool:
        pieces = self.passage.piece
        return not pieces or pieces[-1] != self._piece

    def _time_first(self) -> bool:
        """可以自收到之日起30日内，…; 应当按照规定，…: the marker governs what follows."""
        markers = self.passage.markers
        if self._at_start or not markers:
            return False
        start = markers[-1][1]
        return start >= self.passage.opening[-1] and (
            (
                self._letters[start : start + 1] in (["自"], ["在"], ["于"])
                and self._letters[-1] in "内后前起"
            )
            or _BY_RULE.fullmatch("".join(self._letters[start:])) is not None
        )

    @property
    def _piece_letters(self) -> str:
        return "".join(self._letters[self.passage.opening[-1] :])

    def _start_item(self) -> None:
        passage = self.passage
        goes_on = passage.lists and passage.item[-1]
        number = passage.lists[passage.item[-1]] if goes_on else len(set(passage.lists.values()))
        self._item = len(passage.lists) + 1
        passage.lists[self._item] = number
        self._piece += 1

    def _number(self, text: str, match: re.Match[str]) -> None:
        bound = Bound.EXACT
        if self._pending and len(self._letters) - self._pending[1] <= _REACH:
            bound = self._pending[0]
        self._pending = None
        self._add(self._number_letter(value_of(match)))
        self.passage.numbers[len(self._letters) - 1] = Number(value_of(match), bound)

    def _close(self, bound: Bound) -> bool:
        """Give the number just read the bound that follows it; False where none stands near."""
        last = max(self.passage.numbers, default=-_REACH - 1)
        if len(self._letters) - last > _REACH or self.passage.piece[last] != self._piece:
            return False
        self.passage.numbers[last] = Number(self.passage.numbers[last].value, bound)
        return True

    def _look_ahead(self) -> None:
        passage = self.passage
        passage.coming = [Modality.NONE] * len(passage.piece)
        for kind, index in reversed(passage.markers):
            if index == len(passage.piece):
                continue
            for before in range(index - 1, -1, -1):
                if passage.piece[before] != passage.piece[index]:
                    break
                passage.coming[before] = kind

    def _add(self, letter: str) -> None:
        passage = self.passage
        self._letters.append(letter)
        passage.opening.append(len(passage.piece) if self._at_start else passage.opening[-1])
        passage.piece.append(self._piece)
        passage.cell.append(self._cell)
        passage.sentence.append(self._sentence)
        passage.segment.append(self._segment)
        passage.item.append(self._item)
        passage.modality.append(self._modality)
        passage.target.append(self._target)
