"""Follow-ups about units: their other role, another unit, whether one takes part."""

from __future__ import annotations

import re

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.follow_up.units_meant import units_meant
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.duties import LEAD, RESPONSIBLE, SOLE, role_asked, shared
from corpus.responsibility import Role

ROLE_WORDS = re.compile(
    r"(?:当|作为|作|做|任|都是|都)?(?:责任|牵头|配合|参与|主办|协助)(?:单位|部门)?(?:的?身份)?的?|不[分管]|(?:其中)?(?:之一|(?:里|中)?的一[个家员])"
)
# 只作为责任单位的是哪几项, beside those it leads
_MERELY = re.compile(
    r"^(?:那|那么)?(?:只|仅|光|单纯|纯)(?:是)?(?=作为|当|做|参与|参加|配合|责任|牵头)"
)
_THE_ITEM = re.compile(r"[这那]一?(?:项|条|个|件)(?!单位|部门|局|委| )")
WITH = re.compile(
    r"^(?:那|[这那]?其中|[这那]?(?:里头|里面|当中|些里面?)的?)*[,，]?"
    r"(?:(?:有)?哪(?:些|几[项个件条])是?)?[跟和与同]"
)
LIST = re.compile(
    r"(?:几|多少|哪[些几一]?)(?:项|件|条|个(?!局|委|办|单位|部门))|任务|工作|哪些事|(?:管|干|做)(?:些)?(?:什么|哪些)"
)
_POINTED = re.compile(
    r"刚才|里头|里面|其中|里(?:的)?那个|里(?:头|面)?有(?=[\u4e00-\u9fff]{2,12}[,，])|那个[\u4e00-\u9fff]{2,8}[局委办部队会][,，]?(?:它|总共|一共|还)"
)
_ADDS = re.compile(
    r"(?:再|把)[^,。?]{0,2}(?:加上|算上|带上|加)|加进来|(?<!才)(?<!哪些)(?<!哪几个)算进[来去]|也算上|一并算|都算上"
)
# 分别是哪些 after a count: the tasks counted.
_WHICH = re.compile(
    r"(?:那|那么)?[,，]?(?:具体|分别|都|各|到底)+(?:是|有|叫)?(?:哪些|哪几[项个件条]|什么|啥)(?:任务|工作|事)?[呢啊呀]?[?。]*"
)
# 逐项列出来吧 after a count.
_LISTED_OUT = re.compile(
    r"(?:那|那就|请|麻烦)?(?:逐[项一条]|全部|都|一一|挨个|具体|给我|帮我|把(?:它们|任务))*"
    r"(?:列|说|报|念|讲)(?:全|出来|一?下|一遍|清楚|给我|我看|看看)+(?:吧|嘛|啊)?[。!]*"
)
# 还有别的吗 after a unit's tasks: the list is all there is.
_ANY_MORE = re.compile(
    r"(?:那|那么)?[,，]?(?:就(?:这些|这一?项)|还有(?:没有)?(?:别的|其他的?|其它的?)(?:任务|工作|事)?)(?:了|吗|不|没有?|么)*[?。]*"
)
_TOO = re.compile(r"(?:呢)?[,，]?(?:有没有|在不在)(?:它|份|里头|里面|在内)*[吗?。]*$")
# Words that only lead back to the unit, or say that the plan spoken of is meant.
_ASIDE = re.compile(
    r"(?:回到|说回|回头说|再说|接着说)?(?:刚才|前面|上面)(?:说|问|提)?(?:到|的)*|回到|说回"
    r"|[在从]?(?:整个|[这该本那]一?)?(?:个|份|部)?(?:行动)?(?:计划|规划|文件)(?:里头|里面|当中|里|中|上|头)"
)
_OCCURS = re.compile(r"(?:同时|共同|一起|一道)?(?:都)?(?:出现|在列|列入|上榜|有份|露面|挂了?名)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、?[(（][一二三四五六七八九十]+[)）]")
_SEVERAL_MORE = re.compile(r"还有|[这那]?[两三四](?:家|个单位|个部门)")
_BESIDES = re.compile(
    r"除了?(?:[这那]一?(?:个|项|条|件)|它|此)(?:任务|工作)?(?:之外|以外|外)?[,，]?"
)
_OTHERS = re.compile(
    r"(?:名下|手上|手头|身上|头上)*(?:还|另外|此外)(?:[要在有]|需要)?(?:管|有|做|干|负责|牵头|参与|参加|承担|配合)?(?:了|着|没有?)?(?:哪些|什么|些)?(?:别的|其他的?|其它的?|另外的?|旁的)(?:什么|任务|工作|事情?|活)?(?:吗|不|没有?|嘛)?"
)
_ONLY_THIS = re.compile(
    r"(?<!单位)(?<!部门)(?:就|只|仅|光)(?:有|管|做|是)?(?:负责|牵头|参与|参加|承担|配合)?(?:了|着)?[这那]一?[项条件](?:任务|工作|事)?(?:吗|么|不|没有?|嘛)"
)
_COUNTED_TOO = re.compile("(?:牵头|参与|参加|负责|配合)(?:的)?(?:有|是)?几[项件条个]")
_DESCRIBING = re.compile(
    r"(?:也|里头|里面)*(?:作|当|做)?(?:责任|牵头|配合|参与)(?:单位|部门)?的(?:[这那]个)?"
)
_IT = re.compile(
    r"它(?!们|俩)|[他它]们(?=自己|又|还|也|都|牵头|负责|参与|参加|配合)|[这该那](?:家(?:公司|企业)?|个?公司|个单位|个部门|个?局|个?委)"
)
_END_OF_NAME = re.compile(
    "(?:那么|那|这|这个|那个|该)?(?P<end>总队|支队|管委会|营管部|集团|(?<![个一])公司)(?=[\u4e00-\u9fff])"
)
_ALSO = re.compile("[也还又]")
_DOES = re.compile(r"[它们家局委位门](?:自己|又|还|也|都)?(?:牵头|负责|参与|参加|配合|管)")


def units_pointed_to(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """上述两家共同参与的任务, 它还管哪些事, 刚才那个经信委总共牵头几项: the tasks of those."""
    text = _BESIDES.sub(" ", text)
    meant = units_meant(text, memory, tools)
    if tools.titles.find(text) or (
        memory.clause_id and _THE_ITEM.search(_ASIDE.sub(" ", meant.rest))
    ):
        return None
    two_named = len(meant.units) > 1 and shared(text) and bool(ellipsis.ANAPHORIC_END.search(text))
    if not meant.units or not (meant.by_pronoun or two_named or _POINTED.search(text)):
        return None
    if not meant.by_pronoun and WITH.search(text):
        return None  # 其中跟市交通局一同牵头的: with the unit spoken of
    together = len(meant.units) > 1
    if not (together and shared(text)) and not _asks_list(text):
        return None
    # 刚才责任单位里那个经信委，它还管哪些事: what stands before the unit only says which it is
    named = tools.knowledge.units.find(text) if _POINTED.search(text) else ()
    rest = text[named[-1].end :] if named else meant.rest
    sole = SOLE.search(rest)
    bare = _OCCURS.sub(" ", SOLE.sub(" ", _ASIDE.sub(" ", rest)))
    words = _SEVERAL_MORE.sub(" ", LIST.sub(" ", ROLE_WORDS.sub(" ", bare)))
    if ellipsis.own_words(words, tools):
        return None
    names = "和".join(meant.units)
    # 一起牵头的还有哪些: more tasks, not further units
    asked = re.sub(r"还有(?=哪些)", "有", rest) if together else rest
    listed, _, counted = asked.partition(",")
    if _COUNTED_TOO.search(counted) and asking.LISTING.search(listed) and not role_asked(listed):
        asked = text = listed  # 有哪些任务，牵头几项: all of them, which are counted anyway
    verb = "单独牵头" if sole else verb_of(role_asked(asked, joint=together))
    if asking.COUNT.search(text) and not together:
        return Resumed(f"{names}{verb or '牵头和参与'}几项任务")
    return Resumed(list_of_tasks(names, verb, joint=together))


def unit_added(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """再加上卫健委，三家都有份的; 参与的也算上: the same of one more unit, or in either role."""
    if not memory.units or memory.intent is not Intent.UNIT_TASKS or not _ADDS.search(text):
        return None
    named = tuple(match.name for match in tools.knowledge.units.find(text))
    names = tuple(dict.fromkeys((*memory.units, *named)))
    joint = memory.joint or len(names) > 1
    asked = role_asked(text, joint=joint) if named else None
    verb = verb_of(asked or (memory.role if named else None))
    return Resumed(list_of_tasks("和".join(names), verb, joint=joint))


def unit_of_pronoun(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """大气那项，它在列否: the unit asked about, where a task is named in its own words."""
    return _with_its_name(text, memory, memory.named, tools)


def unit_by_its_end(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """总队一共有哪些任务: the unit spoken of last whose name ends so."""
    match = _END_OF_NAME.match(text)
    if match is None or tools.knowledge.units.find(text) or tools.titles.find(text):
        return None
    named = [unit for unit in memory.spoken if unit.endswith(match["end"])]
    return Resumed(f"{named[-1]}{text[match.end() :]}") if named else None


def led_by_the_same(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """绿岛那项也是它牵头吗: the one unit that leads the task spoken of."""
    if memory.named or not _ALSO.search(text) or not _THE_ITEM.search(text):
        return None
    clause = tools.knowledge.clauses.get(memory.clause_id)
    duty = clause.responsibility if clause else None
    leads = tuple(mention.name for mention in duty.mentions(Role.LEAD)) if duty else ()
    return _with_its_name(text, memory, leads, tools) if len(leads) == 1 else None


def _with_its_name(
    text: str, memory: Memory, named: tuple[str, ...], tools: Toolbox
) -> Resumed | None:
    """The last of the units named, for the pronoun that stands for it."""
    if tools.knowledge.units.find(text) or not named:
        return None
    if tools.titles.find(text) and not asking.ITS_ROLE.search(text):
        return None
    if (
        memory.clause_id
        and _THE_ITEM.search(text)
        and not ellipsis.own_words(ROLE_WORDS.sub(" ", _THE_ITEM.sub(" ", text)), tools)
    ):
        return None  # 它这项是哪两家牵头的: of the task spoken of
    match = _IT.search(text)
    asked = (asking.TAKES_PART, _DOES, asking.ITS_ROLE)
    if match is None or not any(pattern.search(text) for pattern in asked):
        return None
    if match.group().endswith("们") and len(named) != 1:
        return None
    return Resumed(text[: match.start()] + named[-1] + text[match.end() :])


def _asks_list(text: str) -> bool:
    return bool(asking.LISTING.search(text) or LIST.search(text))


def unit_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """参与的有几项？ after a unit's tasks; 市交通局呢？ after another unit's."""
    if not memory.units or (memory.clause_id and _THE_ITEM.search(text)):
        return None
    of_a_list = memory.intent is Intent.UNIT_TASKS
    if not of_a_list and not (ellipsis.UNIT_PRONOUN.search(text) and LIST.search(text)):
        return None
    if of_a_list and memory.clause_id and re.search(r"[和跟与同]谁|谁一[起道]", text):
        return None
    if _NUMBERED.search(text):
        return None
    text = _MERELY.sub("", text)
    if of_a_list and not tools.knowledge.units.find(text) and _LISTED_OUT.fullmatch(text):
        return Resumed(
            list_of_tasks("和".join(memory.units), verb_of(memory.role), joint=memory.joint)
        )
    sole = "单独" if SOLE.search(text) else ""
    bare = ROLE_WORDS.sub("", SOLE.sub("", text))
    bare = _OCCURS.sub("", LIST.sub("", asking.COUNT.sub("", bare)))
    if ellipsis.own_words(bare, tools):
        return None
    named = tools.knowledge.units.find(text)
    text = _TOO.sub("呢", text) if named else text
    asked = verb_of(role_asked(text))
    if named and WITH.search(text) and shared(text):
        asked = verb_of(role_asked(text, joint=True))
        together = (memory.units[0], *(match.name for match in named))
        return Resumed(list_of_tasks("和".join(together), asked, joint=True))
    if named:
        if len(named) > 1 and shared(text):
            return None  # it says itself whose
        if not ellipsis.ANAPHORIC_END.search(text) and not (memory.joint and len(named) > 1):
            return None
        if asking.LISTING.search(text):
            return None
        if memory.joint and len(named) > 1:
            return Resumed(list_of_tasks("和".join(m.name for m in named), asked, joint=True))
        inherited = asked or _inherited(named[0].name, memory, tools)
        return Resumed(list_of_tasks(named[0].name, inherited, joint=False))
    names = "和".join(memory.units)
    if asking.COUNT.search(text):
        role = asked or verb_of(memory.role)
        return Resumed(f"{names}{'共同' if memory.joint else sole}{role}几项任务")
    if _WHICH.fullmatch(text) or _ANY_MORE.fullmatch(text):
        return Resumed(list_of_tasks(names, f"{sole}{verb_of(memory.role)}", joint=memory.joint))
    if asked or asking.LISTING.search(text) or ellipsis.ANAPHORIC_END.search(text):
        return Resumed(list_of_tasks(names, f"{sole}{asked}", joint=memory.joint))
    return None


def list_of_tasks(names: str, verb: str, *, joint: bool) -> str:
    """The question after the tasks of units, in one role (`verb`) or both, shared or not."""
    if joint and verb == "参与":
        verb = "作为责任单位的有"  # in either role is what 共同参与 means
    return f"{names}{'共同' if joint else ''}{verb or '牵头和参与'}哪些任务"


def _inherited(name: str, memory: Memory, tools: Toolbox) -> str:
    """The role asked about before; either, where this unit has it in no task."""
    tasks = tools.knowledge.tasks_of(name)
    of_role = {Role.LEAD: tasks.lead, Role.RESPONSIBLE: tasks.responsible, None: ()}[memory.role]
    return verb_of(memory.role) if of_role else ""


def verb_of(role: Role | None) -> str:
    """How a role is asked for."""
    return {Role.LEAD: "牵头", Role.RESPONSIBLE: "参与", None: ""}[role]


def other_tasks(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """市通信管理局还管别的不, 它就参与这一项吗: what the unit does, after one of its tasks."""
    if not memory.clause_id or not (_OTHERS.search(text) or _ONLY_THIS.search(text)):
        return None
    if any(match.document_id not in tools.knowledge.plans for match in tools.titles.find(text)):
        return None
    meant = units_meant(_ASIDE.sub(" ", text), memory, tools)
    rest = ROLE_WORDS.sub(" ", _ONLY_THIS.sub(" ", _OTHERS.sub(" ", meant.rest)))
    if len(meant.units) != 1 or ellipsis.own_words(rest, tools):
        return None
    return Resumed(list_of_tasks(meant.units[0], verb_of(role_asked(meant.rest)), joint=False))


def unit_described(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """配合的市教委自己牵头几项: its role in the task spoken of says only which unit is meant."""
    named = tools.knowledge.units.find(text)
    if len(named) != 1 or not memory.clause_id or tools.titles.find(text):
        return None
    before = ellipsis.OPENING.sub("", text[: named[0].start])
    rest = text[named[0].end :]
    if not _DESCRIBING.fullmatch(before) or not _asks_list(rest):
        return None
    return Resumed(text[named[0].start :])


def somebody_takes_part(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """街道要参加吗: whether the task spoken of names somebody."""
    match = asking.PARTICIPANT.match(text)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or not clause.title or clause.responsibility is None:
        return None
    if tools.knowledge.units.find(text) or tools.titles.find(text):
        return None
    if len(tools.vocabulary.content_words(match["who"])) > 1:
        return None  # a matter: 老旧小区改造要参与吗
    return Resumed(f"{clause.title}{text}", memory)


def role_of_unit(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """那是责任单位不: whether the unit asked about before has this role in the task."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or not clause.title or not memory.units or len(memory.units) > 1:
        return None
    if memory.intent is not Intent.WHO_LEADS or not asking.YES_NO.search(text):
        return None
    if not (LEAD.search(text) or RESPONSIBLE.search(text)) or asking.WHO_ELSE.search(text):
        return None
    if tools.knowledge.units.find(text) or ellipsis.own_words(ROLE_WORDS.sub("", text), tools):
        return None
    rest = ellipsis.OPENING.sub("", text)
    return Resumed(f"{clause.title}{memory.units[0]}{rest}", memory)
