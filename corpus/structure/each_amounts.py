"""Amounts for each of a kind: 每台给予15万元补助, 按每百户不低于30平方米配建养老用房.

The name says of each what: 每台补助, 每百户养老用房.
"""

from __future__ import annotations

import re

from corpus.indicator import Indicator
from corpus.structure.measure import NUMBER, is_measure, measured
from corpus.structure.name_edges import joins_before, without_joins

_EACH = r"(?P<each>每(?!年|月|日|天|周|季|次|人均)[\u4e00-\u9fff]{1,8}?)"
_BOUND = r"(?P<bound>最高不超过|不超过|不高于|不低于|不少于|不小于|最高|最低|至少)?(?:约|近)?"
_GIVE = r"(?:给予|发放|提供|支付|兑付|拨付|安排)"
_PROVIDE = r"(?:配建|配置|配备|配套|建设|设置|设立|规划|布局|预留|新建)"
_GIVEN = re.compile(rf"{_EACH}(?:一次性|可|再|将|分别)*(?P<deed>{_GIVE})(?:一次性)?{_BOUND}(?=\d)")
_KIND = re.compile(
    r"(?:的|标准的?)*(?P<kind>(?:一次性|[\u4e00-\u9fff]{0,4}?)?(?:补助|补贴|奖励|奖补|资助|补偿|扶持|支持|奖金)(?:资金|金|款)?)"
    r"(?=[、，。；）和并]|$)"
)
_BY_EACH = re.compile(rf"(?:按照?|依照?)(?:平均)?{_EACH}{_BOUND}(?=\d)")
_THEN = re.compile(
    rf"的?(?:标准|比例|要求|规模)?(?:进行|统一|规划|足额|集中|同步)*(?P<deed>{_GIVE}|{_PROVIDE})(?P<what>[\u4e00-\u9fff]{{2,14}}?)"
    r"(?=[、，。；）和并]|$)"
)


def each_amounts(
    text: str, span: tuple[int, int], year: int | None
) -> tuple[list[Indicator], int] | None:
    """The amount for each in the phrase text[span], and where it goes on; None without one."""
    start, end = span
    for begins, behind in ((_GIVEN, _KIND), (_BY_EACH, _THEN)):
        lead = begins.search(text, start, end)
        number = NUMBER.match(text, lead.end(), end) if lead else None
        if lead is None or number is None or not is_measure(text, number, end, False):
            continue
        tail = behind.match(text, number.end(), end)
        if tail is None:
            continue
        said = tail.groupdict()
        what = said.get("kind") or said["what"]
        comparator = lead["bound"] or lead.groupdict().get("deed") or said["deed"]
        value, unit = measured(number)
        begin = start + joins_before(text[start : tail.end()])
        quote = without_joins(text[begin : tail.end()])
        name = f"{lead['each']}{what}"
        target = Indicator(name, comparator, value, unit, year, quote, begin, begin + len(quote))
        return [target], tail.end()
    return None
