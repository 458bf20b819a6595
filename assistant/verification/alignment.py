"""Alignment: the letters of a sentence laid on the letters of the clause it cites.

Every letter of the sentence must be a letter of the clause, in a run of at least two, or belong to
a word that says nothing of its own. Runs follow each other as in the clause; what is left out
between two runs may hold no number, no unit, no acting party and no denial.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.verification.markers import DENIAL, DENYING, PARTY, Bound, Modality
from assistant.verification.passage import Passage, is_number, is_unit

LOST = 10.0  # cost of a letter that the clause does not have
JUMP = 1.0  # cost of leaving words out
NEUTRAL = 0.1  # cost of a word that says nothing
STATES = 60  # ways followed at once
_FILLING = set("的了等和与及并且在为对将其之所地得")
_TOGETHER, _OR = set("和与及并且"), "或"


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


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each letter of a sentence stands; None for words that say nothing."""

    places: tuple[Place | None, ...]
    lost: tuple[int, ...]  # letters found nowhere

    @property
    def holds(self) -> bool:
        """True when every letter is accounted for and something of the clause is said."""
        return not self.lost and any(self.places)


@dataclass(slots=True)
class _Way:
    cost: float = 0.0
    last: int = -1  # letter of the sentence laid last
    place: Place | None = None
    before: _Way | None = None
    lost: int = -1
    neutral_since: bool = False  # an inserted word follows the last letter laid


@dataclass(slots=True)
class Ground:
    """The zones of one clause, with where each pair of letters stands."""

    zones: tuple[Zone, ...]
    pairs: Mapping[str, list[Place]] = field(default_factory=dict)
    singles: Mapping[str, list[Place]] = field(default_factory=dict)

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
        return cls(zones, dict(pairs), dict(singles))

    def passage(self, place: Place) -> Passage:
        """The text a place lies in."""
        return self.zones[place.zone].passage


def align(
    said: Passage,
    ground: Ground,
    neutral: Mapping[int, tuple[int, ...]],
    rules: Strictness = STRICT,
) -> Alignment:
    """The best alignment of a sentence.

    `neutral` gives the lengths of the words at each letter that say nothing of their own.
    """
    ways: list[dict[tuple[int, Place | None], _Way]] = [{} for _ in range(len(said.letters) + 1)]
    ways[0][(-1, None)] = _Way()
    for at in range(len(said.letters)):
        held = sorted(ways[at].values(), key=lambda way: way.cost)[:STATES]
        for way in held:
            for length in neutral.get(at, ()):
                _offer(
                    ways[at + length],
                    _Way(way.cost + NEUTRAL, way.last, way.place, way, neutral_since=True),
                )
            _offer(ways[at + 1], _Way(way.cost + LOST, way.last, way.place, way, lost=at))
            for place, cost in _next(said, at, way, ground, rules):
                _offer(ways[at + 1], _Way(way.cost + cost, at, place, way))
    best = min(ways[-1].values(), key=lambda way: way.cost)
    places: list[Place | None] = [None] * len(said.letters)
    lost = []
    step = best
    while step.before is not None:
        if step.lost >= 0:
            lost.append(step.lost)
        elif step.last != step.before.last:
            places[step.last] = step.place
        step = step.before
    return Alignment(tuple(places), tuple(reversed(lost)))


def _offer(ways: dict[tuple[int, Place | None], _Way], way: _Way) -> None:
    key = (way.last, way.place)
    held = ways.get(key)
    if held is None or way.cost < held.cost:
        ways[key] = way


def _next(
    said: Passage, at: int, way: _Way, ground: Ground, rules: Strictness
) -> list[tuple[Place, float]]:
    """Where letter `at` may stand, given where the one before stands."""
    letter = said.letters[at]
    found = []
    if way.place is not None:
        passage = ground.passage(way.place)
        for skipped in range(3):
            index = way.place.index + 1 + skipped
            between = passage.letters[way.place.index + 1 : index]
            if index >= len(passage.letters) or not set(between) <= _FILLING:
                break
            place = Place(way.place.zone, index)
            if passage.letters[index] == letter and _same_sense(said, at, place, ground, rules):
                found.append((place, 0.0 if not skipped else 0.2))
    starts = ground.singles.get(letter, [])
    if not (is_number(letter) or is_unit(letter)):
        starts = ground.pairs.get(said.letters[at : at + 2], [])
    for place in starts:
        if not _same_sense(said, at, place, ground, rules):
            continue
        if not rules.order or _may_follow(said, at, place, way, ground):
            found.append((place, JUMP))
    return found


def _same_sense(said: Passage, at: int, place: Place, ground: Ground, rules: Strictness) -> bool:
    """The letter is governed alike: modality, bound of a number, target year."""
    zone = ground.zones[place.zone]
    there = zone.passage
    if rules.modality and zone.turns:
        mine, its = said.modality[at], there.modality[place.index]
        if mine is not its and not (
            mine in (Modality.NONE, Modality.OBLIGED) and its in (Modality.NONE, Modality.OBLIGED)
        ):
            return False
    if rules.bounds and at in said.numbers:
        mine_bound, its_bound = said.numbers[at].bound, there.numbers[place.index].bound
        if mine_bound is not its_bound and not (
            mine_bound is Bound.EXACT and its_bound is Bound.EXACT
        ):
            return False
    if rules.years and said.target[at] and there.target[place.index] and zone.kind is not Kind.NAME:
        return said.target[at] == there.target[place.index]
    return True


def _may_follow(said: Passage, at: int, place: Place, way: _Way, ground: Ground) -> bool:
    """Whether a new run may start at `place` after the run that ended in `way`."""
    zone = ground.zones[place.zone]
    there = zone.passage
    if _denied(said, at, place.index, there):
        return False
    if way.place is None:
        return True
    before = ground.zones[way.place.zone]
    if Kind.NAME in (zone.kind, before.kind):
        return True
    new_piece = said.piece[at] != said.piece[way.last] or _is_year(said, way.last)
    if place.zone != way.place.zone:
        return new_piece and not _number_alone(said, at)
    if new_piece and not _number_alone(said, at):
        return _same_party(said, at, place, there)
    start, end = sorted((way.place.index, place.index))
    left_out = there.letters[start + 1 : end]
    if _holds_anchor(left_out):
        return False
    inserted = said.letters[way.last + 1 : at]
    if _OR in left_out and set(inserted) & _TOGETHER:
        return False
    if there.sentence[start] != there.sentence[end]:
        return False
    if there.piece[start] != there.piece[end] and _holds_number(said, way.last, at):
        return _figures(there, there.piece[start], there.piece[end]) <= 1
    return place.index > way.place.index or not _has_party(said, way.last, at)


def _denied(said: Passage, at: int, index: int, there: Passage) -> bool:
    """The clause denies the word, the sentence does not."""
    if index == 0 or there.letters[index - 1] not in DENYING or there.starts_piece(index):
        return False
    return at == 0 or said.letters[at - 1] not in DENYING


def _is_year(said: Passage, last: int) -> bool:
    """The run before was a date such as 到2025年, which governs what follows."""
    return last >= 1 and bool(said.target[last]) and said.letters[last] in "年底末前"


def _number_alone(said: Passage, at: int) -> bool:
    """A piece that opens with a number leans on the piece before."""
    return is_number(said.letters[at])


def _holds_anchor(letters: str) -> bool:
    return (
        any(is_number(letter) or is_unit(letter) for letter in letters)
        or PARTY.search(letters) is not None
        or DENIAL.search(letters) is not None
    )


def _holds_number(said: Passage, last: int, at: int) -> bool:
    pieces = {said.piece[last], said.piece[at]}
    return any(said.piece[index] in pieces for index in said.numbers if not said.is_year(index))


def _figures(there: Passage, first: int, last: int) -> int:
    """Numbers in some pieces of a clause, years aside: with two, each has its own name."""
    return sum(
        first <= there.piece[index] <= last and not there.is_year(index) for index in there.numbers
    )


def _has_party(said: Passage, last: int, at: int) -> bool:
    """The piece of the sentence names an acting party or a unit."""
    piece = {said.piece[last], said.piece[at]}
    words = "".join(
        letter for letter, own in zip(said.letters, said.piece, strict=True) if own in piece
    )
    return PARTY.search(words) is not None or any(is_unit(letter) for letter in words)


def _same_party(said: Passage, at: int, place: Place, there: Passage) -> bool:
    """A new piece is not told of another party than the clause tells it of."""
    mine = _party_before(said, at)
    start = place.index
    while not there.starts_piece(start):
        start -= 1
    its = _party_in(there.letters[start : place.index])
    if its and _party_in(said.letters[at - (at - _piece_start(said, at)) : at]):
        return True
    if its:
        return bool(mine) and (mine.endswith(its[-3:]) or its.endswith(mine[-3:]))
    if not mine or PARTY.match(there.letters, place.index):
        return True
    begin = place.index
    while begin and there.sentence[begin - 1] == there.sentence[place.index]:
        begin -= 1
    earlier = there.letters[begin : place.index]
    return mine in earlier or not PARTY.search(earlier)


def _piece_start(said: Passage, at: int) -> int:
    while not said.starts_piece(at):
        at -= 1
    return at


def _party_in(letters: str) -> str:
    """The last party named, with the letters that tell it from others."""
    found = list(PARTY.finditer(letters))
    return letters[max(0, found[-1].start() - 3) : found[-1].end()] if found else ""


def _party_before(said: Passage, at: int) -> str:
    found = list(PARTY.finditer(said.letters[:at]))
    return found[-1].group() if found else ""
