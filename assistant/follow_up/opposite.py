"""Follow-ups that name the opposite of what was asked about: 表前面的呢, 单位呢, 过期的呢."""

from __future__ import annotations

import re

from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import ellipsis

_PAIRS = (
    ("前面", "后面"),
    ("前头", "后头"),
    ("里面", "外面"),
    ("室内", "室外"),
    ("上面", "下面"),
    ("楼上", "楼下"),
    ("以前", "以后"),
    ("以上", "以下"),
    ("个人", "单位"),
    ("个人", "企业"),
    ("个人", "公司"),
    ("白天", "晚上"),
    ("白天", "夜间"),
    ("城镇", "农村"),
    ("城里", "农村"),
    ("国有", "集体"),
    ("住宅", "商铺"),
    ("住宅", "非住宅"),
    ("新房", "老房"),
    ("新房", "旧房"),
    ("一级", "二级"),
    ("一楼", "顶楼"),
    ("业主", "租户"),
    ("机动车", "非机动车"),
)
_NUMERALS = "一二三四五六七八九十"
_NUMERAL = re.compile(f"[{_NUMERALS}]")
# 区县级, 二类: words that tell one of several of a kind
_ONE_OF_A_KIND = re.compile(r"[\u4e00-\u9fff]{1,3}[级类型档]")
_NOT = re.compile(r"[没未不非]")
_LONGEST = 8  # characters of the thing named


def opposite(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """The last question with the thing in the place of its opposite."""
    if not ellipsis.ANAPHORIC_END.search(text) or not memory.question:
        return None
    thing = ellipsis.ANAPHORIC_END.sub("", ellipsis.OPENING.sub("", text))
    thing = thing.strip("?。!,， ").removeprefix("如果").removeprefix("要是").removesuffix("的")
    if not 2 <= len(thing) <= _LONGEST:
        return None
    asked = _in_place(thing, memory.question) or _of_its_kind(thing, memory.question, tools)
    return Resumed(asked) if asked else None


def _in_place(thing: str, question: str) -> str:
    for pair in _PAIRS:
        for said, other in (pair, pair[::-1]):
            if said not in thing or said in other:
                continue
            meant = thing.replace(said, other)
            if meant in question and thing not in question:
                return question.replace(meant, thing, 1)
    if _NUMERAL.search(thing):  # 四级资质呢 after 三级资质
        alike = "".join(f"[{_NUMERALS}]" if _NUMERAL.match(c) else re.escape(c) for c in thing)
        whole = rf"(?<![第百{_NUMERALS}]){alike}(?![百{_NUMERALS}])"
        if (numbered := re.search(whole, question)) and thing not in question:
            return question.replace(numbered.group(), thing, 1)
    if negated := re.search(rf"{_NOT.pattern}{re.escape(thing)}", question):
        return question.replace(negated.group(), thing, 1)
    stated = _NOT.sub("", thing, count=1) if _NOT.match(thing) else ""
    if len(stated) >= 2 and stated in question and thing not in question:
        return question.replace(stated, thing, 1)
    return ""


def _of_its_kind(thing: str, question: str, tools: Toolbox) -> str:
    """市级的呢 after 区县级河长多久巡河: the same is asked of another level or class."""
    if not _ONE_OF_A_KIND.fullmatch(thing):
        return ""
    alike = [
        word
        for word in dict.fromkeys(tools.vocabulary.cut(question))
        if _ONE_OF_A_KIND.fullmatch(word) and word[-1] == thing[-1] and word != thing
    ]
    return question.replace(alike[0], thing, 1) if len(alike) == 1 else ""
