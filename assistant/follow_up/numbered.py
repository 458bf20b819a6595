"""Follow-ups that point to a clause by its number or its place: the second, the next, 第二款."""

from __future__ import annotations

import re

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed, about
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from corpus.clause import Clause, ClauseKind
from corpus.paragraph import paragraphs_of
from corpus.readers.numerals import chinese
from corpus.responsibility import Role
from corpus.structure.numbering import ARTICLE_OPENING, number_of

_N = r"[一二两三四五六七八九十\d]+"
_ITEM = r"(?:个|条|项|点|者|件)(?:任务|工作|规定|条款)?"
_ORDINAL = re.compile(
    rf"^(?:那么|那|请|麻烦|再|刚才|刚刚|前面|上面|在)*(?:把|说说|讲讲|介绍(?:一下)?|看看|展开)?(?:第({_N})|(最后|前|后)[那这]?一?){_ITEM}(?!单位|部门|局|委)"
    rf"|(?:先|再)?(?:说|讲|看)第({_N}){_ITEM}"
    r"|(?<=[是在算做当])([前后])者"
)
_WITHIN_IT = re.compile("(?:那|在|里头?|里面|当中|中|呢|[?。])*[里中](?:头|面)?呢?[?。]*")
_PARAGRAPH = re.compile(
    rf"^(?:那么|那|再|还有|请|麻烦|把|[它这那该此]一?条?的?|说说|讲讲|念念?|看看)*"
    rf"(?:第(?P<paragraph>{_N})|(?P<last>最后一?))款(?:的?第?[(]?(?P<item>{_N})[)]?项)?"
    rf"|^(?:那么|那|再|还有|它|这|该|此|条|的)*第?[(]?(?P<only_item>{_N})[)]?项"
)
# 上面那条 is the one spoken of, 上一条 the one before it.
_NEIGHBOUR = re.compile(
    r"(?:(?P<next>[下后](?![面头边]的?这))[面头边]?的?[这那]?|[上前](?:[面头边](?=的?一))?的?)(?:数)?一?"
    r"(?:条(?!例)|项(?!目)|个(?:任务|呢))"
)
_WITH_ROLE = re.compile(r"(牵头|责任单位|责任|配合|参与)的?[那这]一?(?:个|项|条|件)")


def paragraph_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """第二款呢, 那第（三）项: a paragraph or an item of the article spoken of."""
    match = _PARAGRAPH.search(text)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or tools.titles.find(text):
        return None
    there = paragraphs_of(clause)
    if not there or (match["only_item"] and not any(each.items for each in there)):
        return None
    number = len(there) if match["last"] else number_of(match["paragraph"] or "0")
    paragraph = f"第{chinese(number)}款" if number else ""
    item = match["item"] or match["only_item"]
    named = paragraph + (f"第{chinese(number_of(item))}项" if item else "")
    rest = ellipsis.ANAPHORIC_END.sub("", text[match.end() :]) or "的具体内容"
    spoken_of = about(clause, memory)
    return Resumed(f"{clause.document_title}{clause.label}{named}{rest}", spoken_of, sure=True)


def ordinal(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """第二条详细说说: the second of what was listed."""
    match = _ORDINAL.search(text)
    listed = memory.listed if len(memory.listed) > 1 else memory.visited
    if match is None or tools.titles.find(text) or len(listed) < 2:
        return None
    index = len(listed) - 1
    of_two = re.search("[前后]者", match.group())
    if of_two:
        index -= of_two.group() == "前者"
    elif number := match.group(1) or match.group(3):
        index = number_of(number) - 1
    elif match.group(2) == "前":
        index = 0
    clause = tools.knowledge.clauses.get(listed[index]) if 0 <= index < len(listed) else None
    if clause is None:
        return None
    rest = text[: match.start()] + text[match.end() :]
    rest = re.sub(r"^(?:的|是|呢|,)*|[,，]+$", "", ellipsis.PRONOUN.sub("", rest))
    if _WITHIN_IT.fullmatch(rest) and memory.named:
        rest = f"{memory.named[-1]}参与吗"  # 那在后者里呢: the unit asked about before
    if not (asking.topic_of(rest) or asking.WHO.search(rest)):
        rest = _asked_again(clause, memory)
    return Resumed(f"{clause.document_title}{clause.name}{rest}", about(clause, memory))


def with_role(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """牵头的那个是和谁一起的: the one task of the unit's list in which it has that role."""
    match = _WITH_ROLE.search(text)
    if match is None or len(memory.units) != 1 or tools.titles.find(text):
        return None
    role = Role.LEAD if match.group(1) == "牵头" else Role.RESPONSIBLE
    of_role = [
        clause
        for clause_id in memory.listed
        if (clause := tools.knowledge.clauses.get(clause_id))
        and clause.responsibility
        and role in clause.responsibility.roles_of(memory.units[0])
    ]
    if len(of_role) != 1:
        return None
    (clause,) = of_role
    rest = text[match.end() :]
    of_units = asking.WHO.search(rest) or tools.knowledge.units.find(rest)
    asked = rest if of_units else "的牵头单位和责任单位是谁"
    return Resumed(f"{clause.title}{asked}", about(clause, memory))


def neighbour(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """下一条呢, 下一项: the clause after the one spoken of."""
    match = _NEIGHBOUR.search(text)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or tools.titles.find(text):
        return None
    own = [
        other
        for other in tools.knowledge.outline(clause.document_id).clauses
        if other.kind is clause.kind or other.id == clause.id
    ]
    place = own.index(clause) + (1 if match["next"] else -1)
    if not 0 <= place < len(own):
        return None
    wanted = own[place]
    rest = ellipsis.ANAPHORIC_END.sub("", text[match.end() :]) or _asked_again(wanted, memory)
    return Resumed(f"{wanted.document_title}{wanted.name}{rest}", about(wanted, memory))


def _asked_again(clause: Clause, memory: Memory) -> str:
    """下一项呢: who leads it, where that was asked before; else what it says."""
    units = memory.intent is Intent.WHO_LEADS and clause.responsibility is not None
    return "的牵头单位和责任单位是谁" if units else "的具体内容"


def article_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """那第十二条呢: an article of the regulation spoken of."""
    match = re.search(rf"{ARTICLE_OPENING}({_N}|[百零〇\d]+)条", text)
    if match is None or tools.titles.find(text) or not memory.document_id:
        return None
    outline = tools.knowledge.outlines.get(memory.document_id)
    if outline is None or not any(c.kind is ClauseKind.ARTICLE for c in outline.clauses):
        return None
    return Resumed(f"{outline.document.title}{ellipsis.OPENING.sub('', text)}")
