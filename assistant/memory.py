"""Memory: what a conversation carries on from an answered question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.inquiry import Inquiry, Memory, Reading
from assistant.tools import Toolbox
from assistant.understanding import ellipsis
from assistant.understanding.fold import fold
from corpus.clause import Clause

_WHEN = re.compile(r"(?:到|在)?20\d\d年?(?:底|末)?的?|现在|目前|已经")
# 智慧医院是[市卫生健康委]牵头: what is asked of the unit is no part of the matter
_ITS_ROLE = re.compile(
    r"(?:也|都|还)*(?:是|由|归|有)?\s+(?:是不是|是否|也|都)*(?:牵头|负责|参[与加]|配合)?(?:单位|部门)?(?:之一)?$"
)
_KEPT = 20  # questions that may be gone back to
_FEW = 2  # own words up to which a question names no matter of its own
_OF_THE_TASK = 0.6  # share of a target's words that the title of the task has


def remember(inquiry: Inquiry, tools: Toolbox) -> Memory:
    """What later questions may lean on; a refused question leaves the old memory in place.

    Only what it asked for is carried on: 绿化覆盖率呢 after a target that the texts do not set.
    """
    answer, reading = inquiry.answer, inquiry.reading
    if answer is None or reading is None:
        return inquiry.memory
    asked = (*inquiry.memory.asked, inquiry.rewritten)[-_KEPT:]
    if answer.status in (Status.NO_MATCH, Status.NOT_STATED):
        return replace(_after_refusal(inquiry, reading), asked=asked)
    if answer.status is not Status.ANSWERED:
        return inquiry.memory
    clauses = tuple(dict.fromkeys(citation.clause for citation in answer.citations))
    new_list = answer.kind is Intent.UNIT_TASKS or (len(clauses) > 1 and not inquiry.resumed)
    # A list stays in mind while its items are gone through.
    kept = inquiry.memory.listed if inquiry.resumed else ()
    topic, said = _ITS_ROLE.sub("", reading.topic) if reading.units else reading.topic, ""
    if inquiry.inherited and inquiry.inherited.topic:
        topic, said = inquiry.inherited.topic, inquiry.inherited.said
    elif _says_little(inquiry, clauses, tools):
        topic, said = inquiry.memory.topic, reading.topic
    elif title := _addressed(inquiry, clauses):
        topic = title
    if task := _task_of_target(answer, inquiry, clauses, tools):
        clauses, topic = (task, *clauses), task.title
    first = clauses[0] if clauses else None
    document = first.document_id if first else next((d for d in reading.documents if d), "")
    return replace(
        Memory(),
        question=inquiry.rewritten,
        intent=answer.kind,
        topic="" if answer.kind is Intent.UNIT_TASKS else topic or (first.title if first else ""),
        said=said,
        document_id=document,
        clause_id=_spoken_of(answer, inquiry, clauses),
        listed=tuple(clause.id for clause in clauses) if new_list else kept,
        units=reading.units or inquiry.memory.units,
        joint=reading.joint if reading.units else inquiry.memory.joint,
        named=reading.units,
        spoken=_spoken(inquiry.memory.spoken, reading.units),
        indicator=answer.indicators[0].indicator.name if answer.indicators else "",
        part=inquiry.address.part if inquiry.address else "",
        role=reading.role,
        asked=asked,
        visited=tuple(dict.fromkeys((*inquiry.memory.visited, *((first.id,) if first else ())))),
    )


def _after_refusal(inquiry: Inquiry, reading: Reading) -> Memory:
    """The old memory; where there is none, what was asked about, less the place and the year.

    The document of the nearest clause is spoken of: 对个人罚多少 after what it does not say.
    """
    memory = inquiry.memory
    of_a_unit = reading.units or reading.absent_units
    if memory.clause_id or memory.topic or of_a_unit:
        if reading.intent is not Intent.INDICATOR or memory.clause_id:
            return memory
        return replace(memory, question=inquiry.rewritten, intent=reading.intent)
    topic = _WHEN.sub("", reading.topic)
    for place in reading.places:
        topic = re.sub(rf"{re.escape(place)}[省市区县]?的?", "", topic)
    near = inquiry.answer.nearest if inquiry.answer else ()
    return replace(
        memory,
        question=inquiry.rewritten,
        intent=reading.intent,
        topic=topic.strip(),
        document_id=near[0].document_id if near else "",
    )


def remember_parts(memory: Memory, answers: Sequence[Answer]) -> Memory:
    """After several questions in one message: the clause of each, so that 前一项 is the first."""
    firsts = dict.fromkeys(answer.citations[0].clause.id for answer in answers if answer.citations)
    return replace(memory, listed=tuple(firsts)) if len(firsts) > 1 else memory


def _spoken(before: Sequence[str], named: Sequence[str]) -> tuple[str, ...]:
    """The units asked about, in the order in which they were last named."""
    return (*(unit for unit in before if unit not in named), *named)


def _says_little(inquiry: Inquiry, clauses: Sequence[Clause], tools: Toolbox) -> bool:
    """几天批得下来: of the regulation spoken of, and of the matter named before."""
    before = inquiry.memory
    if not before.topic or not clauses or clauses[0].document_id != before.document_id:
        return False
    if before.document_id in tools.knowledge.plans:
        return False
    return len(ellipsis.own_words(inquiry.text, tools)) <= _FEW


def _addressed(inquiry: Inquiry, clauses: Sequence[Clause]) -> str:
    """The title of a task that was asked about by its number: 七（一）1是什么任务."""
    named = inquiry.address.clause_ids if inquiry.address and not inquiry.address.inherited else ()
    if len(named) != 1 or not clauses or clauses[0].id != named[0]:
        return ""
    return clauses[0].title


def _task_of_target(
    answer: Answer, inquiry: Inquiry, clauses: Sequence[Clause], tools: Toolbox
) -> Clause | None:
    """The task spoken of, where a target of its matter was found in the plan's overview."""
    task = tools.knowledge.clauses.get(inquiry.memory.clause_id)
    if answer.kind is not Intent.INDICATOR or not answer.indicators or not clauses or task is None:
        return None
    stated = clauses[0]
    if stated.document_id != task.document_id or stated.responsibility or not task.responsibility:
        return None
    words = tools.vocabulary.content_words(fold(answer.indicators[0].indicator.name))
    of_it = tools.vocabulary.coverage(words, fold(task.title))
    return task if words and of_it >= _OF_THE_TASK else None


def _spoken_of(answer: Answer, inquiry: Inquiry, clauses: Sequence[Clause]) -> str:
    """Id of the clause that the next question may be about; none after a list of several."""
    if answer.kind is Intent.UNIT_TASKS and len(clauses) != 1:
        return ""
    if answer.kind is Intent.INDICATOR and inquiry.inherited and inquiry.inherited.clause_id:
        return inquiry.inherited.clause_id  # a target stated elsewhere is one of the task's still
    return clauses[0].id if clauses else ""
