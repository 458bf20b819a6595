"""Alignment: the letters of a sentence laid on the letters of the clause it cites.

Every letter of the sentence must be a letter of the clause, in a run of at least two, or belong to
a word that says nothing of its own. Runs follow each other as in the clause; what is left out
between two runs may hold no number, no unit, no acting party and no denial.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from assistant.verification.denials import denied
from assistant.verification.ground import STRICT, Ground, Kind, Place, Strictness
from assistant.verification.order import loosened, may_follow, measured, opens_piece
from assistant.verification.passage import Passage, is_number, is_unit
from assistant.verification.run import Run
from assistant.verification.sense import same_sense

LOST = 10.0  # cost of a letter that the clause does not have
JUMP = 1.0  # cost of leaving words out
NEUTRAL = 0.1  # cost of a word that says nothing
NAMED = 4  # letters of a name that call it
STATES = 24  # ways followed at once
_TURNED = re.compile("无关|[以之]外(?!墙|地|来|部)|除外")  # turns round what stands before it
_FILLING = set("的了等和与及并且在为对将其之所地得")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each letter of a sentence stands; None for words that say nothing."""

    places: tuple[Place | None, ...]
    lost: tuple[int, ...]  # letters found nowhere

    @property
    def laid(self) -> set[int]:
        """The letters of the clause's own text that the sentence is laid on."""
        return {place.index for place in self.places if place and place.zone == 0}

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
    run: tuple[int, Run] | None = None  # the last run outside names, with its zone


_Ways = dict[tuple[int, Place | None, tuple[int, Run] | None], _Way]


def align(
    said: Passage,
    ground: Ground,
    neutral: Mapping[int, tuple[int, ...]],
    rules: Strictness = STRICT,
    *,
    whole: bool = True,
) -> Alignment:
    """The best alignment of a sentence.

    `neutral` gives the lengths of the words at each letter that say nothing of their own. With
    `whole`, the first letter that can stand nowhere ends the search; else it is counted as lost.
    """
    if whole and (alien := found_nowhere(said, ground, neutral)) is not None:
        return Alignment((None,) * len(said.letters), (alien,))
    ways: list[_Ways] = [{} for _ in range(len(said.letters) + 1)]
    _offer(ways[0], _Way())
    for at in range(len(said.letters)):
        if not ways[at]:
            continue
        held = sorted(ways[at].values(), key=lambda way: way.cost)[:STATES]
        starts = _starts(said, at, ground, rules)
        for way in held:
            needs_measure = _needs_measure(said, at, way, ground, rules)
            if not needs_measure:
                for length in neutral.get(at, ()):
                    neutral_way = _Way(way.cost + NEUTRAL, way.last, way.place, way, run=way.run)
                    _offer(ways[at + length], neutral_way)
            if not whole:
                _offer(ways[at + 1], _Way(way.cost + LOST, way.last, way.place, way, at, way.run))
            found = _going_on(said, at, way, ground, rules)
            for place, cost in found:
                run = _run(at, place, way, ground, goes_on=True)
                _offer(ways[at + 1], _Way(way.cost + cost, at, place, way, run=run))
            if needs_measure:
                continue
            for place in starts:
                if (place, 0.0) in found:
                    continue  # the run goes on there
                if not rules.order or _may_follow(said, at, place, way, ground):
                    run = _run(at, place, way, ground, goes_on=False)
                    _offer(ways[at + 1], _Way(way.cost + JUMP, at, place, way, run=run))
    places: list[Place | None] = [None] * len(said.letters)
    if not ways[-1]:
        furthest = max(at for at, here in enumerate(ways) if here)
        return Alignment(tuple(places), (furthest,))
    ends = list(ways[-1].values())
    if rules.order and not all(_cut(said, way, ground) for way in ends):
        ends = [way for way in ends if not _cut(said, way, ground)]
    elif rules.order:
        return Alignment(tuple(places), (len(said.letters) - 1,))
    step = min(ends, key=lambda way: way.cost)
    lost = []
    while step.before is not None:
        if step.lost >= 0:
            lost.append(step.lost)
        elif step.last != step.before.last:
            places[step.last] = step.place
        step = step.before
    return Alignment(tuple(places), tuple(reversed(lost)))


def found_nowhere(
    said: Passage, ground: Ground, neutral: Mapping[int, tuple[int, ...]]
) -> int | None:
    """The first letter that neither a run nor a neutral word reaches, in any order; else None."""
    letters = said.letters
    laid = [False] * (len(letters) + 1)  # by a letter of a run up to here
    free = [True] + [False] * len(letters)  # … by a neutral word
    for at, letter in enumerate(letters):
        if not (laid[at] or free[at]):
            continue
        for length in neutral.get(at, ()):
            free[at + length] = True
        if letter in ground.letters:
            begins = letter in ground.singles or letters[at : at + 2] in ground.pairs
            laid[at + 1] = laid[at] or begins
    if laid[-1] or free[-1]:
        return None
    return max(at for at in range(len(letters)) if laid[at] or free[at])


def _run(
    at: int, place: Place, way: _Way, ground: Ground, *, goes_on: bool
) -> tuple[int, Run] | None:
    """The last run outside names once letter `at` stands at `place`."""
    if ground.zones[place.zone].kind is Kind.NAME:
        return way.run
    start = way.run[1].start if goes_on and way.run is not None else place.index
    return place.zone, Run(at, start, place.index)


def _offer(ways: _Ways, way: _Way) -> None:
    key = (way.last, way.place, way.run)
    held = ways.get(key)
    if held is None or way.cost < held.cost:
        ways[key] = way


def _going_on(
    said: Passage, at: int, way: _Way, ground: Ground, rules: Strictness
) -> list[tuple[Place, float]]:
    """Where letter `at` stands if the run of the letter before goes on, over filling words."""
    found: list[tuple[Place, float]] = []
    if way.place is None:
        return found
    letter = said.letters[at]
    passage = ground.passage(way.place)
    for skipped in range(3):
        index = way.place.index + 1 + skipped
        between = passage.letters[way.place.index + 1 : index]
        if index >= len(passage.letters) or not set(between) <= _FILLING:
            break
        if loosened(said.letters[way.last + 1 : at], between):
            break
        ended = passage.segment[index] != passage.segment[way.place.index]
        if rules.order and ended and said.piece[at] == said.piece[way.last]:
            break
        place = Place(way.place.zone, index)
        if passage.letters[index] == letter and same_sense(said, at, place, ground, rules):
            found.append((place, 0.0 if not skipped else 0.2))
    return found


def _starts(said: Passage, at: int, ground: Ground, rules: Strictness) -> list[Place]:
    """Where a run may start with letter `at`, whatever stands before it."""
    letter = said.letters[at]
    starts = ground.singles.get(letter, [])
    if not (is_number(letter) or is_unit(letter)):
        starts = ground.pairs.get(said.letters[at : at + 2], [])
    return [
        place
        for place in starts
        if same_sense(said, at, place, ground, rules)
        and _named(said, at, place, ground)
        and not (rules.order and denied(said, at, place.index, ground.passage(place)))
    ]


def _needs_measure(said: Passage, at: int, way: _Way, ground: Ground, rules: Strictness) -> bool:
    if not rules.order or way.run is None:
        return False
    zone, run = way.run
    return measured(said, at, run, ground.zones[zone].passage)


def _named(said: Passage, at: int, place: Place, ground: Ground) -> bool:
    """A name is given whole or by a good part of it; two letters of it are another word."""
    zone = ground.zones[place.zone]
    if zone.kind is not Kind.NAME:
        return True
    name = zone.passage.letters
    if len(name) < NAMED:
        return place.index == 0 and said.letters.startswith(name, at)
    part = name[place.index : place.index + NAMED]
    return len(part) == NAMED and said.letters.startswith(part, at)


def _may_follow(said: Passage, at: int, place: Place, way: _Way, ground: Ground) -> bool:
    """Whether a new run may start at `place` after the run that ended in `way`."""
    zone = ground.zones[place.zone]
    there = zone.passage
    if _goes_on_a_name(at, place, way, ground):
        return False
    if place.index in ground.inside[place.zone] and not _continues(said, at, place.index, there):
        return False
    if way.run is None:
        figures = any(
            said.piece[index] == said.piece[at] and said.letters[index + 1 : index + 2] != "家"
            for index in said.numbers
        )
        return not (zone.kind is Kind.NAME and figures and _in_body(said, at, ground))
    last_zone, run = way.run
    if zone.kind is Kind.NAME:
        return not _stands_for_body(said, at, place, run, ground)
    if _cut(said, way, ground):
        return False
    if place.zone != last_zone:
        return opens_piece(said, at, run)
    if _to_and_fro(said, at, place, way, ground):
        return False
    return may_follow(said, at, place.index, run, there)


def _to_and_fro(said: Passage, at: int, place: Place, way: _Way, ground: Ground) -> bool:
    """以[甲]为范本 with what another statement of the clause names put in for 甲."""
    places = [place.index]
    step: _Way | None = way
    while step is not None and step.last >= said.opening[at]:
        if step.place is not None and step.place.zone == place.zone:
            places.append(step.place.index)
        step = step.before
    there, of_roles = ground.zones[place.zone].passage, ground.of_roles[place.zone]
    told = (there.piece[i] for i in places if i not in of_roles)  # units are checked by themselves
    pieces = [piece for piece, _ in groupby(told)]
    turns = zip(pieces, pieces[1:], pieces[2:], strict=False)
    return any((last < middle) == (first < middle) for last, middle, first in turns)


def _stands_for_body(said: Passage, at: int, place: Place, run: Run, ground: Ground) -> bool:
    """A name within a statement that the clause's own text has too: there it must be laid."""
    if said.piece[at] != said.piece[run.last]:
        return False
    return _in_body(said, at, ground)


def _goes_on_a_name(at: int, place: Place, way: _Way, ground: Ground) -> bool:
    """推进城市[治理] of the heading 推进城市管理…: a part of a name, and a word of the text."""
    if way.place is None or way.last != at - 1:
        return False
    called = ground.zones[way.place.zone]
    if called.kind is not Kind.NAME or ground.zones[place.zone].kind is Kind.NAME:
        return False
    part = way.place.index + 1 < len(called.passage.letters)
    return part and not ground.zones[place.zone].passage.starts_piece(place.index)


def _in_body(said: Passage, at: int, ground: Ground) -> bool:
    return said.letters[at : at + NAMED] in ground.zones[0].passage.letters


def _continues(said: Passage, at: int, index: int, there: Passage) -> bool:
    """The letter before is the one that stands before it in the clause."""
    return at > 0 and said.letters[at - 1] == there.letters[index - 1]


def _cut(said: Passage, way: _Way, ground: Ground) -> bool:
    """The run laid last ends inside a word of the clause (绿 of 绿化), or before 无关, 除外."""
    if way.run is None:
        return False
    zone, run = way.run
    after = run.end + 1
    if _TURNED.match(ground.zones[zone].passage.letters, after):
        return True
    return after in ground.inside[zone]
