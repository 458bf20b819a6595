"""Follow-ups that point to a clause: the second one, the next article, back to that one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.fold import fold
from corpus.clause import Clause, ClauseKind
from corpus.paragraph import paragraphs_of
from corpus.readers.numerals import chinese
from corpus.responsibility import Role
from corpus.structure.numbering import number_of

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
    r"(?:(?P<next>[下后])[面头边]?的?[这那]?|[上前](?:[面头边](?=的?一))?的?)(?:数)?一?"
    r"(?:条(?!例)|项(?!目)|个(?:任务|呢))"
)
_WITH_ROLE = re.compile(r"(牵头|责任单位|责任|配合|参与)的?[那这]一?(?:个|项|条|件)")
_IN_A_DOCUMENT = re.compile(r"(?:计划|规划|条例|法律?|办法|文件)(?:里头|里面)")
_OTHER_ITEM = re.compile(r"[^,，。?这那]{2,14}[这那]一?(?:项|条|块)")
_FIGURES = re.compile(
    r"(?:以上|上面|上述|前面|刚才|[这那])(?:的|说的|问的)?(?:各|几|两|三|四|些)?(?:个|项|条)?(?:数字?|数值|指标|目标值?|数据|任务)(?:都|均)?"
)
_POINT = re.compile(
    r"(?:属于?|是|在)(?P<heading>[^,，。?]{0,10}?)(?:的|里头|里面|里|中)?(?:第几|哪一?)个?(?:小|大)?(?:点|项|节|部分)"
)
_OF_DOCUMENT = re.compile("(?:[这那该本]个?)?(?:行动)?(?:计划|规划|方案|文件|全文|文本)$")
_THIS_ONE = re.compile(
    r"(?:对|针对)?(?:[这那该此][个项份]?)(?P<thing>[\u4e00-\u9fff]{2})(?P<rest>.+)$"
)
_ASKING = (asking.WHO, asking.QUANTITY, asking.YES_NO, asking.LISTING)
_SAYS_NO_MORE = re.compile(r"[它这那该的是了在又呢吗嘛么啊,。?]|什么|多少|时候|哪[年天日月]?")
_OF_CLAUSE = 0.5  # share of the question's words that the clause spoken of must have


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
    about = _about(clause, memory)
    return Resumed(f"{clause.document_title}{clause.label}{named}{rest}", about, sure=True)


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
    rest = rest if asking.topic_of(rest) or asking.WHO.search(rest) else "具体内容"
    return Resumed(f"{clause.document_title}{clause.name}{rest}", _about(clause, memory))


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
    return Resumed(f"{clause.title}{asked}", _about(clause, memory))


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
    rest = ellipsis.ANAPHORIC_END.sub("", text[match.end() :]) or "的具体内容"
    return Resumed(f"{wanted.document_title}{wanted.name}{rest}", _about(wanted, memory))


def located(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """属于哪一部分, 以上各数写在哪一条，标注用: where the clause spoken of stands."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or tools.titles.find(text):
        return None
    asked = next((p for p in re.split(r"[,，]", text) if _locates(p, clause)), "")
    if not asked:
        return None
    rest = asking.LOCATES.sub("", _POINT.sub("", _FIGURES.sub("", asked)))
    if ellipsis.own_words(rest, tools):
        return None
    before = text[: text.find(asked)]
    if before and ellipsis.own_words(_FIGURES.sub("", before), tools):
        return None  # 站点综合开发，计划里写在哪: it says itself of what
    if asked != text and any(p.search(text.replace(asked, "")) for p in _ASKING):
        return None
    if clause.document_id in tools.knowledge.plans:
        return Resumed(f"{clause.document_title}{fold(clause.label)}在哪一部分")
    return Resumed(f"{clause.document_title}{clause.name}的具体内容", _about(clause, memory))


def _locates(text: str, clause: Clause) -> bool:
    """True where a place is asked for; 总体要求里第几点 only of a clause that stands there."""
    if asking.LOCATES.search(text):
        return True
    match = _POINT.search(text)
    heading = _OF_DOCUMENT.sub("", match["heading"]) if match else ""
    return match is not None and (
        not heading or any(heading in fold(p) for p in (*clause.path, clause.title))
    )


def article_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """那第十二条呢: an article of the regulation spoken of."""
    match = re.search(rf"(?<![哪某这那每同另])第?({_N}|[百零〇\d]+)条", text)
    if match is None or tools.titles.find(text) or not memory.document_id:
        return None
    outline = tools.knowledge.outlines.get(memory.document_id)
    if outline is None or not any(c.kind is ClauseKind.ARTICLE for c in outline.clauses):
        return None
    return Resumed(f"{outline.document.title}{ellipsis.OPENING.sub('', text)}")


def document_again(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """该条例什么时候施行: the document of that kind spoken of last."""
    if tools.titles.find(text):
        return None
    match = ellipsis.DOCUMENT_PRONOUN.search(text)
    if match is None:
        return _particular_of_document(text, memory, tools)
    document_id = next(_of_kind(match.group(), memory, tools), "")
    if not document_id:
        return None
    title = tools.knowledge.outline(document_id).document.title
    return Resumed(text[: match.start()] + title + text[match.end() :])


def _particular_of_document(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """文号呢, 什么时候施行的: a particular of the document spoken of, and nothing else."""
    outline = tools.knowledge.outlines.get(memory.document_id)
    if outline is None or not asking.DOCUMENT.search(text):
        return None
    rest = ellipsis.OPENING.sub("", text)
    if _SAYS_NO_MORE.sub("", asking.DOCUMENT.sub("", rest)):
        return None
    return Resumed(f"{outline.document.title}{rest}", memory)


def clause_of_kind(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """回到计划那条，谁牵头; 规划里这项的责任单位呢: the clause of the plan, or of the law."""
    kind = ellipsis.A_PLAN.search(text) or ellipsis.A_LAW.search(text)
    if kind is None or tools.titles.find(text) or not re.search(r"[这那]一?(?:条|项|个)", text):
        return None
    rest = ellipsis.BACK.sub(" ", ellipsis.OPENING.sub("", text))
    rest = re.sub(rf"{kind.re.pattern}|[里中上头面]*的?[这那]一?(?:条|项|个)", " ", rest)
    if ellipsis.own_words(rest, tools):
        return None
    for clause_id in reversed(memory.visited):
        clause = tools.knowledge.clauses.get(clause_id)
        if clause is not None and _kind_agrees(kind.group(), clause.document_id, tools):
            asked = re.sub(r"\s+", "", rest).strip(",的呢?。") or "具体内容"
            return Resumed(f"{clause.document_title}{clause.name}{asked}", _about(clause, memory))
    return None


def _of_kind(said: str, memory: Memory, tools: Toolbox) -> Iterator[str]:
    """Documents spoken of, the last first, that are what they are called."""
    for document_id in (
        memory.document_id,
        *_documents_of(reversed(memory.visited), tools),
    ):
        if document_id in tools.knowledge.outlines and _kind_agrees(said, document_id, tools):
            yield document_id


def _kind_agrees(said: str, document_id: str, tools: Toolbox) -> bool:
    if document_id in tools.knowledge.plans:
        return not ellipsis.A_LAW.search(said)
    return not re.search(r"计划|规划", said)


def _documents_of(clause_ids: Iterable[str], tools: Toolbox) -> Iterator[str]:
    for clause_id in clause_ids:
        if clause := tools.knowledge.clauses.get(clause_id):
            yield clause.document_id


def said_there(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """对这个决定不服呢: of what the article spoken of calls so, where it says all that is asked."""
    match = _THIS_ONE.match(ellipsis.OPENING.sub("", text))
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or clause.document_id in tools.knowledge.plans:
        return None
    if tools.titles.find(text):
        return None
    body = tools.knowledge.folded(clause).body
    words = ellipsis.own_words(match["rest"], tools)
    if match["thing"] not in body or not words or not all(word in body for word in words):
        return None
    about = _about(clause, memory)
    return Resumed(f"{clause.document_title}{clause.name}：{text}", about)


def within_clause(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """里头说可以装电梯不: something more of the clause spoken of, or of an earlier one."""
    if not ellipsis.BACK.search(text) or tools.titles.find(text):
        return None
    if _IN_A_DOCUMENT.search(text):
        return None  # 规划里头提没提: of the document, not of the clause
    rest = ellipsis.BACK.sub(" ", ellipsis.OPENING.sub("", text)).strip(" ,")
    units = tools.knowledge.units
    other = _OTHER_ITEM.match(rest)
    if other and units.find(rest) and not units.find(other.group()):
        return None  # 双城经济圈那项，交通局列在里面吗: it says itself of which
    if _names_a_task(rest, memory, tools):
        return None  # 其中加强城市环境秩序整治谁牵头: it says itself of which
    words = ellipsis.own_words(rest, tools)
    for clause_id in dict.fromkeys((memory.clause_id, *reversed(memory.visited))):
        clause = tools.knowledge.clauses.get(clause_id)
        if clause is None or not words:
            continue
        if clause.document_id in tools.knowledge.plans and asking.PENAL.search(rest):
            continue  # a plan sets no penalty
        said = tools.knowledge.folded(clause)
        if tools.vocabulary.coverage(words, said.body + said.said) >= _OF_CLAUSE:
            about = _about(clause, memory)
            return Resumed(f"{clause.document_title}{clause.name}：{rest}", about)
    return None


def _names_a_task(text: str, memory: Memory, tools: Toolbox) -> bool:
    """The title of a task of the plan spoken of, in full."""
    if memory.document_id not in tools.knowledge.plans:
        return False
    tasks = tools.knowledge.outline(memory.document_id).clauses
    return any(c.title and c.responsibility and fold(c.title) in text for c in tasks)


def _about(clause: Clause, memory: Memory) -> Memory:
    return replace(memory, clause_id=clause.id, document_id=clause.document_id)
