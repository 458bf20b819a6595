"""Resume: an elliptical follow-up takes what it lacks from the conversation.

A complete question takes nothing, so asking A, B, A gives the first answer again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import asking
from assistant.answer import Intent
from assistant.inquiry import Inquiry, Memory
from assistant.steps.address import number_of
from assistant.tools import Toolbox
from corpus.clause import ClauseKind

_N = r"[一二两三四五六七八九十\d]+"
_ORDINAL = re.compile(
    rf"^(?:那么|那|请|麻烦|再)*(?:把|说说|讲讲|介绍(?:一下)?|看看|展开)?(?:第({_N})|(最后|前|后)一?)(?:个|条|项|点|款|者|件)(?:任务|工作|规定|条款)?"
)
_PRONOUN = re.compile(
    r"它们|他们|它|(?:这|该|那|此|上述|上面(?:这|那)?|刚才(?:说的)?(?:这|那)?|前面(?:这|那)?)(?:一)?(?:项|个|条|些|件)?(?:具体)?(?:任务|工作|指标|目标|规定|单位|部门|局|委|事|内容|条款|项目|问题)|这(?:项|个|条|些|件|里)|那(?:项|个|条|些|件)(?!人)|其中|该项|该条|此项|此事|前者|后者|(?<![尤与])其(?!他|它|余|实|次|中)"
)
_UNIT_PRONOUN = re.compile(r"(?:这|该|那)(?:个|家)?(?:单位|部门|局|委|机构)|它|他们|它们")
_DOCUMENT_PRONOUN = re.compile(
    r"(?:这|该|本|那)(?:个|部|份|项)?(?:条例|法律|法规|办法|规定|法|文件|行动计划|计划|规划)"
)
_OPENING = re.compile(r"^(?:那么|那就|那|还有|另外|再问(?:一下|下)?|接着问|然后|嗯|哦|好的?|对了|顺便问(?:一下|下)?)[,，]?")
# Words that name an attribute of something already spoken of, not a new thing.
_ATTRIBUTE = re.compile(
    r"^(?:补贴|补助|标准|期限|时间|时限|金额|费用|资金|经费|钱|面积|比例|指标|目标|数字|数值|要求|措施|原文|依据|出处|电话|联系方式|条款|内容|范围|对象|条件|流程|程序|材料|处罚|罚款|罚|责任|后果|进展|进度|年份|年底|详细|详情|细节|部门|单位|参与|牵头|配合|达到|完成|规定|区县|政府|20\d\d年?|\d+|原话|全文|意思|背景|地址|名单|负责人|局长|领导|例外|其他|别的|更多|具体|展开|解释|介绍|继续|内容是)$"
)
_MORE = re.compile(r"详细|具体|展开|说说|讲讲|介绍|解释|原文|全文|内容|继续")
_ANAPHORIC_END = re.compile(r"呢[?。!]*$")


def resume(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Rewrite a follow-up into a question that stands alone."""
    memory = inquiry.memory
    text = inquiry.text
    if not memory.question:
        return replace(inquiry, verdict="首次提问")
    for rule in (_ordinal, _article_again, _document_again, _unit_again, _topic_again, _new_topic):
        rewritten = rule(text, memory, tools)
        if rewritten is not None:
            return replace(
                inquiry,
                rewritten=rewritten[0],
                inherited=rewritten[1],
                verdict=f"承接上文：{rewritten[0]}",
            )
    return replace(inquiry, verdict="问题完整，不承接上文")


_Resumed = tuple[str, Memory | None]


def _ordinal(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """第二条详细说说: the second of what was listed."""
    match = _ORDINAL.match(text)
    if match is None or tools.titles.find(text) or len(memory.listed) < 2:
        return None
    index = len(memory.listed) - 1
    if match.group(1):
        index = number_of(match.group(1)) - 1
    elif match.group(2) == "前":
        index = 0
    if not 0 <= index < len(memory.listed):
        return None
    clause = tools.knowledge.clauses.get(memory.listed[index])
    if clause is None:
        return None
    rest = re.sub(r"^(?:的|是|呢|,)*", "", text[match.end() :])
    rest = rest if asking.topic_of(rest) or asking.WHO.search(rest) else "具体内容"
    taken = replace(memory, clause_id=clause.id, document_id=clause.document_id)
    return f"{clause.document_title}{clause.name}{rest}", taken


def _article_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """那第十二条呢: an article of the regulation spoken of."""
    match = re.search(rf"第?({_N}|[百零〇\d]+)条", text)
    if match is None or tools.titles.find(text) or not memory.document_id:
        return None
    outline = tools.knowledge.outlines.get(memory.document_id)
    if outline is None or not any(c.kind is ClauseKind.ARTICLE for c in outline.clauses):
        return None
    return f"{outline.document.title}{_OPENING.sub('', text)}", None


def _document_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """该条例什么时候施行: the document spoken of."""
    match = _DOCUMENT_PRONOUN.search(text)
    if match is None or not memory.document_id or tools.titles.find(text):
        return None
    outline = tools.knowledge.outlines.get(memory.document_id)
    if outline is None:
        return None
    return text[: match.start()] + outline.document.title + text[match.end() :], None


def _own_words(text: str, tools: Toolbox) -> tuple[str, ...]:
    """Words by which the question names a thing of its own."""
    for match in reversed(tools.knowledge.units.find(text)):
        text = text[: match.start] + " " + text[match.end :]
    text = _PRONOUN.sub(" ", _OPENING.sub("", text))
    words = tools.vocabulary.content_words(asking.topic_of(text))
    return tuple(word for word in words if not _ATTRIBUTE.match(word))


def _unit_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """参与的有几项？ after a unit's tasks; 市交通局呢？ after another unit's."""
    if memory.intent is not Intent.UNIT_TASKS or not memory.unit or _own_words(text, tools):
        return None
    named = tools.knowledge.units.find(text)
    if named and _ANAPHORIC_END.search(text):
        roles = {"lead": "牵头", "responsible": "参与"}
        verb = roles[memory.role] if memory.role else "牵头和参与"
        return f"{named[0].name}{verb}哪些任务", None
    if named:
        return None
    if asking.LISTING.search(text) or asking.COUNT.search(text) or _ANAPHORIC_END.search(text):
        rest = _OPENING.sub("", _UNIT_PRONOUN.sub("", text))
        if not asking.LISTING.search(rest):
            verb = "牵头" if "牵头" in rest else "参与" if re.search("参与|责任|配合", rest) else ""
            rest = f"{verb}哪些任务"
        return f"{memory.unit}{rest}", None
    return None


def _topic_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """那责任单位呢？ 它到2025年要达到多少？: the thing spoken of."""
    if _own_words(text, tools) or not (memory.topic or memory.clause_id):
        return None
    named = tools.knowledge.units.find(text)
    if named and asking.LISTING.search(text) and not _PRONOUN.search(text):
        return None
    if tools.titles.find(text):
        return None
    rest = _OPENING.sub("", text)
    rest = _PRONOUN.sub("", rest)
    rest = _ANAPHORIC_END.sub("", rest).strip("?。!,的 ")
    if named and not asking.YES_NO.search(text):
        rest = f"{rest}参与吗" if not asking.WHO.search(rest) else rest
    elif _MORE.search(rest) and not asking.WHO.search(rest):
        rest = "的具体内容"
    elif re.fullmatch(r"(?:责任|牵头|配合)(?:单位|部门)?", rest):
        rest = f"的{rest[:2]}单位是谁"
    return f"{memory.topic}{rest}", memory


def _new_topic(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """大气呢？: the same question about another thing."""
    if not _ANAPHORIC_END.search(text) or asking.WHO.search(text) or memory.intent is None:
        return None
    thing = _ANAPHORIC_END.sub("", _OPENING.sub("", text)).strip("?。!, ")
    if not thing or len(thing) > 16 or asking.QUANTITY.search(thing) or tools.titles.find(text):
        return None
    endings = {
        Intent.WHO_LEADS: "的牵头单位和责任单位是谁",
        Intent.INDICATOR: "的目标是多少",
    }
    return f"{thing}{endings.get(memory.intent, '')}", None
