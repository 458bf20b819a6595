"""What a number of a plan measures: the name, the comparator or verb, the year around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.measure import MEASURE
from corpus.structure.name_edges import (
    NO_JOIN,
    cleaned,
    joins_before,
    without_marks,
    without_quotes,
)

_CHANGES = "提高|提升|增加|增长|上升|扩大|降低|下降|减少|压减|压缩|缩短|缩小|控制|稳定|保持|延长|降"
COMPARATORS = (
    f"(?:年均)?(?:{_CHANGES})(?:到|至|在)|稳定保持在|稳定达到|达到或优于|达到或超过|不得低于|不得超过|"
    f"不低于|不少于|不小于|不高于|不超过|不大于|不多于|不短于|不长于|达到|达|超过|突破|低于|高于|少于|多于|大于|小于|"
    f"优于|实现|完成|新增|提前|年均增长|年均下降|年均提高|累计下降|累计降低|{_CHANGES}|超|为"
)
COMPARATOR = re.compile(rf"(?P<word>{COMPARATORS})(?:了)?(?:约|近)?$")
_VERBS = (
    "规划建设|开工建设|新筹建|新开工|新开通|新开(?=[^工通办设])|新建成|新改建|新改扩建|改扩建|建设改造|改造提升|更新改造|建成投用|建成|筹建|"
    "新建|新增|增设|新辟|开辟|改建|扩建|开工|改造|建设|培育|打造|完成|推进|推动|创建|引进|形成|支持|重点办好|办好|设置|布局|整治|治理|"
    "修复|加装|拆除|投用|发展|增加|新(?!能源|型|[区城村]|农|媒体|材料|业|兴|市民|质|一代|基建|消费|技术|产|模式|社区|[校院]区|高考)|实施|开通|开行|举办|认定|建立|设立|配备|安装|配置|储备|供应|供给|加快|启动|覆盖|"
    "投放|惠及|带动|吸引|集聚|培养|培训|安置|淘汰|关停|招引|孵化|打通|铺设|敷设|架设|更换|筹集|发放|修缮|开设|新设|"
    "争创|创成|扶持|更新|涉及|植树|绿化|搬迁|消除|盘活|建有|设有|开展|组织|接待|投入"
)
_SECOND_VERB = "(?:(?:、|和|及)?(?:改建|扩建|改扩建|改造|建设(?!用地)|建成|提升|优化(?!营商)))*"
# In “建成社区食堂不少于200个” the verb is no part of the name; 建成区 is a word of its own.
_ATTAINED = re.compile(r"(?:累计|全市)?(?:建成(?!区)|创建|培育|打造|引进|完成)(?=.{2})")
# 安置房开工3200套, 充电桩2024年新建300个: the verb behind the noun is no part of it.
_DONE = re.compile(r"(?P<noun>.{2,}?)(?P<verb>开工建设|开工|建成投用|建成|投用|竣工|完工)$")
_DATED = re.compile(
    rf"(?P<noun>.{{2,}}?)(?:在|到|于)?(?P<year>20\d{{2}})年(?:底|末)?前?(?P<verb>{_VERBS})$"
)
_MANNER = re.compile(r"按照?|以|根据|执行|给予")
# 以面积不超过70平方米的小户型为主: which flats, not how many.
_BY_SIZE = re.compile(r"以(?![上下内外及来])[^，。；]{2,20}$")
_ADVERB_BEFORE_VERB = (
    "力争|基本|全面|累计|每年|年均|全市|全省|全区|全国|再|将|共|总计|各|要|其中|并|和|及|以上|"
    "加快|大力|积极|统筹|有序"
)
_EACH = re.compile(rf"(?P<name>[^、]+?)(?P<word>{COMPARATORS})(?P<each>每[\u4e00-\u9fff]{{1,4}})$")
# 安置房, 孵化基地, 储备粮: the verb begins the name of a thing.
_NO_VERB = (
    "安置(?:房|点|区|小区|社区|住房)|孵化(?:器|基地|园|载体|平台|中心)|培训(?:班|基地|机构|中心)|储备(?:粮|库|林|点)"
    "|供应(?:链|商|点|站|量)|绿化(?:带|覆盖|用地|空间)|启动(?:区|资金)|接待(?:中心|站|点|量|能力)|投放(?:点|量)"
    "|发展(?:基金|中心|指数|水平)|治理(?:中心|网格)|覆盖(?:人口|人群|范围)|投入(?:强度|占比|产出)"
    "|更新(?:单元|片区|项目|行动|规划|工程|率)|涉及(?:面|范围)"
)
VERB = re.compile(
    rf"^(?:(?:{_ADVERB_BEFORE_VERB})+)?(?!{_NO_VERB})(?P<verb>(?:{_VERBS}){_SECOND_VERB})(?!率|面积)"
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
# 企业党的组织, 全市的公交: 的 behind somebody, not behind a deed (2000年底前建成的小区).
_OF_SOMEBODY = (
    r"(?:(?!建|竣|成立|投[用产运]|交付|[开完]工|立项|批准|出让|形成|登记|[的，,。；]).)*"
    r"(?:党|[全我][市省区县国镇州乡]|市民|群众|居民|农民|职工|学生|企业|单位|机构|学校|医院|社区|小区|地区|农村|城市|乡镇|街道|以上|以下|以内)的"
)
_AREA = "(?:全[市区县省州镇乡旗]|辖区内?|[我本][市区县省])"
_OF_WHERE = re.compile(rf"(?<=完成){_AREA}的?$")
# 养老设施、托育设施、便利店覆盖率: one measure of several things.
_THING = re.compile(r".(?:设施|[站点店园馆厅校院厕]|中心|场所)$")
_COVERAGE = re.compile(r".(?:设施|[站点店园馆厅校院厕]|中心|场所)(?:覆盖|普及|配建|建成|达标)率$")
_WHERE_AND_WHEN = re.compile(rf"^{_AREA}(?:今年|年内|当年|本年度?|年底前)")
# A year that opens a phrase governs it, unless it only dates a thing (2000年底前建成的小区).
_OPENING_YEAR = re.compile(
    rf"\s*(20\d{{2}})\s*年(?:底|末|内)?(?:前)?(?!底|年底|以来|以前|(?!{_OF_SOMEBODY})[^，,。；]{{0,8}}的)"
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
    rf"促进|使|将|并|且|各|加快|进一步|持续|逐步|稳步|有序|大力|积极|继续|以及|(?!{NO_JOIN})[及和与]|均|都|总体|分别|初步|要|应|须)+)"
)
_TRAILING = re.compile(
    r"(?:分别|(?<![人户年日月])均|都|要|(?<!供)(?<!响)(?<!适)应|将|需|基本|力争|总体|累计|全面|约|近|已|的|至少|最少|每年)*$"
)
_QUANTITY_END = "率量数积程比重度力额值"
_FOR_WHOM = re.compile(r"^为(?=.{4})")
_BARE_MATTER = frozenset({"任务", "项目", "工程", "工作"})
# 人民路、中山路等8条道路: some are named, and how many there are in all stands behind.
_NAMED_AMONG = re.compile(r"[^，。；]{2,}等$")
_OF_BODIES = re.compile(r"(?:市级|区级|县级|省级|有关|相关)?(?:部门|单位)")
# 、住房43万套 behind 居民楼1.2万幢: two letters name the next thing of a list.
_NEXT_IN_LIST = re.compile(r"\s*[、和及与]\s*(?P<noun>[\u4e00-\u9fff]{2})(?:约|近|共|各)?$")
_NO_NOUN = re.compile(
    r"其中|其他|其余|剩余|年均|每年|同比|环比|分别|累计|合计|共计|总计|占比|达到|不足|不少|至少|最多|最少|大约|接近|以上|以下|时间|工期|周期|时长|期限|为期|历时"
    r"|[新改扩续]建|新增|[各每再共约近均超达]|.[前后年月日内底末]$"
)
# 市、区财政各承担50%: the share of each of them.
_SHARED_BY = re.compile(r".*各(?:自)?(?:承担|负担|分担|分摊|出资|配套|筹集|占)$")
DEEDS = frozenset({"植树"})  # verbs that name what is counted: 植树100万株


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


def done_in(words: str) -> int | None:
    """The year that stands between a noun and its verb: 充电桩2024年新建."""
    match = _DATED.match(words)
    return int(match["year"]) if match else None


def read_number(before: str, after: str, carried: NumberReading, unit: str) -> NumberReading | None:
    """What the number between `before` and `after` measures.

    Three forms: “A达到N” (name, comparator, number), “建成N公里B” (verb, number, noun after it) and
    “开工建设A N公里、建成N公里” (verb, noun, number).
    """
    before = _COMPARED.sub("", BASELINE.sub("", before))
    before = re.sub(
        rf"({COMPARATORS})(?:20\d{{2}}年(?:底|末)?|上一?年度?|去年)(?:同期)?的?$", r"\1", before
    )
    before = _EACH.sub(r"\g<each>\g<name>\g<word>", before)
    if re.match("[\u4e00-\u9fff]{2}", after):
        before = _OF_WHERE.sub("", before)  # 完成全区612家餐饮场所摸底
    raw = _TRAILING.sub("", before.rstrip())
    words = _TRAILING.sub("", bare_words(before))
    match = COMPARATOR.search(words) or COMPARATOR.search(raw)
    comparator = match["word"] if match else ""
    subject = words[: -len(comparator)] if comparator and words.endswith(comparator) else words
    subject = bare_words(_TRAILING.sub("", subject)) if subject != comparator else ""
    own = VERB.match(subject) if unit != "%" else None
    ending = ENDING_VERB.search(raw)
    noun_after = None if joins_before(after.lstrip(" ")) else _NOUN_AFTER.match(after)
    noun = cleaned(noun_after["noun"]) if noun_after else ""
    scope = carried.noun
    if noun_after and before.endswith("的") and own:
        # 完成…建成的1.2万个老旧小区改造: what stands before 的 describes the thing.
        return NumberReading((noun,), own["verb"], noun_after.end(), own["verb"], noun)
    if _MANNER.fullmatch(subject) or (_BY_SIZE.search(before) and after.startswith("的")):
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
    verb = own["verb"] if own else carried.verb if before.lstrip().startswith("、") else ""
    if verb and noun_after and _NAMED_AMONG.search(subject[own.end() if own else 0 :]):
        if _OF_BODIES.match(noun):
            return None
        return NumberReading((noun,), verb, noun_after.end(), verb, noun)
    if own and own.end() < len(subject):
        name = subject[own.end() :]
        if TOTAL.fullmatch(name) and noun_after and after.startswith("的"):
            return NumberReading((noun + name,), own["verb"], noun_after.end(), own["verb"], noun)
        verb = own["verb"]
        if name in _BARE_MATTER and (first := re.match(_VERBS, verb)) and first.end() < len(verb):
            verb, name = first.group(), verb[first.end() :] + name  # 完成改造任务100个
        return NumberReading((cleaned(name),), verb, 0, verb, name)
    if own and scope:
        return NumberReading((cleaned(scope),), own["verb"], 0, own["verb"], scope)
    if not subject and noun_after and (comparator or carried.verb):
        word = "" if comparator == "为" else comparator or carried.verb  # 为100户家庭改造住房
        return NumberReading((noun,), word, noun_after.end(), word, noun)
    if not subject and not comparator and not noun_after and scope:
        return NumberReading((cleaned(scope),), carried.verb, 0, carried.verb, scope)
    kept = re.match(r"(?:.*?)(?P<word>保持|确保|实现|达到)(?P<noun>.+)", subject)
    tail = re.match(r"达标|全覆盖|覆盖", after)
    if kept and tail:
        name = cleaned(kept["noun"] + tail.group())
        return NumberReading((name,), kept["word"], tail.end(), carried.verb, subject)
    if not noun_after and (done := _DATED.match(subject) or _DONE.match(subject)):
        return NumberReading((cleaned(done["noun"]),), done["verb"], 0, done["verb"], done["noun"])
    if not noun_after and _SHARED_BY.fullmatch(subject):
        return NumberReading((cleaned(subject),), "", 0, "", subject)
    one = _NEXT_IN_LIST.fullmatch(before) if carried.noun and unit != "%" else None
    if one and not noun_after and not _NO_NOUN.match(one["noun"]):
        verb = "" if unit.endswith("元") else carried.verb  # 新建学校2所、投资3亿元
        return NumberReading((one["noun"],), verb, 0, carried.verb, one["noun"])
    long_enough = len(_bare(subject)) >= 3 or (
        len(_bare(subject)) == 2 and subject[-1] in _QUANTITY_END
    )
    if (long_enough or TOTAL.fullmatch(subject)) and not noun_after:
        names = _split_names(_FOR_WHOM.sub("", subject).rsplit("的", 1)[-1])
        return NumberReading(names, carried.verb, 0, carried.verb, subject)
    return None


def _scoped(subject: str, scope: str) -> str:
    """“其他地区” after “重点地区地震监测能力” means the same measure elsewhere."""
    here = re.fullmatch(rf"(?:{_PLACE})", subject)
    there = re.match(rf"(?:{_PLACE})(?P<measure>.+)", scope)
    return subject + there["measure"] if here and there else subject


def bare_words(words: str) -> str:
    """Words without what joins, dates or hurries them."""
    words = without_marks(words)
    if GOVERNING.search(words) or _OPENING_YEAR.match(words) or _PLAN_PERIOD_END.search(words):
        words = _PLAN_PERIOD_END.sub("", _YEAR.sub("", words))
    previous = None
    while previous != words:
        previous = words
        words = _WHERE_AND_WHEN.sub("", words)
        words = _BY_WHEN.sub("", _ADVERBS.sub("", words).strip("、，, "))
        if _OPENING_YEAR.match(words):
            words = _YEAR.sub("", words, count=1)  # 其中2022年筹集
    return words


def nothing_named(before: str) -> str:
    """The verb or comparator that is all there is before a number (2026年建成), else empty."""
    words = bare_words(before)
    verb = VERB.match(words)
    if verb and verb.end() == len(words):
        return verb["verb"]
    comparator = COMPARATOR.fullmatch(words)
    return comparator["word"] if comparator else ""


def _bare(words: str) -> str:
    return without_quotes(words)


def _split_names(subject: str) -> tuple[str, ...]:
    """“A率和B率” and “A、B” before one value are two targets; one measure word ends each."""
    parts = re.split(rf"(?<=[{_QUANTITY_END}])(?:、|和|及|与|以及)", subject)
    if len(parts) > 1 and all(part[-1:] in _QUANTITY_END for part in parts):
        return tuple(cleaned(part) for part in parts)
    listed = subject.split("、")
    things = _COVERAGE.search(listed[-1]) and all(map(_THING.search, listed[:-1]))
    if things and not any(map(VERB.match, listed)):
        return (cleaned(subject),)  # 养老设施、托育设施、便利店覆盖率
    return (cleaned(listed[-1]),)
