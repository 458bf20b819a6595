"""Bodies that a sentence names by their kind, without a level: 审计部门, 街道办事处, 公安机关."""

from __future__ import annotations

import re

from corpus.structure.collectives import is_collective, means_all
from corpus.structure.shared_endings import TRADES

_WHOSE = r"(?:[各级市区县省州镇乡旗（）()、]{1,12}|同级|本级|上级|下级|当地|属地|所在地|辖区|地方)*"
_LINE = (
    rf"(?:{TRADES}|组织人事|行业|业务|消防救援|环境卫生|市容|市政|排水|供水|供电|供热|燃气|物业|房产|房地产|交管|行政审批|审批|价格|劳动|安监|质监|工商"
    r"|文物|电力|建筑|电信|社会保障|残联|编制|机构编制|保密|党史|法制|督查|考核|宣教|民兵|武装|水文)"
)
_RANK = r"(?:行政|监督|监管|管理|执法|综合|稽查|事务|保障|主管|服务)*"
_OFFICE = rf"{_LINE}(?:[与和]{_LINE})?{_RANK}(?:部门|机关)"
_TOWN = (
    r"(?:乡|镇|乡镇|镇乡|街镇|镇街)(?:[（(](?:街道|镇|乡)[）)])?(?:党委|(?:人民)?政府)?|街道(?:办事处|办|党工委)?"
    r"|(?:基层|地方|属地|所在地|当地)(?:各级)?(?:党委|(?:人民)?政府)|(?:社区)?(?:居委会|居民委员会)|(?:村委会|村民委员会)|村（居）委会|[村居]（[村居]）民委员会"
)
_OTHER = (
    r"(?:公安|检察|审判|司法|监察|税务|纪检监察|纪检|仲裁|海关|国安|国家安全)机关"
    r"|人民(?:法院|检察院)|区县|社区|消防救援机构|消防机构|气象台"
)
_KIND = re.compile(rf"{_WHOSE}(?:{_OFFICE}|{_TOWN}|{_OTHER})")
_BARE_PLACE = re.compile("街道|社区|乡镇|镇乡|镇街|街镇|区县|乡|镇")
_AT = re.compile(_OFFICE)
_MEDIA = re.compile(r"(?:各|有关|相关|主流|新闻|宣传|各类|各级|本地)*(?:新闻|宣传|主流|官方)?媒体")
_DISTRICT = re.compile(r"(?:^|[由请经报])(?:[市省]?各|有关|相关|所在)?(?:设区的?)?[市区]$")
_COUNTY = re.compile(r"县(?:[（(][市区、自治县]+[）)])?")
# 各部门, 市级有关部门, 成员单位: nobody in particular.
_ANYBODY = re.compile(r"(?:部门|单位|机构|企业|院校)$")


def is_bare_place(name: str) -> bool:
    """True for 街道, 社区: a body only where it is told to act (街道要…), not in 街道改造."""
    return bool(_BARE_PLACE.fullmatch(name))


def is_kind_of_body(name: str) -> bool:
    """True for an authority named by its kind: 审计部门, 各县（市）教育行政部门, 镇人民政府."""
    return bool(_KIND.fullmatch(name))


def begins_an_office(text: str, start: int, end: int) -> bool:
    """Whether a line of work with its office stands here: 建设主管部门, and not the deed 建设."""
    return bool(_AT.match(text, start, end))


def is_one_place(before: str, text: str, start: int, end: int) -> bool:
    """Whether what follows 、 goes on with one name: 各区、 | 县（市）建设主管部门."""
    place = _COUNTY.match(text, start, end) if _DISTRICT.search(before) else None
    return bool(place and begins_an_office(text, place.end(), end))


def may_act(name: str) -> bool:
    """True for those who act beside authorities, though they are none: 新闻媒体."""
    return is_kind_of_body(name) or bool(_MEDIA.fullmatch(name))


def means_nobody(name: str) -> bool:
    """True for 各部门, 市级有关单位: all who read it, and not 各镇街 or 审计部门."""
    if not means_all(name) or is_kind_of_body(name):
        return False
    return bool(_ANYBODY.search(name)) or not (is_collective(name) or "各" in name)
