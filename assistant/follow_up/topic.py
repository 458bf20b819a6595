"""Follow-ups about the thing spoken of, or the same asked about another thing."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.follow_up.unit_in_task import PART_ASKED
from assistant.follow_up.values import OWN_MEASURE
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.fold import fold
from corpus.clause import Clause

_OF_TASKS = re.compile(r"任务|工作|事项")
# not of this one alone
_IN_ALL = re.compile(r"(?:总共|一共|合计|拢共|总计)[^,。?]{0,6}[几多]少?[项件条个]")
_WHOLE = re.compile(r"谁|哪|什么|多少|几|怎")
# 那修轻轨呢，又是哪几家 asks no more than 那修轻轨呢 does.
_WHOSE = re.compile(
    r"(?<=呢)[,?]*(?:又|也|都)?(?:是|归|由)?(?:哪[几些两个]?(?:家|个)?(?:单位|部门|局)?|谁)(?:来)?(?:牵头|负责|管)?[?。]*$"
)
# 带队的就一家? 还有哪些部门跟着一起干: said of the units of any task.
_OF_UNITS = re.compile(
    r"(?:就|只|仅|才|光)?(?:有|是)?(?:[这那]么?)?[一两二三四五几](?:家|个(?=单位|部门|局|委))"
    r"|(?:跟着|跟到|陪着)?一[起道块同路](?:来|去)?(?:干|做|搞|弄|办|上|整|推|抓|使劲)?(?:的|了)?"
)
# 动用维修资金呢，也是一样的比例: the same is asked of another thing.
_LIKEWISE = re.compile(
    r"(?<=呢)[,，](?:也|还|又)(?:都)?(?:是不是|是|要)?(?:一样|同样|这样|那样|这么多|那么多|过半|这个数|这些)[^,，]{0,6}$"
)
_LONGEST, _SHORT = 16, 8  # characters of a thing asked about; of one that is named, not told
_ENDINGS = {
    Intent.WHO_LEADS: "的牵头单位和责任单位是谁",
    Intent.INDICATOR: "的目标是多少",
}

# 那污水处理率呢 asks for a value, whatever was asked before.
_MEASURE_ASKED = re.compile(r"的?(?:目标|指标)值?$")
# What was asked of the thing before: 罚多少, 多少业主同意, 要什么材料.
_ASKED = re.compile(
    r"(?:要|会|得|被|该|能|需要|一般|最多|最长|提前)*(?:罚|赔|交|收|补|缴|办|提交|带|给|花|准备)?"
    r"(?:多少|几(?=[天日年月个])|多久|多长时间|怎么处?罚|哪些(?:材料|条件|手续)|什么(?:材料|条件|手续))[^,。?]{0,8}(?=[?。]*$)"
)
_SUPPOSED = re.compile(r"^(?:如果|要是|万一|假如|假设)|[不没拒未]")
# 允许开的地方，但是不装净化设施呢: the deed
_ALLOWED_SO_FAR = re.compile(r"^.*[,，](?:但是?|可是|不过)")
_LEFT_UNDONE = re.compile(
    "(?:又|也)?(?:不|没|未)(?:装|安装|办|登记|备案|申报|公示|公开|清理|清扫|配|设置|设立|签|投保|检测|监测|验收|维护|修建?)[\u4e00-\u9fff]{2}"
)
# 要是业主个人这么干呢: another does what was spoken of
_SO_DONE = re.compile("(?:这么|这样|那么|那样)(?:干|做|搞|整|弄|来)")
_NOT_DONE = re.compile(r"[还仍就硬]是?不|拒不|逾期|不听|不改|不理|不管")
_PARTY = re.compile(
    r"个人|单位|公司|企业|物业(?:公司)?|开发商|业主|房东|租客|商家|工地|老板|司机|乘客"
)
_OUR_CITY = re.compile(r"(?:我们|咱们?)?(?:重庆|本市|我市|这里|这边)(?:市|这边|这里)?")
_HOW_MUCH = re.compile("多少|几|指标|数值|目标")
_HORIZON = re.compile(r"(?:到|至|截至)(20\d\d)年(?:底|末)?[,，]?")
_NTH = re.compile(r"第[一二两三四五六七八九十\d]+(?:项|个|条|点)")


def topic_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """那责任单位呢？ 它到2025年要达到多少？: the thing spoken of."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    of_units = clause is not None and clause.responsibility is not None and asking.WHO.search(text)
    said = _OF_UNITS.sub(" ", text) if of_units else text
    if ellipsis.own_words(said, tools) or not (memory.topic or memory.clause_id):
        return None
    if clause and clause.document_id in tools.knowledge.plans and not _HOW_MUCH.search(text):
        text = _without_horizon(text, clause, tools)
    named = tools.knowledge.units.find(text)
    if (
        named
        and (not ellipsis.PRONOUN.search(text) or _IN_ALL.search(text))
        and (
            asking.LISTING.search(text)
            or (_OF_TASKS.search(text) and tools.duties.asks_for_tasks(text, named))
        )
    ):
        return None
    if tools.titles.find(text):
        return None
    rest = ellipsis.OPENING.sub("", ellipsis.PRONOUN.sub("", text))
    rest = ellipsis.ANAPHORIC_END.sub("", rest).strip("?。!,的 ")
    if _NTH.fullmatch(rest):
        return None  # of a list that there is not
    if _OUR_CITY.fullmatch(rest) and memory.intent in _ENDINGS:
        return Resumed(f"{memory.topic}{_ENDINGS[memory.intent]}", memory)
    if named and not asking.YES_NO.search(text):
        rest = f"{rest}参与吗" if not asking.WHO.search(rest) else rest
    elif memory.intent is Intent.INDICATOR and re.fullmatch(r"(?:到)?20\d\d年?", rest):
        rest = f"{rest}的目标是多少"
    elif (
        ellipsis.MORE.search(rest)
        and not asking.WHO.search(rest)
        and not asking.QUANTITY.search(rest)
    ):
        rest = "的具体内容"
    elif re.fullmatch(r"(?:责任|牵头|配合)(?:单位|部门)?", rest):
        rest = f"的{rest[:2]}单位是谁"
    elif re.fullmatch(r"(?:要是|如果)?违(?:反|法|规)了?", rest):
        rest = f"{rest}罚多少"
    if memory.indicator and clause and clause.responsibility is None and asking.WHO.search(rest):
        return Resumed(f"{memory.indicator}{rest}")  # of a target stated where no task is
    return Resumed(f"{_spoken_of(rest, memory, tools)}{rest}", memory)


def _without_horizon(text: str, clause: Clause, tools: Toolbox) -> str:
    """到2025年这项要达到什么效果: the year that the plan runs to is told of all its tasks."""
    end = tools.knowledge.document_of(clause).period_end
    match = _HORIZON.search(text)
    if match is None or end is None or int(match[1]) != end.year:
        return text
    return text[: match.start()] + text[match.end() :]


def _spoken_of(rest: str, memory: Memory, tools: Toolbox) -> str:
    """The topic; where units are asked for, the title of the task, which says nothing else."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause and clause.title and (asking.WHO.search(rest) or tools.knowledge.units.find(rest)):
        return clause.title
    spoken_of = " ".join(filter(None, (memory.topic, memory.said)))
    return spoken_of or (clause.title if clause else "")


def new_topic(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """大气呢？: the same question about another thing."""
    if memory.intent is Intent.WHO_LEADS:
        text = _WHOSE.sub("", text)
    text = _LIKEWISE.sub("", text)
    if not ellipsis.ANAPHORIC_END.search(text) or asking.WHO.search(text) or memory.intent is None:
        return None
    thing = ellipsis.ANAPHORIC_END.sub("", ellipsis.OPENING.sub("", text)).strip("?。!, ")
    thing = _ALLOWED_SO_FAR.sub("", thing.removesuffix("的"))
    if not thing or len(thing) > _LONGEST or tools.titles.find(text):
        return None
    if memory.intent is Intent.WHO_LEADS and _NOT_DONE.search(thing):
        return None  # 警告了还不听呢: what then, not who
    if _WHOLE.search(thing) or _NTH.fullmatch(thing):
        return None
    of_a_value = OWN_MEASURE.search(thing) or _MEASURE_ASKED.search(thing)
    if memory.intent is Intent.WHO_LEADS and of_a_value:
        return Resumed(f"{_MEASURE_ASKED.sub('', thing)}{_ENDINGS[Intent.INDICATOR]}")
    if _SO_DONE.search(thing) and memory.topic:
        deed = " ".join(filter(None, (memory.topic, memory.said)))
        return Resumed(f"{deed},{thing}", memory, sure=True)
    of_a_plan = memory.document_id in tools.knowledge.plans
    asked = None if of_a_plan else _ASKED.search(memory.question)
    if asked and _SUPPOSED.search(thing):
        asked = asked if "罚" in asked.group() and _LEFT_UNDONE.match(thing) else None
    of_the_deed = _SUPPOSED.search(thing) or _PARTY.fullmatch(thing)
    if not (asked or of_a_plan or of_the_deed) and asking.PUNISHED_BY.search(memory.question):
        return Resumed(f"{thing}罚多少")  # 换成个人倾倒呢, after 谁来罚
    if asked:
        of_it = memory.question[: asked.start()] if _PARTY.fullmatch(thing) else ""
        return Resumed(f"{of_it}{thing}{asked.group()}", sure=len(thing) <= _SHORT)
    if sibling := _sibling(thing, memory, tools):
        taken = replace(memory, clause_id=sibling.id, document_id=sibling.document_id, topic="")
        return Resumed(f"{sibling.title}{_ending(memory)}", taken)
    return Resumed(f"{_in_its_place(thing, memory, tools)}{_ending(memory)}")


def _ending(memory: Memory) -> str:
    """What is asked of the new thing: 市公安局参与吗 as before, the units, the value."""
    of_a_unit = memory.intent is Intent.WHO_LEADS and len(memory.named) == 1
    if of_a_unit and asking.YES_NO.search(memory.question):
        return f"{memory.named[0]}{PART_ASKED[memory.role]}"
    return _ENDINGS.get(memory.intent, "") if memory.intent else ""


def _sibling(thing: str, memory: Memory, tools: Toolbox) -> Clause | None:
    """The one task beside the task spoken of whose title has the thing."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or not clause.title:
        return None
    beside = [
        other
        for other in tools.knowledge.outline(clause.document_id).clauses
        if other.path == clause.path and other.id != clause.id and thing in other.title
    ]
    if len(beside) > 1:  # 水 is the water of 水环境 rather than of 地下水
        beside = [
            other
            for other in beside
            if any(word.startswith(thing) for word in tools.vocabulary.cut(fold(other.title)))
        ]
    return beside[0] if len(beside) == 1 else None


def _in_its_place(thing: str, memory: Memory, tools: Toolbox) -> str:
    """水呢 after 大气污染防治 is 水污染防治: what is said of the one is asked of the other.

    The longest ending of the topic that some text has after the thing.
    """
    for start in range(1, len(memory.topic) - 1):
        said = thing + memory.topic[start:]
        if tools.vocabulary.known(said):
            return said
    return thing
