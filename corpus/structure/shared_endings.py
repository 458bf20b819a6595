"""Endings that a list writes once: 两江新区、万盛经开区管委会, 市发展改革、财政局.

An ending is shared only onto a name that cannot stand alone: neither a place, a zone or a scope
nor an enterprise. A government is shared by districts, a 管委会 by zones, a 局 or 委 by lines of
work, 公司 and 集团 by the trades of a city's own firms.
"""

from __future__ import annotations

import re

from corpus.structure.organisation import PLACE, ZONE, is_organisation, is_scope, is_section

_SCOPE_GOVERNMENT = re.compile(
    r"((?:各|有关|相关|所在地?|沿线|其他|涉及)(?:有关|相关)?(?:区县|区市县|市县|县区|区|县|市|乡镇|镇街|镇|乡|街道)"
    r"(?:[（(][^）)]*[）)])?(?:人民)?政府)$"
)
_GOVERNMENT = re.compile(r"(区县|区|县|市|镇|乡|州|旗)?((?:[（(][^）)]*[）)])?(?:人民)?政府)$")
_COMMITTEE = re.compile(r"(管理委员会|管委会)$")
_OF_TOWNS = re.compile(r"(街道办事处|办事处|街道)$")
_OF_FORCES = re.compile(r"(分局|支队|总队|行业协会)$")
# 东城区、西城区党委和政府, 高新区、经开区党工委和管委会: both bodies of each.
_PARTY_TOO = re.compile(
    r"(?:党委|党工委)(?:和|及|与|、)?(?:人民政府|政府|管委会|管理委员会|办事处)$"
)
_FIRM = re.compile(r"(公司|集团)$")
_BARE_PLACE = re.compile(r"(区县|区|县|市|镇|乡|州|街道)$")
_LEVEL = r"(?:重庆|全)?(?:市|区|县|省|州)?(?:级|直)?"
TRADES = (
    "发展改革|发展和改革|发改|经济信息|经济和信息化|工业和信息化|经信|工信|教育|科技|科学技术|民族宗教|民宗|公安|民政|司法|司法行政|财政|"
    "人力资源社会保障|人力资源和社会保障|人力社保|人社|自然资源|规划自然资源|规划和自然资源|规划资源|规划|资规|国土|"
    "生态环境|环保|住房城乡建设|住房和城乡建设|住建|建设|城市管理|城市管理和综合执法|城管|城管执法|交通|交通运输|水利|水务|农业农村|农业|"
    "商务|文化旅游|文化和旅游|文旅|文化|旅游|卫生健康|卫健|卫生|退役军人|退役军人事务|应急|应急管理|审计|外事|国资|市场监管|市场监督管理|"
    "体育|统计|医保|医疗保障|金融|信访|林业|园林|绿化|粮食|能源|税务|气象|海事|邮政|通信|通信管理|机关事务|数据|大数据|政务服务|"
    "招商|投资促进|乡村振兴|人防|地震|档案|知识产权|公积金|宣传|网信|药监|消防|消防救援|口岸|港航|铁路|民航|房管|房屋管理"
)
_TRADE = re.compile(rf"{_LEVEL}(?:{TRADES})$")
# Only these are led by a committee (委): there is no 财政委.
_COMMITTEES = re.compile(
    rf"{_LEVEL}(?:发展改革|发展和改革|发改|经济信息|经济和信息化|经信|教育|科技|科学技术|民族宗教|民宗|规划自然资源|住房城乡建设|"
    r"住房和城乡建设|住建|建设|城市管理|城管|交通|交通运输|农业农村|农业|商务|文化旅游|文化和旅游|文旅|卫生健康|卫健|国资)$"
)
FIRMS_TRADES = (
    "水务|水利|水投|供水|排水|自来水|供电|电力|燃气|天然气|供热|热力|轨道|轨道交通|地铁|公交|公共交通|城投|城建|建投|交投|"
    "地产|开投|交通开投|国资|国投|产投|文旅|文投|旅投|农投|环卫|环投|环境|能源|通信|城运|交旅|机场|港务|高速|路桥|粮食|供销|水电气|停车"
)
_FIRMS_TRADE = re.compile(rf"{_LEVEL}(?:{FIRMS_TRADES})$")
# 国网重庆电力, 中国石油, 重庆联通: enterprises by their own names.
_ENTERPRISE = re.compile(
    r"^(?:中国|国网|国家电网|南方电网|华为|阿里|腾讯|百度)|^中(?:石油|石化|海油|铁|建|交|冶|粮)"
    r"|(?:联通|移动|电信|铁塔|广电|石油|石化|海油|地铁|公交|公汽|网|报|电力|燃气|日报|国企|央企|企)$"
)


_OFFICE = re.compile(
    rf"(?:重庆市?|[市省区县州])(?:级|直)?(?:{TRADES})(?:管理)?(?:局|委|委员会|办|办公室|厅|部门)"
)


def names_a_trade(name: str) -> bool:
    """True for a level of government with a line of work and an ending: 区财政局, 省水利厅."""
    return bool(_OFFICE.fullmatch(name))


def may_be_cut_short(name: str) -> bool:
    """True for a short word that is neither a body nor a place, a firm or a scope: 越秀, 发改."""
    whole = is_organisation(name) or is_section(name) or is_scope(name)
    place = ZONE.search(name) or PLACE.search(name)
    whole = whole or name.endswith(("机关", "媒体"))  # 公安机关
    return len(name) <= 4 and not whole and not place and not _ENTERPRISE.search(name)


def shared_ending(name: str, lacking: str) -> str:
    """What `lacking` takes over from the name after it; empty when nothing is shared."""
    zone, place = ZONE.search(lacking), PLACE.search(lacking)
    firm = _ENTERPRISE.search(lacking)
    scope = is_scope(lacking)
    bare = len(lacking) >= 2 and not (zone or place or firm or scope)  # 越秀, 财政: half a name
    if match := _PARTY_TOO.search(name):
        return match.group() if zone or place else ""
    if match := _SCOPE_GOVERNMENT.search(name):
        return match.group(1) if bare else ""
    if match := _GOVERNMENT.search(name):
        kind, government = match.group(1) or "", match.group(2)
        if re.search(r"[区县市镇乡州旗]$", lacking) and not zone:
            # 各区、县（市）政府: the bracket belongs to 县 alone.
            return re.sub(r"^[（(].*[）)]", "", government)
        short = len(lacking) <= 6 and not _TRADE.match(lacking)
        return kind + government if bare and kind and short else ""
    if match := _COMMITTEE.search(name):
        return match.group(1) if zone or (bare and not _TRADE.match(lacking)) else ""
    if match := _OF_TOWNS.search(name):
        if match.group(1).endswith("办事处") and lacking.endswith("街道"):
            return "办事处"
        return match.group(1) if bare and len(lacking) <= 4 else ""
    if name.endswith("部门"):
        return "部门" if bare else ""
    if match := _OF_FORCES.search(name):
        return match.group(1) if bare and len(lacking) <= 6 else ""
    if match := _FIRM.search(name):
        return match.group(1) if _FIRMS_TRADE.match(lacking) else ""
    if match := _BARE_PLACE.fullmatch(name):
        return match.group(1) if bare and len(lacking) <= 4 else ""
    if name[-1] in "局委" and len(name) <= 8:
        trade = _TRADE if name.endswith("局") else _COMMITTEES
        return name[-1] if trade.match(lacking) else ""
    return ""
