"""Ground: the texts of one clause, with where each pair of letters stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.verification.passage import Passage, is_number, is_unit
from assistant.verification.word_bounds import inner_letters


class Kind(StrEnum):
    """What a text of the evidence is."""

    BODY = "body"  # the clause's own text
    NAME = "name"  # title, label, path, number: may be named anywhere
    LINE = "line"  # a line of the composed answer


@dataclass(frozen=True, slots=True)
class Zone:
    """One text of the evidence."""

    kind: Kind
    passage: Passage
    turns: bool = True  # False for the document's own names, which no modality governs


@dataclass(frozen=True, slots=True)
class Place:
    """A letter of a zone."""

    zone: int
    index: int


@dataclass(frozen=True, slots=True)
class Strictness:
    """Which rules hold; one is lifted to learn which of them a sentence broke."""

    modality: bool = True
    bounds: bool = True
    years: bool = True
    order: bool = True


STRICT = Strictness()


_ROLES = re.compile("(?:牵头|责任)单位")


def _of_roles(there: Passage) -> frozenset[int]:
    return frozenset(
        index
        for index, letter in enumerate(there.letters)
        if is_unit(letter) or _ROLES.match(there.letters, there.opening[index])
    )


@dataclass(slots=True)
class Ground:
    """The zones of one clause, with where each pair of letters stands."""

    zones: tuple[Zone, ...]
    pairs: Mapping[str, list[Place]] = field(default_factory=dict)
    singles: Mapping[str, list[Place]] = field(default_factory=dict)
    inside: tuple[frozenset[int], ...] = ()  # of each zone, the letters that go on a word
    letters: frozenset[str] = frozenset()
    of_roles: tuple[frozenset[int], ...] = ()  # of each zone, units and what tells their roles

    @classmethod
    def of(cls, zones: tuple[Zone, ...]) -> Ground:
        """Index the zones."""
        pairs: dict[str, list[Place]] = defaultdict(list)
        singles: dict[str, list[Place]] = defaultdict(list)
        for number, zone in enumerate(zones):
            letters = zone.passage.letters
            for index, letter in enumerate(letters):
                pairs[letters[index : index + 2]].append(Place(number, index))
                if is_number(letter) or is_unit(letter):
                    singles[letter].append(Place(number, index))
        inside = tuple(inner_letters(zone.passage) for zone in zones)
        every = frozenset("".join(zone.passage.letters for zone in zones))
        of_roles = tuple(_of_roles(zone.passage) for zone in zones)
        return cls(zones, dict(pairs), dict(singles), inside, every, of_roles)

    def passage(self, place: Place) -> Passage:
        """The text a place lies in."""
        return self.zones[place.zone].passage
