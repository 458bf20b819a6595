"""Follow-ups after a unit's tasks of which there is but one: who leads it, who takes part."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.follow_up.units import LIST, ROLE_WORDS
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis

_WHICH_UNITS = r"(?:谁|哪[几些]?(?:家|个)?(?:单位|部门|局|委)?|几(?:家|个(?=牵头|责任|单位|部门)))"
# 还有哪几家一起牵头, 另一个牵头单位是谁, 有几个牵头单位, 谁牵头的
_WHO = re.compile(_WHICH_UNITS)
_OTHERS = re.compile(
    rf"(?:还有|另外?(?:的|那)?(?:一|几)?个?|除了?[^,，]{{1,12}}[,，]?){_WHICH_UNITS}?"
    r"(?:和[它他]|跟[它他])?(?:一起|共同|一道|也|都)?"
)
_COUNT_OF_UNITS = re.compile(r"(?:几|多少)个(?=牵头|责任|配合)")
_ROLES = re.compile(r"牵头|责任|配合|参[加与]")


def of_the_one_listed(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """谁牵头的 after 市乡村振兴局参加的是哪一项."""
    if memory.intent is not Intent.UNIT_TASKS or len(memory.listed) != 1:
        return None
    clause = tools.knowledge.clauses.get(memory.listed[0])
    if (
        clause is None
        or not clause.title
        or tools.titles.find(text)
        or LIST.search(_COUNT_OF_UNITS.sub("", text))
    ):
        return None
    rest = ellipsis.OPENING.sub("", text)
    named = tools.knowledge.units.find(rest)
    bare = _OTHERS.sub(" ", ROLE_WORDS.sub(" ", _ROLES.sub(" ", rest)))
    if ellipsis.own_words(_WHO.sub(" ", bare), tools) or not _ROLES.search(rest):
        return None
    about = replace(memory, clause_id=clause.id, document_id=clause.document_id, topic=clause.title)
    if named:
        takes_part = asking.TAKES_PART.search(rest) or asking.YES_NO.search(rest)
        return Resumed(f"{clause.title}{rest}", about) if takes_part else None
    if not (_WHO.search(rest) or _OTHERS.search(rest)):
        return None
    role = "责任" if re.search(r"责任|配合|参[加与]", rest) else "牵头"
    return Resumed(f"{clause.title}的{role}单位是谁", about)
