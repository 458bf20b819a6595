"""The cell of a table that names units: one a line, between blanks, or each with its person."""

from __future__ import annotations

import re

from corpus.structure.organisation import is_scope, stands_alone
from corpus.structure.unit_names import is_organisation

# A cell that tells itself who leads: 牵头单位：甲；配合单位：乙, or 甲牵头，乙配合.
LABELLED = re.compile(r"(?:牵头|主责|责任|配合|协同|协助|参与|主办|协办|承办)(?:单位|部门)?[：:]")
SPOKEN = re.compile(r"(?:牵头|配合|参与|协助|协办|主办|负责)(?:[，,；;。\n]|$)")
_MARKS = "、，,；;：:（("
_BLANKS = re.compile(r"[ \t\u3000]+")
_SPLIT = re.compile(r"([、，,；;\n])")
_BRACKET = re.compile(r"[ \t\u3000\n]*[（(](?P<words>[^（）()]*)[）)]")
_BEHIND = re.compile(r"[ \t\u3000：:/／]+")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤康易乔赖殷庄"
    "施洪柯季左柳俞骆翟温葛申毕聂焦齐倪宁代伍颜文庞梅樊关冉童岳牛辛尚游阮甘瞿饶祝纪舒柴蒲谷华耿牟曲成祁管詹霍涂"
    "凌项车房裴米盛臧丛解"
)
_POST = (
    r"(?:(?:党组|党委|党工委)?书记|副?(?:局长|主任|科长|处长|所长|镇长|区长|县长|市长|院长|总经理|董事长"
    r"|队长|支队长))"
)
_NAME = rf"(?:[{_SURNAMES}]|欧阳|上官|司马|诸葛|皇甫|尉迟)[ \u3000]?[\u4e00-\u9fff]{{1,2}}"
_PERSON = re.compile(rf"{_POST}?{_NAME}{_POST}?")
# 区卫健局局长王芳, 区卫健局王芳: a unit with its head's name behind it.
_HEAD = re.compile(rf"(?P<unit>.+?)(?P<person>{_POST}?{_NAME})")
_PHONE = re.compile(r"[\d\-—]{7,13}")


def units_of(cell: str) -> str:
    """Units one a line or between blanks become a list; a name that the width cut is whole."""
    result = ""
    for line in cell.split("\n"):
        line = _listed(line.strip())
        whole = result and result[-1] not in _MARKS and _is_whole(_last(result))
        if result and LABELLED.match(line):
            result = result.rstrip("、，,；;") + "；"
        elif whole and not line.startswith(("、", "，", "；", "）", "等")):
            result += "、"
        result += line
    return result.rstrip("。；;")


def without_persons(cell: str) -> tuple[str, str]:
    """A cell of 牵头单位及责任人 as its units and its persons: 区卫健局 王芳, 区城管局（李明）.

    What is surely neither stays with the units, where it is told.
    """
    if LABELLED.search(cell) or SPOKEN.search(cell):
        return cell, ""
    persons: list[str] = []

    def take(match: re.Match[str]) -> str:
        pieces = [p for p in re.split(r"[、，,；;：:\s\u3000]+", match["words"]) if p]
        if not pieces or not all(_is_person(p) or _PHONE.fullmatch(p) for p in pieces):
            return match.group()
        persons.extend(pieces)
        return ""

    kept: list[str] = []
    for piece in _SPLIT.split(_BRACKET.sub(take, cell)):
        words = _BEHIND.split(piece)
        known = [w for w in words if w and not _is_person(w) and not _PHONE.fullmatch(w)]
        if len(known) < len([w for w in words if w]):
            persons += [w for w in words if w and w not in known]
            piece = "、".join(known)
        elif (
            not is_organisation(piece)
            and (head := _HEAD.fullmatch(piece))
            and is_organisation(head["unit"])
        ):
            persons.append(head["person"])
            piece = head["unit"]
        kept.append(piece)
    units = re.sub(r"[、，,；;]*\n[、，,；;\n]*", "\n", "".join(kept))
    units = re.sub(r"([、，,；;])[、，,；;]+", r"\1", units)
    return units.strip("、，,；;\n "), "、".join(persons)


def _is_person(word: str) -> bool:
    return bool(_PERSON.fullmatch(word)) and not stands_alone(word) and not is_scope(word)


def _listed(line: str) -> str:
    """区城管局 区住建局 各镇街: names between blanks, each whole, are a list."""
    parts = _BLANKS.split(line)
    names = [part.strip("、，,；;") for part in parts]
    if len(parts) < 2 or not all(_is_whole(_last(name)) for name in names):
        return line
    return (
        "".join(part + ("" if part[-1] in "、，,；;" else "、") for part in parts[:-1]) + parts[-1]
    )


def _is_whole(name: str) -> bool:
    return is_organisation(name) or (len(name) > 2 and (stands_alone(name) or is_scope(name)))


def _last(units: str) -> str:
    return re.split(r"[、，,；;：:\s]", units)[-1]
