"""Taken: what 将 sets before a verb, and whom a verb leads, is told with that verb alone.

将管线列为内容，引导有条件的小区加装电梯: nothing is said of 电梯 as 内容, nor of 管线 by 引导.
"""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise
from typing import NamedTuple

from assistant.verification.alignment import Alignment
from assistant.verification.ground import Ground
from assistant.verification.names import Fault
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason

_MARKS = "将把"
# What is done with the thing.
_VERB = re.compile(
    "列为|列入|纳入|作为|用于|转为|记入|计入|载入|盘活为|改造为|划定为|确定为|打造[为成]|应用[于到]"
)
_HOW = re.compile("(?:优先|统一|一并|分别|依法|及时|全部|逐步|同步|的)$")
_NOUN = 2  # letters of a thing's last noun, and of a verb
_OTHERS = 2  # letters told of another verb's thing
_BEFORE = 3  # letters of a sentence before what a thing is made
_BESIDE = frozenset("和与及或等")
_FRAMED = re.compile("针?对")
# Whoever is led, urged or helped to do a thing is named behind the word.
_LEADS = re.compile("引导|鼓励|支持|指导|督促|动员|推动|组织")
_LED = 2  # letters that name whom it is

_Laid = list[tuple[int, int]]  # letters of a sentence with those of the clause


class _Taken(NamedTuple):
    """Letters of a clause: 将, where its thing ends, the verb, and the verb's piece."""

    start: int
    end: int
    verb: int
    last: int

    def has(self, index: int) -> bool:
        """True for a letter of the thing, or of how it is done."""
        return self.start < index < self.verb

    @property
    def noun(self) -> range:
        """The thing's last noun, which tells what it is."""
        return range(max(self.start + 1, self.end - _NOUN), self.end)


def taken_elsewhere(
    said: Passage, result: Alignment, ground: Ground, told: Set[int], question: str
) -> Fault | None:
    """The first thing told with another verb than the clause's."""
    body = ground.zones[0].passage
    laid = [(at, p.index) for at, p in enumerate(result.places) if p and p.zone == 0]
    every = _taken(body)
    for taken in every:
        fault = (
            _done_with_another(said, laid, body, taken, every)
            or _framed_for_another(said, laid, body, taken)
            or _thing_cut(said, laid, body, taken, result.laid.union(told), question)
        )
        if fault:
            return fault
    return _led_elsewhere(said, laid, body)


def _taken(body: Passage) -> list[_Taken]:
    found = []
    for verb in _VERB.finditer(body.letters):
        opening = body.first_of(verb.start(), body.segment)
        start = max(body.letters.rfind(mark, opening, verb.start()) for mark in _MARKS)
        if start < 0 or _VERB.search(body.letters, start, verb.start()):
            continue
        end, last = verb.start(), verb.start()
        while how := _HOW.search(body.letters, start, end):
            end = how.start()
        while not body.ends_piece(last):
            last += 1
        found.append(_Taken(start, end, verb.start(), last))
    return found


def _done_with_another(
    said: Passage, laid: _Laid, body: Passage, taken: _Taken, every: list[_Taken]
) -> Fault | None:
    """将甲列为内容，引导加装乙 is not told as 乙列为内容."""
    for at in [at for at, index in laid if index == taken.verb]:
        before = [(place, index) for place, index in laid if said.opening[at] <= place < at]
        others = [
            place
            for place, index in before
            if body.segment[index] == body.segment[taken.verb]
            and (index > taken.last or any(one.has(index) for one in every if one != taken))
        ]
        own = {index: place for place, index in before if taken.has(index)}
        # 防治所需经费 is of the thing named last; 电梯等设施 is the thing named first.
        named = any(index in own for index in taken.noun)
        kind = "等" in said.letters[max(others, default=0) : min(own.values(), default=at)]
        if len(others) >= _OTHERS and (kind or not named):
            return Reason.REARRANGED, body.letters[taken.start : taken.verb + _NOUN][:20]
    return None


def _framed_for_another(said: Passage, laid: _Laid, body: Passage, taken: _Taken) -> Fault | None:
    """将甲列为内容，引导加装乙 is not told as 对甲，加装乙, nor as 甲，加装乙."""
    for piece in sorted({said.piece[at] for at, index in laid if taken.has(index)}):
        frame = [(at, index) for at, index in laid if said.piece[at] == piece]
        follows = [index for at, index in laid if said.piece[at] == piece + 1]
        last = max(index for _, index in frame)
        framed = _FRAMED.match(said.letters, said.opening[frame[0][0]])
        # The whole name of a member, and not 政府 of 政府投资项目.
        named = last + 1 == taken.end or body.cell[last] != body.cell[last + 1]
        if not follows or not (framed or named) or not all(taken.has(i) for _, i in frame):
            continue
        if all(index > taken.last for index in follows):
            return Reason.REARRANGED, body.letters[min(follows) :][:20]
    return None


def _thing_cut(
    said: Passage, laid: _Laid, body: Passage, taken: _Taken, known: Set[int], question: str
) -> Fault | None:
    """将防治工作经费列入预算 is not told as 防治工作列入预算: the last noun is what is taken."""
    noun = body.letters[taken.noun.start : taken.end]
    if not known.isdisjoint(taken.noun) or noun in said.letters or noun in question:
        return None
    goal = [at for at, index in laid if taken.verb + 1 < index <= taken.last]
    for piece in sorted({said.piece[at] for at in goal}):
        first = min(at for at in goal if said.piece[at] == piece)
        before = [index for at, index in laid if said.opening[first] <= at < first]
        before = [index for index in before if not taken.end <= index < taken.verb + _NOUN]
        part = max((index for index in before if taken.start < index < taken.end), default=-1)
        after = part + 1
        member = body.letters[after] in _BESIDE or body.cell[part] != body.cell[after]
        if len(before) >= _BEFORE and not (part >= 0 and member):
            return Reason.CONDITION, noun
    return None


def _led_elsewhere(said: Passage, laid: _Laid, body: Passage) -> Fault | None:
    """对管线，引导加装电梯, where the clause has 引导[有条件的小区]加装电梯: it leads others."""
    for (at, first), (_, second) in pairwise(laid):
        lead = _LEADS.match(body.letters, first - 1)
        if lead is None or second - first <= _LED or body.piece[first] != body.piece[second]:
            continue
        opening = said.opening[at]
        before = {index for place, index in laid if opening <= place < at - 1}
        framed = opening - 1
        beside = framed >= 0 and said.sentence[framed] == said.sentence[at]
        if beside and _FRAMED.match(said.letters, said.opening[framed]):
            before |= {index for place, index in laid if said.piece[place] == said.piece[framed]}
        if before and all(body.piece[index] != body.piece[first] for index in before):
            return Reason.REARRANGED, body.letters[first + 1 : second][:20]
    return None
