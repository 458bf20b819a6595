"""Values told 分别: 2024年、2025年分别新建300个、400个, 甲率和乙率分别达到75%、100%.

Each value has its own year or its own name, in the order of the text. Where there are as many
values as neither years nor names, whose they are is not said, and none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.indicator import Indicator
from corpus.structure.measure import NUMBER, measured
from corpus.structure.name_edges import joins_before, without_joins
from corpus.structure.target_name import (
    COMPARATORS,
    VERB,
    NumberReading,
    bare_words,
    nothing_named,
    read_number,
)

_ONE = r"\d+(?:,\d{3})*(?:\.\d+)?"
_EACH = re.compile(r"分别")
_REACH = 40
_JOINT = re.compile(rf"\s*(?:、|和|及|与|以及)\s*(?:(?:{COMPARATORS})?(?:约|近)?)(?={_ONE})")
_YEARS = re.compile(
    r"(?:到|至|力争)?\s*20\d{2}\s*年?(?:底|末)?(?:\s*[、和及与]\s*20\d{2}\s*年?(?:底|末)?前?)+(?:[两二三四五]年)?"
)
_SPAN = re.compile(r"(20\d{2})\s*年?\s*[-—–~～至]+\s*(20\d{2})\s*年")
_YEAR = re.compile(r"20\d{2}")
_JOINED = re.compile(r"、|和|及|与")
_SHORT = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class _Run:
    """Values of one 分别 and the years told for them; `before` are the words that name them."""

    values: tuple[re.Match[str], ...]
    years: tuple[int, ...]
    before: str

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.values[-1].end()

    @property
    def unit(self) -> str:
        """What the last value, and those without a unit of their own, are measured in."""
        last = self.values[-1]
        return "%" if last["percent"] else (last["unit"] or "")


def respective_targets(
    text: str, span: tuple[int, int, int], year: int | None, last: Indicator | None
) -> tuple[list[Indicator], int] | None:
    """The targets told 分别 in a phrase, and where it goes on; None where it tells none so.

    `span` is where its sentence begins, where the phrase does and where it ends.
    """
    sentence, start, end = span
    run = _run(text, sentence, start, end)
    if run is None:
        return None
    count = len(run.values)
    reading = read_number(run.before, text[run.end : end], NumberReading((), ""), run.unit)
    names = reading.names if reading else ()
    comparator = reading.comparator if reading else ""
    stop = run.end + (reading.consumed if reading else 0)
    if not names and last and (bare := nothing_named(run.before)):
        names, comparator = (last.name,), bare
    of_years = len(run.years) == count and len(names) == 1
    years = run.years if of_years else (year,) * count
    names = names * count if of_years else _names_of(names, bare_words(run.before), count)
    begin = start + joins_before(text[start:stop])
    quote = without_joins(text[begin:stop])
    stated = []
    for name, value, its_year in zip(names, run.values, years, strict=False):
        number, unit = measured(value)
        unit = unit if value["unit"] or value["percent"] else unit + run.unit
        stated.append(
            Indicator(name, comparator, number, unit, its_year, quote, begin, begin + len(quote))
        )
    return stated, stop


def _run(text: str, sentence: int, start: int, end: int) -> _Run | None:
    """The values told 分别 in the phrase text[start:end] of the sentence that begins earlier."""
    each = _EACH.search(text, start, end)
    if each is None:
        return None
    values: list[re.Match[str]] = []
    # 分别新建5G基站300个、400个: the first number may be part of a name.
    for first in NUMBER.finditer(text, each.end(), min(end, each.end() + _REACH)):
        values = _listed(text, first.start(), end)
        if len(values) > 1:
            break
    if len(values) < 2 or not (values[-1]["unit"] or values[-1]["percent"]):
        return None
    before = text[start : each.start()] + text[each.end() : values[0].start()]
    bare = _SPAN.sub("", _YEARS.sub("", before)).lstrip("，, ")
    return _Run(tuple(values), _years(text[sentence : each.start()]), bare)


def _listed(text: str, at: int, end: int) -> list[re.Match[str]]:
    """The values that are listed from here on."""
    values: list[re.Match[str]] = []
    while value := NUMBER.match(text, at, end):
        values.append(value)
        joint = _JOINT.match(text, value.end(), end)
        if joint is None:
            break
        at = joint.end()
    return values


def _years(words: str) -> tuple[int, ...]:
    if listed := _YEARS.findall(words):
        return tuple(map(int, _YEAR.findall(listed[-1])))
    if span := _SPAN.search(words):
        first, last = int(span[1]), int(span[2])
        return tuple(range(first, last + 1)) if first < last < first + 12 else ()
    return ()


def _names_of(subject: Sequence[str], words: str, count: int) -> tuple[str, ...]:
    """As many names as there are values: those read, or 城镇 and 农村 with the same measure."""
    if len(subject) == count:
        return tuple(subject)
    parts = _JOINED.split(words)
    if len(parts) != count or len(subject) != 1 or not subject[0] or not parts[-1]:
        return ()
    short, last = parts[:-1], parts[-1]
    if not last.startswith(subject[0][:2]) or len(subject[0]) < 4 or not _SHORT.match(last):
        return ()
    if not all(_SHORT.fullmatch(part) and not VERB.match(part) for part in short):
        return ()
    return (*(part + subject[0][2:] for part in short), subject[0])
