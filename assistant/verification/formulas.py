"""Formulas: set phrases of official texts that say the same, read as one; marks of list items."""

from __future__ import annotations

import re

ITEM = "‡"  # stands for the number of a list item: (一), （2）
_IN_PIECE = "[^,，;；。]"

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
        (rf"不服({_IN_PIECE}{{2,24}}?)的?(?=[,，])", r"对\1不服的"),
        (r"省、自治区、直辖市(?:级)?(?=政府)", "省级"),
        # an order to mend comes before a fine, a time limit is one to be done in
        (r"(?<=[,，])先(?=由[^,，;；。]{1,40}责令)", ""),
        (r"(?<=日内)完成(?=审[查核批]|勘查|检查|办理)", ""),
        (r"没有(?=[办取按经获履提报依])", "未"),
        # 一是…，二是…: the order in which a list is told
        (r"(?<=[,，;；:：。\n])\s*(?:和)?(?:\d{1,2}|一)是(?!否)", ""),
        (r"(?<=[;；:：。\n])\s*\((?:\d{1,2}|一)\)(?![项款目条])", ITEM),
    )
)


def as_formula(text: str) -> str:
    """Folded text with Arabic numbers, its formulas read as one."""
    for pattern, read in _FORMULAS:
        text = pattern.sub(read, text)
    return text
