"""What a sentence lets bodies do, told in any words: 区司法局会同区住建局 | 制定检查清单.

The names end where a deed begins; it is found by the words that deeds begin with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.organisation import is_organisation, stands_alone

_MODAL = r"(?:要|应当|应|须|需|必须|负责|承担|务必|将|可)"
_HOW = (
    r"(?:不?定期|每(?:年|季度?|月|周|日|半年|两年|三年)(?:度)?(?:至少|不少于)?|及时|适时|尽快|依法|依规|依法依规|共同|联合|分别|分级|分类|统一|全面|积极"
    r"|主动|切实|认真|严格|扎实|有效|大力|密切|深入|进一步|持续|常态化?|长期|具体|牢固|全程|同步|逐一|逐步|带头|抓紧|加紧|集中|重点|充分|坚决)"
)
_WORDS = (
    "制定|制订|编制|编写|编印|起草|草拟|拟定|拟订|研究|建立|健全|完善|开展|组织|负责|实施|推进|推动|推行|落实|做好|抓好|抓实|抓|加强|加大|加快|强化|深化"
    "|优化|提出|提供|提升|提高|出台|印发|明确|确定|核定|核实|核查|审核|审查|审定|审批|评估|评审|评定|考核|检查|督促|督查|督导|督办|监督|监管|指导|协调|统筹"
    "|排查|整治|清理|清查|查处|处置|打击|摸排|摸清|调查|调研|论证|修订|修改|发布|公布|公示|安排|下达|拨付|筹集|筹措|申报|申请|争取|引导|支持|鼓励|培育"
    "|打造|建设|改造|新建|改建|组建|成立|设立|搭建|构建|探索|遴选|认定|汇总|统计|监测|分析|研判|通报|上报|报送|报告|办理|受理|解决|处理|化解|保障|确保|承担"
    "|参与|配合|协助|协同|协作|牵头|会商|召开|举办|签订|设置|划定|划分|维护|保持|完成|履行|发挥|结合|围绕|依托|通过|采取|利用|运用|按照?|根据|严厉|对(?!外|口)|把"
    "|用好|管好|管理|养护|管护|运营|运行|登记|发放|给予|纳入|列入|宣传|培训|服务|执行|压实|跟踪|调度|推广|普及|巡查|巡检|执法|测算|招标|采购|征收|拆除|验收|收集"
    "|收运|转移|救援|值守|预警|会审|备案|公开|兑现|奖补|补助|补贴|出具|配备|配齐|安装|布设|选派|派出|将|统管|主导|主持|主抓|兜底|包抓|包保|对接|联系|联动|衔接"
)
DEED = re.compile(
    rf"(?P<modal>{_MODAL})?(?:{_HOW})*(?:于|在|自|从|到|至)?(?:(?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:底|末|初|[上中下]旬)?(?:之?前|以前|起|内)?)?"
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
    r"了|已经?|曾|简称|日常工作|未|不得|不再|解释|印发的|制定的|出台的|发布的|编制的|本(?:方案|办法|意见|细则|计划|通知|规定|措施|规划)|为由|的，?$|[?？]"
)
_LONGEST = 120
_LEADS = re.compile(
    r"牵头|(?:切实|认真|充分|主动)?(?:履行|发挥|承担|落实|担负)[一-龥]{0,4}牵头[一-龥]{0,4}(?:作用|职责|责任)"
)
_TOLD = re.compile(r"(?:要(?![求闻素点件])|应当|必须)(?=[一-龥]{2})")
_GENERAL = re.compile(r"将|按|根据|结合|围绕|把|报|上报|通报|对|纳入|列入|依托|通过")
_VIRTUE = re.compile(
    r"(?:(?:进一步|切实)?(?:加强|强化|加大|做好|压实|落实|提高|明确|履行)(?:对?(?:各项)?工作的?|组织|统筹|领导|协调|协作|协同|沟通|联系|对接|配合|衔接|联动"
    r"|督导|督促|督查|监督|监管|指导|检查|调度|属地|主体|部门|行业|工作|管理|责任|认识|站位|担当|力度|职责|措施|各自|思想|政治|意识|和|、|与)+)\s*$"
)
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
    modal: bool
    is_general: bool = False  # 按照, 结合 …: said to all, a task of nobody's own
    is_virtue: bool = False  # 加强统筹, 提高认识: told of nobody's task
    is_known: bool = True  # whether the word is known, and not only the 要 before it

    def masked(self, text: str) -> str:
        """The text with the word of duty in the deed's place, of the same length."""
        room = self.end - self.names_end
        return text[: self.names_end] + self.verb.rjust(room, "\u3000") + text[self.end :]


def deed_in(text: str, start: int, end: int) -> Deed | None:
    """The deed in a stretch between commas that begins with names."""
    words = text[start:end]
    if len(words) < 5 or stands_alone(re.sub(r"等$", "", words.strip())):
        return None
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
        if not name or not is_organisation(re.sub(r"等$", "部门", name)):
            continue
        if _ABOVE.search(name) and _BELOW.match(text, index, end):
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
        is_virtue = bool(_VIRTUE.match(text, match.start("word"), end))
        is_modal = modal not in (None, "将", "可")
        return Deed(start, index, end, verb, is_modal, is_general, is_virtue)
    return None


def names_before_a_part(text: str, start: int, end: int) -> int | None:
    """Where names end of which is said that they are somebody in a matter: 是…工作的责任主体."""
    match = _PART.search(text, start, end)
    return match.start() if match and match.start() > start else None
