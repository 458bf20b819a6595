"""Readings: other ways to say a sentence that mean the same, tried where its own words fit nothing.

Each is made of the sentence alone, never of the clause: what a reading says, the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verification.markers import PARTY

_START = "(^|[,;。:])"
_IN_PIECE = "[^,;。:]"
_PARTY = f"(?:(?!由){_IN_PIECE}){{0,24}}?(?:{PARTY.pattern})"
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
# 建成甲和乙 is not told by 建成甲 and 推进乙前期工作.
_DONE = re.compile("建成|完成|投用|开通|竣工|实现|形成|达到")
_LEAVE_TO_APPLY = re.compile(
    rf"(?<!不)可以?(?={_IN_PIECE}{{0,40}}申请|优先|免费|享受|(?:通过|采取|采用|以){_IN_PIECE}{{2,40}}等(?:方式|形式|措施|途径))"
)
_LEAVE_OF_PLAN = re.compile("(?<!不)可以?(?=通过|试点|利用|采取|采用|探索)")
# 资金来源方面，…: leads over, where no figure follows that could be taken for its own.
_TOPIC = re.compile("^[\u4e00-\u9fff]{2,8}方面,")
_PLACES = 4  # at which one rule is tried by itself
_DEPTH = 3  # rules applied one after another
_MOST = 240  # readings of a sentence
_FIGURES = "零一二三四五六七八"
_ANAPHORA = re.compile(r"该(部门|机关|机构|单位|企业|中心|组织|委员会)")

# 向经营者查询，对方应当答复: the one addressed
_OTHER_SIDE = re.compile(rf"(?<=向)({_PARTY})({_IN_PIECE}{{2,20}},)对方")
# 经费由社会负担，其中政府负担的部分列入预算: the part of what the sentence opens with
_ITS_PART = re.compile(
    rf"^([\u4e00-\u9fff]{{2,12}}?)(由{_IN_PIECE}{{2,40}},)其中({_IN_PIECE}{{2,30}}的)部分"
)

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
        # 业主违反约定，逾期不交纳的: 违反约定，业主逾期不交纳的
        (
            rf"^({PARTY.pattern})(违反{_IN_PIECE}{{2,24}}?(?:规定|约定|要求)),(?!.{{0,3}}由)",
            r"\2,\1",
        ),
        # 个人擅自改装的，…处1000元: 擅自改装的，…对个人处1000元
        (
            rf"^(?:违反{_IN_PIECE}{{2,24}},)?(个人|单位|企业)({_IN_PIECE}{{4,60}}?的,(?:[^。]*?[,;])?)(可以?)?(?:并)?(?=处\d)",
            r"\2对\1\3",
        ),
        # 按时完成: 在规定时限内完成
        (r"(?:按时|如期)(?=[\u4e00-\u9fff]{2})", "在规定时限内"),
        (r"(?:按期|按时)(?=[\u4e00-\u9fff]{2})", "在规定期限内"),
        (r"计入在内", "计入"),
        # 提取时应当: 提取的，应当
        (r"([\u4e00-\u9fff]{2,12})时(?=应当|必须|可以|不得)", r"\1的,"),
        # 从甲、乙到丙的全过程: 甲、乙、丙的全过程
        (
            rf"从({_IN_PIECE}{{2,24}}?)(?:再)?到({_IN_PIECE}{{2,24}}?)(?=的?全(?:过程|链条|周期|流程))",
            r"\1、\2",
        ),
        # 井盖如果因缺损影响安全，: 井盖，因缺损影响安全时，
        (
            rf"{_START}({_IN_PIECE}{{2,24}}?)(?:如果|若)(因{_IN_PIECE}{{2,40}}?)(?:时|的)?,",
            r"\1\2,\3时,",
        ),
        # 道路由单位定期养护、维修: 单位定期对道路进行养护、维修
        (
            rf"{_START}({_IN_PIECE}{{2,16}}?)由({_IN_PIECE}{{2,30}}?(?:{PARTY.pattern}))(定期|及时|统一|依法)({_IN_PIECE}{{2,12}})(?=[,;。]|$)",
            r"\1\3\4对\2进行\5",
        ),
        # 凡是建设的，都应当: 建设的，应当
        (rf"{_START}凡是?(?={_IN_PIECE}{{4}})", r"\1"),
        # 应当先经批准，才能: 应当经批准，才能
        (r"先(?=经[^,;。]{2,30}(?:批准|同意|许可))", ""),
        # 在建筑物内进行室内装修: 对建筑物进行室内装修活动
        (rf"在({_IN_PIECE}{{4,40}}?)[内中里]进行", r"对\1进行"),
        # 快速通道要加快建设: 加快快速通道建设
        (
            rf"{_START}({_IN_PIECE}{{2,24}}?)(?:要|将|则|也)?(加快|积极推进|推进|加强|完善)([\u4e00-\u9fff]{{2,6}})(?=[,;。]|$)",
            r"\1\3\2\4",
        ),
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
        # 设施由单位负责建设和管理: 设施的建设和管理由单位负责
        (
            rf"{_START}({_IN_PIECE}{{2,40}}?)由({_PARTY})负责([\u4e00-\u9fff、]{{2,20}})(?=[,;。]|$)",
            r"\1\2的\4由\3负责",
        ),
        # 单位负责绿地的管理: 绿地的管理由单位负责
        (rf"{_START}({_PARTY})负责({_IN_PIECE}{{4,40}})(?=[,;。]|$)", r"\1\3由\2负责"),
        (rf"{_START}({_IN_PIECE}{{4,40}}?)由({_PARTY})负责(?=[,;。]|$)", r"\1\3负责\2"),
        # 部门负责监督检查: 部门应当监督检查
        (rf"{_START}(?!由)({_PARTY})负责(?=[\u4e00-\u9fff]{{2}})(?!人)", r"\1\2应当"),
        # 部门应当对实物加强保护: 对实物，部门应当加强保护
        (
            rf"{_START}({_PARTY})(应当?|需要?|要|必须|可以)(对{_IN_PIECE}{{2,50}}?)(?=加强|进行|采取|予以|给予|实行|开展|作出|提出|实施|及时)",
            r"\1\4,\2\3",
        ),
        # 单位成立大会，应当在指导下进行: 单位应当在指导下成立大会
        (
            rf"{_START}({_PARTY})({_IN_PIECE}{{2,30}}),(应当?|需要?|要|必须)(在{_IN_PIECE}{{2,60}}下)进行",
            r"\1\2\4\5\3",
        ),
        # 提前48小时通知用户，告知时间: 将时间提前48小时通知用户
        (
            rf"{_START}(应当?|需要?|要|必须)?(提前{_IN_PIECE}{{2,40}}?(?:通知|公告){_IN_PIECE}{{0,20}}),并?(?:告知|通知|说明|公布)({_IN_PIECE}{{2,30}})",
            r"\1\2将\4\3",
        ),
        # 对象因不可抗力灭失: 因不可抗力对象灭失
        (
            rf"{_START}({_IN_PIECE}{{2,16}})(因{_IN_PIECE}{{2,8}}?)(?=严重|灭失|损毁|无法|不能|造成|导致)",
            r"\1\3\2",
        ),
        # 可以向甲投诉，也可以向乙投诉: 可以向甲或乙投诉
        (
            rf"可以([向到由])({_IN_PIECE}{{2,40}}?)([\u4e00-\u9fff]{{2}}),也?(?:还)?可以\1({_IN_PIECE}{{2,40}}?\3)",
            r"可以\1\2或\4",
        ),
        # 公民可以参与，这是条例所鼓励的: 鼓励公民参与
        (
            rf"^({_IN_PIECE}{{2,30}}?)(?:可以)?(通过|以|参与)({_IN_PIECE}{{2,60}}),这是{_IN_PIECE}{{0,8}}?所?(鼓励|支持|提倡|禁止)的",
            r"\4\1\2\3",
        ),
        # 又不在期限内搬迁: 在期限内又不搬迁
        (rf"(又|仍|还)?(不|未)(在{_IN_PIECE}{{2,24}}内)([\u4e00-\u9fff]{{2}})", r"\3\1\2\4"),
        # 建筑的修缮要符合标准: 建筑应当按照标准进行修缮
        (
            rf"{_START}({_IN_PIECE}{{2,16}})的([\u4e00-\u9fff]{{2}})(应当?|要|须|必须)符合({_IN_PIECE}{{2,40}})(?=[,;。]|$)",
            r"\1\2\4按照\5进行\3",
        ),
        # 工程由单位来设计和施工: 工程的设计、施工由单位承担
        (
            rf"{_START}({_IN_PIECE}{{2,20}}?)(应当?|必须|须|要)?由({_IN_PIECE}{{2,30}}?(?:{PARTY.pattern}))来?([\u4e00-\u9fff]{{2}})[和、]([\u4e00-\u9fff]{{2}})(?=[,;。]|$)",
            r"\1\2的\5、\6\3由\4承担",
        ),
        # 检测、维修设施所需的经费: 对设施进行检测、维修所需的经费
        (
            r"((?:[\u4e00-\u9fff]{2}、)+[\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2,20})所需",
            r"对\2进行\1所需",
        ),
        # 组织调查评估损失: 组织对损失进行调查评估
        (
            rf"(组织|负责|开展)([\u4e00-\u9fff]{{4}})({_IN_PIECE}{{3,24}})(?=[,;。]|$)",
            r"\1对\3进行\2",
        ),
        # 发生后，由政府组织: 发生后，政府应当组织
        (rf"(^|[时后的],)由({_PARTY})(?=[\u4e00-\u9fff]{{2}})", r"\1\2应当"),
        # 安装空调，底部要…: 安装的空调，底部应…
        (rf"(安装|设置|建设|使用)(?!的)({_IN_PIECE}{{2,20}},)", r"\1的\2"),
        # 对举报属实的，: 举报属实的，
        (rf"([,;。]|^)({_IN_PIECE}{{4,40}}的,)(?=[还也]?(?:会|将)?(?:给予|予以|依法))", r"\1对\2"),
        # 罚100元以上500元以下: 处100元以上500元以下的罚款
        (r"罚(\d[\d.]*[万亿]?元(?:以上\d[\d.]*[万亿]?元)?(?:以下)?)", r"处\1的罚款"),
        # 可以在甲和乙中选择一种: 可以选择甲，也可以选择乙
        (
            rf"可以?[在从]({_IN_PIECE}{{2,20}})[和与、]({_IN_PIECE}{{2,20}}?)(?:之?[中间])选(?:择|取)(?:其[中一])?一?(?:种|个|项)?",
            r"可以选择\1,也可以选择\2",
        ),
        # 摊点不服从管理的，由…: 对不服从管理的摊点，由…
        (
            rf"{_START}([\u4e00-\u9fff、]{{2,12}}?)((?:不|未|拒不|擅自|违反){_IN_PIECE}{{3,30}}?)的,(?=由|责令|处|给予)",
            r"\1对\3的\2,",
        ),
        # 证明您属于村民的身份证明: 申请人属于村民的身份证明
        (r"(?:能够?|可以?)?证明(?:您|你|申请人)?(?=属于)", "申请人"),
        # 工程推行甲和乙: 工程推行甲，工程推行乙
        (
            rf"{_START}({_IN_PIECE}{{2,12}}?)((?:应当?|要|带头|积极)*(?:推行|推广|建设|开展|实施|加强|推进|完善|发展|落实))({_IN_PIECE}{{3,20}})[和与]({_IN_PIECE}{{3,20}})(?=[,;。]|$)",
            r"\1\2\3\4,\2\3\5",
        ),
        # 单位在拆除设施时，…: 单位拆除设施的，…
        (rf"{_START}({_PARTY})在({_IN_PIECE}{{4,40}})时,", r"\1\2\3的,"),
        # 妥善安排用气: 对用气作出妥善安排
        (
            rf"((?:妥善|统筹|合理)(?:安排|安置|处置|处理))({_IN_PIECE}{{2,24}})(?=[,;。]|$)",
            r"对\2作出\1",
        ),
        # 加快建设仓库: 加快仓库建设
        (rf"(加快|推进|推动|加强)建设({_IN_PIECE}{{2,40}}?)(?=等?[,;。]|等?$)", r"\1\2建设"),
        (rf"(加快|推进|推动|加强)({_IN_PIECE}{{2,40}}?)建设(?=等?[,;。]|等?$)", r"\1建设\2"),
        # 未按规定在区域内配置: 在区域内未按规定配置
        (rf"((?:没有|未|不)按照?规定)(在{_IN_PIECE}{{2,16}}?[内中上里])", r"\2\1"),
        # 对重点区域实施综合防控: 实施重点区域综合防控
        (
            rf"对({_IN_PIECE}{{3,60}}?)(实施|开展|进行|加强)({_IN_PIECE}{{2,16}})(?=[,;。]|$)",
            r"\2\1\3",
        ),
        # 从次日起计算: 自次日起
        (rf"(?:从|自)({_IN_PIECE}{{2,24}}?)起(?:开始)?计算", r"自\1起"),
        # 人均藏书量要达到1.05册: 人均藏书量1.05册
        (r"(?:要|应当?|需要?|将)?(?:达到|达)(?=\d)", ""),
        # 消防活动日为每年11月9日: 每年11月9日为消防活动日
        (
            rf"{_START}({_IN_PIECE}{{2,24}}?)(?:为|是)({_IN_PIECE}{{2,24}})(?=[,;。]|$)",
            r"\1\3为\2",
        ),
        # 重庆市级以上文物: 市级以上文物; what a text of the city says is said of the city
        (rf"{_START}在?重庆(?:市(?!级)的?|的)?,?(?={_IN_PIECE}{{4}})", r"\1"),
        # 拥有的公共文化设施: 拥有公共文化设施
        (r"(?<=[\u4e00-\u9fff])的(?=[\u4e00-\u9fff“])", ""),
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
    level = [plain, _parted(plain)]
    for _ in range(_DEPTH):
        found = dict.fromkeys(said for reading in level for said in _variants(reading))
        level = [reading for reading in found if reading not in seen][: _MOST - len(seen)]
        seen.update(level)
        yield from level


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


def leave_piece(text: str, told: str) -> str:
    """The piece of `told` from which the leave that `text` has was taken, to its end."""
    first = next((at for at, (a, b) in enumerate(zip(text, told, strict=False)) if a != b), 0)
    return told[max(told.rfind(mark, 0, first) for mark in ",;。:") + 1 :]


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
        if _BODY.search(piece) or PARTY.search(piece) or _DONE.search(piece)
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

    text = _OTHER_SIDE.sub(r"\1\2\1", text)
    return _ITS_PART.sub(r"\1\2\3\1", _ANAPHORA.sub(named, text))
