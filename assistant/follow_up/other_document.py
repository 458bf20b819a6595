"""Follow-ups that ask another document after the thing spoken of: 噪声法里怎么说."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis

# What points back to the thing, and asks of it no more than whether and how a text speaks of it;
# possessive, for there is no way back through hundreds of such words.
_SAYS_SO = re.compile(
    r"(?:(?:重庆|国家|全国|中央|[我本]?市里?)的?|对此|对应|与此|与之|就此|此|之|相应|相关|有关|类似|同样|同类|配套|这|那|它|一样|个|件|事|种|类|情况|问题|方面|内容|部分|一?[条款项点块]|哪|第几|里|头|面|上|中|又|也|还|都|是|有没有|有无|有|没有|没|怎么|怎样|如何|咋|什么|啥|规定|说法|说|讲|写|提|到|过|谈|涉及|要求|安排|管|呢|吗|嘛|的|了|么|那么|对|关于|针对|依据|根据|按照?|来讲|来看|[,，?？。!！\s])*+"
)
_PENAL = re.compile(r"怎么?处?罚|罚(?:多少|则|款)|处罚|法律责任|什么后果")

_OF_ITSELF = re.compile(r"介绍|概况|概述|概要|总结|说说|讲讲|全文|原文|主要内容")
_LEADING = re.compile(r"^(?:[里中上]|[里上]?[头面])?的?[,，]?")


# 上位法依据是哪一条: after a task of the plan, what a law says of it.
_LEGAL_BASIS = re.compile(
    r"(?:那|那么|它|这个?|这项)?的?(?:对应|相关|有关)?的?(?:有没有|有)?(?:什么|哪些|哪条)?"
    r"(?:上位法|法律|法规)(?:上)?的?(?:依据|根据|支撑|规定)?(?:依据)?(?:是|在|有)?(?:什么|哪里?|哪些|哪部|哪一?条|没有|吗)*[呢啊]?[?。]*"
)


def in_another_document(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """噪声法里怎么说, 物业条例里有没有相应的规定: the thing spoken of, in the document named."""
    named = tools.titles.find(text)
    topic = memory.topic
    if not named and topic and memory.document_id in tools.knowledge.plans:
        basis = _LEGAL_BASIS.fullmatch(text)
        return Resumed(f"{topic}法律怎么规定") if basis else None
    if len(named) != 1 or not named[0].document_id or not topic:
        return None
    if memory.intent in (Intent.DOCUMENT, Intent.UNIT_TASKS) or asking.DOCUMENT.search(text):
        return None
    rest = ellipsis.OPENING.sub("", text[: named[0].start]) + text[named[0].end :]
    if not rest.strip("《》,，。?？!！ ") or _OF_ITSELF.search(rest):
        return None
    if _SAYS_SO.fullmatch(_PENAL.sub("", rest)):
        asked = "怎么处罚" if _PENAL.search(rest) else "怎么规定"
    elif ellipsis.own_words(rest, tools):
        return None
    else:
        asked = _LEADING.sub("", ellipsis.PRONOUN.sub("", rest))
    title = tools.knowledge.outline(named[0].document_id).document.title
    return Resumed(f"{title}：{topic}{asked}", replace(memory, clause_id="", document_id=""))
