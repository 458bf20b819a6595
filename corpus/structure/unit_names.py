"""Splitting a list of units into names, with shared suffixes written out.

两江新区、西部科学城重庆高新区、万盛经开区管委会 are three 管委会: a name that does not end like an
organisation takes the collective suffix of the next one in its run.
"""

from __future__ import annotations

import re

from corpus.responsibility import UnitMention

_ENDINGS = (
    "局|委|办|办公室|室|部|厅|院|署|处|所|站|社|会|队|中心|公司|集团|银行|政府|单位|部门|企业|机构|残联|妇联|社联|科协|"
    "工商联|侨联|文联|作协|红十字会|大学|学校|学院|医院|海关|分行|支行|协会|指挥部|小组|专班|街道|区县|"
    "乡镇|电视台|园区|法人|业主|运营商|主体|组|台|馆|团|厂|港|司|高校|院所|(?<=中国)(?:移动|电信|联通|铁塔|邮政)|营管部|人行|总行|新华社|日报"
)
_ORGANISATION = re.compile(rf"(?:{_ENDINGS})$")
_OPEN = re.compile(
    r"等(?:[一二三四五六七八九十\d]+个|有关|相关|市级|区级|县级|省级|其他|各|各有关|主管|职能|责任|成员)*"
    r"(?:部门和单位|部门、单位|部门单位|单位和部门|部门|单位|机构|企业)?$"
)
_BREAK = re.compile(r"[，,；;。\n]")
_DEFINITION = re.compile(
    r"[（(〔【](?:以下|下同|下称|简称|统称|按|根据|含|包括|排名|排在|排第|列|依).*?[）)〕】]"
)
_SCOPE_GOVERNMENT = re.compile(
    r"((?:各|有关|相关|所在地?|沿线|其他|涉及)(?:有关|相关)?(?:区县|区市县|市县|县区|区|县|市|乡镇|镇街|镇|乡|街道)"
    r"(?:[（(][^）)]*[）)])?(?:人民)?政府)$"
)
_GOVERNMENT = re.compile(r"(区县|区|县|市|镇|乡|州|旗)?((?:[（(][^）)]*[）)])?(?:人民)?政府)$")
_COLLECTIVE = re.compile(
    r"(管理委员会|管委会|街道办事处|办事处|部门|公司|集团|分局|支队|总队|行业协会|街道)$"
)
_BUREAU = re.compile(r"[局委]$")
_JOINS = ("以及", "会同", "联合", "和", "及", "与")
_BARE = re.compile(r"(?:(?:人民)?政府|单位|部门|机构|企业)(?=[、，,；;。）)\s]|$)")
_NEXT_UNIT = re.compile(r"[ \t\u3000]+(?=[市省区县各])")


def is_organisation(name: str) -> bool:
    """True when a name ends like an organisation."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", name)
    return len(bare) >= 2 and bool(_ORGANISATION.search(bare))


def _shared_suffix(name: str, lacking: str) -> str:
    """What `lacking` takes over from `name`; empty when nothing is shared."""
    if match := _SCOPE_GOVERNMENT.search(name):
        return match.group(1)
    if match := _GOVERNMENT.search(name):
        place, government = match.group(1) or "", match.group(2)
        # 各区、县（市）政府: the bracket belongs to 县 alone.
        bare = re.sub(r"^[（(].*[）)]", "", government)
        return bare if re.search(r"[区县市镇乡州旗]$", lacking) else place + government
    if match := _COLLECTIVE.search(name):
        suffix = match.group(1)
        if suffix == "街道办事处" and lacking.endswith("街道"):
            return "办事处"
        return suffix
    if _BUREAU.search(name) and len(lacking) <= 4 and len(name) <= 8:
        return name[-1]
    return ""


def _split_run(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut text[start:end] at 、 and at joins that follow a whole name; brackets stay whole."""
    pieces: list[tuple[int, int]] = []
    depth = 0
    begin = index = start
    while index < end:
        char = text[index]
        if char in "（(〔【":
            depth += 1
        elif char in "）)〕】":
            depth = max(0, depth - 1)
        elif not depth:
            if char == "、":
                pieces.append((begin, index))
                begin = index + 1
            else:
                gap = _NEXT_UNIT.match(text, index, end)
                join = next((j for j in _JOINS if text.startswith(j, index)), None)
                join = gap.group() if gap else join
                left = _clean(text[begin:index])
                # 各区县党委和政府, 等部门和单位: a bare 政府 or 单位 is no unit.
                if join and _BARE.match(text, index + len(join), end):
                    join = None
                if join and len(left) >= 3 and is_organisation(left) and index + len(join) < end:
                    pieces.append((begin, index))
                    begin = index + len(join)
                    index = begin
                    continue
        index += 1
    pieces.append((begin, end))
    return pieces


def _clean(name: str) -> str:
    return re.sub(r"\s+", "", _DEFINITION.sub("", name))


def read_units(text: str, start: int, end: int) -> tuple[tuple[UnitMention, ...], bool]:
    """Units listed in text[start:end] in order, and whether the list is open (等部门)."""
    mentions: list[UnitMention] = []
    is_open = False
    for run_start, run_end in _runs(text, start, end):
        spans: list[tuple[int, int]] = []
        run_open = False
        for begin, stop in _split_run(text, run_start, run_end):
            piece = text[begin:stop]
            if match := _OPEN.search(_rstripped(piece)):
                run_open = True
                stop = begin + match.start()
                piece = text[begin:stop]
            begin += len(piece) - len(piece.lstrip())
            stop = begin + len(text[begin:stop].rstrip())
            if stop > begin:
                spans.append((begin, stop))
        is_open = is_open or run_open
        names = [_clean(text[a:b]) for a, b in spans]
        following = "部门" if run_open else ""
        for index in reversed(range(len(names))):
            if is_organisation(names[index]):
                following = names[index]
            elif following:
                names[index] += _shared_suffix(following, names[index])
        for name, (begin, stop) in zip(names, spans, strict=True):
            if name:
                exact = _DEFINITION.sub("", text[begin:stop]).rstrip()
                if not text[begin:stop].startswith(exact):
                    exact = text[begin:stop]
                mentions.append(UnitMention(name, exact, begin, begin + len(exact)))
    return tuple(mentions), is_open


def _rstripped(piece: str) -> str:
    return piece.rstrip()


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches between commas and semicolons that stand outside brackets."""
    runs: list[tuple[int, int]] = []
    depth = 0
    begin = start
    for index in range(start, end):
        if text[index] in "（(〔【":
            depth += 1
        elif text[index] in "）)〕】":
            depth = max(0, depth - 1)
        elif not depth and _BREAK.match(text[index]):
            runs.append((begin, index))
            begin = index + 1
    runs.append((begin, end))
    return [(a, b) for a, b in runs if text[a:b].strip()]
