"""What a sentence lets bodies do, told in any words: 区司法局会同区住建局 | 制定检查清单.

The names end where a deed begins; it is found by the words that deeds begin with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.glued_names import begins_with_a_level, is_known_name
from corpus.structure.kinds_of_bodies import begins_an_office, is_bare_place, may_act
from corpus.structure.organisation import is_organisation, stands_alone

_MODAL = r"(?:要|应当|应|须|需|必须|负责|承担|务必|将|可)"
_HOW = (
    r"(?:不?定期|每(?:年|季度?|月|周|日|半年|两年|三年)(?:度)?(?:至少|不少于)?|及时|适时|尽快|依法|依规|依法依规|共同|联合|分别|分级|分类|统一|全面|积极"
    r"|主动|切实|认真|严格|扎实|有效|大力|密切|深入|进一步|持续|常态化?|长期|具体|牢固|全程|同步|逐一|逐步|带头|抓紧|加紧|集中|重点|充分|坚决|主要|广泛|全力|足额|按时|按期|按月|按季|优先|从严|严肃|督促指导)"
)
_WORDS = (
    "制定|制订|编制|编写|编印|起草|草拟|拟定|拟订|研究|建立|健全|完善|开展|组织|负责|实施|推进|推动|推行|落实|做好|抓好|抓实|抓|加强|加大|加快|强化|深化"
    "|优化|提出|提供|提升|提高|出台|印发|明确|确定|核定|核实|核查|审核|审查|审定|审批|评估|评审|评定|考核|检查|督促|督查|督导|督办|监督|监管|指导|协调|统筹"
    "|排查|整治|清理|清查|查处|处置|打击|摸排|摸清|调查|调研|论证|修订|修改|发布|公布|公示|安排|下达|拨付|筹集|筹措|申报|申请|争取|引导|支持|鼓励|培育"
    "|打造|建设|改造|新建|改建|组建|成立|设立|搭建|构建|探索|遴选|认定|汇总|统计|监测|分析|研判|通报|上报|报送|报告|办理|受理|解决|处理|化解|保障|确保|承担"
    "|参与|配合|协助|协同|协作|牵头|会商|召开|举办|签订|设置|划定|划分|维护|保持|完成|履行|发挥|结合|围绕|依托|通过|采取|利用|运用|按照?|根据|严厉|对(?!外|口)|把"
    "|用好|管好|管理|养护|管护|运营|运行|登记|发放|给予|纳入|列入|宣传|培训|服务|执行|压实|跟踪|调度|推广|普及|巡查|巡检|执法|测算|招标|采购|征收|拆除|验收|收集"
    "|收运|转移|救援|值守|预警|会审|初审|复审|备案|公开|兑现|奖补|补助|补贴|出具|配备|配齐|安装|布设|选派|派出|将|统管|主导|主持|主抓|兜底|包抓|包保|对接|联系|联动|衔接|予以|加以|追究|惩治|惩处|处罚|问责|开设|开通|增加|扩大|缩短|压缩|压减|简化"
)
DEED = re.compile(
    rf"(?P<modal>{_MODAL})?(?:{_HOW})*(?:于|在|自|从|到|至)?(?:(?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:底|末|初|[上中下]旬)?(?:之?前|以前|起|内)?|\d{{1,3}}个?(?:工作)?(?:日|天|月|小时)(?:之?内|以内))?"
    rf"(?P<modal_too>{_MODAL})?(?:{_HOW})*(?P<word>{_WORDS})"
)
# 市委组织部, 市政府督查室: what stands below these is one body with them.
_ABOVE = re.compile(r"(?:[市省区县州镇乡]|党)(?:委|政府|人大|政协|纪委)$|人民政府$")
_BELOW = re.compile(r"[一-龥]{1,6}?(?:部|室|办|办公室|处|中心|局|委|组|会)(?!公|议)")
_LAST = re.compile(
    r"(?:.*(?:[、/／及和与]|会同|联合|以及|(?:协同|会商|商)(?=[市省区县各有相])))?"
    r"(?:由|请|商|责成|责令|要求|(?:组织|协调)(?=[市省区县各有相]))*",
    re.DOTALL,
)
# What was done, what a paper says, what is denied or only a condition gives nobody a task.
_NO_TASK = re.compile(
    r"了|已经?|曾|简称|未|不得|不再|解释|印发的|制定的|出台的|发布的|编制的|本(?:方案|办法|意见|细则|计划|通知|规定|措施|规划)|为由|的，?$|[?？]"
)
_LONGEST = 120
_LEADS = re.compile(
    r"牵头|(?:切实|认真|充分|主动)?(?:履行|发挥|承担|落实|担负)[一-龥]{0,12}?牵头[一-龥]{0,4}(?:作用|职责|责任)"
)
_TOLD = re.compile(
    r"(?:要(?![求闻素点件]|(?:主动|积极|及时)*(?:会同|联合|商(?=[市省区县各有相])))|应当"
    r"|必须)(?=[一-龥]{2})"
)
_GENERAL = re.compile(r"将|按(?![时期月季])|根据|结合|围绕|把|报|上报|通报|对|纳入|列入|依托|通过")
_ATTITUDE = re.compile(
    r"(?:加强|强化|提高|提升|增强|树立)(?:对[一-龥“”、]{0,16}的)?(?:组织|党的|统一|思想|政治|责任|大局|全局|主动|担当|服务)*"
    r"(?:领导|认识|站位|担当|意识|自觉|觉悟|使命感|紧迫感)(?:力度)?\s*$"
)
# Such a deed is a duty though no 要 stands before it; a report counts what was done.
_DUTY = re.compile(
    r"(?:负责(?!人|同志|制)|承担|予以|做好|抓好|落实|压实|履行|加强|强化|加大|配合|协助)(?!情况|力度|程度|不力|不到位|[者度率得的])"
)
_LAWFUL = re.compile("依法|依规|予以|负责|承担|做好|抓好|加强|加大|强化")
_TO_PLACES = re.compile("依法|依规|予以|负责|承担|做好|抓好|落实|压实|履行|配合|协助")
_COUNTED = re.compile(r"\d|累计")
# 市大数据局建设监测平台: what is built, though a body may end so; 建设管理处 is one.
_BUILDS = re.compile(
    "建设|打造|改造|新建|改建|构建|搭建|成立|组建|设立|建立|完善|办好|创建|整治|运营|管理|升级"
)
_BUILT = re.compile(
    r".*(?:平台|泵站|[水气电热]厂|学校|[中小]学|幼儿园|医院|[小社园景片]区|示范区|公园|驿站|充电站|加油站|换电站|转运站|场馆|[书场展文体]馆"
    r"|(?:数据|指挥|分拣|处置|活动|运营|体验|调度|康养|养老|交易|物流|商业|会展|体育|文化)中心|专班|小组|指挥部|队|港)$"
)
_NO_NAME = re.compile(r"(?<!第)\d|部署$")
_FULL = re.compile(r".{3}(?:局|委|厅|管委会|办事处|政府)$")
_NOT_IN_A_NAME = re.compile("领导小组$|专班$|指挥部$|办公室$|委员会$")
# 各区政府是老旧小区改造工作的责任主体
_PART = re.compile(
    r"(?:是|为|作为)(?:[一-龥“”、]{2,24}的)?(?:第一)?(?:责任|牵头|实施|主责|落实|主管|配合)(?:主体|单位|部门|人)"
)
_HELPS = re.compile(r"配合|协助|参与|协同|协作|支持")


@dataclass(frozen=True, slots=True)
class Deed:
    """Names at text[start:names_end] and the deed behind them; `modal` where 要 or 应 stands."""

    start: int
    names_end: int
    end: int
    verb: str  # the word of duty that says as much of roles as the deed does
    modal: bool  # whether it is told as a duty: 要…, 负责…, 依法…
    is_general: bool = False  # 按照, 结合 …: said to all, a task of nobody's own
    is_attitude: bool = False  # 加强领导, 提高认识: told of nobody's task
    is_known: bool = True  # whether the word is known, and not only the 要 before it

    def masked(self, text: str) -> str:
        """The text with the word of duty in the deed's place, of the same length."""
        room = self.end - self.names_end
        return text[: self.names_end] + self.verb.rjust(room, "\u3000") + text[self.end :]


def deed_in(text: str, start: int, end: int) -> Deed | None:
    """The deed in a stretch between commas that begins with names."""
    words = text[start:end]
    if len(words) < 5:
        return None
    alone = stands_alone(re.sub(r"等$", "", words.strip())) and not _NO_NAME.search(words)
    depth = 0
    for index in range(start + 2, min(end - 1, start + _LONGEST)):
        char = text[index - 1]
        depth += char in "（(〔"
        depth = max(0, depth - (char in "）)〕"))
        match = None if depth else DEED.match(text, index, end)
        told = None if depth or match else _TOLD.match(text, index, end)
        if match is None and told is None:
            continue
        name = text[start:index]
        before = _LAST.match(name)
        name = name[before.end() :] if before else name
        if not name or not _is_body(re.sub(r"等$", "部门", name)):
            continue
        if begins_an_office(text, index, end):  # 各县（市） | 建设主管部门
            continue
        told_to = told or (match and (match["modal"] or match["modal_too"]))
        if not told_to and _ABOVE.search(name) and _BELOW.match(text, index, end):
            continue
        by = text.startswith("由", start) or _TO_PLACES.match(text, index, end)
        if is_bare_place(name) and not told_to and not by:
            continue
        if alone and not told_to and not _goes_beyond(name, match, text[index:end]):
            continue
        if _NO_TASK.search(text, index, end) or re.search("[已曾](?:会同|联合)", text[start:index]):
            return None
        if match is None:
            return Deed(start, index, end, "负责", modal=True, is_known=False)
        deed = match["word"]
        verb = (
            "牵头"
            if _LEADS.match(text, match.start("word"), end)
            else "配合"
            if _HELPS.match(deed)
            else "负责"
        )
        modal = match["modal"] or match["modal_too"]
        is_general = bool(_GENERAL.match(deed)) or modal == "将"
        is_attitude = bool(_ATTITUDE.match(text, match.start("word"), end))
        is_modal = modal not in (None, "将", "可")
        at = match.start("word") - index
        is_modal = is_modal or (modal is None and _is_duty(text[index:end], at))
        return Deed(start, index, end, verb, is_modal, is_general, is_attitude)
    return None


def _is_body(name: str) -> bool:
    return is_organisation(name) or may_act(name)


def _is_duty(words: str, at: int) -> bool:
    """Whether a deed without 要 is a duty, and no report: 负责…, 依法查处."""
    lawful = re.search("依法|依规", words[:at])
    return bool(lawful or _DUTY.match(words, at)) and not _COUNTED.search(words)


def _goes_beyond(name: str, match: re.Match[str] | None, deed: str) -> bool:
    """Whether words that end like a body are a name with a deed: 市公安局 | 依法查处."""
    if match is None:
        return False
    if _LAWFUL.match(deed):
        return not _NOT_IN_A_NAME.search(deed)
    built = deed[match.end("word") - match.start() :]
    known = is_known_name(name) or (begins_with_a_level(name) and _FULL.search(name))
    return bool(known and _BUILDS.fullmatch(match["word"]) and _BUILT.match(built))


def names_before_a_part(text: str, start: int, end: int) -> int | None:
    """Where names end of which is said that they are somebody in a matter: 是…工作的责任主体."""
    match = _PART.search(text, start, end)
    return match.start() if match and match.start() > start else None
