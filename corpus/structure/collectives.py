"""Bodies named all together: 各县（市、区）, 相关镇街; a lone 单位 behind them is no body."""

from __future__ import annotations

import re

_KIND = (
    "区市县|市县区|县市区|区县|县区|市县|市区|区镇|镇街|街镇|镇乡|乡镇|街乡|乡街|街道|社区|村居|园区|开发区|高新区|经开区|新区"
    "|功能区|管理区|度假区|示范区|保税区|城区|[区县市州盟旗镇乡村]"
)
_ALL = r"(?:各个?|有关|相关|所有|全体|沿线|沿江|属地|所在地?|涉及|其他|其它|辖区|涉农|全[市区县州])"
_COLLECTIVE = re.compile(
    rf"(?:[市省区县州镇乡](?:级|直|属|辖)?)?{_ALL}+(?:国家级|省级|市级|区级|县级|级|类|直属|试点|重点|涉农)*(?:{_KIND})"
    rf"(?:[（(](?:{_KIND})(?:[、,，/／](?:{_KIND}))*[）)](?:{_KIND})?)?$"
    rf"|(?:{_KIND})[（(](?:{_KIND})(?:[、,，/／](?:{_KIND}))*[）)]$"  # 乡镇（街道）
)
# 小区, 片区 and their like are places where work is done, not bodies that do it.
_NO_BODY = re.compile(r"(?:小|片|库|灌|校|院|厂|矿|林|牧|山|汛|震|灾|赛|展|地|街|景|商|社)区$")
# 市直各部门、单位; 各镇党委、政府: the second word is a part of the first name.
_PAIRED = re.compile(
    r"(?:各|有关|相关|其他|其它|所有|级|直|属).*(?:部门|单位|机构|企业|院校)$|(?:党委|党工委|党组)$"
)
_LONE = re.compile(
    r"(?:单位|部门|机构|企业|院校|(?:人民)?政府|办事处|管委会)(?=[、，,；;。）)〕】］\]\s等]|$|[均都分共按负配牵])"
)
# 各镇、街道: 各 stands before both.
_FIRST = re.compile(rf"(?P<all>.*(?:各|有关|相关))(?:{_KIND})$")
_BARE_KIND = re.compile(r"(?:区县|县区|镇街|乡镇|街道|社区|园区|开发区|[县镇乡村])$")


def is_collective(name: str) -> bool:
    """True for all or some bodies of a kind: 各县（市、区）, 有关镇街."""
    return bool(_COLLECTIVE.match(name)) and (name.endswith("社区") or not _NO_BODY.search(name))


def means_all(name: str) -> bool:
    """True for a name of nobody in particular: 各有关部门, 市直单位, 各镇街."""
    return is_collective(name) or "各" in name or name.endswith(("部门", "单位"))


def is_one_pair(before: str, text: str, start: int, end: int) -> bool:
    """Whether what stands at text[start:end] only goes on with `before`: 各部门、单位."""
    return bool(_PAIRED.search(before) and _LONE.match(text, start, end))


def with_all_before(first: str, name: str) -> str:
    """街道 behind 各镇 as 各街道; another name as it is."""
    match = _FIRST.match(first)
    return f"{match['all']}{name}" if match and _BARE_KIND.fullmatch(name) else name
