"""The numbers met in a stretch of a 公文: of its items, and of the lists inside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.structure.official_numbers import SECTION_LEVEL

MAX_GAP = 3  # numbers that may be missing before one that fits all the same


@dataclass(slots=True)
class Sequences:
    """The numbers met in one stretch of a text, level by level."""

    last: dict[int, int] = field(default_factory=dict)  # of the items, whatever part they are in
    restarted: set[int] = field(default_factory=set)  # levels that count anew in every part
    inner: dict[int, int] = field(default_factory=dict)  # of the list inside the open item or box
    inner_units: set[int] = field(default_factory=set)  # levels of such lists that name units

    def open_item(self, level: int, number: int) -> None:
        """Note an item: what is listed inside it counts anew."""
        if number == 1 and self.last.get(level):
            self.restarted.add(level)
        self.last[level] = number
        self.close_inner()

    def open_inner(self, level: int, number: int, *, names_units: bool) -> None:
        """Note a number that belongs to the text of the open item or box."""
        if number not in (1, self.inner.get(level, 0) + 1):
            return
        self.inner[level] = number
        if number == 1:
            self.inner_units.discard(level)
        if names_units:
            self.inner_units.add(level)

    def close_inner(self) -> None:
        """A box or an item begins."""
        self.inner.clear()
        self.inner_units.clear()

    def runs_on(self, level: int, number: int) -> bool:
        """Whether a part's first number goes on from the part before: 4．, then 二、 and 5．."""
        return level >= SECTION_LEVEL and 0 < self.runs_from(level, number) == number - 1

    def runs_from(self, level: int, number: int) -> int:
        """The number from which a part's first number goes on; 0 where the part counts anew."""
        counts_on = level not in self.restarted or number > 1 + MAX_GAP
        last = self.last.get(level, 0)
        return last if counts_on and last < number else 0
