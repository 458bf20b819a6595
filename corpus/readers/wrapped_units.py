"""Names of units that a plain text's margin cut in two: 市住房城乡建⏎委 is one again.

Only inside a bracket, only where neither half but the whole is a unit's name; a list with one
unit a line stays as it is.
"""

from __future__ import annotations

import re

from corpus.structure.unit_names import is_organisation

_BRACKET = re.compile(r"[（(【〔][^（）()【】〔〕]{1,400}[）)】〕]")
_DUTY = re.compile(r"牵头|责任|配合|负责|参与|落实")
_WRAP = re.compile(r"[ \t]*\n[ \t\u3000]*")
_STOPS = "、，,；;：:。\n（(【〔"
_AFTER = re.compile(r"[^、，,；;：:。\n）)】〕]*")
_TAIL = re.compile(r"(?:等|按|分别|牵头|配合|负责|参与|落实|协助)")
_PLACE = re.compile(r"[区县市镇乡州旗]$")
_NEVER_ALONE = re.compile(r"县?(?:人民)?政府|管委会|管理委员会|办事处")
_BEGINS_A_NAME = re.compile(r"[市省区县州各国]|重庆|中国|中央")


def with_whole_names(text: str) -> str:
    """The text with the cut names in its trailers put together."""
    return _BRACKET.sub(lambda match: _joined(match.group()), text)


def _joined(bracket: str) -> str:
    if "\n" not in bracket or not _DUTY.search(bracket):
        return bracket
    result, done = "", 0
    for wrap in _WRAP.finditer(bracket):
        result += bracket[done : wrap.start()]
        first = re.split(f"[{_STOPS}]", result)[-1]
        rest = _AFTER.match(bracket, wrap.end())
        second = _TAIL.split(rest.group())[0] if rest else ""
        result += "" if _is_cut(first, second) else wrap.group()
        done = wrap.end()
    return result + bracket[done:]


def _is_cut(first: str, second: str) -> bool:
    if _PLACE.search(first) and _NEVER_ALONE.match(second):
        return second[0] != "县" or first.endswith("区")
    if not first or not second or is_organisation(first) or _PLACE.search(first):
        return False
    return not _BEGINS_A_NAME.match(second) and is_organisation(first + second)
