"""Resume: an elliptical follow-up takes what it lacks from the conversation.

A complete question takes nothing, so asking A, B, A gives the first answer again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.follow_up.asked_again import asked_again
from assistant.follow_up.clauses import (
    asked_on,
    clause_of_kind,
    document_again,
    located,
    said_there,
    within_clause,
)
from assistant.follow_up.earlier import gone_back, without_return
from assistant.follow_up.filtered import also_with, other_of_unit, with_another
from assistant.follow_up.numbered import (
    article_again,
    neighbour,
    ordinal,
    paragraph_again,
    with_role,
)
from assistant.follow_up.one_task_listed import of_the_one_listed
from assistant.follow_up.opposite import opposite
from assistant.follow_up.other_document import in_another_document
from assistant.follow_up.ours import for_our_office, ours
from assistant.follow_up.parts import part_again
from assistant.follow_up.pointed import pointed
from assistant.follow_up.pointed_at_law import pointed_at_law
from assistant.follow_up.resumed import Resumed
from assistant.follow_up.these_tasks import (
    another_task,
    compared_with,
    one_of_them,
    the_other,
    these_tasks,
)
from assistant.follow_up.topic import new_topic, topic_again
from assistant.follow_up.unit_in_task import unit_in_another_task, unit_in_task
from assistant.follow_up.units import (
    led_by_the_same,
    other_tasks,
    role_of_unit,
    somebody_takes_part,
    unit_added,
    unit_again,
    unit_by_its_end,
    unit_described,
    unit_of_pronoun,
    units_pointed_to,
)
from assistant.follow_up.values import finished_when, value_of_another, value_of_task
from assistant.inquiry import Inquiry, Memory
from assistant.tools import Toolbox
from assistant.understanding import ellipsis
from assistant.understanding.fold import fold

# The first that fits rewrites the question.
RULES = (
    asked_again,
    pointed,
    pointed_at_law,
    ours,
    of_the_one_listed,
    these_tasks,
    led_by_the_same,
    compared_with,
    one_of_them,
    the_other,
    another_task,
    unit_in_task,
    paragraph_again,
    ordinal,
    in_another_document,
    opposite,
    neighbour,
    with_role,
    unit_in_another_task,
    located,
    asked_on,
    article_again,
    clause_of_kind,
    part_again,
    unit_by_its_end,
    unit_described,
    other_tasks,
    also_with,
    with_another,
    other_of_unit,
    units_pointed_to,
    document_again,
    unit_added,
    unit_again,
    role_of_unit,
    somebody_takes_part,
    unit_of_pronoun,
    value_of_task,
    finished_when,
    topic_again,
    said_there,
    within_clause,
    value_of_another,
    new_topic,
)


# 配合的呢，全部列出来: that the answer is to be whole, or told.
_TELL = "列|说|讲|报|念|数|写|罗列"
_WHOLE = "全部|全都|都|完整地?|一并|挨个|逐一|给我|帮我|把(?:它们|他们|名单|名字)"
_TO_ME = "全|齐|出来|一?下|一遍|完整?|清楚|明白|给我|我听"
_COMMAND = re.compile(
    rf"[,，](?:请|麻烦)?(?:(?:{_WHOLE})+(?:{_TELL})(?:{_TO_ME})*|(?:{_TELL})(?:{_TO_ME})+)(?:来听听?)?[。!]*$"
)
# 责任单位列一下，领导要看: what for, which asks nothing.
_WHAT_FOR = re.compile(
    r"[,，](?:领导|老板|主任|局长|我们?|会上|材料里?|报告里?|明天|马上)+(?:要|等着|急着|好|得)*(?:看|用|写|汇报|报|发|交)(?:[进到在入成][^,。?]{1,6})?(?:的|呢|了|材料|报告)*[。!]*$"
)
# 写这句话的那一条: the clause just quoted.
_SAYING_SO = re.compile(
    r"(?:写|说|讲|提到?|规定)(?:了|着|到|过)?这(?:句话?|一?点|段话?|个)?的[那这]?一?(?:条|项|款|个任务)"
)
# 市残联呢，它参与了什么: the pronoun is the unit just named.
_ITSELF = re.compile(r"(?:呢|嘛|哈)?[,，][它他]们?(?=[\u4e00-\u9fff])")
_POINTS_BACK = re.compile(r"^(?:那么|那|其中|里面|里头)[,，]?(?!个|些|条|项|里|边)")


def resume(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Rewrite a follow-up into a question that stands alone."""
    memory = inquiry.memory
    text = _WHAT_FOR.sub("", _SAYING_SO.sub("这一项", inquiry.text))
    text = _with_its_pronoun(_COMMAND.sub("", text) or text, tools)
    if not memory.question:
        # What points back to nothing says nothing.
        whole = _POINTS_BACK.sub("", text) or text
        if named := pointed(whole, memory, tools) or pointed_at_law(whole, memory, tools):
            return _rewritten(inquiry, named)
        return replace(inquiry, rewritten=whole, verdict="首次提问")
    text = for_our_office(text, memory, tools)
    if back := gone_back(text, memory, tools):
        rest, of_it = back
        clause = tools.knowledge.clause(of_it.clause_id)
        asked = Resumed(f"{clause.document_title}{fold(clause.label)}：{rest}")
        return _rewritten(inquiry, _resumed(rest, of_it, tools) or asked)
    if resumed := _resumed(text, memory, tools):
        return _rewritten(inquiry, resumed)
    said = without_return(ellipsis.OPENING.sub("", text) or text, tools)
    return replace(inquiry, rewritten=said, verdict="问题完整，不承接上文")


def _with_its_pronoun(text: str, tools: Toolbox) -> str:
    named = tools.knowledge.units.find(text)
    if len(named) != 1 or ellipsis.OPENING.sub("", text[: named[0].start]):
        return text
    match = _ITSELF.match(text, named[0].end)
    return text[: match.start()] + text[match.end() :] if match else text


def _resumed(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    return next((resumed for rule in RULES if (resumed := rule(text, memory, tools))), None)


def _rewritten(inquiry: Inquiry, resumed: Resumed) -> Inquiry:
    return replace(
        inquiry,
        rewritten=resumed.text,
        inherited=resumed.inherited,
        among=resumed.among,
        sure=resumed.sure,
        resumed=True,
        verdict=f"承接上文：{resumed.text}",
    )
