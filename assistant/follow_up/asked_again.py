"""Follow-ups that ask the same once more: 再说一遍, 回到第一个问题."""

from __future__ import annotations

import re

from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding.asked_of_laws import Asked

_FIRST = re.compile(
    "第一(?:个|问|项|件)|最[先初早开]|首[个先]|头一?(?:个|回|先)|刚开始|一开始|起初|开头"
)
_BEFORE_LAST = re.compile("上上|前一|上一|前面|先前|此前|之前")


def asked_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """The last question, the one before it or the first, as it was understood."""
    if not memory.asked:
        return None
    acts = tuple(tools.law_questions.asked(text))
    asked = acts[0] if acts else None
    if asked is Asked.REPEAT and set(acts) & {Asked.NEXT, Asked.PREVIOUS, Asked.ITEM}:
        return None  # 再念下一条
    if asked is Asked.REPEAT:
        return Resumed(memory.asked[-1], sure=True)
    if asked is not Asked.EARLIER or len(memory.asked) < 2:
        return None
    back = -2 if _BEFORE_LAST.search(text) and not _FIRST.search(text) else 0
    return Resumed(memory.asked[back], sure=True)
