"""Two names written as one, 市财政局市发展改革委: a table's cell joined them, or a 、 is missing.

They are two units where each is the name of a known kind; what only looks so is told.
"""

from __future__ import annotations

import re

from corpus.structure.organisation import PLACE, is_organisation
from corpus.structure.shared_endings import names_a_trade
from corpus.unit import is_listed_name

_LONGEST = 80
_BEGINS = re.compile(r"(?:重庆市|[市省区县州各])")
# 市场, 市民热线, 区域: words that begin like a level of government.
_WORD = re.compile(
    r"市(?:场|民(?!政|宗|族|航)|容|区|域|辖|中|北|南|东|西|直(?!有关|相关|部门|单位)|属|管|政(?!府|务|协|法))|区(?:域|块|间|县|内)|县域|省(?:直|属|管)"
)
_EACH_PLACE = re.compile(
    r"[市区县]?各(?:有关|相关)?(?:区|县|市|镇|乡|街道|园区|开发区|管委会|自治县|功能区|新区|经开区)"
    r"[区县市镇乡街道（）()、自治人民政府管委会办事处园开发]*$"
)
_LEFT = re.compile(r"(?:局|委|委员会|办|办公室|厅|集团|公司|中心|院|会|联|部|部门|总队|支队)$")
# 市委宣传部, 市政府督查室: what stands below these is one body with them.
_ABOVE = re.compile(r"(?:[市省区县州]|党)(?:委|政府|人大|政协|纪委|级|直)$|人民政府$")
_BRANCH = re.compile(r"(?:分局|大队|中队|分公司|分行|支行|分院|[所处科站])$")
_OF_EACH = re.compile(r"各.*(?:政府|管委会)$")
_OF_A_LEVEL = re.compile(r"[市省区县](?:级|直)(?:有关|相关)?(?:部门|单位)(?:和单位)?$")
_MINISTRIES = (
    r"(?:国家)?(?:发展改革委|卫生健康委|民委)|教育部|科技部|工业和信息化部|公安部|民政部|司法部|财政部|人力资源社会保障部"
    r"|自然资源部|生态环境部|住房城乡建设部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|应急管理部|退役军人部|审计署"
)
_STATE = re.compile(rf"(?:{_MINISTRIES}){{2,}}")
_MINISTRY = re.compile(_MINISTRIES)
# 县防汛抗旱指挥部各成员单位 is one name.
_OF_ITS_OWN = re.compile(r"各(?:成员|有关|相关|下属|直属|内设|所属|分?专项)+")


def glued_at(name: str) -> list[int]:
    """Where names of known kinds meet in `name`, which has no blanks; empty for one name."""
    if len(name) < 6 or len(name) > _LONGEST:
        return []
    if _STATE.fullmatch(name):
        return [match.start() for match in _MINISTRY.finditer(name)][1:]
    return _meetings(name)


def may_be_glued(name: str) -> bool:
    """True where two bodies seem to meet and `glued_at` knows them not: 市甲中心市乙中心."""
    return any(
        _ends_left(name[:at])
        and is_organisation(name[at:])
        and len(name) - at >= 4
        and not _BRANCH.search(name)
        and not _OF_ITS_OWN.match(name, at)
        for at in _begins(name, 0)
    )


def is_known_name(name: str) -> bool:
    """True for a listed unit, or a level of government with a line of work: 区财政局."""
    return is_listed_name(name) or names_a_trade(name)


def begins_with_a_level(name: str) -> bool:
    """True for 区审计…, 市财政…; not for 区域… and 市场…, which only begin so."""
    return bool(_BEGINS.match(name)) and not _WORD.match(name)


def _begins(name: str, start: int) -> list[int]:
    return [
        match.start()
        for match in _BEGINS.finditer(name, start + 3)
        if not _WORD.match(name, match.start())
    ]


def _ends_left(left: str) -> bool:
    if _OF_EACH.match(left):
        return True
    begins = _BEGINS.match(left)
    return bool(begins and len(left) >= 4 and _LEFT.search(left) and not _ABOVE.search(left))


def _meetings(name: str) -> list[int]:
    """The places, found from the end: behind each stands a row of names to the end."""
    rows: dict[int, list[int]] = {}
    for start in (*reversed(_begins(name, 0)), 0):
        rest = name[start:]
        if start and (
            is_known_name(rest)
            or _OF_A_LEVEL.match(rest)
            or (_EACH_PLACE.match(rest) and _stands(rest))
        ):
            rows[start] = []
            continue
        for at in _begins(name, start):
            left = name[start:at]
            if at in rows and (is_known_name(left) if start else _ends_left(left)):
                rows[start] = [at, *rows[at]]
                break
    return rows.get(0, [])


def _stands(rest: str) -> bool:
    bare = re.sub(r"[（(][^（）()]*[）)]", "", rest)
    return bool(PLACE.search(bare) or is_organisation(bare) or bare.endswith(("区", "园区")))
