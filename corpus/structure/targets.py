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
from dataclasses import dataclass, replace

from corpus.indicator import Indicator
from corpus.structure.measure import MEASURE, NUMBER, is_measure, measured

_CHANGES = "提高|提升|增加|增长|上升|扩大|降低|下降|减少|压减|压缩|缩短|缩小|控制|稳定|保持|延长|降"
_COMPARATORS = (
    f"(?:年均)?(?:{_CHANGES})(?:到|至|在)|稳定保持在|稳定达到|达到或优于|达到或超过|不得低于|不得超过|"
    f"不低于|不少于|不小于|不高于|不超过|不大于|不多于|不短于|不长于|达到|达|超过|突破|低于|高于|少于|多于|大于|小于|"
    f"优于|实现|完成|新增|提前|年均增长|年均下降|年均提高|累计下降|累计降低|{_CHANGES}|超|为"
)
_COMPARATOR = re.compile(rf"(?P<word>{_COMPARATORS})(?:了)?(?:约|近)?$")
_VERBS = (
    "规划建设|开工建设|新筹建|新开工|新建成|新改建|新改扩建|改扩建|建设改造|改造提升|更新改造|建成投用|建成|筹建|"
    "新建|新增|改建|扩建|开工|改造|建设|培育|打造|完成|推进|推动|创建|引进|形成|支持|重点办好|办好|设置|布局|整治|治理|"
    "修复|加装|拆除|投用|发展|增加|新|实施|开通|开行|举办|认定|建立|设立|配备|安装|配置|储备|供应|供给|加快|启动|覆盖|"
    "投放|惠及|带动|吸引|集聚|培养|培训|安置|淘汰|关停|招引|孵化|打通|铺设|敷设|架设|更换|筹集|发放|修缮|开设|新设|"
    "争创|创成|扶持|植树|绿化|搬迁|消除|盘活|建有|设有|开展|组织|接待|投入"
)
_SECOND_VERB = "(?:(?:、|和|及)?(?:改建|扩建|改扩建|改造|建设(?!用地)|建成|提升))*"
# In “建成社区食堂不少于200个” the verb is no part of the name; 建成区 is a word of its own.
_ATTAINED = re.compile(r"(?:累计|全市)?(?:建成(?!区)|创建|培育|打造|引进|完成)(?=.{2})")
_MANNER = re.compile(r"按照?|以|根据|执行|给予")
_ADVERB_BEFORE_VERB = (
    "力争|基本|全面|累计|每年|年均|全市|全省|全区|全国|再|将|共|总计|各|要|其中|并|和|及|以上|"
    "加快|大力|积极|统筹|有序"
)
_EACH = re.compile(rf"(?P<name>[^、]+?)(?P<word>{_COMPARATORS})(?P<each>每[\u4e00-\u9fff]{{1,4}})$")
_VERB = re.compile(
    rf"^(?:(?:{_ADVERB_BEFORE_VERB})+)?(?P<verb>(?:{_VERBS}){_SECOND_VERB})(?!率|面积)"
)
_ENDING_VERB = re.compile(rf"(?P<verb>{_VERBS}|构建|强化)$")
_NOUN_AFTER = re.compile(
    r"(?:的|以上的?)?(?P<noun>[\u4e00-\u9fffA-Za-z0-9“”]{2,24}?)(?:（[^）]*）)?"
    r"(?=[、，。；]|$|的|和|及(?!时)|与|达标|覆盖|(?:建设|发展|功能)(?:[、，。；]|$))"
)
_NAME_GOES_ON = re.compile(rf"[\u4e00-\u9fff“”]{{2,20}}?(?:{_COMPARATORS})(?:约|近)?\d")
_BARE_LEVEL = re.compile(r"[\u4e00-\u9fff]{0,3}级")
_PLACE = (
    r"(?:其他|其余|重点|一般|各|[东西南北中]部)?[\u4e00-\u9fff]{0,6}?"
    r"(?:地区|区域|城区|区县|县城|农村|城镇|城市)"
)
_YEAR = re.compile(
    r"(?:到|至|截至|力争|预计)?\s*(20\d{2})\s*年(?:底|末|前|年底)*"
    r"(?:[，,]|，?力争|，?全市|之前|以前)?"
)
_SECOND_MEASURE = re.compile(
    rf"、(?P<number>(?>{MEASURE}))(?P<noun>[\u4e00-\u9fff]{{2,10}}?)(?=尽早|[、，。；]|建设|开工|$)"
)
# A year that opens a phrase governs it, unless it only dates a thing (2000年底前建成的小区).
_OPENING_YEAR = re.compile(
    r"\s*(20\d{2})年(?:底|末|内)?(?:前)?(?!底|年底|以来|以前|[^，,。；]{0,8}的)"
)
_TOTAL = re.compile(r"总(?:量|数|规模|面积|长度|里程|投资|户数)|规模|面积|数量")
_GOVERNING = re.compile(r"(?:到|至|力争到?|截至|20\d{2}\s*年?\s*[-—–~～])\s*(20\d{2})\s*年")
_PLAN_PERIOD_END = re.compile(r"(?:到|至)?“?十([四五六])五”?(?:规划)?(?:期)?末")
_BASELINE = re.compile(
    rf"(?:由|从)(?:20\d{{2}}年(?:底|末)?的?)?(?:约)?{MEASURE}(?=(?:年均)?(?:{_CHANGES})(?:到|至))"
)
_COMPARED = re.compile(
    r"(?:较|比|与)(?:20\d{2}年|上年|上一年|“?十[三四五]五”?[末初]?)(?:底|末|相比)*"
)
# What has been reached already is no target.
_PAST = re.compile(
    r"截至|截止|“?十[二三]五”?(?:期间|时期|以来|末)|近年来|已(?:达|建|完|实现|累计|经)"
)
_FUTURE = re.compile(r"力争|争取|确保|将|十四五|十五五")
_PERIOD = re.compile(r"[。！？\n]")
_COMMA = re.compile(r"[，,；;：:]")
_ADVERBS = re.compile(
    r"^(?:到|至)?(?:20\d{2}年(?:底|末)?[，,]?)?(?:(?:力争|争取|基本|全面|累计|其中|同时|确保|实现|推动|推进|"
    r"促进|使|将|并|且|各|加快|进一步|持续|逐步|稳步|有序|大力|积极|继续|以及|及|和|与|均|都|总体|分别|初步|要|应|须)+)"
)
_TRAILING = re.compile(
    r"(?:分别|(?<![人户年日月])均|都|要|(?<!供)(?<!响)(?<!适)应|将|需|基本|力争|总体|累计|全面|约|近|已|的|至少|最少|每年)*$"
)
_QUOTES = re.compile(r"[“”「」\"'‘’《》]")
_QUANTITY_END = "率量数积程比重度力额值"
_EDGES = "、和及与 "


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one number measures: names, comparator, and how much after it belongs to the name.

    `verb` and `noun` carry to the next number of the phrase (开工建设A N公里、建成N公里).
    """

    names: tuple[str, ...]
    comparator: str
    consumed: int = 0
    verb: str = ""
    noun: str = ""


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """Targets stated in a clause's text, in order; the responsibility trailer names none."""
    found: list[Indicator] = []
    section_year = _leading_year(text)
    for start, end in _sentences(text):
        if _PAST.search(text, start, end) and not _FUTURE.search(text, start, end):
            continue
        year = section_year
        previous = ""
        last: Indicator | None = None
        for phrase_start, phrase_end in _phrases(text, start, end):
            phrase = text[phrase_start:phrase_end]
            year = _year_of(phrase) or year
            for target in _read_phrase(text, phrase_start, phrase_end, year, last):
                # “…改造提升任务，总量约1亿平方米”: the thing stands in the phrase before.
                if _TOTAL.fullmatch(target.name) and previous:
                    whole = last.name if last else previous.rsplit("的", 1)[-1]
                    target = replace(target, name=whole + target.name)
                found.append(target)
            last = found[-1] if found and found[-1].start >= phrase_start else last
            previous = phrase
    return tuple(found)


def _year_of(phrase: str) -> int | None:
    if period := _PLAN_PERIOD_END.search(phrase):
        return {"四": 2025, "五": 2030, "六": 2035}[period.group(1)]
    match = _GOVERNING.search(phrase) or _OPENING_YEAR.match(phrase)
    return int(match.group(1)) if match else None


def _leading_year(text: str) -> int | None:
    """The year that governs the —— items of a section: “到2025年，…：——…”."""
    head, _, items = text.partition("\n")
    if "——" not in items and "--" not in items:
        return None
    years = _GOVERNING.findall(head)
    return int(years[-1]) if years else None


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
    text: str, start: int, end: int, year: int | None, last: Indicator | None
) -> list[Indicator]:
    """Targets of one phrase; names before the first number may be several, joined by 和 or 、."""
    found: list[Indicator] = []
    begin = start  # where the words that may name the next number begin
    carried = _Reading((), "")
    baseline = _BASELINE.search(text, start, end)
    for match in NUMBER.finditer(text, start, end):
        if match.start() < begin:
            continue
        if baseline and baseline.start() <= match.start() < baseline.end():
            continue
        before = text[begin : match.start()]
        ratio = re.search(rf"(?:率|系数|指数|比|比值)(?:{_COMPARATORS})$", before)
        if not is_measure(text, match, end, bool(ratio)):
            continue
        if pair := _SECOND_MEASURE.match(text, match.end(), end):
            found += _paired(text, begin, match, pair, year)
            begin = pair.end()
            continue
        after = text[match.end() : end]
        plain = not (_COMPARATOR.search(before) or _ENDING_VERB.search(before))
        if plain and _NAME_GOES_ON.match(after):
            continue  # 15分钟生活圈覆盖率达到80%: the first number is part of the name
        own_year = _year_of(before)
        value, unit = measured(match)
        reading = _read(before, after, carried, unit)
        if reading is None and last and (bare := _COMPARATOR.fullmatch(_strip(before))):
            reading = _Reading((last.name,), bare["word"])  # 到2030年，达到98%
        if reading is None:
            begin = match.end()
            continue
        carried = reading
        stop = match.end() + reading.consumed
        lead = len(text[begin:stop]) - len(text[begin:stop].lstrip(_EDGES))
        quote = text[begin:stop].strip(_EDGES)
        for name in reading.names:
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
    before = _strip(text[begin : first.start()]).removesuffix("的").rsplit("的", 1)[-1]
    own = _VERB.match(before)
    before = before[own.end() :] if own else before
    name = _clean(before + second["noun"])
    quote = text[begin : second.end()]
    begin += len(quote) - len(quote.lstrip(_EDGES))
    quote = quote.strip(_EDGES)
    verb = own["verb"] if own else ""
    numbers = (measured(first), measured(NUMBER.match(text, second.start("number")) or first))
    return [
        Indicator(name, verb, value, unit, year, quote, begin, begin + len(quote))
        for value, unit in numbers
    ]


def _read(before: str, after: str, carried: _Reading, unit: str) -> _Reading | None:
    """What the number between `before` and `after` measures.

    Three forms: “A达到N” (name, comparator, number), “建成N公里B” (verb, number, noun after it) and
    “开工建设A N公里、建成N公里” (verb, noun, number).
    """
    before = _COMPARED.sub("", _BASELINE.sub("", before))
    before = re.sub(rf"({_COMPARATORS})20\d{{2}}年(?:底|末)?的?$", r"\1", before)
    before = _EACH.sub(r"\g<each>\g<name>\g<word>", before)
    raw = _TRAILING.sub("", before)
    words = _TRAILING.sub("", _strip(before))
    match = _COMPARATOR.search(words) or _COMPARATOR.search(raw)
    comparator = match["word"] if match else ""
    subject = words[: -len(comparator)] if comparator and words.endswith(comparator) else words
    subject = _strip(_TRAILING.sub("", subject)) if subject != comparator else ""
    own = _VERB.match(subject) if unit != "%" else None
    ending = _ENDING_VERB.search(raw)
    noun_after = _NOUN_AFTER.match(after)
    noun = _clean(noun_after["noun"]) if noun_after else ""
    scope = carried.noun
    if noun_after and before.endswith("的") and own:
        # 完成…建成的1.2万个老旧小区改造: what stands before 的 describes the thing.
        return _Reading((noun,), own["verb"], noun_after.end(), own["verb"], noun)
    if _MANNER.fullmatch(subject):
        return None
    if comparator and own and own.end() == len(subject) and noun_after:
        return _Reading((noun,), comparator, noun_after.end(), own["verb"], noun)
    if comparator and unit != "%":
        subject = _ATTAINED.sub("", subject, count=1)
    if comparator and len(_bare(subject)) >= 2:
        return _Reading(_split_names(_scoped(subject, scope)), comparator, 0, carried.verb, subject)
    if noun_after and ending and (not subject or ending.end() == len(raw)):
        return _Reading((noun,), ending["verb"], noun_after.end(), ending["verb"], noun)
    if own and own.end() < len(subject):
        name = subject[own.end() :]
        if _TOTAL.fullmatch(name) and noun_after and after.startswith("的"):
            return _Reading((noun + name,), own["verb"], noun_after.end(), own["verb"], noun)
        return _Reading((_clean(name),), own["verb"], 0, own["verb"], name)
    if own and scope:
        return _Reading((_clean(scope),), own["verb"], 0, own["verb"], scope)
    if not subject and noun_after and (comparator or carried.verb):
        word = comparator or carried.verb
        return _Reading((noun,), word, noun_after.end(), word, noun)
    if not subject and not comparator and not noun_after and scope:
        return _Reading((_clean(scope),), carried.verb, 0, carried.verb, scope)
    kept = re.match(r"(?:.*?)(?P<word>保持|确保|实现|达到)(?P<noun>.+)", subject)
    tail = re.match(r"达标|全覆盖|覆盖", after)
    if kept and tail:
        name = _clean(kept["noun"] + tail.group())
        return _Reading((name,), kept["word"], tail.end(), carried.verb, subject)
    long_enough = len(_bare(subject)) >= 3 or (
        len(_bare(subject)) == 2 and subject[-1] in _QUANTITY_END
    )
    if (long_enough or _TOTAL.fullmatch(subject)) and not noun_after:
        names = _split_names(subject.rsplit("的", 1)[-1])
        return _Reading(names, carried.verb, 0, carried.verb, subject)
    return None


def _scoped(subject: str, scope: str) -> str:
    """“其他地区” after “重点地区地震监测能力” means the same measure elsewhere."""
    here = re.fullmatch(rf"(?:{_PLACE})", subject)
    there = re.match(rf"(?:{_PLACE})(?P<measure>.+)", scope)
    return subject + there["measure"] if here and there else subject


def _strip(words: str) -> str:
    """Words without what joins, dates or hurries them."""
    words = words.strip("、和及与 \u3000—-（）()：")
    if _GOVERNING.search(words) or _OPENING_YEAR.match(words) or _PLAN_PERIOD_END.search(words):
        words = _PLAN_PERIOD_END.sub("", _YEAR.sub("", words))
    previous = None
    while previous != words:
        previous = words
        words = _ADVERBS.sub("", words).strip("、，, ")
    return words


def _bare(words: str) -> str:
    return _QUOTES.sub("", words)


def _clean(name: str) -> str:
    return _QUOTES.sub("", name).strip("、，的和及 ")


def _split_names(subject: str) -> tuple[str, ...]:
    """“A率和B率” and “A、B” before one value are two targets; one measure word ends each."""
    parts = re.split(rf"(?<=[{_QUANTITY_END}])(?:、|和|及|与|以及)", subject)
    if len(parts) > 1 and all(part[-1:] in _QUANTITY_END for part in parts):
        return tuple(_clean(part) for part in parts)
    return (_clean(re.split(r"[、]", subject)[-1]),)
