"""Quantified targets of a plan: “建成区绿化覆盖率不低于43%” as name, comparator, value, unit, year.

A target is a number with a unit of measure that a comparator or a verb of attainment governs, or
that stands right after the noun it measures. Its name is the noun phrase before it within the
phrase (commas and 、 bound phrases; “A率和B率达到98%” states two).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.indicator import Indicator
from corpus.structure.numbering import DIGITS, number_of

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNITS = (
    "%|％|‰|个百分点|百分点|亿平方米|万平方米|平方米|平方公里|万立方米|亿立方米|立方米|公顷|万亩|亩|万公里|公里|千米|"
    "万吨|亿吨|吨|标准煤|万千瓦时|亿千瓦时|千瓦时|万千瓦|千瓦|兆瓦|万套（间）|套（间）|套\\(间\\)|万套|万户|万间|万张|"
    "万个|万处|万座|万辆|万台|万株|万人次|万人|万名|万家|万亿元|亿元|万元|元|亿人次|亿人|人次|标箱|万标箱|个以上|"
    "套|户|间|张|个|处|座|辆|台|株|名|家|所|条|项|件|册|册（件）|米|分钟|小时|日|天|级|人|艘|架|班|片|支|部|次|种|类|"
    "栋|幢|分贝|毫克/立方米|微克/立方米|毫克|微克|度|倍|层|平米|亿|万"
)
_NUMBER = re.compile(
    rf"(?P<about>约|近)?(?:(?P<low>{_DIGITS})\s*[%％]?\s*[-—–~～至到]+\s*)?"
    rf"(?P<value>{_DIGITS})\s*(?P<scale>万亿|万|亿|千|百)?\s*(?P<unit>{_UNITS})?"
    rf"(?P<sub>（间）|\(间\)|（件）)?(?P<bound>以上|以下|以内|左右|及以上|之内)?"
    rf"|百分之(?P<percent>[零〇一二三四五六七八九十百点]+)(?P<pbound>以上|以下|以内|左右)?"
)
_COMPARATORS = (
    "稳定保持在|稳定达到|保持在|控制在|稳定在|提高到|提升到|提升至|提高至|增加到|增加至|增长到|降低到|降低至|降至|"
    "下降到|下降至|下降|压减到|达到或优于|达到或超过|不低于|不少于|不小于|不高于|不超过|不大于|不得低于|不得超过|"
    "达到|达|超过|突破|低于|高于|少于|多于|大于|小于|优于|实现|保持|完成|新增|提前|减少|增加|提高|降低|为|超"
)
_COMPARATOR = re.compile(rf"(?P<word>{_COMPARATORS})(?:了)?(?:约|近)?$")
_VERBS = (
    "规划建设|开工建设|新筹建|新开工|新建成|新改建|新改扩建|改扩建|建设改造|改造提升|更新改造|建成投用|建成|筹建|新建|新增|改建|扩建|"
    "开工|改造|建设|培育|打造|完成|推进|推动|创建|引进|形成|支持|重点办好|办好|设置|布局|整治|治理|修复|加装|拆除|投用|发展|"
    "增加|新|实施|开通|开行|举办|认定|建立|设立|配备|安装|配置|储备|供应|供给|加快|启动|覆盖"
)
_VERB = re.compile(rf"^(?:(?:力争|基本|全面|累计|每年|年均|全市|全省|全区|全国|再|将|共|总计|各|要|其中|并|和|及|以上|加快|大力|积极|统筹|有序)+)?(?P<verb>{_VERBS})")
_ENDING_VERB = re.compile(rf"(?P<verb>{_VERBS}|构建|强化)$")
_NOUN_AFTER = re.compile(
    r"(?:的|以上的?)?(?P<noun>[\u4e00-\u9fffA-Za-z0-9“”]{2,24}?)(?:（[^）]*）)?"
    r"(?=[、，。；]|$|的|和|及(?!时)|与|达标|覆盖|(?:建设|发展|功能)(?:[、，。；]|$))"
)
_PLACE = r"(?:其他|其余|重点|一般|各|[东西南北中]部)?[\u4e00-\u9fff]{0,6}?(?:地区|区域|城区|区县|县城|农村|城镇|城市)"
_YEAR = re.compile(r"(?:到|至|截至|力争|预计)?\s*(20\d{2})\s*年(?:底|末|前|年底)*(?:[，,]|，?力争|，?全市|之前|以前)?")
_SECOND_MEASURE = re.compile(
    rf"、(?P<number>{_DIGITS}(?:万亿|万|亿|千|百)?(?:{_UNITS}))(?P<noun>[\u4e00-\u9fff]{{2,10}}?)(?=尽早|[、，。；]|建设|开工|$)"
)
_OPENING_YEAR = re.compile(r"\s*(20\d{2})年(?:底|末|内)?(?:前)?")
_TOTAL = re.compile(r"总(?:量|数|规模|面积|长度|里程|投资|户数)|规模|面积|数量")
_GOVERNING = re.compile(r"(?:到|至|力争到?|截至)\s*(20\d{2})\s*年")
_PERIOD = re.compile(r"[。！？\n]")
_COMMA = re.compile(r"[，,；;：:]")
_NOT_A_TARGET = re.compile(
    r"^(?:年|月|日(?!均)|号|届|次全|大精神|[-—]?\d{4}|字|五|十五|g|G|线|期|年代|周年|版|米字|条例|D)"
)
_ADVERBS = re.compile(
    r"^(?:到|至)?(?:20\d{2}年(?:底|末)?[，,]?)?(?:(?:力争|争取|基本|全面|累计|其中|同时|确保|实现|推动|推进|促进|使|将|并|且|各|加快|进一步|持续|逐步|稳步|有序|大力|积极|继续|以及|及|和|与|均|都|总体|分别|初步|要|应|须)+)"
)
_TRAILING = re.compile(
    r"(?:分别|均|都|要|(?<!供)(?<!响)(?<!适)应|将|需|基本|力争|总体|累计|全面|约|近|已|的|至少|最少|每年)*$"
)
_QUOTES = re.compile(r"[“”「」\"'‘’《》]")


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """Targets stated in a clause's text, in order; the responsibility trailer names none."""
    found: list[Indicator] = []
    section_year = _leading_year(text)
    for start, end in _sentences(text):
        year = section_year
        previous = ""
        for phrase_start, phrase_end in _phrases(text, start, end):
            phrase = text[phrase_start:phrase_end]
            if match := _GOVERNING.search(phrase) or _OPENING_YEAR.match(phrase):
                year = int(match.group(1))
            for target in _read_phrase(text, phrase_start, phrase_end, year):
                # “…改造提升任务，总量约1亿平方米”: the thing stands in the phrase before.
                if _TOTAL.fullmatch(target.name) and previous:
                    target = replace(target, name=previous.rsplit("的", 1)[-1] + target.name)
                found.append(target)
            previous = phrase
    return tuple(found)


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


def _read_phrase(text: str, start: int, end: int, year: int | None) -> list[Indicator]:
    """Targets of one phrase; names before the first number may be several, joined by 和 or 、."""
    found: list[Indicator] = []
    begin = start  # where the words that may name the next number begin
    verb = ""
    scope = ""
    for match in _NUMBER.finditer(text, start, end):
        if match.start() < begin or not _is_measure(text, match, end):
            continue
        if pair := _SECOND_MEASURE.match(text, match.end(), end):
            found += _paired(text, begin, match, pair, year)
            begin = pair.end()
            continue
        before = text[begin : match.start()]
        after = text[match.end() : end]
        reading = _name(before, after, verb, scope)
        if reading is None:
            begin = match.end()
            continue
        names, comparator, consumed, verb, scope = reading
        value, unit = _measure(match)
        stop = match.end() + consumed
        for name in names:
            found.append(
                Indicator(
                    name=name,
                    comparator=comparator,
                    value=value,
                    unit=unit,
                    year=_own_year(before) or year,
                    quote=text[begin:stop].strip("、和及 "),
                    start=begin + _lead(text[begin:stop]),
                    end=begin + _lead(text[begin:stop]) + len(text[begin:stop].strip("、和及 ")),
                )
            )
        begin = stop
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
    begin, quote = begin + _lead(quote), quote.strip("、和及 ")
    span = {"quote": quote, "start": begin, "end": begin + len(quote)}
    numbers = (_measure(first), _measure(_NUMBER.match(text, second.start("number")) or first))
    return [
        Indicator(name, own["verb"] if own else "", value, unit, year, **span)  # type: ignore[arg-type]
        for value, unit in numbers
    ]


def _lead(piece: str) -> int:
    return len(piece) - len(piece.lstrip("、和及 "))


def _own_year(before: str) -> int | None:
    match = _GOVERNING.search(before)
    return int(match.group(1)) if match else None


def _is_measure(text: str, match: re.Match[str], end: int) -> bool:
    """A number with a unit of measure that is no date, ordinal, name or list number."""
    if match["percent"]:
        return True
    following = text[match.end() : end]
    before = text[max(0, match.start() - 2) : match.start()]
    if not match["unit"]:
        # A ratio may have no unit: 死亡率低于0.025.
        ratio = re.search(rf"(?:率|系数|指数|比|比值)(?:{_COMPARATORS})$", text[: match.start()])
        return bool(ratio) and not re.match(r"[\u4e00-\u9fff\d]", following)
    if match["unit"] == "级" and match["bound"] and re.match(r"[\u4e00-\u9fff]", following):
        return False  # 6级以上人员掩蔽工程: the level names the thing
    if _NOT_A_TARGET.match(text[match.end("value") : end]) or before.endswith(("第", "“", "T", "+", "[", "〔")):
        return False
    if re.search(r"[A-Za-z]$", before) or (before.endswith("之") and match["unit"] in "次级"):
        return False
    if match["unit"] in ("日", "天", "小时") and re.match(r"[城应通经交生服营在航响]|24", following):
        return False
    if match["unit"] == "小时" and re.search(r"[“”]$|^[^，]{0,8}圈", following):
        return False
    return not (match["unit"] == "个" and following.startswith("字"))


def _measure(match: re.Match[str]) -> tuple[float, str]:
    """Value as written and its unit of measure with 万 or 亿."""
    if match["percent"]:
        return _chinese(match["percent"]), "%"
    value = float(match["value"].replace(",", ""))
    unit = (match["scale"] or "") + (match["unit"] or "")
    unit = unit.replace("％", "%").replace("个以上", "个") + (match["sub"] or "").replace("(", "（").replace(")", "）")
    return (int(value) if value == int(value) else value), unit


def _chinese(words: str) -> float:
    whole, _, fraction = words.partition("点")
    value = float(number_of(whole))
    for place, char in enumerate(fraction, 1):
        value += DIGITS[char] / 10**place
    return int(value) if value == int(value) else value


def _name(
    before: str, after: str, verb: str, scope: str
) -> tuple[list[str], str, int, str, str] | None:
    """Names, comparator, characters of `after` that belong to the name, verb and scope to carry.

    Three forms: “A达到N” (name, comparator, number), “建成N公里B” (verb, number, noun after it) and
    “开工建设A N公里、建成N公里” (verb, noun, number).
    """
    raw = _TRAILING.sub("", before)
    words = _TRAILING.sub("", _strip(before))
    match = _COMPARATOR.search(words) or _COMPARATOR.search(raw)
    comparator = match["word"] if match else ""
    subject = words[: -len(comparator)] if comparator and words.endswith(comparator) else words
    subject = _strip(_TRAILING.sub("", subject)) if subject != comparator else ""
    own = _VERB.match(subject)
    ending = _ENDING_VERB.search(raw)
    noun_after = _NOUN_AFTER.match(after)
    noun = _clean(noun_after["noun"]) if noun_after else ""
    if comparator and len(_bare(subject)) >= 2:
        return _split_names(_scoped(subject, scope)), comparator, 0, verb, subject
    if noun_after and ending and (not subject or ending.end() == len(raw)):
        return [noun], ending["verb"], noun_after.end(), ending["verb"], noun
    if own and own.end() < len(subject):
        name = subject[own.end() :]
        return [_clean(name)], own["verb"], 0, own["verb"], name
    if own and scope:
        return [_clean(scope)], own["verb"], 0, own["verb"], scope
    if not subject and noun_after and (comparator or verb):
        word = comparator or verb
        return [noun], word, noun_after.end(), word, noun
    kept = re.match(rf"(?P<word>保持|确保|实现|达到)(?P<noun>.+)", subject)
    if kept and re.match(r"达标|覆盖|全覆盖", after):
        tail = re.match(r"达标|全覆盖|覆盖", after)
        assert tail is not None
        return [_clean(kept["noun"] + tail.group())], kept["word"], tail.end(), verb, subject
    if (len(_bare(subject)) >= 3 or _TOTAL.fullmatch(subject)) and not noun_after:
        return [_clean(subject.rsplit("的", 1)[-1])], verb, 0, verb, subject
    return None


def _scoped(subject: str, scope: str) -> str:
    """“其他地区” after “重点地区地震监测能力” means the same measure elsewhere."""
    here = re.fullmatch(rf"(?:{_PLACE})", subject)
    there = re.match(rf"(?:{_PLACE})(?P<measure>.+)", scope)
    return subject + there["measure"] if here and there else subject


def _strip(words: str) -> str:
    """Words without what joins, dates or hurries them."""
    words = words.strip("、和及与 \u3000—-（）()：")
    if _GOVERNING.search(words) or _OPENING_YEAR.match(words):
        words = _YEAR.sub("", words)
    previous = None
    while previous != words:
        previous = words
        words = _ADVERBS.sub("", words).strip("、，, ")
    return words


def _bare(words: str) -> str:
    return _QUOTES.sub("", words)


def _clean(name: str) -> str:
    return _QUOTES.sub("", name).strip("、，的和及 ")


def _split_names(subject: str) -> list[str]:
    """“A率和B率” and “A、B” before one value are two targets; one measure word ends each."""
    parts = re.split(r"(?<=[率量数积程比重度力额])(?:、|和|及|与|以及)", subject)
    if len(parts) > 1 and all(re.search(r"[率量数积程比重度力额]$", part) for part in parts):
        return [_clean(part) for part in parts]
    return [_clean(re.split(r"[、]", subject)[-1])]
