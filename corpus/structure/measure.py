"""Numbers with a unit of measure: 1.2亿平方米, 百分之四十三, 1—2所, 8公里/平方公里."""

from __future__ import annotations

import re

from corpus.structure.numbering import DIGITS, number_of

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALES = "万亿|千亿|百亿|千万|百万|十万|万|亿|千|百"
# Longer names first, so that 平方公里 is not read as 平 or 公里 as 里.
_UNITS = (
    "%|％|‰|个百分点|百分点|平方公里|平方千米|平方米|立方米|公顷|亩|公里|千米|毫米|厘米|海里|吨标准煤|公斤|千克|吨|"
    "标准煤|千瓦时|千瓦|兆瓦|毫克|微克|分贝|标准箱|标箱|张床位|人次|车次|架次|户次|件次|个工作日|工作日|学时|课时|"
    "套|户|间|张|个|处|座|辆|台|株|名|家|所|条|项|件|册|米|分钟|秒|小时|日|天|年|岁|级|人|艘|架|班|片|支|部|次|种|类|栋|幢|"
    "度|倍|层|平米|头|只|床|盏|幅|块|份|场|门|对|列|组|根|口|眼|段|宗|例|批次|起|道|棵|尾|羽|篇|美元|欧元|港元|亿元|万元|元|升|分|亿|万"
)
_PER = (
    r"(?:[/／每](?:平方公里|平方千米|平方米|立方米|公里|百户|万人|千人|人|日|天|年|小时|升|户|亩))"
)
MEASURE = rf"{_DIGITS}(?:{_SCALES})?(?:{_UNITS}){_PER}?"
NUMBER = re.compile(
    rf"(?P<about>约|近)?(?:(?P<low>{_DIGITS})\s*(?:%|％|{_SCALES})?\s*[-—–~～至到]+\s*)?"
    rf"(?P<value>{_DIGITS})\s*(?P<scale>{_SCALES})?\s*(?P<unit>(?:{_UNITS}){_PER}?)?"
    r"(?P<sub>（间）|\(间\)|（件）|（套）)?(?P<bound>及?以上|及?以下|及?以内|左右|之内)?"
    r"|百分之(?P<percent>[零〇一二三四五六七八九十百点]+)(?P<pbound>以上|以下|以内|左右)?"
)
# What stands after the digits of a date, an ordinal, a document number or a name.
_NOT_A_MEASURE = re.compile(
    r"^(?:年(?!以|内)|月|日(?!均)|号|届|次全|大精神|[-—]?\d{4}|字|五|十五|g|G|线|期|年代|周年|版|米字|条例|D|分之|点半)"
)
# 7部门, 3家庭: the letter of a measure begins another word.
_OTHER_WORD = re.compile(
    r"部[门队委]|家[庭族]|人[民才]|条[例款件]|项目(?!标)|户[籍口]|处[理罚]|门[类诊]|级别|道[路德]|层[次级面]|起[步草]"
)
# “六个百分之百”, 七个100%: a watchword with so many demands in it.
_WATCHWORD = re.compile(r"[一二两三四五六七八九十0-9]个[“\"]?$")
_DAY_SERVICE = re.compile(r"[城应通经交生服营在航响自便]|24|圈")


def is_measure(text: str, match: re.Match[str], end: int, has_ratio: bool) -> bool:
    """A number with a unit that is no date, ordinal, name or list number.

    With `has_ratio` the words before name a ratio, which may have no unit (死亡率低于0.025).
    """
    if (match["percent"] or match["unit"] in ("%", "％")) and _WATCHWORD.search(
        text[max(0, match.start() - 3) : match.start()]
    ):
        return False
    if match["percent"]:
        return True
    following = text[match.end() : end]
    before = text[max(0, match.start() - 2) : match.start()]
    unit = match["unit"]
    if not unit:
        return has_ratio and not re.match(r"[\u4e00-\u9fff\d]", following)
    if _NOT_A_MEASURE.match(text[match.end("value") : end].lstrip(" ")) or before.endswith(
        ("第", "“", "T", "+", "[", "〔", "之")
    ):
        return False
    if re.search(r"[A-Za-z]$", before):
        return False
    if _OTHER_WORD.match(unit[-1] + following) and not match["bound"]:
        return False
    if unit == "级" and match["bound"] and re.match(r"[\u4e00-\u9fff]", following):
        return False  # 6级以上人员掩蔽工程: the level names the thing
    if unit in ("日", "天", "小时") and _DAY_SERVICE.match(following):
        return False
    if unit == "小时" and re.search(r"^[“”]|^[^，]{0,8}圈", following):
        return False
    if unit == "分钟" and re.match(r"[\u4e00-\u9fff]{0,8}圈", following):
        return False  # 15分钟生活圈: how far it reaches is its name
    return not (unit == "个" and following.startswith("字"))


def measured(match: re.Match[str]) -> tuple[float, str]:
    """Value as written and its unit of measure with 万 or 亿; of a range the upper bound."""
    if match["percent"]:
        return _chinese(match["percent"]), "%"
    value = float(match["value"].replace(",", ""))
    unit = (match["scale"] or "") + (match["unit"] or "").replace("％", "%").replace("／", "/")
    sub = (match["sub"] or "").replace("(", "（").replace(")", "）")
    return (int(value) if value == int(value) else value), unit + sub


def _chinese(words: str) -> float:
    whole, _, fraction = words.partition("点")
    value = float(number_of(whole))
    for place, char in enumerate(fraction, 1):
        value += DIGITS[char] / 10**place
    return int(value) if value == int(value) else value
