"""What a number of a plan measures: the name, the comparator or verb, the year around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.measure import MEASURE

_CHANGES = "提高|提升|增加|增长|上升|扩大|降低|下降|减少|压减|压缩|缩短|缩小|控制|稳定|保持|延长|降"
COMPARATORS = (
    f"(?:年均)?(?:{_CHANGES})(?:到|至|在)|稳定保持在|稳定达到|达到或优于|达到或超过|不得低于|不得超过|"
    f"不低于|不少于|不小于|不高于|不超过|不大于|不多于|不短于|不长于|达到|达|超过|突破|低于|高于|少于|多于|大于|小于|"
    f"优于|实现|完成|新增|提前|年均增长|年均下降|年均提高|累计下降|累计降低|{_CHANGES}|超|为"
)
COMPARATOR = re.compile(rf"(?P<word>{COMPARATORS})(?:了)?(?:约|近)?$")
_VERBS = (
    "规划建设|开工建设|新筹建|新开工|新开通|新开(?=[^工通办设])|新建成|新改建|新改扩建|改扩建|建设改造|改造提升|更新改造|建成投用|建成|筹建|"
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
_EACH = re.compile(rf"(?P<name>[^、]+?)(?P<word>{COMPARATORS})(?P<each>每[\u4e00-\u9fff]{{1,4}})$")
VERB = re.compile(
    rf"^(?:(?:{_ADVERB_BEFORE_VERB})+)?(?P<verb>(?:{_VERBS}){_SECOND_VERB})(?!率|面积)"
)
ENDING_VERB = re.compile(rf"(?P<verb>{_VERBS}|构建|强化)$")
_NOUN_AFTER = re.compile(
    r"(?: (?!以))?(?:的|以上的?)?(?P<noun>[\u4e00-\u9fffA-Za-z0-9“”]{2,24}?)(?:（[^）]*）)?"
    r"(?=[、，。；]|$|的|和|及(?!时)|与|达标|覆盖|(?:建设|发展|功能)(?:[、，。；]|$))"
)
_PLACE = (
    r"(?:其他|其余|重点|一般|各|[东西南北中]部)?[\u4e00-\u9fff]{0,6}?"
    r"(?:地区|区域|城区|区县|县城|农村|城镇|城市)"
)
_YEAR = re.compile(
    r"(?:到|至|截至|力争|预计)?\s*(?:20\d{2}\s*年?\s*[-—–~～至]+\s*)?(20\d{2})\s*年(?:底|末|前|年底)*"
    r"(?:[，,]|，?力争|，?全市|之前|以前)?"
)
# 在5月底前, 年底前: by when, in words that name no year.
_BY_WHEN = re.compile(
    r"^(?:在|于|到|至)?(?:当年|今年|明年)?(?:\d{1,2}\s*月\s*(?:\d{1,2}\s*日|[底末中初]|[上中下]旬)?|[年月季]底|年末|年内)"
    r"(?:之?前|以前|内)?(?=[，,]|$|[\u4e00-\u9fff])(?![份度均])"
)
# A year that opens a phrase governs it, unless it only dates a thing (2000年底前建成的小区).
_OPENING_YEAR = re.compile(
    r"\s*(20\d{2})\s*年(?:底|末|内)?(?:前)?(?!底|年底|以来|以前|[^，,。；]{0,8}的)"
)
TOTAL = re.compile(r"总(?:量|数|规模|面积|长度|里程|投资|户数)|规模|面积|数量")
RELATIVE = re.compile(r"(?:同比|环比)(?:增速|增幅|增长率)?|增速|增幅|(?:比|较)上年(?:同期)?")
# 达到每平方公里 before a number: how much, of the thing named last.
EACH_ALONE = re.compile(rf"(?P<word>{COMPARATORS})(?P<each>每[\u4e00-\u9fff]{{1,4}})$")
GOVERNING = re.compile(r"(?:到|至|力争到?|截至|20\d{2}\s*年?\s*[-—–~～])\s*(20\d{2})\s*年")
_PLAN_PERIOD_END = re.compile(r"(?:到|至)?“?十([四五六])五”?(?:规划)?(?:期)?末")
BASELINE = re.compile(
    rf"(?:由|从)(?:20\d{{2}}年(?:底|末)?的?)?(?:约)?{MEASURE}(?=(?:年均)?(?:{_CHANGES})(?:到|至))"
)
_COMPARED = re.compile(
    r"(?:较|比|与)(?:20\d{2}年|上年|上一年|“?十[三四五]五”?[末初]?)(?:底|末|相比)*"
)
_ADVERBS = re.compile(
    r"^(?:到|至)?(?:20\d{2}年(?:底|末)?[，,]?)?(?:(?:力争|争取|基本|全面|累计|其中|同时|确保|实现|推动|推进|"
    r"促进|使|将|并|且|各|加快|进一步|持续|逐步|稳步|有序|大力|积极|继续|以及|及|和|与|均|都|总体|分别|初步|要|应|须)+)"
)
_TRAILING = re.compile(
    r"(?:分别|(?<![人户年日月])均|都|要|(?<!供)(?<!响)(?<!适)应|将|需|基本|力争|总体|累计|全面|约|近|已|的|至少|最少|每年)*$"
)
_QUOTES = re.compile(r"[“”「」\"'‘’《》]")
_QUANTITY_END = "率量数积程比重度力额值"
DEEDS = frozenset({"植树"})  # verbs that name what is counted: 植树100万株
EDGES = "、和及与 "


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What one number measures: names, comparator, and how much after it belongs to the name.

    `verb` and `noun` carry to the next number of the phrase (开工建设A N公里、建成N公里).
    """

    names: tuple[str, ...]
    comparator: str
    consumed: int = 0
    verb: str = ""
    noun: str = ""


def governing_year(phrase: str) -> int | None:
    """The year that governs a phrase: 到2025年, 2023年底前, 到“十四五”末."""
    if period := _PLAN_PERIOD_END.search(phrase):
        return {"四": 2025, "五": 2030, "六": 2035}[period.group(1)]
    match = GOVERNING.search(phrase) or _OPENING_YEAR.match(phrase)
    return int(match.group(1)) if match else None


def read_number(before: str, after: str, carried: NumberReading, unit: str) -> NumberReading | None:
    """What the number between `before` and `after` measures.

    Three forms: “A达到N” (name, comparator, number), “建成N公里B” (verb, number, noun after it) and
    “开工建设A N公里、建成N公里” (verb, noun, number).
    """
    before = _COMPARED.sub("", BASELINE.sub("", before))
    before = re.sub(rf"({COMPARATORS})20\d{{2}}年(?:底|末)?的?$", r"\1", before)
    before = _EACH.sub(r"\g<each>\g<name>\g<word>", before)
    raw = _TRAILING.sub("", before.rstrip())
    words = _TRAILING.sub("", bare_words(before))
    match = COMPARATOR.search(words) or COMPARATOR.search(raw)
    comparator = match["word"] if match else ""
    subject = words[: -len(comparator)] if comparator and words.endswith(comparator) else words
    subject = bare_words(_TRAILING.sub("", subject)) if subject != comparator else ""
    own = VERB.match(subject) if unit != "%" else None
    ending = ENDING_VERB.search(raw)
    noun_after = _NOUN_AFTER.match(after)
    noun = cleaned(noun_after["noun"]) if noun_after else ""
    scope = carried.noun
    if noun_after and before.endswith("的") and own:
        # 完成…建成的1.2万个老旧小区改造: what stands before 的 describes the thing.
        return NumberReading((noun,), own["verb"], noun_after.end(), own["verb"], noun)
    if _MANNER.fullmatch(subject):
        return None
    if comparator and own and own.end() == len(subject) and noun_after:
        return NumberReading((noun,), comparator, noun_after.end(), own["verb"], noun)
    if comparator and unit != "%":
        subject = _ATTAINED.sub("", subject, count=1)
    if comparator and len(_bare(subject)) >= 2:
        return NumberReading(
            _split_names(_scoped(subject, scope)), comparator, 0, carried.verb, subject
        )
    if noun_after and ending and (not subject or ending.end() == len(raw)):
        return NumberReading((noun,), ending["verb"], noun_after.end(), ending["verb"], noun)
    if own and own.end() < len(subject):
        name = subject[own.end() :]
        if TOTAL.fullmatch(name) and noun_after and after.startswith("的"):
            return NumberReading((noun + name,), own["verb"], noun_after.end(), own["verb"], noun)
        return NumberReading((cleaned(name),), own["verb"], 0, own["verb"], name)
    if own and scope:
        return NumberReading((cleaned(scope),), own["verb"], 0, own["verb"], scope)
    if not subject and noun_after and (comparator or carried.verb):
        word = comparator or carried.verb
        return NumberReading((noun,), word, noun_after.end(), word, noun)
    if not subject and not comparator and not noun_after and scope:
        return NumberReading((cleaned(scope),), carried.verb, 0, carried.verb, scope)
    kept = re.match(r"(?:.*?)(?P<word>保持|确保|实现|达到)(?P<noun>.+)", subject)
    tail = re.match(r"达标|全覆盖|覆盖", after)
    if kept and tail:
        name = cleaned(kept["noun"] + tail.group())
        return NumberReading((name,), kept["word"], tail.end(), carried.verb, subject)
    long_enough = len(_bare(subject)) >= 3 or (
        len(_bare(subject)) == 2 and subject[-1] in _QUANTITY_END
    )
    if (long_enough or TOTAL.fullmatch(subject)) and not noun_after:
        names = _split_names(subject.rsplit("的", 1)[-1])
        return NumberReading(names, carried.verb, 0, carried.verb, subject)
    return None


def _scoped(subject: str, scope: str) -> str:
    """“其他地区” after “重点地区地震监测能力” means the same measure elsewhere."""
    here = re.fullmatch(rf"(?:{_PLACE})", subject)
    there = re.match(rf"(?:{_PLACE})(?P<measure>.+)", scope)
    return subject + there["measure"] if here and there else subject


def bare_words(words: str) -> str:
    """Words without what joins, dates or hurries them."""
    words = words.strip("、和及与 \u3000—-（）()：")
    if GOVERNING.search(words) or _OPENING_YEAR.match(words) or _PLAN_PERIOD_END.search(words):
        words = _PLAN_PERIOD_END.sub("", _YEAR.sub("", words))
    previous = None
    while previous != words:
        previous = words
        words = _BY_WHEN.sub("", _ADVERBS.sub("", words).strip("、，, "))
    return words


def _bare(words: str) -> str:
    return _QUOTES.sub("", words)


def cleaned(name: str) -> str:
    """A name without quotes, the cells before it, and what joins it to its neighbours."""
    return _QUOTES.sub("", name.strip("| ").rsplit("|", 1)[-1]).strip("、，的和及 ")


def _split_names(subject: str) -> tuple[str, ...]:
    """“A率和B率” and “A、B” before one value are two targets; one measure word ends each."""
    parts = re.split(rf"(?<=[{_QUANTITY_END}])(?:、|和|及|与|以及)", subject)
    if len(parts) > 1 and all(part[-1:] in _QUANTITY_END for part in parts):
        return tuple(cleaned(part) for part in parts)
    return (cleaned(re.split(r"[、]", subject)[-1]),)
