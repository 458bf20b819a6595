"""Readings: other ways to say a sentence that mean the same, tried where its own words fit nothing.

Each is made of the sentence alone, never of the clause: what a reading says, the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verification.markers import PARTY
from assistant.verification.pieces import IN_PIECE, NAMED_PARTY, START
from assistant.verification.rephrasings import REPHRASINGS

_COUNTED = re.compile(
    r"(?:共?有|包括|分为|为)?([一二两三四五六七八]|\d)(?:项|点|个方面|方面|个|条|种|类|部分)[:,]"
)
# 3大港口，即甲、乙和丙: 甲、乙和丙3大港口
_THAT_IS = re.compile(
    rf"(?P<count>\d)(?P<what>大?个?[\u4e00-\u9fff]{{2,8}}),(?:即|分别是|分别为|就是)(?P<named>{IN_PIECE}{{4,60}})(?=[,;。]|$)"
)
_NAMED_APART = re.compile("、|[和与及]")
_NUMBERED = re.compile(r"(?:^|[,;:。\n])(?:和)?[一二三四五六七八]是")
# 企业未按规定监测的，: what holds of whoever does it holds of a business.
_ANYBODY = re.compile(
    rf"{START}(?:企业|单位|商家|个人|单位和个人|单位或个人|当事人|您|用户|居民|业主)"
    rf"(?={IN_PIECE}{{4,60}}?的,)"
)
_BODY = re.compile("[局委办厅院署部会队]")  # units may stand in the piece
# 建成甲和乙 is not told by 建成甲 and 推进乙前期工作.
_DONE = re.compile("建成|完成|投用|开通|竣工|实现|形成|达到")
_OBJECT = re.compile("[将把]")  # 将甲、乙列为内容: one statement of both
_PARTY_LAST = re.compile(
    rf"{START}({IN_PIECE}{{4,60}}?的,)({NAMED_PARTY})(?=应当|必须|可以|不得|有权|负责)"
)
_MEMBERS = re.compile(
    rf"{START}((?:应当|必须|可以|不得|禁止){IN_PIECE}{{2,40}})的([\u4e00-\u9fff]{{2,6}})(?:主要)?(?:包括|有|是|为|如下):?(?=[\u4e00-\u9fff]{{2}})"
)
_LEAVE_TO_APPLY = re.compile(
    rf"(?<!不)可以?(?={IN_PIECE}{{0,40}}申请|优先|免费|享受|(?:通过|采取|采用|以){IN_PIECE}{{2,40}}等(?:方式|形式|措施|途径))"
)
_LEAVE_OF_PLAN = re.compile("(?<!不)可以?(?=通过|试点|利用|采取|采用|探索)")
# 资金来源方面，…: leads over, where no figure follows that could be taken for its own.
_TOPIC = re.compile("^[\u4e00-\u9fff]{2,8}方面,")
# 对甲、乙，: what holds of both; 甲、乙的，: one case.
_FRAME = re.compile("^(?:针对|对)(?!.*(?:实施|开展|进行|加强))|的,$")
# 、 or 与 between tasks, not 与防治工作无关的.
_BESIDE = re.compile(
    r"、|(?<=[\u4e00-\u9fff])[和与](?=[\u4e00-\u9fff]{3})"
    rf"(?!{IN_PIECE}{{2,16}}(?:[有无相]关|一致|适应|衔接|相同|结合))"
)
_PLACES = 4  # at which one rule is tried by itself
_DEPTH = 3  # rules applied one after another
_MOST = 120  # readings of a sentence
_AIM = re.compile("^([\u4e00-\u9fff]{2,12})的(?:主要|总体|具体)?目标(?:是|为)")
_CONTRAST = re.compile(
    rf"(?P<one>(?:不得|可以){IN_PIECE}{{4,60}}),但是?(?P<other>(?:不得|可以){IN_PIECE}{{4,60}})(?=[,;。]|$)"
)
_POINTING = re.compile("该(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=[内的])")
_FORBID = re.compile("不得|禁止|严禁")
# A piece that says itself what is to be done, or what follows.
_OWN_SENSE = re.compile(
    "应当|必须|可以|允许|需要|无需|有权|^(?:但|由|处|并处|责令|违反|否则|对|如|若|因|其|该|这|违者|给予|依法|经|确需|从而|以便|防止|避免|保障|确保)"
)
# How a deed that is forbidden begins: with what makes it wrong, its place, its means, or its verb.
_DEED = re.compile(
    "(?:以及|或者?|并且?|也|和|及|还)?(?:有)?"
    "(?:其他|擅自|非法|违规|违法|随意|私自|任意|恶意|直接|未经|未按|超出|超过|拒不|拒绝|变相|强行|多次"
    "|在|向|将|把|以|用|利用|使用|通过|采用|为|对|从事|组织|参与|移动|损坏|毁损|损毁|占用|侵占|占压|破坏|倾倒|堆放|抛撒|丢弃|焚烧"
    "|攀爬|攀折|涂改|拆除|改变|改装|盗用|盗窃|挪用|覆盖|遮挡|遮盖|排放(?!含)|围堵|冲击|拦截|堵塞|阻断|阻碍|阻挠|妨碍|妨害|干扰"
    "|侮辱|殴打|威胁|恐吓|限制|滞留|滋事|煽动|串联|胁迫|诱使|操纵|借机|伪造|变造|隐瞒|虚报|谎报|转让|转供|出租|出借|买卖|倒卖|销售|携带|搭建|修建|建设|设置|安装"
    "|停放|张贴|刻画|涂写|悬挂|吊挂|晾晒|采摘|捕捉|捕捞|燃放|吸烟|便溺|乞讨|摆摊|兜售|开挖|取土|采石|爆破|打桩|种植|养殖|泄露|危及|降低|减少|缩短|扩大|提高)"
)
_OR_ELSE = re.compile("^(?:以及|或者?|并且?|也|和|及|还)(?:有)?(?!可)")
_FIGURES = "零一二三四五六七八"
_ANAPHORA = re.compile(r"该(部门|机关|机构|单位|企业|中心|组织|委员会)")

# 向经营者查询，对方应当答复: the one addressed
_OTHER_SIDE = re.compile(rf"(?<=向)({NAMED_PARTY})({IN_PIECE}{{2,20}},)对方")
# 经费由社会负担，其中政府负担的部分列入预算: the part of what the sentence opens with
_ITS_PART = re.compile(
    rf"^([\u4e00-\u9fff]{{2,12}}?)(由{IN_PIECE}{{2,40}},)其中({IN_PIECE}{{2,30}}的)部分"
)


def readings(text: str) -> Iterator[str]:
    """Folded sentences that say what the folded `text` says, without itself."""
    plain = _in_apposition(_named_again(_uncounted(_aim_named(text))))
    if not any(map(str.isdigit, plain)):
        plain = _TOPIC.sub("", plain)
    seen = {text}
    level = [plain, _parted(plain), _forbidden_on(plain), _contrast_turned(plain)]
    for _ in range(_DEPTH):
        found = dict.fromkeys(said for reading in level for said in _variants(reading))
        level = [reading for reading in found if reading not in seen][: _MOST - len(seen)]
        seen.update(level)
        yield from level


def of_anybody(text: str) -> str:
    """The sentence told of whoever does what it says; empty where it names nobody at its head."""
    match = _ANYBODY.match(text)
    return text[: match.start()] + match[1] + text[match.end() :] if match else ""


def party_first(text: str) -> str:
    """因故障停运的，企业应当办理退票: 企业，因故障停运的，应当办理退票; empty where it is not so.

    Of a list's head and one of its items; the caller sees that the party is the head's.
    """
    told = _PARTY_LAST.sub(r"\1\3,\2", text)
    return told if told != text else ""


def members_last(text: str) -> str:
    """应当建队的单位包括甲: 单位应当建队：甲; empty where it is not so.

    Of a list's head and its items; the caller sees that what is named are items.
    """
    told = _MEMBERS.sub(r"\1\3\2:", text)
    return told if told != text else ""


def without_leave(text: str, *, plan: bool) -> str:
    """您可以持证明申请: told as what is done; the caller sees that the clause does not demand it.

    Of a plan's tasks too, which a sentence may tell as ways that are open. Empty where no such
    leave is told.
    """
    told = (_LEAVE_OF_PLAN if plan else _LEAVE_TO_APPLY).sub("", text)
    return told if told != text else ""


def leave_piece(text: str, told: str) -> str:
    """The piece of `told` from which the leave that `text` has was taken, to its end."""
    first = next((at for at, (a, b) in enumerate(zip(text, told, strict=False)) if a != b), 0)
    return told[max(told.rfind(mark, 0, first) for mark in ",;。:") + 1 :]


def _variants(plain: str) -> Iterator[str]:
    """Each rule at each place, each rule wherever it fits, then all rules one after another."""
    yield plain
    together = plain
    for pattern, said in REPHRASINGS:
        if matches := list(pattern.finditer(plain)):
            for match in matches[:_PLACES]:
                yield plain[: match.start()] + match.expand(said) + plain[match.end() :]
            yield pattern.sub(said, plain)
        if matches or together != plain:
            together = pattern.sub(said, together)
            yield together


def _parted(text: str) -> str:
    """推动修复和整治、建设公园: tasks told side by side are statements of their own."""
    pieces = re.split("(?<=[,;:。])", text)
    return "".join(
        piece
        if any(kept.search(piece) for kept in (_BODY, PARTY, _DONE, _OBJECT, _FRAME))
        else _BESIDE.sub(",", piece)
        for piece in pieces
    )


def _forbidden_on(text: str) -> str:
    """不得聚集，围堵单位，或者阻断交通: each deed that follows is forbidden too."""
    said = []
    for sentence in re.split("(?<=[。;:])", text):
        forbidden = ""
        for piece in re.split("(?<=,)", sentence):
            if match := _FORBID.search(piece):
                forbidden = match.group()
            elif forbidden and (_OWN_SENSE.search(piece) or piece.endswith("的,")):
                forbidden = ""
            elif forbidden and _DEED.match(piece):
                piece = forbidden + _OR_ELSE.sub("", piece)
            said.append(piece)
    return "".join(said)


def _contrast_turned(text: str) -> str:
    """不得转包全部，但可以委托专项: 可以委托专项，但不得转包全部; 该区域 stays the second one's."""

    def turned(match: re.Match[str]) -> str:
        one, other = match["one"], match["other"]
        if one[:2] == other[:2]:
            return match.group()
        if pointing := _POINTING.search(other):
            named = re.search(rf"[^将把在对向为,]{{2,10}}?{pointing['noun']}", one[2:])
            if named:
                other = other.replace(pointing.group(), named.group(), 1)
                one = one.replace(named.group(), pointing.group(), 1)
        return f"{other},但{one}"

    return _CONTRAST.sub(turned, text)


def _aim_named(text: str) -> str:
    """站点覆盖的目标是实现站点全覆盖: the aim names what it is of."""
    match = _AIM.match(text)
    return text[match.end() :] if match and set(match[1]) <= set(text[match.end() :]) else text


def _in_apposition(text: str) -> str:
    """3大港口，即甲、乙和丙: what is counted is named first, where it is so many."""

    def turned(match: re.Match[str]) -> str:
        so_many = len(_NAMED_APART.split(match["named"])) == int(match["count"])
        return f"{match['named']}{match['count']}{match['what']}" if so_many else match.group()

    return _THAT_IS.sub(turned, text)


def _uncounted(text: str) -> str:
    """目标有两项：一是…，二是…: the sentence counts what it tells itself."""
    told = len(_NUMBERED.findall(text))

    def dropped(match: re.Match[str]) -> str:
        count = match[1].replace("两", "二")
        value = int(count) if count.isdigit() else _FIGURES.index(count)
        return ":" if value == told else match.group()

    return _COUNTED.sub(dropped, text)


def _named_again(text: str) -> str:
    """该部门: the party named last that is one."""

    def named(match: re.Match[str]) -> str:
        found = re.findall(rf"[^,;。:由向对被经和或、]{{0,24}}{match[1]}", text[: match.start()])
        return found[-1] if found else match.group()

    text = _OTHER_SIDE.sub(r"\1\2\1", text)
    return _ITS_PART.sub(r"\1\2\3\1", _ANAPHORA.sub(named, text))
