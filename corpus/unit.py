"""Unit (单位): an organisation under all the names by which people call it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

UNITS_FILE = Path(__file__).parent / "documents" / "units.tsv"

# An alias this common in other words counts as a unit only before a particle of asking or role.
_WEAK = frozenset(
    {"公安", "城管", "民政", "消防队", "警察", "人行", "海关", "区县", "两江新区", "西部科学城", "高新区",
     "经开区", "规划局", "劳动局", "组织部", "宣传部", "重庆高新区", "重庆经开区", "万盛经开区",
     "西部科学城重庆高新区", "各区县", "营管部", "央行", "建委", "区政府"}
)  # fmt: skip
_PLACE_LIKE = frozenset(
    {"两江新区", "西部科学城", "高新区", "经开区", "重庆高新区", "重庆经开区", "万盛经开区",
     "西部科学城重庆高新区", "区县", "各区县"}
)  # fmt: skip
_WEAK_BEFORE = re.compile(
    r"(?:管不管|负责|牵头|参与|配合|参加|要做|有哪些|有什么|承担|管|呢|和|跟|与|、|在不在|的任务|的职责|的责任|的工作|一共|共|主要|都|归|属于|任|要|有几|是不是|是否|也|还|参不参与|做|干)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """`name` as policy texts write it, `canonical` in full, every other form in `aliases`."""

    name: str
    canonical: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit met in a question at text[start:end]."""

    name: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def municipal_units() -> tuple[Unit, ...]:
    """The institutions of units.tsv."""
    units = []
    for line in UNITS_FILE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, canonical, aliases = (line.split("\t") + ["", ""])[:3]
            units.append(Unit(name, canonical, tuple(a for a in aliases.split("、") if a)))
    return tuple(units)


def _forms(unit: Unit) -> set[str]:
    """Names of a unit by rule: with and without 重庆市 and 市, 委 and 委员会, 办 and 办公室."""
    forms = {unit.name, unit.canonical, *unit.aliases}
    for form in list(forms):
        bare = re.sub(r"^(?:中共)?重庆市?(?:人民政府)?|^市(?:政府|人民政府)?(?=.{3})", "", form)
        if len(bare) >= 3:
            forms |= {bare, f"市{bare}", f"重庆{bare}", f"重庆市{bare}"}
    for form in list(forms):
        if form.endswith("委员会"):
            forms.add(form[:-2])
        elif form.endswith("委") and len(form) >= 4:
            forms.add(f"{form}员会")
        if form.endswith("办公室"):
            forms.add(form[:-2])
        elif form.endswith("办") and len(form) >= 4:
            forms.add(f"{form}公室")
        if form.endswith("管委会"):
            forms.add(f"{form[:-3]}管理委员会")
    return {form for form in forms if len(form) >= 2}


def _key(text: str) -> str:
    return re.sub(r"[\s（）()]", "", text)


class UnitRegistry:
    """The units that a corpus names, found under any of their names."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are the units' names in the corpus."""
        named = tuple(dict.fromkeys(names))
        known = {unit.name: unit for unit in municipal_units()}
        self._units = {name: known.get(name, Unit(name, name)) for name in named}
        self._forms: dict[str, str] = {}
        self._absent: dict[str, str] = {}
        for unit in known.values():
            target = self._forms if unit.name in self._units else self._absent
            for form in _forms(unit):
                target.setdefault(_key(form), unit.name)
        for name, unit in self._units.items():
            for form in _forms(unit) if name not in known else ():
                self._forms.setdefault(_key(form), name)
        for name in named:
            self._forms[_key(name)] = name
        self._longest = max(map(len, [*self._forms, *self._absent]), default=0)

    def all(self) -> tuple[Unit, ...]:
        """Every unit of the corpus."""
        return tuple(self._units.values())

    def unit(self, name: str) -> Unit:
        """The unit with this name in the corpus; raises KeyError."""
        return self._units[name]

    def resolve(self, text: str) -> str | None:
        """The corpus's name for a unit called `text`; None when the corpus names none such."""
        return self._forms.get(_key(text))

    def known(self, text: str) -> str | None:
        """The name of a real unit that the corpus does not name."""
        return self._absent.get(_key(text))

    def find(self, question: str) -> tuple[UnitMatch, ...]:
        """Units met in a question, in order, longest form first, without overlaps."""
        return self._scan(question, self._forms)

    def find_absent(self, question: str) -> tuple[UnitMatch, ...]:
        """Real units met in a question that the corpus does not name."""
        return self._scan(question, self._absent)

    def _scan(self, question: str, forms: dict[str, str]) -> tuple[UnitMatch, ...]:
        matches: list[UnitMatch] = []
        position = 0
        while position < len(question):
            for length in range(min(self._longest, len(question) - position), 1, -1):
                form = question[position : position + length]
                name = forms.get(form)
                if name and self._stands(form, question, position, position + length):
                    matches.append(UnitMatch(name, form, position, position + length))
                    position += length
                    break
            else:
                position += 1
        return tuple(matches)

    @staticmethod
    def _stands(form: str, question: str, start: int, end: int) -> bool:
        """A form that is an everyday word too must be used as a unit."""
        if end < len(question) and re.match(r"[局委部厅](?!.{0,2}[的和与、])", question[end:]):
            return False
        if form in _WEAK or (len(form) == 2 and form[-1] not in "局委办"):
            before = start == 0 or question[start - 1] in "，。、和与跟是由问及市,. 到"
            after = end == len(question) or bool(_WEAK_BEFORE.match(question[end:]))
            if form in _PLACE_LIKE:
                return after and before and not question[end:].startswith("要")
            return after and (before or end == len(question))
        return True
