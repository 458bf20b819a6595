"""Asides: what a question tells beside what it asks: whom one went to, who complained, examples."""

from __future__ import annotations

import re

from assistant.tools import Toolbox
from corpus.unit import UnitMatch

_SUCH = re.compile(
    r"(?:像|比如|例如)?(?P<names>[\u4e00-\u9fff、]{2,14}?)(?<!的)(?:这种|这类|这样的|那种|那样的|之类的)(?=[\u4e00-\u9fff]{2})"
)
# 去信访局反映问题: whom one goes to, of whose tasks nothing is asked.
_TO = re.compile(r"(?:去|(?<![涉说提谈])到|找|向|往)$")
_GOES_ON = re.compile(
    r"(?:当面|集体|一起|亲自)?(?:反映|投诉|举报|申请|办|告|问|提|查|登记|备案|交|领|闹|上访|信访|要求)"
)
# 住户投诉到物业来了: that one was complained to, where what is done about it is asked.
_RECEIVED = re.compile(
    r"(?<=[,，])(?:[^,，。?]{0,8}(?:住户|居民|业主|邻居|群众|有人|大家|他们|家长|租户|商户)(?:们)?)?(?:都|就|也|老是?|天天|经常|又)*"
    r"(?:(?:跑|打电话|找上门)?来(?:找我们|向我们|跟我们)?(?:投诉|举报)|(?:向|找|跟)我们(?:投诉|举报)|(?:投诉|举报)到[^,，。?]{1,6}来)[了的]?[,，](?=[^。?]*(?:怎么|如何|咋|该))(?![^。?]*(?:受理|登记|答复|回复|接待|转办))"
    r"|^(?:有人|有(?:个)?(?:居民|业主|群众|住户|市民)|居民|群众|市民|来电人)(?:天天|老是?|都|今天|刚才?)?(?:来电|打电话)?[,，]?来?(?:举报|投诉|反映)(?:说|称|讲)?[,，:]?"
    r"(?=[^。?]{6,}(?:怎么|如何|咋|该|罚|合不合|可不可以|能不能|[准许]不[准许]))(?![^。?]*(?:受理|登记|答复|回复|接待|转办|保密|奖|回话))"
)

# 正常情况下最低比例是多少: as a rule.
_AS_A_RULE = re.compile("(?:正常|一般|通常)的?情况下?[,，]?")


def without_asides(text: str, tools: Toolbox) -> str:
    """The question without examples of what it means and without who complained of it."""
    return _RECEIVED.sub("", _without_examples(_AS_A_RULE.sub("", text), tools))


def gone_to(text: str, unit: UnitMatch) -> bool:
    """True for a unit that one goes to with something, of whose tasks nothing is asked."""
    return bool(_TO.search(text[: unit.start]) and _GOES_ON.match(text[unit.end :]))


def _without_examples(text: str, tools: Toolbox) -> str:
    """十八梯、磁器口这种老街怎么保护: names that no text has, said as examples of what is meant."""
    match = _SUCH.match(text)
    if match is None:
        return text
    if any(map(tools.vocabulary.known, tools.vocabulary.content_words(match["names"]))):
        return text
    return text[match.end() :]
