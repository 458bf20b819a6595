"""Roles: which unit a sentence gives which role, and whether the clause gives it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.verdict import Reason
from corpus.responsibility import Responsibility, Role
from corpus.unit import UnitMatch

_LEAD = "牵头单位|牵头部门|牵头|主办单位|主办|主责单位|主责|主导|领头|带头|总负责|主要负责|主抓|主管|组织实施|统筹负责|负责"
_JOIN = "责任单位|责任部门|配合单位|协办单位|参与单位|配合|协同|协助|协办|参与|参加|支持"
_ROLE = re.compile(rf"(?P<lead>{_LEAD})|(?P<responsible>{_JOIN})")
# After these the units follow; otherwise they stand before the word.
_FORWARD = re.compile(
    r"\s*的?(?:单位|部门)?(?:还|则|都|主要|分别|共)?(?:是(?!否|不是)|为|有|包括|包含|即|[：:]|由|依次)"
)
_LIST_END = re.compile(r"[；;。！？\n]")
_OPEN = re.compile(r"\s*等")
_SOME = re.compile(r"等|包括|其中|之一|例如|比如|含|另有|还有|也")
_DENIED = re.compile(r"(?:不是|并非|非|没有|未|不|不由)\s*(?:由|写明|作为|列为|担任|是)?\s*$")
_IN_CHARGE = re.compile(r"(?:总|主要|全面|牵头)$")
_COPULA = re.compile(
    r"(?:等(?:有关|相关|市级)*(?:部门|单位)?)?(?:则|均|都|也|同)?(?:是|为|作为|属于)?(?:本条|该任务|该项)?的?"
)
_IS = re.compile(r"(?:均|都|也|同|就|正)?(?:是|为|作为|属于|列为|担任)[^，,；;。]{0,10}$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence gives `units` a role; `whole` when it gives them as the whole list."""

    role: Role
    units: tuple[str, ...]
    whole: bool
    is_open: bool
    denied: bool = False


def claims_of(text: str, matches: Sequence[UnitMatch]) -> tuple[Claim, ...]:
    """The roles that a folded sentence gives to the units found in it."""
    words = list(_ROLE.finditer(text))
    claims = []
    previous = 0  # where the last claim's units ended
    for place, word in enumerate(words):
        role = (
            Role.LEAD
            if word["lead"] and not _carries_out(text, words[:place], word)
            else (Role.RESPONSIBLE)
        )
        stop = words[place + 1].start() if place + 1 < len(words) else len(text)
        forward = _FORWARD.match(text, word.end())
        named = [m for m in matches if forward and forward.end() <= m.start and m.end <= stop]
        if named and (end := _LIST_END.search(text, word.end(), named[-1].end)):
            named = [m for m in named if m.end <= end.start()]
        # “牵头单位是A，责任单位是B”: what follows B's role word is not A's.
        if named:
            if place + 1 < len(words):
                named = _before_next(text, named, stop)
            is_open = any(_OPEN.match(text, match.end) for match in named)
            some = is_open or bool(_SOME.search(text[word.end() : named[0].start]))
            claims.append(Claim(role, _names(named), not some, is_open))
            previous = named[-1].end
            continue
        before = [m for m in matches if previous <= m.start and m.end <= word.start()]
        before = _last_clause(text, before, word.start())
        if not before:
            continue
        between = text[before[-1].end : word.start()]
        is_open = any(_OPEN.match(text, match.end) for match in before)
        member = bool(_IS.search(between)) or bool(_SOME.search(between)) or "之一" in text
        denied = bool(_DENIED.search(between))
        whole = not (member or denied or is_open)
        claims.append(Claim(role, _names(before), whole, is_open, denied))
        previous = word.end()
    return tuple(claims)


def _carries_out(text: str, before: Sequence[re.Match[str]], word: re.Match[str]) -> bool:
    """由A牵头，B和C负责落实: once a lead is named as such, who else carries it out is responsible."""
    led = any("牵头" in earlier.group() for earlier in before)
    return led and word.group() == "负责" and not _IN_CHARGE.search(text, 0, word.start())


def _before_next(text: str, named: list[UnitMatch], stop: int) -> list[UnitMatch]:
    """The list without its last part where that is told to have the next role (…，D是责任单位)."""
    comma = max(text.rfind(mark, named[0].end, named[-1].start) for mark in "，,")
    if comma < 0 or not _COPULA.fullmatch(text[named[-1].end : stop]):
        return named
    return [match for match in named if match.end <= comma]


def _names(matches: Sequence[UnitMatch]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.name for match in matches))


def _last_clause(text: str, matches: list[UnitMatch], end: int) -> list[UnitMatch]:
    """Of the units before a role word those that belong to it: a list goes on over 、 and 和."""
    kept: list[UnitMatch] = []
    edge = end
    for match in reversed(matches):
        between = text[match.end : edge]
        if kept and not re.fullmatch(
            r"[\s、,，和与及以同会跟并还]*(?:等(?:有关|相关|市级)*(?:部门|单位)?)?[\s、,，和与及以还有]*|会同|联合|以及",
            between,
        ):
            break
        if not kept and re.search(r"[；;。！？]", between):
            break
        kept.insert(0, match)
        edge = match.start
    return kept


def wrong_claim(claims: Sequence[Claim], duty: Responsibility) -> tuple[Reason, str] | None:
    """The first claim that a clause's responsibility does not bear out."""
    for claim in claims:
        listed = tuple(dict.fromkeys(m.name for m in duty.mentions(claim.role)))
        is_open = duty.lead_open if claim.role is Role.LEAD else duty.responsible_open
        if claim.denied:
            wrong = [unit for unit in claim.units if unit in listed]
            if wrong or is_open:
                return Reason.ROLE, "、".join(wrong or claim.units)
            continue
        wrong = [unit for unit in claim.units if unit not in listed]
        if wrong:
            return Reason.ROLE, "、".join(wrong)
        if claim.whole and (set(claim.units) != set(listed) or is_open):
            missing = [unit for unit in listed if unit not in claim.units]
            return Reason.LIST, "、".join(missing) or "等部门"
        if claim.is_open and not is_open and set(claim.units) == set(listed):
            return Reason.LIST, "等"
    return None
