"""Quantified targets of a plan: “建成区绿化覆盖率不低于43%” as name, comparator, value, unit, year.

A target is a number with a unit of measure that a comparator or a verb of attainment governs, or
that stands right after the noun it measures. Its name is the noun phrase before it within the
phrase (commas and 、 bound phrases; “A率和B率达到98%” states two).

Conventions: the comparator is the text's own word before the number or, in “建成N公里B”, its verb;
以上, 以内 and 左右 after the number stay in the quote. 万 and 亿 belong to the unit (1 亿平方米).
Of a range (1—2所) the value is the upper bound; “由A增加到B” states B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.indicator import Indicator
from corpus.structure.each_amounts import each_amounts
from corpus.structure.measure import MEASURE, NUMBER, is_measure, measured
from corpus.structure.name_edges import cleaned, joins_before, without_joins
from corpus.structure.official_numbers import marked
from corpus.structure.respective_targets import respective_targets
from corpus.structure.target_name import (
    BASELINE,
    COMPARATOR,
    COMPARATORS,
    DEEDS,
    EACH_ALONE,
    ENDING_VERB,
    GOVERNING,
    RELATIVE,
    TOTAL,
    VERB,
    NumberReading,
    bare_words,
    done_in,
    governing_year,
    nothing_named,
    read_number,
)
from corpus.structure.wrapped_lines import unwrapped

_NAME_GOES_ON = re.compile(rf"[\u4e00-\u9fff“”]{{2,20}}?(?:{COMPARATORS})(?:约|近)?\d")
_THRESHOLD = re.compile(r"的?[\u4e00-\u9fffA-Za-z（）]{1,16}?(?:约|近)?\d")
_FOR = re.compile(r"(?<![作视列定确称标均值率额数量])为$")
_OF_THEM = re.compile(r"^其中[，,：:]?")
_PART = re.compile(r"(?:其中[，,：:]?|[、和])(?P<name>(?!年均|同比|环比)[\u4e00-\u9fff]{2})")
_BARE_LEVEL = re.compile(r"[\u4e00-\u9fff]{0,3}级")
_SECOND_MEASURE = re.compile(
    rf"、(?P<number>(?>{MEASURE}))(?P<noun>[\u4e00-\u9fff]{{2,10}}?)(?=尽早|[、，。；]|建设|开工|$)"
)
# What has been reached already is no target.
_PAST = re.compile(
    r"截至|截止|“?十[二三]五”?(?:期间|时期|以来|末)|近年来|已(?:达|建|完|实现|累计|经)"
)
_FUTURE = re.compile(r"力争|争取|确保|将|十四五|十五五")
_LONGEST_NAME = 80  # words further away name nothing, in a text without punctuation above all
_LIST_NUMBER = re.compile(r"^\s*(?:\d+\s*[．.、]|[（(][一二三四五六七八九十\d]+[）)])")
_MARKS = re.compile(r"[\s#>*|]*(?:\d{1,3}[ \t]*\|)?[\s|]*")
_YEAR_ALONE = re.compile(
    r"(?:[\n。]|^)[\s\u3000]*(?:力争)?到(20\d{2})年[底末]?，[^。\n\d年]{2,80}。\Z"
)
_OTHER_TIME = re.compile(r"20\d{2}|[每今去上当本逐]年|年[均度]|目前|现有")
_PERIOD = re.compile(r"[。！？\n]")
_COMMA = re.compile(r"[，,；;：:]")


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """Targets stated in a clause's text, in order; the responsibility trailer names none."""
    flat, places = unwrapped(text)
    found = _read(flat)
    if flat == text:
        return tuple(found)
    spans = [(places[target.start], places[target.end - 1] + 1) for target in found]
    return tuple(
        replace(target, quote=text[start:end], start=start, end=end)
        for target, (start, end) in zip(found, spans, strict=True)
    )


def _read(text: str) -> list[Indicator]:
    found: list[Indicator] = []
    section_year = _leading_year(text)
    for start, end in _sentences(text):
        start = _past_the_number(text, start, end)
        if _PAST.search(text, start, end) and not _FUTURE.search(text, start, end):
            continue
        year = section_year or _year_before(text, start, end)
        previous = ""
        last: Indicator | None = None
        for phrase_start, phrase_end in _phrases(text, start, end):
            phrase_start = _past_the_number(text, phrase_start, phrase_end)
            phrase = text[phrase_start:phrase_end]
            year = governing_year(phrase) or year
            respective = respective_targets(text, (start, phrase_start, phrase_end), year, last)
            amounts = respective or each_amounts(text, (phrase_start, phrase_end), year)
            stated, phrase_from = amounts or ([], phrase_start)
            found += stated
            last = stated[-1] if stated else last
            for target in _read_phrase(text, phrase_from, phrase_end, year, last, previous):
                # “…改造提升任务，总量约1亿平方米”: the thing stands in the phrase before.
                of_another = TOTAL.fullmatch(target.name) or RELATIVE.fullmatch(target.name)
                if of_another and previous:
                    whole = last.name if last else previous.rsplit("的", 1)[-1]
                    target = replace(target, name=whole + target.name)
                found.append(target)
            last = found[-1] if found and found[-1].start >= phrase_start else last
            previous = phrase
    return found


def _past_the_number(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin that opens with the number of an item, or in a cell."""
    lead = _MARKS.match(text, start, end)
    start = lead.end() if lead else start
    found = marked(text, start, end)
    return found[3] if found else start


def _leading_year(text: str) -> int | None:
    """The year that governs the —— items of a section: “到2025年，…：——…”."""
    head, _, items = text.partition("\n")
    if "——" not in items and "--" not in items:
        return None
    years = GOVERNING.findall(head)
    return int(years[-1]) if years else None


def _year_before(text: str, start: int, end: int) -> int | None:
    """2025 for the sentence behind 到2025年，体系更加健全。, which states no number itself."""
    above = _YEAR_ALONE.search(text, 0, start)
    return int(above[1]) if above and not _OTHER_TIME.search(text, start, end) else None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PERIOD.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between commas and semicolons outside brackets."""
    depth = 0
    begin = start
    for index in range(start, end):
        char = text[index]
        if char in "（(〔":
            depth += 1
        elif char in "）)〕":
            depth = max(0, depth - 1)
        elif not depth and _COMMA.match(char) and not re.match(r",\d{3}", text[index:]):
            yield begin, index
            begin = index + 1
    yield begin, end


def _read_phrase(
    text: str, start: int, end: int, year: int | None, last: Indicator | None, previous: str
) -> list[Indicator]:
    """Targets of one phrase; names before the first number may be several, joined by 和 or 、.

    `last` and `previous` are the target and the phrase before it in the sentence.
    """
    found: list[Indicator] = []
    begin = start  # where the words that may name the next number begin
    carried = NumberReading((), "")
    baseline = BASELINE.search(text, start, end)
    for match in NUMBER.finditer(text, start, end):
        if match.start() < begin:
            continue
        if baseline and baseline.start() <= match.start() < baseline.end():
            continue
        begin = max(begin, match.start() - _LONGEST_NAME)
        before = text[begin : match.start()]
        ratio = re.search(rf"(?:率|系数|指数|比|比值)(?:{COMPARATORS})$", before)
        if not is_measure(text, match, end, bool(ratio)):
            continue
        if pair := _SECOND_MEASURE.match(text, match.end(), end):
            found += _paired(text, begin, match, pair, year)
            begin = pair.end()
            continue
        after = text[match.end() : end]
        plain = not (COMPARATOR.search(before) or ENDING_VERB.search(before))
        if match["bound"] and _THRESHOLD.match(after):
            continue  # 10亿元以上项目5个: whose number it is, not how many
        if plain and _NAME_GOES_ON.match(after):
            continue  # 15分钟生活圈覆盖率达到80%: the first number is part of the name
        if match["bound"] and _FOR.search(before) and after[:1] > "\u4e00":
            begin = match.end()
            continue  # 为65岁以上老年人体检
        own_year = governing_year(_OF_THEM.sub("", before[joins_before(before) :])) or done_in(
            before
        )
        value, unit = measured(match)
        each = EACH_ALONE.fullmatch(bare_words(before))
        if each and not last:
            begin = match.end()
            continue
        reading = read_number(before, after, carried, unit)
        if each and last:
            reading = NumberReading((each["each"] + last.name,), each["word"])
        if reading is None and last and (bare := COMPARATOR.fullmatch(bare_words(before))):
            reading = NumberReading((last.name,), bare["word"])  # 到2030年，达到98%
        of_them = last is not None and last.unit == unit and text.startswith("其中", start)
        if reading is None and of_them and (part := _PART.fullmatch(before)):
            reading = NumberReading((part["name"],), "")  # 学校12所，其中小学8所、初中4所
        if reading is None and (word := nothing_named(before)):
            again = last.name if last and last.comparator == word else ""
            if word in DEEDS:
                reading = NumberReading((word,), "")
            elif done := _what_is_done(previous) or again:
                reading = NumberReading((done,), word)  # 建设示范站，2026年建成20座
        if reading is None:
            begin = match.end()
            continue
        carried = reading
        stop = match.end() + reading.consumed
        lead = joins_before(text[begin:stop])
        quote = without_joins(text[begin:stop])
        for name in filter(None, reading.names):
            found.append(
                Indicator(
                    name=name,
                    comparator=reading.comparator,
                    value=value,
                    unit=unit,
                    year=own_year or year,
                    quote=quote,
                    start=begin + lead,
                    end=begin + lead + len(quote),
                )
            )
        begin = stop
    return _levels_completed(found)


def _what_is_done(phrase: str) -> str:
    """示范站 of 建设示范站: what the phrase before a number sets about, itself without a number."""
    words = re.split(r"的(?:前提|基础|条件)[上下]", _LIST_NUMBER.sub("", phrase).strip())[-1]
    verb = VERB.match(words)
    if verb is None or NUMBER.search(words):
        return ""
    return cleaned(words[verb.end() :])


def _levels_completed(found: list[Indicator]) -> list[Indicator]:
    """“1个市级和6个战区级储备库”: the first name ends where the second's begins."""
    for index in reversed(range(len(found) - 1)):
        tail = _BARE_LEVEL.sub("", found[index + 1].name, count=1)
        if _BARE_LEVEL.fullmatch(found[index].name) and tail != found[index + 1].name:
            found[index] = replace(found[index], name=found[index].name + tail)
    return found


def _paired(
    text: str, begin: int, first: re.Match[str], second: re.Match[str], year: int | None
) -> list[Indicator]:
    """“规划的8条、198公里线路”: two measures of one thing that stands after them."""
    before = bare_words(text[begin : first.start()]).removesuffix("的").rsplit("的", 1)[-1]
    own = VERB.match(before)
    before = before[own.end() :] if own else before
    name = cleaned(before + second["noun"])
    quote = text[begin : second.end()]
    begin += joins_before(quote)
    quote = without_joins(quote)
    verb = own["verb"] if own else ""
    numbers = (measured(first), measured(NUMBER.match(text, second.start("number")) or first))
    return [
        Indicator(name, verb, value, unit, year, quote, begin, begin + len(quote))
        for value, unit in numbers
    ]
