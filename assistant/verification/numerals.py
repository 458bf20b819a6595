"""Numerals: every way to write a number read as one: 四十三, ４３, 百分之四十三, 1.2亿, 3,000."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.structure.numbering import DIGITS, number_of

_D = "[一二两三四五六七八九]"
_WORDS = rf"(?:{_D}千(?:零)?)?(?:{_D}百(?:零)?)?(?:{_D}?十)?{_D}?"
_ROW = "[〇零一二三四五六七八九]{3,}"  # 二〇二五: digit by digit
_CHINESE = re.compile(
    rf"(?P<row>{_ROW}(?![十百千点]))|(?P<words>(?=[一二两三四五六七八九十]){_WORDS})"
)
# 百分之多少 names no number.
_PERCENT = re.compile(
    rf"百分之(?P<percent>(?:零|(?=[一二两三四五六七八九十]){_WORDS})(?:点[〇零一二三四五六七八九]+)?|\d+(?:\.\d+)?)"
)
_ONE_PART = re.compile(r"(?<=[二三四五六七八九十\d])分之一")
_FRACTION = re.compile(r"(?<![\d.])(\d{1,2})/(\d{1,2})(?![\d.])")
_SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
NUMBER = re.compile(
    r"(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[百千万]?[亿万]|[百千](?=[^\u4e00-\u9fff]|[个名家套户人元吨米公平]))?(?P<percent>%)?"
)
_BARE_SCALE = re.compile(r"(?<![\d.一二两三四五六七八九十百千万亿])(?=[百千万]?[亿万]级)")  # 千亿级
# 一 alone is mostly no number (一致, 一般, 统一): only before a measure or a date.
_ONE = re.compile(r"一(?=[年月日天条款项章节倍户套亿万]|次(?!性)|部分|个(?:月|工作日))")


def arabic(text: str) -> str:
    """Folded text with Chinese numerals as digits: 第三十二条 is 第32条."""
    text = _BARE_SCALE.sub("1", text)
    text = _PERCENT.sub(lambda m: f"{_decimal(m['percent'])}%", text)
    text = _CHINESE.sub(_digits, _ONE_PART.sub("分之1", text))
    return _FRACTION.sub(r"\2分之\1", text)


def value_of(match: re.Match[str]) -> str:
    """The number a NUMBER match means, written one way: 1亿 and 10000万 are 100000000."""
    value = Decimal(match["digits"].replace(",", ""))
    for char in match["scale"] or "":
        value *= _SCALES[char]
    plain = f"{value.normalize():f}"
    return plain + (match["percent"] or "")


def _digits(match: re.Match[str]) -> str:
    if match["row"]:
        return "".join(str(DIGITS[char]) for char in match["row"])
    words = match["words"]
    if words == "一" and not _ONE.match(match.string[match.start() :]):
        return words
    return str(number_of(words)) if words else ""


def _decimal(words: str) -> str:
    if words[0].isdigit():
        return words
    whole, _, fraction = words.partition("点")
    tail = "".join(str(DIGITS[char]) for char in fraction)
    return f"{number_of(whole or '零')}{'.' + tail if tail else ''}"
