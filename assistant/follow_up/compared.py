"""Follow-ups that compare the tasks spoken of together: 责任单位有什么不同."""

from __future__ import annotations

import re

from assistant.answer import Intent
from assistant.inquiry import Memory
from assistant.tools import Toolbox

_COMPARED = re.compile(
    r"^(?:那|那么)?(?:[它他]们|它?俩|[这那]?两(?:项|条|个|者|边)|二者)?(?:之间)?的?"
    r"(?P<role>牵头|责任|配合|参与)的?(?:单位|部门)?(?:呢)?[,，]?(?:都|又|也)?(?:是不是|是否|是)?"
    r"(?:一样|相同|同一[个家些]|一致|有(?:什么|哪些|没有)?(?:不同|不一样|区别|差别|重合|相同))[^,，]{0,3}$"
)
_MOST = 3


def compared(text: str, memory: Memory, tools: Toolbox) -> tuple[str, ...]:
    """The question for each of the tasks asked about together; empty for any other question."""
    match = _COMPARED.match(text)
    if match is None or memory.intent is not Intent.WHO_LEADS:
        return ()
    if not 1 < len(memory.listed) <= _MOST:
        return ()
    tasks = [tools.knowledge.clauses.get(clause_id) for clause_id in memory.listed]
    if not all(task and task.title and task.responsibility for task in tasks):
        return ()
    return tuple(f"{task.title}的{match['role']}单位是谁" for task in tasks if task)
