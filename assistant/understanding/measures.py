"""Measures: whether a question counts in the measure that a target is set in."""

from __future__ import annotations

import re

from assistant.understanding import asking
from corpus.indicator import Indicator

OF_MEASURE = 0.06  # for the measure asked for, against another
_MEASURES = (
    (re.compile(r"率|占比|比重|比例|百分之|几成"), re.compile(r"%|^$")),
    (re.compile(r"公里|里程|多长|总长|长度"), re.compile(r"公里|^米$")),
    (re.compile(r"面积|平方(?!公里|千米)|平米|多大面积"), re.compile(r"平方米|公顷|亩")),
)
_CLASSIFIER = re.compile(
    r"(?:多少|几)[十百千万亿]*(?:个(?=小时|工作日|月))?(平方米|平方公里|平方千米|平方|平米|公里|千米|小时|分钟|分贝|公斤|[\u4e00-\u9fff])"
)
# What is counted: 绿道 of 要建多少公里绿道 and of 绿道要建多少公里.
_COUNTED = re.compile(
    r"(?:[建修设][成设造到好置]?|改造|更新|铺设?|整治|治理|[配买添][备齐置]?|[新增]加?)(?:多少|几)[十百千万亿]*(?:平方米|平方公里|公里|千米|公顷|[\u4e00-\u9fff])的?(?!才|够|就|算|合适|为宜|[啊呢呀哦嘛吧])([\u4e00-\u9fff]{2,})$"
)
_COUNTED_BEFORE = re.compile(
    r"([\u4e00-\u9fff]{2,}?)(?:总共|一共|要|得|将|会|计划|预计)*(?:新?[改扩筹]?建[成设造]?|修[建成]?)(?:到|好)?(?:多少|几)"
)
_THING = re.compile("[\u4e00-\u9fff]{2,}")
# Where and when it is counted is no thing: 全市要建多少所, 十四五要建成多少公里.
_WHERE_AND_WHEN = re.compile(
    r"^(?:[那这](?!里)|我们?|咱们?|全市|全国|重庆市?|市里|[“\"]?十[三四五]五[”\"]?|(?:行动)?(?:计划|规划|文件)[里中上]?"
    r"|期间|年(?:底|末|内|初|前)?(?:就|要|将|会|得|应|计划)*|总共|一共)+"
)
# What is asked in one of these is not told in another kind of measure.
_QUANTITIES = (
    frozenset({"米", "公里", "千米"}),
    frozenset({"小时", "分钟", "天", "日", "年", "月", "岁"}),
    frozenset({"吨", "公斤", "斤"}),
    frozenset({"分贝"}),
    frozenset({"级"}),
    frozenset({"度"}),
    frozenset({"分"}),
    frozenset({"元", "块"}),
)
# What is counted is not told by a length or a share: 步道要新建多少条.
_COUNTERS = frozenset("条座个所家处套间辆部台人户名栋幢片块棵株层张")
_MEASURED = re.compile(r"米|公里|平方|公顷|亩|%|小时|分钟|秒|吨|级|元")
# 一个人能住几间: for each of those concerned, where a target says how many in all.
_PER_HEAD = re.compile(r"[一每]个?(?:人|户|家|套|层|栋|单元)(?=能|可以?|最多|至少|要|得|有|分|配)")
_OF_EACH = re.compile("[每均]")
_FIGURE = re.compile(
    r"[\d零一二两三四五六七八九十百千万亿.]+(?:多|余)?(?:平方|立方)?(?:公里|千米|厘米|毫米|米|公斤|克|吨|元|亩|公顷|年|日|天|小时|分钟|工作日)"
)
# … nor one dimension of a thing by another: 设计时速, 库容.
_DIMENSION = re.compile(
    r"时速|速度|库容|容量|吨位|载重|深度|高度|宽度|层数|功率|跨度|坡度|温度|重量|产量|产值|销量|票价|厚度|间距|寿命|浓度"
)
_NUMBER_OF = re.compile("数量|总数|个数")
_POINTS = re.compile(r"(?:多少|几)个(?:百分)?点")
_CLASSES = re.compile(r"分(?:为|成)?几(?:级|类|等|种|档|个(?:等级|级别|档次))")


def fit_of_measure(question: str, indicator: Indicator) -> float:
    """A bonus where the question asks in the target's own measure, a malus where in another."""
    asked = [units for pattern, units in _MEASURES if pattern.search(question)]
    asked += [re.compile(re.escape(unit)) for unit in _CLASSIFIER.findall(question)]
    if not asked:
        return 0.0
    return OF_MEASURE if any(units.search(indicator.unit) for units in asked) else -OF_MEASURE


def counted(question: str) -> tuple[str, ...]:
    """The stretches of a folded question that end in what it counts: 绿道 of 要建多少公里绿道."""
    return _things(question, _COUNTED, _COUNTED_BEFORE)


def counted_after(question: str) -> tuple[str, ...]:
    """As `counted`, of those named after the number: 加氢站 of 要建多少个加氢站."""
    return _things(question, _COUNTED)


def _things(question: str, *patterns: re.Pattern[str]) -> tuple[str, ...]:
    bare = question.rstrip("?？。!！呢啊呀吗嘛吧哦 ")
    found = (match[1] for each in patterns for match in each.finditer(bare))
    return tuple(filter(_THING.fullmatch, (_WHERE_AND_WHEN.sub("", each) for each in found)))


def is_where_or_when(word: str) -> bool:
    """年底, 全市: when and where something is counted, not what."""
    return _WHERE_AND_WHEN.fullmatch(word) is not None


def measures_asked(question: str) -> tuple[str, ...]:
    """The measures a question counts in: 小时 of 几个小时."""
    return tuple(_CLASSIFIER.findall(question))


def counts_things(question: str) -> bool:
    """True where a question asks for a number of things (几个, 多少家), not for a measure."""
    asked = set(_CLASSIFIER.findall(question))
    return bool(asked) and asked <= _COUNTERS and not _POINTS.search(question)


def without_measures(text: str) -> str:
    """A folded text without lengths, areas, weights, sums and times; numbers of things stay."""
    return _FIGURE.sub(" ", text)


_SHARE = re.compile(
    rf"{asking.A_SHARE.pattern}|几个百分点|几成(?!(?!以上|以下|左右|比例|才)[\u4e00-\u9fff]{2})"
)


def of_another_quantity(question: str, indicator: Indicator) -> bool:
    """5G基站离窗户几米 is not told by a number of stations, nor 库容 by a number of reservoirs."""
    if _CLASSES.search(question):
        return True
    if _SHARE.search(question) and indicator.unit not in ("%", ""):
        return True
    if _PER_HEAD.search(question) and not _OF_EACH.search(indicator.name + indicator.quote):
        return True
    dimension = _DIMENSION.search(question)
    if dimension and dimension[0] not in indicator.name + indicator.quote:
        return True
    asked = set(_CLASSIFIER.findall(question))
    if counts_things(question) and _MEASURED.search(indicator.unit):
        return True
    if _NUMBER_OF.search(question) and indicator.unit == "%" and "率" not in question:
        return True
    return any(
        asked & quantity and not any(unit in indicator.unit for unit in quantity)
        for quantity in _QUANTITIES
    )
