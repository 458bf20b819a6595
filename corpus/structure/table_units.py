"""Units of measure and values as tables write them: %, 张/千人, ≥99.5, [4.5], 42%左右."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE = (
    r"(?:[%％‰]|个?百分点|[千百十]?[万亿]?(?:美元|元|平方公里|平方千米|平方米|立方米|公里|千米|公顷|亩|吨标准煤|吨|"
    r"千瓦时|千瓦|人次|人|户|个|家|套|张|项|件|所|座|处|辆|台|名|分|岁|天|日|年|小时|米|株|场|次|条|间|床|位|单位|倍|"
    r"平米|册|种|类|例|度|微克|毫克|升|时|公斤|千克)|[万亿千百]|微克/立方米|毫克/升|dB|℃|m2|㎡|km2|km|m|t|h)"
)
_UNIT = re.compile(rf"{_ONE}(?:[/／每]\d*{_ONE})?|(?:1)?[/／]\d*{_ONE}")
_BRACKET = re.compile(r"[（(](?:(?:计量)?单位[：:])?(?P<unit>[^（）()]{1,10})[）)]$")
_COMPARATOR = (
    r"≥|≤|>|<|＞|＜|⩾|⩽|≧|≦|不低于|不少于|不高于|不超过|不大于|达到|超过|达|低于|高于"
    r"|约|近|力争|大于|小于|增长|下降|降低|提高|完成|新增|建成|新建|实现"
)
_VALUE = re.compile(
    rf"(?!20\d\d年)[\[［【〔(（]?(?P<word>{_COMPARATOR})?(?:\d[\d.]*(?:%|％)?[-—–~～至])?"
    rf"(?P<number>-?\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<unit>{_UNIT.pattern})?"
    r"(?P<bound>及?以上|及?以下|及?以内|左右)?[\]］】〕)）]?"
)


@dataclass(frozen=True, slots=True)
class TableValue:
    """A cell's number with the comparator and the unit that the cell itself gives."""

    comparator: str
    value: float
    unit: str


def unit_in(words: str) -> tuple[str, str]:
    """Words without the unit of measure in the bracket that ends them, and that unit."""
    match = _BRACKET.search(words)
    unit = unit_of(match["unit"]) if match else ""
    return (words[: match.start()], unit) if match and unit else (words, "")


def unit_of(words: str) -> str:
    """A unit of measure as targets write it; empty for other words."""
    bare = re.sub(r"\s", "", words)
    if not _UNIT.fullmatch(bare):
        return ""
    return re.sub(r"^1(?=/)", "", bare.replace("％", "%").replace("／", "/"))


def value_of(cell: str) -> TableValue | None:
    """The one number a cell states; None for words, and for more than one number."""
    match = _VALUE.fullmatch(re.sub(r"\s", "", cell))
    if match is None:
        return None
    number = float(match["number"].replace(",", ""))
    return TableValue(
        match["word"] or "",
        int(number) if number == int(number) else number,
        unit_of(match["unit"] or ""),
    )


def says_nothing(cell: str) -> bool:
    """True for an empty cell and for the strokes of one."""
    return not re.sub(r"[\s—–\-－/／\\…无]", "", cell)
