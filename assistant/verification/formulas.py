"""Formulas: set phrases of official texts that say the same, read as one; marks of list items."""

from __future__ import annotations

import re

ITEM = "‡"  # stands for the number of a list item: (一), （2）
_IN_PIECE = "[^,，;；。]"


def _money(match: re.Match[str]) -> str:
    """10至50万元: the scale of the last figure is the first's too."""
    first, scale, last, own = match.groups()
    return f"{first}{scale or own}元以上{last}{own}元以下"


# Each is read as its right side, in the clause and in the sentence about it alike.
_FORMULAS = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        # 作出准予贷款或者不准贷款的决定 = 决定是否准予贷款
        (
            rf"[作做]出(准予|批准|同意|许可)((?:(?!或){_IN_PIECE}){{0,8}})"
            rf"或不(?:予)?(?:准予|批准|同意|许可|准|予)?{_IN_PIECE}{{0,8}}的决定",
            r"决定是否\1\2",
        ),
        # 延长的期限最长不得超过30日 = 最多可以再延长30日: a leave with a cap is the cap
        (r"延长的?(?:期限|时间)?(?:最[长多])?不得?(?:超过|多于)", "延长不超过"),
        (r"最[长多](?:可以?|能够?)?(?:再|适当)?延长(?=\d)", "延长不超过"),
        # 征得同意后，办理 = 先征得同意，再办理
        (rf"先((?:征得|取得|经){_IN_PIECE}{{1,40}}[,，])(?:然后)?再", r"\1"),
        (r"(?<=批准|同意)后(?=[,，])", ""),
        # 自受理之日起 = 在受理之日起
        (rf"[从在于](?={_IN_PIECE}{{1,12}}之日起)", "自"),
        # 将住房公积金用于购买国债 = 用住房公积金购买国债
        (rf"[将把]({_IN_PIECE}{{2,16}}?)用于(?=[购支偿建维])", r"用\1"),
        # 不服处理意见的 = 对处理意见不服的
        (rf"不服(?!从)({_IN_PIECE}{{2,24}}?)的?(?=[,，])", r"对\1不服的"),
        (r"省、自治区、直辖市(?:级)?(?=政府)", "省级"),
        # an order to mend comes before a fine, a time limit is one to be done in
        (r"(?<=[,，])先(?=(?:由[^,，;；。]{1,40})?责令)", ""),
        (r"(?<=日内)完成(?=审[查核批]|勘查|检查|办理)", ""),
        (r"没有(?=[办取按经获履提报依签缴纳事采保落及])", "未"),
        (r"[未不]按照?", "未按"),
        # 不能恢复运营的 = 无法恢复运营的: what cannot be done is not forbidden
        (rf"不能够?(?={_IN_PIECE}{{1,30}}的(?:[,，]|应当|应该|可以))", "无法"),
        (r"[还尚仍](?:可以?|能够?)(?=采取)", "尚可"),
        # 会被主管部门责令 = 由主管部门责令
        (
            rf"(?:将会?|会)?被(?!责令|没收|吊销|处)(?={_IN_PIECE}{{2,40}}?(?:责令|没收|吊销|给予警告))",
            "由",
        ),
        (r"(?:将会?|会)?被?要求(?=(?:限期)?改|停止(?!施工))", "责令"),
        (r"(?:将会?|会)?被(?=责令|没收|吊销|处)", ""),
        (r"处以(?=\d)", "处"),
        (r"承担(?=赔偿责任)", "负"),
        # 先征收，之后才能使用 = 征收后，方可使用
        (rf"先(?={_IN_PIECE}{{2,30}}[,，](?:之?后|然后)?[才方])", ""),
        (r"(?:之?后)?[,，](?:之?后|然后)?(?=[才方](?:可|能))", ","),
        # 10万至50万元 = 10万元以上50万元以下
        (r"(?<![\d.])(\d[\d.]*)([万亿]?)元?[至到~-](\d[\d.]*)([万亿]?)元(?!以)", _money),
        (r"(?<![\d.])(\d[\d.]*)%?[至到~-](\d[\d.]*)%(?!以)", r"\1%以上\2%以下"),
        (r"(?<=\d)[至到~-](?=\d)", "至"),
        (r"(?<=停车|出行|就医|上学|入园|住房|如厕|用水)难(?:的?问题|题)?", "问题"),
        (r"准备(?=(?:好)?(?:以下|下列|的?材料|相关材料))", "提交"),
        (r"(?<=批准|同意|许可)后(?=[才方])", ""),
        (r"视(?=(?:不同)?(?:情况|情形|情节))", "根据"),
        # 到中心办理 = 向中心办理
        (
            rf"(?<=[,，内前])到(?={_IN_PIECE}{{2,24}}?(?:中心|部门|机构|机关)(?:办理|申请|报告|登记))",
            "向",
        ),
        # 禁止的行为包括: = 禁止下列
        (r"禁止(?:从事)?的?(?:行为|活动)(?:主要)?(?:包括|有|如下|是|为)[:：]?", "禁止下列"),
        # 一是…，二是…: the order in which a list is told
        (r"(?<=[,，;；:：。\n])\s*(?:和)?(?:\d{1,2}|一)是(?!否)", ""),
        (r"(?<=[;；:：。\n])\s*\((?:\d{1,2}|一)\)(?![项款目条])", ITEM),
        (r"(?<=\n)\s*\d{1,2}[.、)]\s*(?=[\u4e00-\u9fff])", ITEM),
    )
)


def as_formula(text: str) -> str:
    """Folded text with Arabic numbers, its formulas read as one."""
    for pattern, read in _FORMULAS:
        text = pattern.sub(read, text)
    return text
