"""Leaders beside units: （市发展改革委牵头，孙明副市长负责）, （赵强副市长，市交通运输局）.

The persons are taken out, so that the units beside them are read; a name without an office is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.persons import NAME, is_person

_OFFICE = (
    r"(?:(?:市委|区委|县委|市政府|区政府|县政府|党组|党工委|管委会|人大|政协|纪委|街道|党委)?(?:常务|第一|党组|专职|分管)?副?"
    r"(?:市长|区长|县长|州长|省长|镇长|乡长|旗长|秘书长|书记|常委|部长|局长|主任|主席|总队长|支队长|院长|检察长|总经理|董事长|总工程师|巡视员|调研员|总规划师)"
    r"(?:助理)?|同志|[一二]级巡视员|[一二三四]级调研员)"
)
_OFFICES = rf"{_OFFICE}(?:[、兼 ]?{_OFFICE})*"
_PERSON = rf"(?:(?:{_OFFICES})[ \u3000：:]*{NAME}(?:{_OFFICES})?|{NAME}[ \u3000]*(?:{_OFFICES}))"
_WHAT = (
    r"(?:(?:总|亲自|具体|分别|共同|统一)*(?:负责|牵头|分管|督办|督导|包抓|包联|联系|挂帅|抓总"
    r"|总负责|领衔|协助|配合|负总责)(?:协调|推进|落实|抓总|督导|督办)*)?"
)
_LEADERS = re.compile(
    rf"(?:由|请)?(?:(?:分管|包抓|牵头|责任|联系|挂帅|市级|区级"
    rf"|县级)*领导)?{_PERSON}(?:[、和及 ]+{_PERSON})*{_WHAT}"
)
_BARE = re.compile(rf"{NAME}(?:[、 \u3000]{NAME})*")
_ACTS = re.compile(rf"(?P<who>{NAME})(?=[总亲具分共统负牵督包联挂领]){_WHAT}")
_PIECE = re.compile(r"[^，,；;。\n]+")
# 王丽副市长、市商务局: the persons stand in one list with the units.
_FIRST = re.compile(rf"\s*{_PERSON}(?:[、和及 ]+{_PERSON})*[、 \u3000]+(?=[市省区县各国])")
_LAST = re.compile(rf"[、 \u3000]+{_PERSON}(?:[、和及 ]+{_PERSON})*\s*$")
_ENDS = re.compile(r"[局委办厅部会院]$|政府$")


@dataclass(frozen=True, slots=True)
class WithoutLeaders:
    """The text with blanks where leaders stood; `unsure` are names that no office tells."""

    text: str
    unsure: tuple[str, ...] = ()


def without_leaders(text: str, start: int, end: int) -> WithoutLeaders:
    """text with the leaders in text[start:end] taken out, of the same length."""
    plain = text
    pieces = [match.span() for match in _PIECE.finditer(text, start, end)]
    unsure: list[str] = []
    for begin, stop in pieces:
        words = text[begin:stop].strip()
        if _LEADERS.fullmatch(words):
            plain = _blanked(plain, begin, stop)
        elif len(pieces) > 1 and _BARE.fullmatch(words) and _are_persons(words):
            plain = _blanked(plain, begin, stop)
            unsure.append(words)
        elif (acts := _ACTS.fullmatch(words)) and is_person(acts["who"]):  # 孙明负责
            plain = _blanked(plain, begin, stop)
            unsure.append(acts["who"])
        elif first := _FIRST.match(text, begin, stop):
            plain = _blanked(plain, begin, first.end())
        elif (last := _LAST.search(text, begin, stop)) and _ENDS.search(text[begin : last.start()]):
            plain = _blanked(plain, last.start(), stop)
    return WithoutLeaders(plain, tuple(unsure))


def _are_persons(words: str) -> bool:
    return all(is_person(name) for name in re.split(r"[、 \u3000]+", words))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + "\u3000" * (end - start) + text[end:]
