"""Bodies that write no level before their names: 新区商务委, 桃源街道, 城关镇, 青江燃气公司.

A kind of body (物业公司) is none of them, nor is a name with a verb before it (推进新区管委会).
"""

from __future__ import annotations

import re

from corpus.structure.organisation import PLACE, ZONE
from corpus.structure.shared_endings import FIRMS_TRADES, names_a_trade
from corpus.structure.towns import is_plain, is_town

_ZONES = (
    "新区|高新区|经开区|开发区|园区|科学城|科技城|新城|自贸区|自贸试验区|试验区|保税区|综保区|港区|示范区|度假区|合作区|景区"
    "|风景区|工业园|产业园|管理区|功能区|林区|矿区|管委会|自治区|自治州|自治县|自治旗|特区|城区|农场|林场|牧场|团场|兵团"
)
_AREAS = rf"(?:{_ZONES}|[县区市州盟旗镇乡]|街道)"
# What an area's own offices are called, beside a line of work with 局 or 委.
_OWN = re.compile(
    r"(?:党委|党工委|人民政府|政府|管委会|管理委员会|办事处|人大|政协|纪委|纪工委|监委|教委|卫健委"
    r"|(?:消防救援|公安|交警|交巡警|治安|森林消防|综合行政执法|综合执法|城管执法|执法)(?:支队|大队|中队|总队|分局|局|队)"
    r"|(?:供电|税务|公安|生态环境|自然资源|规划和自然资源|市场监管|烟草)(?:公司|分局|局|所)"
    r"|(?:党政|党建|综合|社会|经济|平安|规划|建设|财政|农业|应急|文化|公共|民政|行政|审批|便民|投资|招商|城市|城管|生态|环保|组织|宣传|政务|产业"
    r"|科技|安全|村镇|市场|退役|自然资源|人力|营商)[一-龥]{0,8}(?:办|办公室|[局科所站]|中心|大队|中队))$"
)
_KIND_OF_AREA = re.compile(r"(?:.*小区|.*城市|城乡|城镇|都市|超市|[夜集菜]市)$")
_AREA = re.compile(_AREAS)
_POST = re.compile(
    r"[一-龥]{2,6}(?:派出所|司法所|供电所|税务所|国土所|市场监管所|卫生院|卫生服务中心)$"
)
_MORE_TRADES = re.compile(
    r"市(?:住房(?:和)?城乡建|城乡建|建|农牧|农牧业|农科|林草|林业和草原|草原|牧业|渔业|畜牧|水产|教体|教育体育|文体|文广|文旅体|经发|经济发展|社会事务|社会事业|社发"
    r"|社会发展|产业发展|科创|科技创新|自然资源和规划|规划建设|规建|建交|建设交通|建设和交通|综合执法|行政审批|投资促进|土地储备)"
    r"(?:局|委|委员会|办|办公室|厅)"
)
_FIRM_END = (
    r"(?:[（(](?:集团|股份)[）)])?(?:集团|控股|投资|建设|开发|运营|服务|股份|有限|责任|管理|经营)*"
    r"(?:公司|集团)"
)
_FIRM = re.compile(
    rf"(?:中国|国网|国家电网|南方电网|中石油|中石化|中海油)[一-龥]{{1,12}}(?:公司|集团)$"
    rf"|(?P<place>[一-龥]{{2,4}}?)[县区市]?(?:{FIRMS_TRADES}){_FIRM_END}$"
    r"|[一-龥（()）]{6,}有限(?:责任)?公司$"
)
_KIND_OF_FIRM = re.compile(
    r"(?:地方|相关|有关|第三方|专业|属地|其[他它]|大型|本地|当地|国有|民营|社会|[县市区省]级|各类|辖区|外来|合资|项目|物业|施工"
    r"|承建|建筑|运营|管道|城镇|城市|城乡|农村|县域|城区|区域|瓶装|液化)"
)
_LONGEST_FIRM = 24

# What is a unit only beside an authority, in a list that a verb of duty closes.
_BESIDE = re.compile(
    r"(?:公司|集团|派出所|居委会|村委会|分局|支队|大队|中队|银行|医院|学校|大学|服务中心|[县区市旗镇乡村]|街道|社区)$"
)
_KIND_OF_BODY = re.compile(
    r"(?:物业|施工|建设|运营|承建|项目|开发|设计|监理|相关|有关|第三方|专业|保险|平台|各类|社会)[一-龥]{0,6}$"
    r"|(?:.*(?:小区|片区|地区|[农乡]村|城镇|城乡|城市)|社区|街道|村|镇|乡)$"
)
_PLACES_TOLD = re.compile(
    r"(?P<names>[一-龥]{3,8}?(?:[、和][一-龥]{3,8}?)*)"
    r"(?:(?:要(?![求闻素点件])|应当|必须|须)(?=[一-龥]{2})|(?:具体)?负责(?!人|同志))"
)
# 产业园区, 示范村, 智慧社区: kinds of places.
_KIND_OF_PLACE = re.compile(
    r"(?:小区|片区|地区|辖区|景区|[农乡]村|[镇乡]|城市|全[市区县镇乡村]|各.+)$"
    r"|^(?:产业|工业|示范|试点|特色|重点|智慧|美丽|和谐|绿色|完整|老旧|城市|农村|中心|贫困|相关|有关|属地|各类|先行|传统)"
)


def is_local_body(name: str) -> bool:
    """True for an office of a zone or district, a street or town, or a firm by its whole name."""
    return is_local_office(name) or is_town(name) or is_named_firm(name)


def is_local_office(name: str) -> bool:
    """新区商务委, 旗住建局, 青江县住建局, 桃源镇人民政府, 街道办事处, 高新区建设局."""
    if _POST.match(name):
        return is_plain(name)
    for found in _AREA.finditer(name):
        area, office = name[: found.end()], name[found.end() :]
        if _OWN.match(office) or names_a_trade(f"市{office}") or _MORE_TRADES.match(f"市{office}"):
            return is_plain(area) and not _KIND_OF_AREA.match(area)
    return False


def is_named_firm(name: str) -> bool:
    """国网青江供电公司, 青江燃气公司; not 物业公司."""
    if len(name) > _LONGEST_FIRM or _KIND_OF_FIRM.match(name) or not is_plain(name[:4]):
        return False
    found = _FIRM.match(name)
    return bool(found and is_plain(found["place"] or ""))


def may_stand_beside(name: str) -> bool:
    """True for what a list of authorities may name, too: 供电公司, 桃源派出所, 高新区."""
    if is_local_body(name) or (ZONE.search(name) and is_plain(name)):
        return True
    short = len(name) <= 12 and is_plain(name)
    return short and bool(_BESIDE.search(name)) and not _KIND_OF_BODY.match(name)


def places_told(text: str, start: int, end: int) -> bool:
    """Whether zones, villages or districts begin a stretch that tells them to do something."""
    match = _PLACES_TOLD.match(text, start, end)
    if match is None:
        return False
    names = re.split("[、和]", match["names"])
    return all(
        len(name) > 2
        and is_plain(name)
        and bool(ZONE.search(name) or PLACE.search(name))
        and not _KIND_OF_PLACE.search(name)
        for name in names
    )
