"""Follow-ups that point at a law: 那违反了罚多少, 下一条说什么, 这个条例哪天起施行.

Made of nothing but pointing and asking words (understanding/asked_of_laws.py); answered from what
the law says of itself (lookup/charter.py) or from the article spoken of and those beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.follow_up.resumed import Resumed, about
from assistant.inquiry import Memory
from assistant.lookup.charter import in_charge_of, scope_of
from assistant.lookup.provisions import punishes, stands_under_liability
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.asked_of_laws import OF_THE_LAW, Asked
from assistant.understanding.titles import TitleMatch
from corpus.clause import Clause, ClauseKind, Outline
from corpus.paragraph import paragraphs_of

_OF_NO_LAW = (Asked.THANKS, Asked.EARLIER, Asked.REPEAT, Asked.MEANS)
# By what is asked, the words of an article that says it.
_SAYS = {
    Asked.EXCEPTION: re.compile("但|除外|除.{1,30}(?:外|以外)|不适用|可以不"),
    Asked.CONDITIONS: re.compile("条件|资格"),
    Asked.PAPERS: re.compile("(?:材料|文件|证件|证明|资料)[：:]|提交|提供|出具|持.{1,20}(?:证|书)"),
    Asked.PERIOD: re.compile("[一二三四五六七八九十百两0-9]+(?:个工作日|个月|日|天|年)"),
    Asked.DUTY: re.compile(
        "(?:部门|机构|机关|政府|单位|企业|业主|公司|[局委办厅]|人员|者|人)[^。，；]{0,12}"
        "(?:应当|负责|承担|履行|不得)"
    ),
}
_OF_A_LAW = re.compile(
    "法律|法规|条例|规定|办法|部法|[这那该本此]法|法[里上]|[它其]|施行|主管|适用|条文|起始|生效日"
    "|全文|整部|职能部门|归口|(?:方面|这块|摊|领域|工作|事)"
)
_OF_A_PENALTY = re.compile(
    "罚|违|惩|后果|责任|追究|追责|问责|制裁|收拾|法办|代价|下场|不|没|未|硬|偏"
)
_NOT_APPLYING = re.compile("(?<!适)不适用|可以不")
_TITLE = re.compile("《[^》]*》")
_COMPLAINT = re.compile("(?:有权|可以)[^。；]{0,30}(?:投诉|举报|检举|控告)")
_REMEDY = re.compile("(?:不服|认为[^。]{0,40}侵犯)[^。]{0,60}(?:行政复议|行政诉讼|起诉)")


def pointed_at_law(
    text: str, memory: Memory, tools: Toolbox, *, by_number: bool = False
) -> Resumed | None:
    """The question that stands alone, where the words are all of the closed vocabularies.

    The penalty for a matter told in words is searched for with them; `by_number` it is looked up
    from the article alone.
    """
    by_number |= asking.ARTICLE_NUMBER.search(memory.question) is not None
    titles = tools.titles.find(text)
    if len(titles) > 1 or asking.ARTICLE_NUMBER.search(text):
        return None
    if defined := _defined(text, titles, memory, tools):
        return defined
    document_id = titles[0].document_id if titles else memory.document_id
    if document_id in tools.knowledge.plans or not (outline := _outline(document_id, tools)):
        return None
    spans = [(title.start, title.end) for title in titles]
    clause = tools.knowledge.clauses.get(memory.clause_id)

    def matter(words: str) -> bool:
        return any(map(tools.knowledge.documents_with, tools.vocabulary.content_words(words)))

    for asked in tools.law_questions.asked(text, spans, matter):
        if asked in _OF_NO_LAW:
            continue
        if asked in OF_THE_LAW:
            if not titles and not _OF_A_LAW.search(text):
                continue  # 投票算数吗
            if not titles and asked is Asked.SCOPE and _NOT_APPLYING.search(text):
                continue  # 哪种情形不适用这条: of the article
            resumed = _of_the_law(asked, outline, memory)
        elif titles or clause is None or clause.kind is not ClauseKind.ARTICLE:
            continue
        else:
            if asked is Asked.PENALTY and not by_number:
                continue
            resumed = _of_the_article(asked, text, clause, memory, tools)
        if resumed is not None:
            return resumed._replace(sure=True)
    return None


def _defined(
    text: str, titles: Sequence[TitleMatch], memory: Memory, tools: Toolbox
) -> Resumed | None:
    """何谓初始登记: the article that defines the term, of the law named if one is."""
    spans = [(title.start, title.end) for title in titles]
    named = [
        mention
        for mention in tools.knowledge.terms_in(text)
        if not any(start <= mention.start < end for start, end in spans)
    ]
    if len(named) != 1 or Asked.MEANS not in tools.law_questions.asked(
        text, [*spans, (named[0].start, named[0].end)]
    ):
        return None
    clause = named[0].clause
    if titles and clause.document_id != titles[0].document_id:
        return None
    return _said_in(clause, memory)._replace(sure=True)


def _outline(document_id: str, tools: Toolbox) -> Outline | None:
    outline = tools.knowledge.outlines.get(document_id)
    articles = outline is not None and any(c.kind is ClauseKind.ARTICLE for c in outline.clauses)
    return outline if articles else None


def _of_the_law(asked: Asked, outline: Outline, memory: Memory) -> Resumed | None:
    title = outline.document.title
    if asked is Asked.ARTICLES:
        return Resumed(f"《{title}》一共有多少条")
    if asked is Asked.IN_FORCE:
        return Resumed(f"《{title}》什么时候施行")
    clause = scope_of(outline) if asked is Asked.SCOPE else in_charge_of(outline)
    return _said_in(clause, memory) if clause else None


def _of_the_article(
    asked: Asked, text: str, clause: Clause, memory: Memory, tools: Toolbox
) -> Resumed | None:
    match asked:
        case Asked.NEXT | Asked.PREVIOUS:
            return _beside(clause, 1 if asked is Asked.NEXT else -1, memory, tools)
        case Asked.SOURCE:
            return _said_in(clause, memory, "在文件的哪一部分")
        case Asked.ORIGINAL | Asked.PLAINLY | Asked.MUST:
            return _said_in(clause, memory)
        case Asked.PHONE:
            return _said_in(clause, memory, "的联系电话是多少")
        case Asked.EXCEPTION | Asked.CONDITIONS | Asked.PAPERS | Asked.DUTY | Asked.PERIOD:
            return _said_in(clause, memory) if _SAYS[asked].search(clause.text) else None
        case Asked.REMEDY | Asked.INACTION:
            return _offered(asked, text, clause, memory, tools)
        case Asked.ITEM:
            number = tools.law_questions.item(text)
            has = any(paragraph.item(number) for paragraph in paragraphs_of(clause))
            return _said_in(clause, memory, f"第{number}项") if has else None
        case Asked.ITEMS:
            has = any(paragraph.item(2) for paragraph in paragraphs_of(clause))
            return _said_in(clause, memory, "列了几项") if has else None
        case Asked.PENALTY:
            return _penalty(text, clause, memory, tools)
        case _:
            return None


def _articles(clause: Clause, tools: Toolbox) -> list[Clause]:
    clauses = tools.knowledge.outline(clause.document_id).clauses
    return [other for other in clauses if other.kind is ClauseKind.ARTICLE]


def _beside(clause: Clause, step: int, memory: Memory, tools: Toolbox) -> Resumed | None:
    articles = _articles(clause, tools)
    place = articles.index(clause) + step
    return _said_in(articles[place], memory) if 0 <= place < len(articles) else None


def _offered(
    asked: Asked, text: str, clause: Clause, memory: Memory, tools: Toolbox
) -> Resumed | None:
    """The article of the law that says most of what one may do."""
    if asked is Asked.REMEDY and not ("罚" in text or punishes(clause.text)):
        return None  # 不服呢, of a decision of another kind
    offers = _REMEDY if asked is Asked.REMEDY else _COMPLAINT
    found = (a for a in _articles(clause, tools) if offers.search(_TITLE.sub("", a.text)))
    offered = max(found, key=lambda a: len(offers.findall(a.text)), default=None)
    return _said_in(offered, memory) if offered else None


def _penalty(text: str, clause: Clause, memory: Memory, tools: Toolbox) -> Resumed | None:
    if punishes(clause.text) and stands_under_liability(clause):
        return _said_in(clause, memory)
    if not _OF_A_PENALTY.search(text):
        return None  # 最多是多少, 由谁决定: of a fine only where one is spoken of
    if not tools.knowledge.penalties(clause.document_id).of(clause):
        return None  # no article says that it punishes this one: one is searched for
    return _said_in(clause, memory, "违反了怎么处罚")


def _said_in(clause: Clause, memory: Memory, asked: str = "") -> Resumed:
    return Resumed(f"《{clause.document_title}》{clause.label}{asked}", about(clause, memory))
