"""Follow-ups about one unit in the task spoken of: 市公安局在里面是什么角色, 有市教委吗."""

from __future__ import annotations

import re

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.follow_up.units import ROLE_WORDS
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.duties import LEAD, SOLE
from corpus.responsibility import Role

# Whether a unit has that role in a task, or any.
PART_ASKED = {Role.LEAD: "牵头吗", Role.RESPONSIBLE: "是责任单位吗", None: "参与吗"}
_INSIDE = re.compile(
    r"(?:也|都|又|还|是不是|是否)*在不?(?:在)?(?:这里|这项|这条|它|其)?的?(?:责任|牵头|配合|这个)?(?:单位|部门)?(?:名单)?(?:里头|里面|其中|当中|之中|之列|列|内|里|上)(?:吗|不|没有?)?"
    # 市财政局被列进这项任务了吗
    r"|(?:被|给|没有?|未)?(?:[列写算归放纳编]没)?(?:列|写|算|归|放|纳|编)(?:进去?|入|到|在)了?(?:[这该本]一?[项条个]|它|其)?(?:任务|工作|名单)?(?:里头?|里面|其中|中)?了?(?:没有?|吗|不|吧)?"
    # 这项里点名市规划自然资源局了吗
    r"|(?:[这那该本]一?[项条个](?:任务|工作)?)?(?:里头?|里面|中)(?:有没有|是否|有)?(?:点(?:了|到)?名|提到|写到|写明)(?:到|过|了)*(?:没有?|吗|不|么)?"
    # 市水利局用不用通知: whoever takes part is asked to come
    r"|(?:也|都|还)?(?:用不用|要不要|该不该|需不需要|需要|要|用)(?:也)?(?:通知|喊|叫|请|到会|出席|派人)(?:上|来|一下|开会|参会)*(?:吗|不|么|嘛)?"
)
_AS_RESPONSIBLE = re.compile("(?:责任|配合)(?:单位|部门)")
# 市公安局这回算吧, 那市财政局算不算
_COUNTS_IN = re.compile(
    r"(?:这[回次里]|这边)?(?:也|总|就)?算(?:不算|(?:的|上|在内|数)?(?:吧|吗|不|么))(?=[?。]*$)"
)
# Named and nothing else asked: 有市教委吗, 市教委有没有, 含不含市教委.
_NAMED = re.compile(
    r"(?:(?:只是|就是|光是)(?:吧|吗)?[,，]?)?(?:也|还)?(?:是不是|是否|算不算|算|是)?(?:里面|里头|其中|当中)?(?:有没有|有无|含不含|包不包括|包括|包含|列了|写了|提到|有)?(?:呢|吗|嘛|不|没有?|么)?[?。]*"
)


# 在健康发展那条里呢: the unit asked about before, in another task
_IN_ANOTHER = re.compile(
    r"^在?(?P<thing>[^,，。?这那]{2,24}?)的?[这那]一?[项条个](?:任务|工作)?(?:里头?|里面|中)呢[?。]*$"
)


def unit_in_another_task(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """The part that the unit asked about before has in a task told by a few words."""
    match = _IN_ANOTHER.match(ellipsis.OPENING.sub("", text))
    if match is None or len(memory.named) != 1 or memory.intent is not Intent.WHO_LEADS:
        return None
    if tools.knowledge.units.find(text) or tools.titles.find(text):
        return None
    clause = tools.knowledge.clauses.get(memory.clause_id)
    words = ellipsis.own_words(match["thing"], tools)
    if clause is None or all(word in tools.knowledge.folded(clause).body for word in words):
        return None
    return Resumed(f"{match['thing']}那项任务{memory.named[0]}{PART_ASKED[memory.role]}")


def unit_in_task(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """The part that a unit, named or asked about before, has in the task spoken of."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or not clause.title or clause.responsibility is None:
        return None
    named = tools.knowledge.units.find(text)
    if tools.titles.find(text) or len(named) > 1:
        return None
    units = tuple(match.name for match in named) or memory.named
    if len(units) != 1:
        return None
    rest = ellipsis.OPENING.sub("", text)
    for match in named:
        rest = rest.replace(text[match.start : match.end], "", 1)
    role = asking.ITS_ROLE.search(rest)
    alone = SOLE.search(rest) if not named else None
    inside = _INSIDE.search(rest)
    counts_in = _COUNTS_IN.search(rest) if named else None
    bare = SOLE.sub("", _COUNTS_IN.sub("", _INSIDE.sub("", asking.ITS_ROLE.sub("", rest))))
    bare = ellipsis.UNIT_PRONOUN.sub("", ROLE_WORDS.sub("", bare)).strip(" ,?。")
    if not (role or alone or inside or counts_in or (named and asking.YES_NO.search(text))):
        return None
    if not _NAMED.fullmatch(bare) and not (alone and bare.strip("是吗不嘛的吧?") == ""):
        return None
    if role:
        return Resumed(f"{clause.title}{units[0]}是牵头单位还是责任单位", memory)
    if inside and _AS_RESPONSIBLE.search(inside.group()):
        return Resumed(f"{clause.title}{units[0]}是责任单位吗", memory)
    leads = named and LEAD.search(re.split(r"[,，]", rest)[-1])
    asked = "单独牵头吗" if alone else "牵头吗" if leads else "参与吗"
    return Resumed(f"{clause.title}{units[0]}{asked}", memory)
