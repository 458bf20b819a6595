"""Markers: the words that turn a statement: may, must, must not; at least, at most, about."""

from __future__ import annotations

import re
from enum import StrEnum


class Modality(StrEnum):
    """What a clause does with an act; NONE states it."""

    NONE = ""
    OBLIGED = "应当"
    PERMITTED = "可以"
    ONLY_THEN = "方可"
    FORBIDDEN = "不得"
    EXEMPT = "无需"


class Bound(StrEnum):
    """How a number limits."""

    EXACT = ""
    AT_LEAST = "不低于"
    AT_MOST = "不超过"
    ABOVE = "超过"
    BELOW = "低于"
    ABOUT = "约"


_MODAL = {
    Modality.ONLY_THEN: "方可以?|方能|才可以?|才能够?|才准",
    Modality.FORBIDDEN: (
        "不得|不准许?|不许|不能够?|不可以?(?![分缺持或避逆移降再燃回替控预估抗靠])|不允许|不应该?|不应当|不宜|严禁|禁止|切勿|请勿"
    ),
    Modality.EXEMPT: "不必|无需|无须|不需要?|不用(?!于)|毋须|毋需|用不着|可以不|可不|免予|免于",
    Modality.PERMITTED: "可以|允许|准许|能够|享有(?=下列权利)|(?<![所享拥持])有权(?![人属利益])|(?<![功智节性才可未只不万技职机动电热效产势])能(?![源力耗量效级否见])|(?<![许认不方才宁])可(?=优先|免费|享受|通过|采取|采用|[向由在按根申采通依对凭将作经自与根处并责给予提报选])",
    Modality.OBLIGED: (
        "应当|应该|必须|务必|须要?|(?<![据的殊益际展产活作设行])需要|(?<![供适响反效相对呼顺感照])应(?![急对用答激付聘有声酬邀力变运届景验征允邀])"
        "|(?<![主需首简概摘紧纲必])(?<!(?<!比)重)要(?![素点道求件害塞领])|(?<![急必亟所军供])需(?=[经由按])"
    ),
}
_BOUND_BEFORE = {
    Bound.AT_LEAST: (
        "不得?低于|不得?少于|不得?小于|不得?短于|不得?晚于|至少|最少|最低|起码|大于等于|达到或(?:超过|优于)|≥"
    ),
    Bound.AT_MOST: "不得?高于|不得?超过|不得?大于|不得?多于|不得?长于|不得?逾|至多|最多|最高|小于等于|≤",
    Bound.BELOW: "低于|小于|少于|不足|不到|不满|未满|短于|<",
    Bound.ABOVE: "超过|高于|大于|多于|突破|长于|逾|超(?=\\d)|>",
    Bound.ABOUT: "大约|约为|约|将近|近(?=\\d)|接近",
}
_BOUND_AFTER = {
    Bound.AT_LEAST: "及?以上",
    Bound.AT_MOST: "及?以下|以内|之内",
    Bound.ABOUT: "左右|上下",
}


def _groups(classes: dict[Modality, str] | dict[Bound, str]) -> str:
    return "|".join(f"(?P<{kind.name}>{words})" for kind, words in classes.items())


MODAL = re.compile(_groups(_MODAL))
BEFORE_NUMBER = re.compile(_groups(_BOUND_BEFORE))
AFTER_NUMBER = re.compile(_groups(_BOUND_AFTER))
# Words that deny; left out between two words of a clause, they would turn its sense.
DENIAL = re.compile(
    r"不(?![断同仅良但动])|没有|没|未(?![来成])|无(?!障碍|偿|人|线|害化|缝)|非(?![住机法常物遗])|除外|除了|以外|拒|勿|免"
)
# Nobody in particular: leaving it out changes nothing.
EVERYONE = re.compile(r"任何(?:单位|组织)或?和?(?:个人)?|任何(?:个)?人")
# 甲在乙中的占比
SHARE_OF = re.compile("在(?P<whole>[^,，;；。]{2,24}?)[中里内](?:的|所)?占")
# Words that make a statement wider than it is.
QUANTIFIER = re.compile("所有|全部|全体|一切|任何|任意|一律|凡是|全都|完全|有的")
# What a party is to the verb: told of it elsewhere, it would be another part.
PREPOSITIONS = "经由向对被报"
DENYING = "不没未无非勿"
# The head of a list of cases, each of which is enough.
ONE_OF_CASES = re.compile("有下列[\u4e00-\u9fff]{0,4}之一的?")
# A person or body that acts; what one does must not be told of another.
PARTY = re.compile(
    r"部门|政府(?!信息)|机关|机构|委员会|管委会|业委会|居委会|村委会|大会|办事处|办公室|公司|企业|单位|(?<![期时责一法并])组织(?!开展|编制|制[定订]|实施|抢险|演练|有关|相关|协调|领导|推动|专家|力量|救援|或者?(?=开展|实施|举办|进行)|评估|验收|拟[定订]|召开|乘客|学生|对|形式)|法院|检察院|协会|业主|使用人|所有权人|"
    r"服务人|个人|居民(?!住宅|区|楼|小区|生活)|公民|市民|经营者|承租人|出租人|当事人|负责人|申请人|[车船]主|职工|公众|劳动者|管理人|责任人|"
    r"[\u4e00-\u9fff]人(?![民员口均大行防才身居文工为群次数力流物车机])|债权人|债务人|学校|医院|物业(?!管理区域|管理用房|保修|共用|服务费|服务合同|所在|区域|使用)|村民|专家|用户|乘客|工作人员|[住租]户|家庭(?!工资|收入|财产|成员|经济|住房|人均|生活)|法人|河长|中心(?![城])"
)


def modality_of(match: re.Match[str]) -> Modality:
    """The class of a MODAL match."""
    return Modality[match.lastgroup or ""]


def bound_of(match: re.Match[str]) -> Bound:
    """The class of a BEFORE_NUMBER or AFTER_NUMBER match."""
    return Bound[match.lastgroup or ""]
