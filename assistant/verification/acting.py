"""Acting: who does what: the party before 应当, 可以, 不得 is the one that must do it."""

from __future__ import annotations

import re
from bisect import bisect_right

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.markers import PARTY, PREPOSITIONS
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason

_LONGEST = 24  # letters of a party's name
_PARTY_ENDS = re.compile(f"(?:{PARTY.pattern})$")
_NAME = re.compile(f"[^{PREPOSITIONS}将把的]*$")
_BEARS = re.compile("负责(?!人)|承担")
# 监护人对被监护人进行教育: an item that says itself who acts
_OWN_PARTY = re.compile(
    f"(?P<who>(?:(?![{PREPOSITIONS}将把的]).){{0,8}}?(?:{PARTY.pattern}))(?=对|向|为|将|把|按|依|及时|定期|负责|未|不)"
)
_ADVERBS = re.compile(r"(?:依法|及时|均|都|也|还|同时|同|并|且|则|但|当|又|任何|各级|有关|相关)*$")


def another_acts(said: Passage, result: Alignment, ground: Ground) -> Fault | None:
    """The first letter told of another acting party than the clause tells it of."""
    body = ground.zones[0].passage
    mine, its = _actors(said), _actors(body)
    if not mine:
        return None
    for at, place in enumerate(result.places):
        if place is None or place.zone != 0:
            continue
        told = _actor_at(said, mine, at)
        own = _actor_at(body, its, place.index)
        if told and own and not _same(told, own):
            return Reason.REARRANGED, told
    return None


def _actors(passage: Passage) -> list[tuple[int, str]]:
    """Where each acting party's deed begins, and its name."""
    found = []
    begins = {index for _, index in passage.markers}
    begins.update(match.start() for match in _BEARS.finditer(passage.letters))
    for index in sorted(begins):
        if index == 0 or index >= len(passage.letters):
            continue
        last = index - 1
        if passage.piece[last] != passage.piece[index]:
            continue
        start = max(passage.opening[last], index - _LONGEST)
        words = _ADVERBS.sub("", passage.letters[start:index])
        if not _PARTY_ENDS.search(words[-8:]):
            continue
        name = _NAME.search(words)
        if name is None or not name.group():
            continue
        before = words[: name.start()][-1:]
        if before and before in PREPOSITIONS:
            continue  # 向有关部门应当…: no actor
        found.append((index, name.group()))
    found += [
        (head.end(), head["who"])
        for at, item in enumerate(passage.item)
        if item and passage.item[at - 1] != item and (head := _OWN_PARTY.match(passage.letters, at))
    ]
    return sorted(found)


def _actor_at(passage: Passage, actors: list[tuple[int, str]], index: int) -> str:
    """Who acts at a letter; empty where the sentence has named nobody yet."""
    place = bisect_right(actors, index, key=lambda actor: actor[0]) - 1
    if place < 0:
        return ""
    start, name = actors[place]
    return name if passage.sentence[start] == passage.sentence[index] else ""


def _same(told: str, own: str) -> bool:
    told, own = (re.sub("[和或与及]", "", name) for name in (told, own))
    return told in own or own in told
