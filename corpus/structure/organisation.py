"""Organisations by their endings: 局, 委, 集团 … and what a place, a zone or a firm looks like."""

from __future__ import annotations

import re

from corpus.structure.collectives import is_collective
from corpus.structure.towns import is_town

_ENDINGS = (
    "局|委|办|办公室|室|部|厅|院|署|处|所|站|社|会|队|中心|公司|集团|银行|农商行|信用联社|政府|单位|部门|企业|机构|残联|妇联|社联|科协|"
    "工商联|侨联|文联|作协|红十字会|大学|学校|学院|医院|海关|分行|支行|协会|指挥部|小组|专班|街道|区县|"
    "乡镇|电视台|园区|法人|业主|运营商|主体|组|台|馆|团|厂|港|司|高校|院所|(?<=中国)(?:移动|电信|联通|铁塔|邮政)|营管部|人行|总行|新华社|日报|"
    "中支|农发行|工行|农行|建行|小学|中学|幼儿园|职高|技校|附中|附小|党校|(?<=[一二三四五六七八九十0-9])[中小]"
)
_ORGANISATION = re.compile(rf"(?:{_ENDINGS})$")
_GOVERNMENTAL = re.compile(r"[市省区县各州]|重庆|国家|国务院|中央|全国")
_MINISTRY = re.compile(
    r"(?:外交|国防|教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源社会保障|人力资源和社会保障|自然资源|"
    r"生态环境|住房城乡建设|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|应急管理|应急|退役军人事务|"
    r"组织|宣传|统战)部$|[局委署]$|人民银行|海关|证监会|政府$|管委会$"
)
_STATE_BANK = re.compile(r"(?:中国)?人民银行|人行.+支|国家(?:金融|税务|统计|电网)")
# What ends so is a place or a zone and stands alone in a list of units.
ZONE = re.compile(
    r"(?:新区|高新区|经开区|开发区|园区|科学城|科技城|新城|自贸区|试验区|保税区|综保区|港区|示范区|度假区|合作区|"
    r"景区|新片区|片区|功能区|风景区|工业区|产业区|物流区|起步区|管理区|高新技术产业开发区)$"
)
PLACE = re.compile(r"(?:[区县市州盟旗镇乡村]|街道|社区|街镇|镇街|镇乡)$")
_SECTION = re.compile(r"(?<![学本百专文理工医农林])(?:科|股)$|科室$")
_TELECOM = re.compile(r"(?:[市县区]|中国)?(?:移动|电信|联通|铁塔|广电)(?:公司)?")
_SCOPE = re.compile(r"^(?:各|有关|相关|所有|全体|其他|其它|沿线|所在|属地|涉及|中心城区|主城)")


def is_organisation(name: str) -> bool:
    """True for a name that ends like a body's, a town, or all of a kind: 各县（市、区）."""
    return has_ending(name) or is_collective(name) or is_town(name)


def has_ending(name: str) -> bool:
    """True when a name ends like an organisation, and so takes no ending from another."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", name)
    return len(bare) >= 2 and bool(_ORGANISATION.search(bare))


def is_section(name: str) -> bool:
    """True for a section of an authority: 社会救助科, 业务处室; a 学科 is none."""
    return len(name) >= 3 and bool(_SECTION.search(name))


def is_telecom(name: str) -> bool:
    """True for the carriers as lists call them: 移动, 铁塔."""
    return bool(_TELECOM.fullmatch(name))


def stands_alone(name: str) -> bool:
    """True for an organisation, a zone, a place with its kind, or all of them: 各区, 高新区."""
    return is_organisation(name) or bool(ZONE.search(name) or PLACE.search(name))


def is_governmental(name: str) -> bool:
    """True when a name tells by itself that it is an authority: 市…, 各区县政府, 财政部."""
    return bool(
        _GOVERNMENTAL.match(name)
        or _MINISTRY.search(name)
        or _STATE_BANK.match(name)
        or is_collective(name)
    )


def is_scope(name: str) -> bool:
    """各区, 相关镇街, 中心城区各区: a scope, whole as it stands."""
    return bool(_SCOPE.match(name) or "各" in name)
