"""Readings: other ways to say a sentence that mean the same, tried where its own words fit nothing.

Each is made of the sentence alone, never of the clause: what a reading says, the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verification.markers import PARTY

_START = "(^|[,;。:])"
_IN_PIECE = "[^,;。:]"
_PARTY = f"{_IN_PIECE}{{0,24}}?(?:{PARTY.pattern})"
_COUNTED = re.compile(
    r"(?:共?有|包括|分为|为)?([一二两三四五六七八]|\d)(?:项|点|个方面|方面|个)[:,]"
)
_NUMBERED = re.compile(r"(?:^|[,;:。\n])(?:和)?[一二三四五六七八]是")
# 企业未按规定监测的，: what holds of whoever does it holds of a business.
_ANYBODY = re.compile(
    rf"{_START}(?:企业|单位|商家|个人|单位和个人|单位或个人|当事人|您|用户|居民|业主)"
    rf"(?={_IN_PIECE}{{4,60}}?的,)"
)
_BODY = re.compile("[局委办厅院署部会队]")  # units may stand in the piece
_LEAVE_TO_APPLY = re.compile(rf"(?<!不)可以?(?={_IN_PIECE}{{0,40}}申请)")
_LEAVE_OF_PLAN = re.compile("(?<!不)可以?(?=通过|试点|利用|采取|采用|探索)")
# 资金来源方面，…: leads over, where no figure follows that could be taken for its own.
_TOPIC = re.compile("^[\u4e00-\u9fff]{2,8}方面,")
_PLACES = 4  # at which one rule is tried by itself
_FIGURES = "零一二三四五六七八"
_ANAPHORA = re.compile(r"该(部门|机关|机构|单位|企业|中心|组织|委员会)")

_RULES = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        # 对…的行为，: …的，
        (rf"{_START}对?({_IN_PIECE}{{4,60}}?)的(?:行为|情形|情况),", r"\1\2的,"),
        # 任何人发现险情，都要…: 发现险情的单位和个人，…
        (
            rf"{_START}任何(?:单位|组织)?(?:和|或|或者|、)?(?:个人|人)(?:一旦)?(发现{_IN_PIECE}{{2,30}}?)(?:时|的|后)?,",
            r"\1\2的单位和个人,",
        ),
        # 如果征收住宅，而您选择调换，…: 征收住宅，选择调换的，…
        (
            rf"{_START}(?:如果|若)是?({_IN_PIECE}{{2,40}},)(?:而且?|并且?|且)(?:您|你)?({_IN_PIECE}{{2,40}}?)的?,",
            r"\1\2\3的,",
        ),
        # 如果您…，…: …的，…
        (
            rf"{_START}(?:如果|倘若|若|如|当|一旦)(?:是)?(?:您|你)?({_IN_PIECE}{{2,60}}?)(?:的话|时|的)?,",
            r"\1\2的,",
        ),
        # 录用职工后，…: 录用职工的，…
        (rf"{_START}(?!在)({_IN_PIECE}{{2,40}}?)(?:之后|以后|后),", r"\1\2的,"),
        # 单位应在竣工前，…: 在竣工前，单位应…
        (
            rf"{_START}({_PARTY})(应当?|需要?|必须|须|要|可以)(在{_IN_PIECE}{{2,40}}?[前后时内]),",
            r"\1\4,\2\3",
        ),
        # 为职工办理账户转移: 办理职工账户转移
        (rf"为({_PARTY})办理", r"办理\1"),
        # 建成医院100所: 建成100所医院
        (
            r"(建成|建设|新建|新增|设置|完成|筹建)([\u4e00-\u9fff]{2,10}?)(\d[\d.]*[万亿]?)(所|家|个|座|条|处|名|套)(?=[,;。]|$)",
            r"\1\3\4\2",
        ),
        # 在功能定位明确之前: 在未明确功能定位前
        (rf"在({_IN_PIECE}{{2,24}})(明确|确定|完成|批准|公布)(?:之前|以前|前),", r"在未\2\1前,"),
        (rf"{_START}在?(?!未)({_IN_PIECE}{{2,30}}?)(?:之前|以前|前),", r"\1在未\2前,"),
        # 您可以作为利害关系人，申请: 利害关系人可以申请
        (rf"(?:您|你)(可以?|应当|需要)?作为({_PARTY}),", r"\2\1"),
        # 罚款按损失的3倍计算: 按损失的3倍计算罚款
        (rf"罚款(按{_IN_PIECE}{{2,40}}?计算)", r"\1罚款"),
        # 罚款1万元以上5万元以下: 处1万元以上5万元以下的罚款
        (r"罚款(\d[\d.]*[万亿]?元(?:以上\d[\d.]*[万亿]?元)?(?:以下)?)", r"处\1的罚款"),
        # 职工与单位终止: 单位与职工终止
        (rf"({_IN_PIECE}{{2,12}})与({_IN_PIECE}{{2,12}}?)(?=终止|解除|签订|订立)", r"\2与\1"),
        # 质量由部门监督检查: 部门对质量的监督检查
        (
            rf"{_START}({_IN_PIECE}{{2,40}}?)由({_IN_PIECE}{{4,60}}?)(监督检查|监督管理|监督)(?=[,;。]|$)",
            r"\1\3对\2的\4",
        ),
        # 方案由政府制定: 政府制定方案
        (
            rf"{_START}((?:(?![由被对向]){_IN_PIECE}){{2,40}}?)(?:应当?|须|要)?由({_PARTY})(?:负责)?([\u4e00-\u9fff]{{2,4}})(?=[,;。]|$)",
            r"\1\3\4\2",
        ),
        # A工作由B主管: B是A工作的主管部门
        (
            rf"{_START}({_IN_PIECE}{{2,40}})由({_IN_PIECE}{{2,30}})主管(?=[,;。]|$)",
            r"\1\3是\2的主管部门",
        ),
        (rf"({_IN_PIECE}{{2,30}})主管({_IN_PIECE}{{2,40}})(?=[,;。]|$)", r"\1是\2主管部门"),
        # 加快建设仓库: 加快仓库建设
        (rf"(加快|推进|推动|加强)建设({_IN_PIECE}{{2,40}}?)(?=等?[,;。]|等?$)", r"\1\2建设"),
        (rf"(加快|推进|推动|加强)({_IN_PIECE}{{2,40}}?)建设(?=等?[,;。]|等?$)", r"\1建设\2"),
        # 未按规定在区域内配置: 在区域内未按规定配置
        (rf"((?:没有|未|不)按照?规定)(在{_IN_PIECE}{{2,16}}?[内中上里])", r"\2\1"),
        # …，负责做好…: …，做好…
        (r"(?<=,)(?:并)?负责(?=[\u4e00-\u9fff]{2})", ""),
    )
)


def readings(text: str) -> Iterator[str]:
    """Folded sentences that say what the folded `text` says, without itself."""
    plain = _named_again(_uncounted(text))
    if not any(map(str.isdigit, plain)):
        plain = _TOPIC.sub("", plain)
    seen = {text}
    for reading in (*_variants(plain), *_variants(_parted(plain))):
        if reading not in seen:
            seen.add(reading)
            yield reading


def of_anybody(text: str) -> str:
    """The sentence told of whoever does what it says; empty where it names nobody at its head."""
    match = _ANYBODY.match(text)
    return text[: match.start()] + match[1] + text[match.end() :] if match else ""


def without_leave(text: str, *, plan: bool) -> str:
    """您可以持证明申请: told as what is done; the caller sees that the clause does not demand it.

    Of a plan's tasks too, which a sentence may tell as ways that are open. Empty where no such
    leave is told.
    """
    told = (_LEAVE_OF_PLAN if plan else _LEAVE_TO_APPLY).sub("", text)
    return told if told != text else ""


def _variants(plain: str) -> Iterator[str]:
    """Each rule at each place, each rule wherever it fits, then all rules one after another."""
    yield plain
    together = plain
    for pattern, said in _RULES:
        for match in list(pattern.finditer(plain))[:_PLACES]:
            yield plain[: match.start()] + match.expand(said) + plain[match.end() :]
        yield pattern.sub(said, plain)
        together = pattern.sub(said, together)
        yield together


def _parted(text: str) -> str:
    """推动修复和整治、建设公园: tasks told side by side are statements of their own."""
    pieces = re.split("(?<=[,;:。])", text)
    return "".join(
        piece
        if _BODY.search(piece) or PARTY.search(piece)
        else re.sub(r"、|(?<=[\u4e00-\u9fff])[和与](?=[\u4e00-\u9fff]{3})", ",", piece)
        for piece in pieces
    )


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

    return _ANAPHORA.sub(named, text)
