"""Targets: 山城步道要达到900公里: a statement of one figure, held against the plan's targets.

What the clause says around a figure (到2025年 three lines above, 中心城区 before another figure)
governs it from afar, and people call a target by a part of its name. So such a statement is
compared with the targets as they were read, not with the clause letter by letter: value, bound,
measure and year must be the target's, and what else is said must be its name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.understanding.fold import fold
from assistant.verification.evidence import Source
from assistant.verification.markers import DENIAL, QUANTIFIER, SHARE_OF, Modality
from assistant.verification.passage import DATE, Passage, Reader, is_unit
from corpus.indicator import Indicator

_DATE = re.compile(rf"(?:力争)?[到至]?{DATE}")
# 根据总体目标，…: what the plan is called, and where in it the target stands
_LEAD = re.compile(
    "^(?:(?:根据|按照|依据)?(?:《[^》]*》|(?:行动)?(?:计划|规划))?的?(?:总体)?(?:目标|要求|安排)?[,:])?"
)
_CITY = re.compile("^重庆市?(?!级)")
_WHOLE_CITY = "全市"
_JOINT = re.compile("[及和与]")
_BUILDING = ("建成", "建设")  # a total reached is not what is newly built
_REACHED = ("达到", "达", "实现", "建成", "建设", "为", "有", "目标", "计划", "要", "将", "力争")
_BEGUN = re.compile("开工|启动|支持|新增|新建|完成|改造|筹建|推进")  # says what the figure is of
_MEASURING = frozenset("均每最总")  # 日均客运量 is not 日客运量
_PER = re.compile("[人户日月年]均|平均")  # 人均公园绿地面积 is no 公园绿地面积
_OF_A_NAME = 0.6  # share of a name's letters by which it is called
_SUFFIX = 4  # letters of a name's end that call it where no other target ends alike
_ORDERED = 3  # letters of a run that must stand as in the name


class Targets:
    """Reads a statement of one figure as one of a clause's targets."""

    def __init__(self, neutral: Collection[str], regions: Collection[str], reader: Reader) -> None:
        """`neutral` words say nothing of their own; `regions` are parts of the city."""
        self._reader = reader
        self._neutral = neutral
        self._reached = set(map(reader.plain, _REACHED))
        self._region = re.compile("|".join((*map(re.escape, regions), _WHOLE_CITY)))

    def states_one(self, part: str, text: str, source: Source) -> bool:
        """Whether a statement says of one target of the clause what the clause says of it.

        `part` of the folded sentence `text`, whose years hold for each of its parts.
        """
        whole = self._reader.read(text)
        years = {whole.numbers[at].value for at in whole.numbers if whole.is_year(at)}
        said = self._reader.read(_LEAD.sub("", part))
        if DENIAL.search(said.letters) or "其" in said.letters or any(map(is_unit, said.letters)):
            return False
        if any(kind is not Modality.OBLIGED for kind, _ in said.markers):
            return False
        if QUANTIFIER.search(said.letters):
            return False
        figures = [at for at in said.numbers if not said.is_year(at)]
        return any(
            years <= {str(target.year)}
            and self._is_of(said, at, target)
            and self._whole(part, text, target)
            and self._is_named(self._called(said, at, target), target, source)
            for target in source.clause.indicators
            for at in figures
        )

    def _whole(self, part: str, text: str, target: Indicator) -> bool:
        """The name's region and joint are told, and no other: 中心城区…, 运营及在建里程."""
        name, quote = fold(target.name), fold(target.quote)
        if any(
            region not in text for region in self._region.findall(name) if region != _WHOLE_CITY
        ):
            return False
        if any(per not in text for per in _PER.findall(name)):
            return False
        if any(verb in text and verb not in quote for verb in _BUILDING):
            return False
        return bool(_JOINT.search(name)) == bool(_JOINT.search(part)) and not _turned(part, name)

    def _measure(self, target: Indicator) -> str:
        """The letters that follow the target's figure; its scale is part of the figure."""
        return self._reader.read(target.unit).letters.lstrip("万亿%")

    def _is_of(self, said: Passage, at: int, target: Indicator) -> bool:
        """Value, bound and measure are the target's."""
        own = self._reader.read(target.quote)
        if said.numbers[at] not in own.numbers.values():
            return False
        if own.numbers[max(own.numbers)] != said.numbers[at]:
            return False  # of 8条、198公里 each is a target of its own; the last is told
        return said.letters.startswith(self._measure(target), at + 1)

    def _called(self, said: Passage, figure: int, target: Indicator) -> list[str]:
        """The runs of letters by which a statement calls what the figure is of."""
        letters = list(said.letters)
        end = figure + 1 + len(self._measure(target))
        letters[figure:end] = " " * (end - figure)
        for date in _DATE.finditer(said.letters):
            letters[date.start() : date.end()] = " " * len(date.group())
        rest = "".join(letters)
        name = self._reader.read(target.name).letters
        verb = self._reader.read(target.comparator).letters
        spare = {*self._neutral, *self._reached, *({verb} if verb else ())} - _MEASURING
        longest = max(map(len, spare))
        runs: list[str] = []
        run, at = "", 0
        while at < len(rest):
            region = self._region.match(rest, at)
            spared = next((n for n in range(longest, 0, -1) if rest[at : at + n] in spare), 0)
            of_name = rest[at : at + 2] in name or (run and run[-1] + rest[at] in name)
            if region:
                runs, run = [*runs, run, region.group()], ""
                at = region.end()
            elif rest[at] == " " or (spared and not of_name):
                runs, run = [*runs, run], ""
                at += max(1, spared)
            else:
                run += rest[at]
                at += 1
        return [run for run in [*runs, run] if run.strip()]

    def _is_named(self, runs: Sequence[str], target: Indicator, source: Source) -> bool:
        """Whether the runs are the target's name, or a part of it that calls no other target."""
        name = self._reader.read(target.name).letters
        if "每" in fold(target.quote) and "每" not in name:
            return False  # 每个街道1所: of what there is one, the name does not say
        if _BEGUN.search(target.comparator) and target.comparator not in fold(target.name):
            return False  # 开工建设1000公里 beside 建成1200公里: told in the clause's words only
        regions, heads = self._before(target, source)
        free = {_WHOLE_CITY} if not regions and not self._region.search(name) else set()
        said, last = "", -1
        for run in runs:
            rest = _CITY.sub("", run) if free and "重庆" not in name else run
            if rest in regions | free and rest not in name:
                continue
            if carried := [head for head in heads if rest.startswith(head)]:
                rest = rest.removeprefix(max(carried, key=len))
            if len(rest) >= _ORDERED:
                place = name.find(rest)
                if place < max(last, 0):
                    return False
                last = place
            said += rest
        if any(said.count(letter) > name.count(letter) for letter in said):
            return False
        others = [
            self._reader.read(o.name).letters for o in source.clause.indicators if o != target
        ]
        if len(said) >= _OF_A_NAME * len(name):
            return True
        return (
            len(said) >= _SUFFIX
            and name.endswith(said)
            and not any(o.endswith(said) for o in others)
        )

    def _before(self, target: Indicator, source: Source) -> tuple[set[str], set[str]]:
        """The region and the head of a name that stand before it, as far as they go for it too."""
        text = source.clause.text
        start = max(text.rfind(mark, 0, target.start) for mark in "。；\n") + 1
        found = self._region.findall(text[start : target.start])
        regions = set() if self._region.search(target.name) else set(found[-1:])
        before = [
            other for other in source.clause.indicators if start <= other.start < target.start
        ]
        heads = set()
        for other in before[-1:]:
            name = self._reader.read(other.name).letters
            for cut in (name, *(name.removeprefix(region) for region in regions)):
                heads |= {cut[:length] for length in range(_SUFFIX, len(cut))}
        return regions, heads


def _turned(part: str, name: str) -> bool:
    """甲占乙比例 is 甲在乙中的占比; 甲乙占比 is the share of 乙."""
    among = SHARE_OF.search(part)
    return among is not None and f"占{among[1][:_SUFFIX]}" not in name
