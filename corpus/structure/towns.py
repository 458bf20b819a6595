"""Streets and towns by their names, 桃源街道, 城关镇; 特色小镇 and 主要街道 are kinds of places."""

from __future__ import annotations

import re

# Where a name has such words, something is done to a place or said of it.
_NO_NAME = re.compile(
    r"推进|推动|支持|建设|打造|创建|加快|加强|提升|完善|开展|选择|选取|覆盖|进入|纳入|引导|鼓励|带动|依托|结合|围绕|实施|落实|做好|抓好|确保"
    r"|发展|培育|促进|整治|改造|规划|指导|督促|组织|协调|牵头|配合|负责|通过|作为|成为|以及|会同|联合|涉及|同意|要求|对于|关于|经由|所在|一批|全部|如果"
    r"|^(?:[请为以使让由与到至及并按被给各该本其每某有报]|在(?!平)|向(?![阳东])|对(?!青)|将(?![乐军])|从(?![化江])|于(?![都洪田])|和(?=.{4}))"
    r"|第.{1,5}[条款项章节]|[的了个要应须并把或]|.[在对为]|[一二三四五六七八九十百两多\d]+[个批]"
)
_KIND = re.compile(
    r"(?:小|城|乡|集|强|名|古|大|中心|重点|特色|示范|建制|民族|试点|试验|工业|旅游|经济|卫生|文明|生态|美丽|相关|有关|属地|沿线|辖区|当地)镇$"
    r"|(?:城|下|返|回|还|家|故|水|侨|异|同|他|老|进|入|送|乡|民族|中心|重点|相关|有关|属地|当地)乡$"
    r"|(?:主要|城区|中心|重点|商业|特色|示范|试点|美丽|背|老旧|两侧|市政|城市|样板|道路|临街|沿街|繁华|景观|历史|相关|有关|属地|辖区|当地|镇|乡|村)街道$"
)
_TOWN = re.compile(r"(?:[一-龥]{2,4}[县区市旗])?[一-龥]{2,5}(?:镇|乡|街道)$")


def is_town(name: str) -> bool:
    """True for a street or town by its name, a district before it or not."""
    return bool(_TOWN.match(name)) and not _KIND.search(name) and is_plain(name)


def is_plain(name: str) -> bool:
    """False where a verb or the like stands in it: 推进城关镇, 在城关镇."""
    return not _NO_NAME.search(name)
