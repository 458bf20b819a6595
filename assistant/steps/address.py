"""Address: a question that names a clause gets that clause, before any search.

Forms met: 物业管理条例第五十三条, 第十二条第二款, 四十五条, 七、（二）1, 第七部分（二）第1项,
7.2.1, a task's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import Intent
from assistant.inquiry import Address, Inquiry, Reading
from assistant.steps.penal_articles import punishing_articles
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.fold import fold
from corpus.clause import Clause, ClauseKind, Outline
from corpus.document import DocumentKind
from corpus.paragraph import paragraphs_of
from corpus.readers.numerals import chinese
from corpus.structure.numbering import ARTICLE_OPENING, number_of, numbers_in

_N = r"[零〇一二两三四五六七八九十百\d]+"
_ARTICLE = re.compile(
    rf"{ARTICLE_OPENING}({_N})\s*条(?:之({_N}))?(?:的?第?({_N})款)?"
    rf"(?:的?第?[(]?({_N})[)]?项)?(?!例)"
)
_PART = rf"(?:第\s*({_N})\s*(?:个)?(?:大)?(?:部分|章|大项|大块|板块))"
_SECTION = rf"(?:第?[(]({_N})[)](?:部分|节|项|条)?|第({_N})节)"
_ITEM = rf"(?:第?[(]?({_N})[)]?\s*(?:[.、]|项|条|点|个任务|小点|小项)?)"
_FULL = re.compile(
    rf"(?:({_N})、|{_PART}|(?<![\d一二三四五六七八九十])({_N}))\s*的?{_SECTION}\s*的?{_ITEM}?"
)
_PART_ONLY = re.compile(rf"{_PART}|(?:^|[^\d一二三四五六七八九十])({_N})、(?![(\d])")
# 第八部分水环境质量那条谁牵头: of one task of the part
_ONE_TASK = re.compile(
    r"(?:里面?|中|的)?(?!最后|剩下|其余|其他|前面|上面|下面|另外|所有)"
    r"[^,，。?这那第]{2,12}[那这]一?(?:条|项|个)"
)
_PART_NAMED = re.compile(
    r"(?P<about>[^,。?]{2,24}?)(?:的|那|这|一|整|个|大)*(?:章|部分|板块|(?P<matter>块|坨|摊)|篇章?|(?P<section>小?节))(?:里|中|内|下)?(?:面|头|边)?"
)
_LISTS = re.compile(r"任务|哪[些几]|几[项件条个]|工作|事项|安排|清单|内容")
_OF_TASKS = re.compile(r"任务|工作|事项|安排|清单|内容|几[项件条]")
_OTHERS = re.compile(r"除了?|[以之]外|哪[些几]|几[项件条个]|第几|分别|各自")
_MANY = re.compile(r"哪[些几]|几[项件条个]|分别|各自|清单|(?<!成)都(?!市|江)")
_PART_WORDS = 0.4  # share of the words said that the heading must have
_BREACH = re.compile(r"违反|违法|违规")
_PENALTY = re.compile(r"罚|处分|后果|违反|怎么处理")
_TELLING = 5  # characters of a title that tell it among other words
_ABOUT_IT = re.compile(r"详细|具体|展开|原文|全文|内容|解释|这条|该条|这项|其中")
_QUOTED = re.compile('[“"「『‘](?P<words>[^“”"「」『』‘’]{5,})[”"」』’]')
_HOLDERS = 3  # clauses in which a quoted phrase still tells which is meant
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?(?![\d.%])")


def address(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Find the clause a question names; an article that does not exist is told."""
    found = _inherited(inquiry, tools) or _article(inquiry, tools) or _task(inquiry, tools)
    found = found or _part_by_name(inquiry, tools) or _title(inquiry, tools)
    found = found or _quoted(inquiry, tools)
    if found is None:
        return replace(inquiry, verdict="问题没有直接指明条款")
    named = "、".join(tools.knowledge.clause(c).name for c in found.clause_ids[:3])
    return replace(inquiry, address=found, verdict=named or found.missing or found.part)


def _inherited(inquiry: Inquiry, tools: Toolbox) -> Address | None:
    """The clause spoken of; of a rule whose penalty is asked for, the articles that punish it."""
    memory = inquiry.inherited
    clause = tools.knowledge.clauses.get(memory.clause_id) if memory else None
    if clause is None:
        return None
    asked = memory.question if memory else ""
    if _PENALTY.search(inquiry.rewritten) and (
        punishing := punishing_articles(clause, tools, asked)
    ):
        return Address(clause.document_id, punishing, inherited=True)
    if clause.kind is ClauseKind.ARTICLE and (
        _ARTICLE.search(inquiry.rewritten) or not _ABOUT_IT.search(inquiry.text)
    ):
        return None
    return Address(clause.document_id, (clause.id,), inherited=True)


def _documents(inquiry: Inquiry) -> tuple[str, ...]:
    assert inquiry.reading is not None
    named = tuple(d for d in inquiry.reading.documents if d)
    if named:
        return named
    memory = inquiry.inherited or inquiry.memory
    return (memory.document_id,) if memory.document_id else ()


def _article(inquiry: Inquiry, tools: Toolbox) -> Address | None:
    match = _ARTICLE.search(inquiry.rewritten)
    if match is None:
        return None
    numbers = tuple(number_of(n) for n in match.groups()[:2] if n)
    paragraph, item = (number_of(n) if n else None for n in match.groups()[2:])
    for document_id in _documents(inquiry):
        articles = [
            clause
            for clause in tools.knowledge.outline(document_id).clauses
            if clause.kind is ClauseKind.ARTICLE
        ]
        if not articles:
            continue
        hits = [c.id for c in articles if numbers_in(c.label) == numbers and ".annex" not in c.id]
        if hits:
            article = tools.knowledge.clause(hits[0])
            if lacking := _lacking(article, paragraph, item):
                return Address(document_id, (), missing=lacking)
            breach = _BREACH.search(inquiry.rewritten)
            punishing = punishing_articles(article, tools, by_number=True) if breach else ()
            if punishing:
                return Address(document_id, punishing)
            return Address(document_id, (article.id,), paragraph=paragraph, item=item)
        title = tools.knowledge.outline(document_id).document.title
        return Address(
            document_id,
            (),
            missing=f"《{title}》没有{fold(match.group())}，最后一条是{articles[-1].label}。",
        )
    return None


def _lacking(article: Clause, paragraph: int | None, item: int | None) -> str:
    """What to say of a paragraph or an item that the article has not; empty where it has it."""
    there = paragraphs_of(article)
    name = f"《{article.document_title}》{article.label}"
    if paragraph is not None and not 1 <= paragraph <= len(there):
        number = chinese(len(there))
        return f"{name}没有第{chinese(paragraph)}款，共{number}款。"
    within = there if paragraph is None else there[paragraph - 1 : paragraph]
    if item is not None and not any(each.item(item) for each in within):
        return f"{name}没有第{chinese(item)}项。"
    return ""


def _plans(inquiry: Inquiry, tools: Toolbox) -> Iterable[str]:
    named = _documents(inquiry)
    plans = [
        document.id
        for document in tools.knowledge.documents
        if document.kind in (DocumentKind.PLAN, DocumentKind.NOTICE)
    ]
    return [d for d in named if d in plans] or plans


def _task(inquiry: Inquiry, tools: Toolbox) -> Address | None:
    text = inquiry.rewritten
    numbers: tuple[int, ...] = ()
    if match := _FULL.search(text):
        groups = [g for g in match.groups() if g]
        numbers = tuple(number_of(g) for g in groups)
    elif match := _DOTTED.search(text):
        numbers = tuple(int(g) for g in match.groups() if g)
    if numbers:
        for document_id in _plans(inquiry, tools):
            for clause in tools.knowledge.outline(document_id).clauses:
                if clause.label and numbers_in(clause.label) == numbers:
                    return _section(clause, text, tools) or Address(document_id, (clause.id,))
    match = _PART_ONLY.search(text)
    if match and not _ONE_TASK.match(text, match.end()):
        wanted = number_of(next(g for g in match.groups() if g))
        for document_id in _plans(inquiry, tools):
            for heading in tools.knowledge.outline(document_id).headings:
                if heading.level == 1 and numbers_in(heading.label) == (wanted,):
                    return Address(document_id, (), part=heading.name)
    return None


def _section(clause: Clause, text: str, tools: Toolbox) -> Address | None:
    """八（三）有几项任务: the tasks of a section, where more is asked for than its opening."""
    if clause.responsibility is not None or not (_LISTS.search(text) or asking.WHO.search(text)):
        return None
    for other in tools.knowledge.outline(clause.document_id).clauses:
        if len(other.path) > 1 and fold(other.path[-1]).endswith(fold(clause.title)):
            return Address(clause.document_id, (), part=other.path[-1])
    return None


def _part_by_name(inquiry: Inquiry, tools: Toolbox) -> Address | None:
    """讲城市安全的那一章有哪些任务: the part of a plan whose heading has those words."""
    text = inquiry.rewritten
    if asking.LOCATES.search(text):
        return None  # “大城三管”是第几部分的内容: of that task
    if not _LISTS.search(text) or (asking.WHO.search(text) and not _OF_TASKS.search(text)):
        return None
    for document_id in _plans(inquiry, tools):
        for heading in tools.knowledge.outline(document_id).headings:
            if heading.level == 1 and any(
                f"{title}{inside}" in text
                for title in filter(None, re.split(r"[,，]", fold(heading.title)))
                for inside in ("里", "中", "部分", "这", "有", "共", "包括", "一共")
            ):
                if not _OTHERS.search(text) and _names_a_task(
                    text, document_id, heading.name, tools
                ):
                    return None  # 保障措施里，压实工作责任是谁牵头: of that one
                return Address(document_id, (), part=heading.name)
    match = _PART_NAMED.search(text)
    if match is None or (match["matter"] and not _MANY.search(text[match.end() :])):
        return None  # 防洪排涝那块工作谁牵头: of one matter
    words = tools.vocabulary.content_words(match["about"])
    covered = [
        (tools.vocabulary.coverage(words, text), document_id, part)
        for document_id in _plans(inquiry, tools)
        for part, text in _headings_by_part(
            tools.knowledge.outline(document_id), 1 if match["section"] else 0
        ).items()
    ]
    score, document_id, part = max(covered, default=(0.0, "", ""))
    return Address(document_id, (), part=part) if score >= _PART_WORDS else None


def _names_a_task(text: str, document_id: str, part: str, tools: Toolbox) -> bool:
    return any(
        clause.title and fold(clause.title) in text
        for clause in tools.knowledge.outline(document_id).clauses
        if part in clause.path
    )


def _headings_by_part(outline: Outline, level: int) -> dict[str, str]:
    """The folded titles that stand in each part (level 0) or section (1), its own first."""
    parts: dict[str, dict[str, None]] = {}
    for clause in outline.clauses:
        if len(clause.path) > level:
            titles = parts.setdefault(clause.path[level], {})
            titles.update(dict.fromkeys((*clause.path[level:], clause.title)))
    return {part: fold("".join(titles)) for part, titles in parts.items()}


def _title(inquiry: Inquiry, tools: Toolbox) -> Address | None:
    """The clause whose whole title stands in the question, or is it; the longest title wins."""
    text = inquiry.rewritten
    topic = inquiry.reading.topic if inquiry.reading else ""
    telling = len(topic) >= _TELLING
    best: Clause | None = None
    for title, clause in tools.knowledge.titled:
        # 一流创新生态 is 营造一流创新生态: the title less its verb.
        named = telling and title.endswith(topic) and len(title) - len(topic) <= 2
        if named or title == topic or (len(title) >= _TELLING and title in text):
            best = clause
            break
    if best is None and inquiry.reading and _of_units(inquiry.reading):
        mention = tools.knowledge.task_named(text)
        best = mention.clause if mention else None
    if best is None:
        return None
    for document_id in _plans(inquiry, tools):
        for heading in tools.knowledge.outline(document_id).headings:
            if len(heading.title) > len(best.title) and fold(heading.title) in text:
                return None
    return _section(best, text, tools) or Address(best.document_id, (best.id,))


def _of_units(reading: Reading) -> bool:
    """Who leads or joins is asked outright, which only tasks tell."""
    named = reading.asks_units >= 1 or bool(reading.units)
    return reading.intent is Intent.WHO_LEADS and named


def _quoted(inquiry: Inquiry, tools: Toolbox) -> Address | None:
    """“先补偿、后搬迁”是哪一条写的: the few clauses of one text that have the phrase as quoted."""
    match = _QUOTED.search(inquiry.rewritten)
    named = [d for d in inquiry.reading.documents if d] if inquiry.reading else []
    if match is None:
        return None
    holders = [
        clause
        for clause in tools.knowledge.clauses.values()
        if match["words"] in tools.knowledge.folded(clause).body
        and (not named or clause.document_id in named)
    ]
    documents = {clause.document_id for clause in holders}
    if len(documents) != 1 or len(holders) > _HOLDERS:
        return None
    return Address(holders[0].document_id, tuple(clause.id for clause in holders))
