"""Resume: an elliptical follow-up takes what it lacks from the conversation.

A complete question takes nothing, so asking A, B, A gives the first answer again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant import asking, ellipsis
from assistant.answer import Intent
from assistant.inquiry import Inquiry, Memory
from assistant.tools import Toolbox
from corpus.clause import Clause, ClauseKind
from corpus.structure.numbering import number_of

_N = r"[一二两三四五六七八九十\d]+"
_ORDINAL = re.compile(
    rf"^(?:那么|那|请|麻烦|再)*(?:把|说说|讲讲|介绍(?:一下)?|看看|展开)?(?:第({_N})|(最后|前|后)一?)(?:个|条|项|点|款|者|件)(?:任务|工作|规定|条款)?"
)


def resume(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Rewrite a follow-up into a question that stands alone."""
    memory = inquiry.memory
    text = inquiry.text
    if not memory.question:
        return replace(inquiry, verdict="首次提问")
    for rule in _RULES:
        rewritten = rule(text, memory, tools)
        if rewritten is not None:
            return replace(
                inquiry,
                rewritten=rewritten[0],
                inherited=rewritten[1],
                resumed=True,
                verdict=f"承接上文：{rewritten[0]}",
            )
    whole = ellipsis.OPENING.sub("", text) or text
    return replace(inquiry, rewritten=whole, verdict="问题完整，不承接上文")


_OF_TASKS = re.compile(r"任务|工作|事项")
_ROLE_WORDS = re.compile(r"(?:当|作为|做|任)?(?:责任|牵头|配合|参与|主办|协助)(?:单位|部门)?的?")
_Resumed = tuple[str, Memory | None]


def _ordinal(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """第二条详细说说: the second of what was listed."""
    match = _ORDINAL.match(text)
    listed = memory.listed if len(memory.listed) > 1 else memory.visited
    if match is None or tools.titles.find(text) or len(listed) < 2:
        return None
    index = len(listed) - 1
    if match.group(1):
        index = number_of(match.group(1)) - 1
    elif match.group(2) == "前":
        index = 0
    if not 0 <= index < len(listed):
        return None
    clause = tools.knowledge.clauses.get(listed[index])
    if clause is None:
        return None
    rest = re.sub(r"^(?:的|是|呢|,)*", "", text[match.end() :])
    rest = rest if asking.topic_of(rest) or asking.WHO.search(rest) else "具体内容"
    taken = replace(memory, clause_id=clause.id, document_id=clause.document_id)
    return f"{clause.document_title}{clause.name}{rest}", taken


def _next_article(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """下一条呢: the article after the one spoken of."""
    match = re.search(r"(下|后|上|前)一?条(?!例)", text)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or tools.titles.find(text):
        return None
    clauses = tools.knowledge.outline(clause.document_id).clauses
    place = clauses.index(clause) + (1 if match.group(1) in "下后" else -1)
    if not 0 <= place < len(clauses):
        return None
    wanted = clauses[place]
    rest = ellipsis.ANAPHORIC_END.sub("", text[match.end() :]) or "的具体内容"
    taken = replace(memory, clause_id=wanted.id, document_id=wanted.document_id)
    return f"{wanted.document_title}{wanted.name}{rest}", taken


def _within_clause(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """里头说可以装电梯不: something more of the clause spoken of."""
    if not ellipsis.BACK.search(text) or tools.titles.find(text):
        return None
    rest = ellipsis.BACK.sub(" ", ellipsis.OPENING.sub("", text)).strip(" ,")
    words = ellipsis.own_words(rest, tools)
    for clause_id in dict.fromkeys((memory.clause_id, *reversed(memory.visited))):
        clause = tools.knowledge.clauses.get(clause_id)
        if clause is None or not words:
            continue
        said = tools.knowledge.folded(clause)
        if tools.vocabulary.coverage(words, said.body + said.said) >= _OF_CLAUSE:
            taken = replace(memory, clause_id=clause.id, document_id=clause.document_id)
            return f"{clause.document_title}{clause.name}：{rest}", taken
    return None


def _article_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """那第十二条呢: an article of the regulation spoken of."""
    match = re.search(rf"第?({_N}|[百零〇\d]+)条", text)
    if match is None or tools.titles.find(text) or not memory.document_id:
        return None
    outline = tools.knowledge.outlines.get(memory.document_id)
    if outline is None or not any(c.kind is ClauseKind.ARTICLE for c in outline.clauses):
        return None
    return f"{outline.document.title}{ellipsis.OPENING.sub('', text)}", None


def _of_document(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """他们最长多久答复我: more of the regulation spoken of."""
    outline = tools.knowledge.outlines.get(memory.document_id)
    if outline is None or tools.titles.find(text) or memory.document_id in tools.knowledge.plans:
        return None
    match = re.match(r"(?:那|那么)?(?:他们|它们|它|对方|他)", text)
    if match is None:
        return None
    return f"{outline.document.title}里{text[match.end() :]}", replace(memory, clause_id="")


def _document_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """该条例什么时候施行: the document spoken of."""
    match = ellipsis.DOCUMENT_PRONOUN.search(text)
    if match is None or not memory.document_id or tools.titles.find(text):
        return None
    of_kind = [
        document_id
        for document_id in (memory.document_id, *_documents_of(reversed(memory.visited), tools))
        if document_id in tools.knowledge.outlines
        and (document_id in tools.knowledge.plans or not ellipsis.A_PLAN.search(match.group()))
        and (document_id not in tools.knowledge.plans or not ellipsis.A_LAW.search(match.group()))
    ]
    if not of_kind:
        return None
    title = tools.knowledge.outline(of_kind[0]).document.title
    return text[: match.start()] + title + text[match.end() :], None


def _documents_of(clause_ids: Iterable[str], tools: Toolbox) -> Iterator[str]:
    for clause_id in clause_ids:
        if clause := tools.knowledge.clauses.get(clause_id):
            yield clause.document_id


def _unit_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """参与的有几项？ after a unit's tasks; 市交通局呢？ after another unit's."""
    if memory.intent is not Intent.UNIT_TASKS or not memory.unit:
        return None
    if ellipsis.own_words(asking.COUNT.sub("", _ROLE_WORDS.sub("", text)), tools):
        return None
    named = tools.knowledge.units.find(text)
    asked = _verb(text) or (
        {"lead": "牵头", "responsible": "参与"}[memory.role] if memory.role else ""
    )
    if named:
        if not ellipsis.ANAPHORIC_END.search(text) or asking.LISTING.search(text):
            return None
        return f"{named[0].name}{asked or '牵头和参与'}哪些任务", None
    if asking.COUNT.search(text):
        return f"{memory.unit}{asked}几项任务", None
    if _verb(text) or asking.LISTING.search(text) or ellipsis.ANAPHORIC_END.search(text):
        return f"{memory.unit}{asked}哪些任务", None
    return None


def _verb(text: str) -> str:
    """The role that a follow-up names."""
    if re.search(r"牵头|主办", text):
        return "" if re.search(r"参与|责任|配合", text) else "牵头"
    return "参与" if re.search(r"参与|责任|配合|协助", text) else ""


def _topic_again(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """那责任单位呢？ 它到2025年要达到多少？: the thing spoken of."""
    if ellipsis.own_words(text, tools) or not (memory.topic or memory.clause_id):
        return None
    named = tools.knowledge.units.find(text)
    if (
        named
        and not ellipsis.PRONOUN.search(text)
        and (
            asking.LISTING.search(text)
            or (_OF_TASKS.search(text) and tools.duties.asks_for_tasks(text, named))
        )
    ):
        return None
    if tools.titles.find(text):
        return None
    rest = ellipsis.OPENING.sub("", text)
    rest = ellipsis.PRONOUN.sub("", rest)
    rest = ellipsis.ANAPHORIC_END.sub("", rest).strip("?。!,的 ")
    if named and not asking.YES_NO.search(text):
        rest = f"{rest}参与吗" if not asking.WHO.search(rest) else rest
    elif memory.intent is Intent.INDICATOR and re.fullmatch(r"(?:到)?20\d\d年?", rest):
        rest = f"{rest}的目标是多少"
    elif ellipsis.MORE.search(rest) and not asking.WHO.search(rest):
        rest = "的具体内容"
    elif re.fullmatch(r"(?:责任|牵头|配合)(?:单位|部门)?", rest):
        rest = f"的{rest[:2]}单位是谁"
    return f"{_spoken_of(rest, memory, tools)}{rest}", memory


def _spoken_of(rest: str, memory: Memory, tools: Toolbox) -> str:
    """The topic; where units are asked for, the title of the task, which says nothing else."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause and clause.title and (asking.WHO.search(rest) or tools.knowledge.units.find(rest)):
        return clause.title
    return memory.topic


def _new_topic(text: str, memory: Memory, tools: Toolbox) -> _Resumed | None:
    """大气呢？: the same question about another thing."""
    if not ellipsis.ANAPHORIC_END.search(text) or asking.WHO.search(text) or memory.intent is None:
        return None
    thing = ellipsis.ANAPHORIC_END.sub("", ellipsis.OPENING.sub("", text)).strip("?。!, ")
    if not thing or thing.endswith("的"):
        thing = thing.rstrip("的")
    if not thing or len(thing) > 16 or asking.QUANTITY.search(thing) or tools.titles.find(text):
        return None
    endings = {
        Intent.WHO_LEADS: "的牵头单位和责任单位是谁",
        Intent.INDICATOR: "的目标是多少",
    }
    if sibling := _sibling(thing, memory, tools):
        taken = replace(memory, clause_id=sibling.id, document_id=sibling.document_id, topic="")
        return f"{sibling.title}{endings.get(memory.intent, '')}", taken
    return f"{_in_its_place(thing, memory, tools)}{endings.get(memory.intent, '')}", None


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


_OF_CLAUSE = 0.5  # share of the question's words that the clause spoken of must have
_RULES = (
    _ordinal,
    _next_article,
    _article_again,
    _document_again,
    _unit_again,
    _topic_again,
    _within_clause,
    _of_document,
    _new_topic,
)
