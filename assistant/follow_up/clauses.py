"""Follow-ups that ask on about the clause or the document spoken of: 属于哪部分, 该条例…."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.follow_up.resumed import Resumed, about
from assistant.inquiry import Memory
from assistant.lookup.provisions import names_an_authority, punishes
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.fold import fold
from corpus.clause import Clause

_IN_A_DOCUMENT = re.compile(
    r"(?:计划|规划|条例|法律?|办法|文件)(?:里头|里面)|(?:计划|规划|条例)里(?=也|还|都|是|有|怎|写|说|提|讲)"
)
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
# 这样的树能砍伐吗: of what the article spoken of calls so
_SUCH = re.compile(
    r"(?:像)?[这那](?:样的?|种|类)(?P<thing>[\u4e00-\u9fff]{1,4}?)(?P<rest>(?:[能可要该会得]|不[能得准许]|怎|如何|允许).+)$"
)
_ASKING = (asking.WHO, asking.QUANTITY, asking.YES_NO, asking.LISTING)
_SAYS_NO_MORE = re.compile(r"[它这那该的是了在又呢吗嘛么啊,。?]|什么|多少|时候|哪[年天日月]?")
_OF_CLAUSE = 0.5  # share of the question's words that the clause spoken of must have
_NEARLY_ALL = 0.8  # … where only who does it was spoken of before


# 市财政局牵头的是哪项任务: the unit's tasks
_TASK_OF_UNIT = re.compile(r"(?:牵头|负责|参[与加]|配合)的?(?:任务|工作)?[是有]哪")
# Of the unit asked about last, the tasks that name it.
_WHERE_IT_IS = re.compile(
    r"(?:它们?|他们)(?:到底|究竟|是|又|都)*(?:列|写|放|归|出现)?在哪(?:一|几|些)?[项条]"
)


def located(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """属于哪一部分, 以上各数写在哪一条，标注用: where the clause spoken of stands."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or tools.titles.find(text):
        return None
    of_unit = tools.knowledge.units.find(text) or (
        memory.named and ellipsis.UNIT_PRONOUN.search(text)
    )
    if _TASK_OF_UNIT.search(text) and of_unit:
        return None
    if memory.named and _WHERE_IT_IS.search(text):
        return None  # 那它在哪项, of a unit
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
    return Resumed(f"{clause.document_title}{clause.name}的具体内容", about(clause, memory))


_EXCEPTIONS = re.compile(
    r"(?:有没有|有|那|都有)?(?:哪些|什么)?(?:例外|除外|特殊)的?(?:情形|情况)?(?:是|有|都有)?(?:哪些|什么|吗|没有?)?[呢啊嘛]?"
)
_BUT = re.compile("除外|但是?|除[^,。]{2,40}外|不受[^,。]{2,20}限制")


def _locates(text: str, clause: Clause) -> bool:
    """True where a place is asked for; 总体要求里第几点 only of a clause that stands there."""
    if asking.LOCATES.search(text):
        return True
    match = _POINT.search(text)
    heading = _OF_DOCUMENT.sub("", match["heading"]) if match else ""
    return match is not None and (
        not heading or any(heading in fold(p) for p in (*clause.path, clause.title))
    )


def asked_on(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """由谁来处罚, 例外情形有哪些: of the very article just told of."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or clause.document_id in tools.knowledge.plans:
        return None
    said = ellipsis.OPENING.sub("", text).strip("?。! ")
    body = tools.knowledge.folded(clause).body
    by_whom = asking.PUNISHED_BY.fullmatch(said) and punishes(body) and names_an_authority(body)
    if not by_whom and not (_EXCEPTIONS.fullmatch(said) and _BUT.search(body)):
        return None
    return Resumed(f"{clause.document_title}{clause.name}：{said}", about(clause, memory))


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


# 计划那条, and not 在这个计划里: the document itself
_THAT_CLAUSE = re.compile(
    r"[这那]一?(?:条|项|个)(?!(?:行动)?(?:计划|规划|文件|方案)|[^,，。?有没]{0,8}(?:条例|办法|法律|法规))"
)


def clause_of_kind(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """回到计划那条，谁牵头; 规划里这项的责任单位呢: the clause of the plan, or of the law."""
    kind = ellipsis.A_PLAN.search(text) or ellipsis.A_LAW.search(text)
    if kind is None or tools.titles.find(text) or not _THAT_CLAUSE.search(text):
        return None
    rest = ellipsis.BACK.sub(" ", ellipsis.OPENING.sub("", text))
    rest = re.sub(rf"{kind.re.pattern}|[里中上头面]*的?[这那]一?(?:条|项|个)", " ", rest)
    if ellipsis.own_words(rest, tools):
        return None
    for clause_id in reversed(memory.visited):
        clause = tools.knowledge.clauses.get(clause_id)
        if clause is not None and _kind_agrees(kind.group(), clause.document_id, tools):
            asked = re.sub(r"\s+", "", rest).strip(",的呢?。") or "具体内容"
            return Resumed(f"{clause.document_title}{clause.name}{asked}", about(clause, memory))
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
    said = ellipsis.OPENING.sub("", text)
    such = _SUCH.match(said)
    match = such or _THIS_ONE.match(said)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or clause.document_id in tools.knowledge.plans:
        return None
    if tools.titles.find(text):
        return None
    body = tools.knowledge.folded(clause).body
    words = ellipsis.own_words(match["rest"], tools)
    if match["thing"] not in body or not words:
        return None
    if not all(tools.vocabulary.presence(word, body) == 1.0 for word in words):
        return None
    spoken_of = about(clause, memory)
    asked = f"{clause.document_title}{clause.name}：{text}"
    return Resumed(asked, spoken_of, sure=such is not None)


# 刚才那个餐馆，排污水要办证不: who does it is as before, what is done is asked.
_WHOSE = re.compile(
    r"^(?:那|那么)?(?:刚才|刚刚|前面|上面)(?:说|问|提)?(?:到|过)?的?[那这](?:个|家)[^,，。?]{2,6}[,，]"
)


# 这项任务要构建什么平台
_THIS_TASK = re.compile(
    r"^(?:那么?)?[,，]?[这那该]一?项(?!目(?!标))(?:任务|工作(?!人员|组|单位))?(?:里头?|里面|中)?"
)


def within_clause(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """里头说可以装电梯不: something more of the clause spoken of, or of an earlier one."""
    this_task = memory.document_id in tools.knowledge.plans and _THIS_TASK.match(text)
    if not (ellipsis.BACK.search(text) or this_task) or tools.titles.find(text):
        return None
    if _IN_A_DOCUMENT.search(text):
        return None  # 规划里头提没提: of the document, not of the clause
    text = text[this_task.end() :] if this_task else text
    rest = ellipsis.BACK.sub(" ", ellipsis.OPENING.sub("", text)).strip(" ,")
    units = tools.knowledge.units
    other = _OTHER_ITEM.match(rest)
    if other and units.find(rest) and not units.find(other.group()):
        return None  # 双城经济圈那项，交通局列在里面吗: it says itself of which
    if _names_a_task(rest, memory, tools):
        return None  # 其中加强城市环境秩序整治谁牵头: it says itself of which
    whose = _WHOSE.match(text)
    words = ellipsis.own_words(text[whose.end() :] if whose else rest, tools)
    # 这项任务: the one spoken of last
    earlier = () if this_task else reversed(memory.visited)
    for clause_id in dict.fromkeys((memory.clause_id, *earlier)):
        clause = tools.knowledge.clauses.get(clause_id)
        if clause is None or not words:
            continue
        if clause.document_id in tools.knowledge.plans and asking.PENAL.search(rest):
            continue  # a plan sets no penalty
        said = tools.knowledge.folded(clause)
        share = tools.vocabulary.coverage(words, said.body + said.said)
        if share >= (_NEARLY_ALL if whose else _OF_CLAUSE):
            spoken_of = about(clause, memory)
            return Resumed(f"{clause.document_title}{clause.name}：{rest}", spoken_of)
    return None


def _names_a_task(text: str, memory: Memory, tools: Toolbox) -> bool:
    """The title of a task of the plan spoken of, in full."""
    if memory.document_id not in tools.knowledge.plans:
        return False
    tasks = tools.knowledge.outline(memory.document_id).clauses
    return any(c.title and c.responsibility and fold(c.title) in text for c in tasks)
