"""Unit (单位): an organisation under all the names by which people call it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

UNITS_FILE = Path(__file__).parent / "documents" / "units.tsv"

# An alias this common in other words counts as a unit only before a particle of asking or role.
_WEAK = frozenset(
    [
        "公安",
        "城管",
        "民政",
        "消防队",
        "警察",
        "人行",
        "海关",
        "区县",
        "两江新区",
        "西部科学城",
        "高新区",
        "经开区",
        "规划局",
        "劳动局",
        "组织部",
        "宣传部",
        "重庆高新区",
        "重庆经开区",
        "万盛经开区",
        "西部科学城重庆高新区",
        "各区县",
        "营管部",
        "央行",
        "建委",
        "区政府",
    ]
)
_PLACE_LIKE = frozenset(
    [
        "两江新区",
        "西部科学城",
        "高新区",
        "经开区",
        "重庆高新区",
        "重庆经开区",
        "万盛经开区",
        "西部科学城重庆高新区",
        "区县",
        "各区县",
    ]
)
_WEAK_BEFORE = re.compile(
    r"(?:在(?:牵头|列|里|这)|[这那]边|[这那]头|同志|管不管|负责|牵|参与|配合|参加|要做|有哪些|有什么|承担|管|呢|和|跟|与|、|在不在|的任务|的职责|的责任|的工作|"
    r"一共|共|主要|都|归|属于|任|要|有几|是不是|是否|也|还|参不参与|做|干|[吗嘛么没不][?？。]*$)"
)
# 宣传部也牵头吗: whoever leads or takes part is a unit
_DOES = re.compile(r"(?:也|都|还|只是|是不是|有没有)+(?:牵头|参与|参加|配合)")
_SOMEBODYS = re.compile("(?:公司|集团|企业|学校|医院|单位|[市区县])$")
_OF_ONE_PLACE = re.compile("[区县](?:人民)?政府")  # a district's own, not 各区县政府
_LEFT_OUT = re.compile(r"[\s（）()]")
_HEAD = 2  # letters by which forms are looked up
# The same office of the state, of another city or of a district is another unit.
_CITIES = (
    "北京|天津|上海|石家庄|太原|呼和浩特|沈阳|大连|长春|哈尔滨|南京|苏州|无锡|杭州|宁波|合肥|福州|厦门|南昌|济南|青岛|"
    "郑州|武汉|长沙|广州|深圳|佛山|东莞|南宁|海口|成都|贵阳|昆明|拉萨|西安|兰州|西宁|银川|乌鲁木齐|绵阳|宜昌"
)
_ELSEWHERE = re.compile(rf"(?:国家|全国|中央|国务院|(?:{_CITIES})市?|[\u4e00-\u9fff][区县省州旗])$")


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
            name, canonical, aliases = [*line.split("\t"), "", ""][:3]
            units.append(Unit(name, canonical, tuple(a for a in aliases.split("、") if a)))
    return tuple(units)


@lru_cache(maxsize=1)
def _listed_names() -> frozenset[str]:
    return frozenset(form for unit in municipal_units() for form in _forms(unit))


def is_listed_name(name: str) -> bool:
    """True for a name by rule of an institution of units.tsv."""
    return name in _listed_names()


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
        if form.endswith("监督管理局"):
            forms.add(f"{form[:-5]}监管局")
        elif form.endswith("管理局") and len(form) >= 5:
            forms.add(f"{form[:-3]}局")
        if form.endswith("局") and len(form) >= 3:
            forms.add(f"{form[:-1]}部门")
    forms |= {re.sub(r"(?<=..)和(?=..)", "", form) for form in forms}
    return {form for form in forms if len(form) >= 2}


def _key(text: str) -> str:
    return _LEFT_OUT.sub("", text)


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the forms are that begin with the same letters, the longest first."""
    found: dict[str, set[int]] = {}
    for form in forms:
        found.setdefault(form[:_HEAD], set()).add(len(form))
    return {head: tuple(sorted(held, reverse=True)) for head, held in found.items()}


def _described(names: tuple[str, ...]) -> dict[str, Unit]:
    """Units by name; a corpus may name a known institution by another of its forms."""
    known = {unit.name: unit for unit in municipal_units()}
    owners = _by_form(known.values())
    units = {}
    for name in names:
        unit = known.get(name)
        owner = known.get(owners.get(_key(name), ""))
        if unit is None and owner is not None and owner.name not in names:
            unit = Unit(name, owner.canonical, (owner.name, *owner.aliases))
        units[name] = unit or Unit(name, name)
    return units


def _by_form(units: Iterable[Unit]) -> dict[str, str]:
    """Name of the unit that each form means; an alias of two units means neither."""
    owners: dict[str, set[str]] = {}
    for unit in units:
        for form in _forms(unit):
            owners.setdefault(_key(form), set()).add(unit.name)
    return {form: min(names) for form, names in owners.items() if len(names) == 1}


def _stems(forms: Mapping[str, str]) -> dict[str, str]:
    """Forms by what is left of them without 局, 委 or 办, where that means one unit."""
    found: dict[str, set[str]] = {}
    for form in forms:
        match = re.fullmatch(r"市?(.{2,4})(?:局|委|办|部门|总队)", form)
        if match:
            found.setdefault(match[1], set()).add(form)
    return {
        stem: min(named, key=len)
        for stem, named in found.items()
        if len({forms[form] for form in named}) == 1
    }


def joint_names(lists: Iterable[Sequence[str]]) -> dict[str, str]:
    """One name for all those that units.tsv gives one unit; each list is what one clause names.

    It is the name of units.tsv where a clause has it, else the one met first.
    """
    owners = _by_form(municipal_units())
    groups: dict[str, list[str]] = {}
    several: set[str] = set()
    for names in lists:
        here: dict[str, set[str]] = {}
        for name in names:
            key = _key(name)
            unit = key if _OF_ONE_PLACE.match(name) else owners.get(key, key)
            here.setdefault(unit, set()).add(key)
            held = groups.setdefault(unit, [])
            if name not in held:
                held.append(name)
        # A clause that lists both 市公安局 and 市交警总队 means two.
        several.update(unit for unit, keys in here.items() if len(keys) > 1)
    return {
        name: name if unit in several else unit if unit in held else held[0]
        for unit, held in groups.items()
        for name in held
    }


_JOINT = re.compile(r"([、,，和跟与及同]|还有)")
_SIDE_BY_SIDE = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:(?:[、,，和跟与及同]|还有)[\u4e00-\u9fff]{2,4}?)+)(?:这|那)?[两二三四几](?:家|个?(?:局|单位|部门|委|头))"
)
_SECTOR = re.compile(
    r"([\u4e00-\u9fff]{2,3})(?:(?:口(?:上|子)?|系统|战线)(?=[在的有这那,，?。]|$)"
    r"|[这那]边|[这那](?:一?家|头)|的?同志们?|(?=(?:都|总共|一共|要)?(?:牵头?|扛|参与|配合|负责|干)(?:了|的)?(?:有)?(?:哪|啥|什么|几|多少)))"
)


class UnitRegistry:
    """The units that a corpus names, found under any of their names."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are the units' names in the corpus."""
        named = tuple(dict.fromkeys(names))
        self._units = _described(named)
        present = {other for unit in self._units.values() for other in (unit.name, *unit.aliases)}
        absent = [unit for unit in municipal_units() if unit.name not in present]
        self._forms = _by_form(self._units.values()) | {_key(name): name for name in named}
        self._absent = {
            form: name for form, name in _by_form(absent).items() if form not in self._forms
        }
        self._stems = _stems(self._forms)
        self._lengths = _lengths(self._forms)
        self._absent_lengths = _lengths(self._absent)

    def all(self) -> tuple[Unit, ...]:
        """Every unit of the corpus."""
        return tuple(self._units.values())

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form under which a unit of the corpus is found."""
        return tuple(self._forms)

    def unit(self, name: str) -> Unit:
        """The unit with this name in the corpus; raises KeyError."""
        return self._units[name]

    def resolve(self, text: str) -> str | None:
        """The corpus's name for a unit called `text`; None when the corpus names none such."""
        return self._forms.get(_key(text))

    def known(self, text: str) -> str | None:
        """The name of a real unit that the corpus does not name."""
        return self._absent.get(_key(text))

    def spelled_out(self, question: str) -> str:
        """A question with the short names that people put side by side written in full.

        发改和经信两家 are 发改委 and 经信委, 民政口 is 民政局; alone, such a word is a matter.
        """
        for match in reversed(list(_SIDE_BY_SIDE.finditer(question))):
            names = _JOINT.split(match["names"])
            before = ""
            for length in range(min(4, len(names[0])), 1, -1):  # words may stand before the first
                if names[0][-length:] in self._stems:
                    before, names[0] = names[0][:-length], names[0][-length:]
                    break
            forms = [self._stems.get(_key(name)) for name in names[::2]]
            if all(forms):
                names[::2] = [form or "" for form in forms]
                question = (
                    question[: match.start("names")]
                    + before
                    + "".join(names)
                    + question[match.end("names") :]
                )
        for match in reversed(list(_SECTOR.finditer(question))):
            form = self._stems.get(_key(match[1]))
            if form:
                question = question[: match.start()] + form + question[match.end() :]
        return question

    def find(self, question: str) -> tuple[UnitMatch, ...]:
        """Units met in a question, in order, longest form first, without overlaps."""
        return self._scan(question, self._forms, self._lengths)

    def find_absent(self, question: str) -> tuple[UnitMatch, ...]:
        """Real units met in a question that the corpus does not name."""
        return self._scan(question, self._absent, self._absent_lengths)

    def _scan(
        self, question: str, forms: Mapping[str, str], lengths: Mapping[str, Sequence[int]]
    ) -> tuple[UnitMatch, ...]:
        """Match on the letters that `_key` keeps; `places` says where each one stands."""
        places = [i for i, char in enumerate(question) if not _LEFT_OUT.match(char)]
        letters = _key(question)
        matches: list[UnitMatch] = []
        position = 0
        while position < len(letters):
            for length in lengths.get(letters[position : position + _HEAD], ()):
                form = letters[position : position + length]
                name = forms.get(form)
                if name is None or position + length > len(letters):
                    continue
                start, end = places[position], places[position + length - 1] + 1
                if not form.startswith("各") and _ELSEWHERE.search(question[:start]):
                    position += length
                    break
                if self._stands(form, question, start, end):
                    matches.append(UnitMatch(name, question[start:end], start, end))
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
        if form in _WEAK or (len(form) == 2 and form[-1] not in "局委办联"):
            before = start == 0 or question[start - 1] in "，。、和与跟是由问及市,. 到有含括那"
            if _DOES.match(question[end:]) and not _SOMEBODYS.search(question[:start]):
                return True
            after = end == len(question) or bool(_WEAK_BEFORE.match(question[end:]))
            if form in _PLACE_LIKE:
                return after and before and not question[end:].startswith("要")
            return after and (before or end == len(question))
        return True
