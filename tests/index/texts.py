"""Small documents for the tests of index/, made by hand."""

from __future__ import annotations

from corpus.clause import Clause, ClauseKind, Heading, Outline
from corpus.document import Document, DocumentKind
from corpus.responsibility import Responsibility, UnitMention


def clause(
    text: str,
    *,
    clause_id: str = "d:1",
    label: str = "第一条",
    title: str = "",
    path: tuple[str, ...] = ("第一章 总则",),
    document: str = "城市绿化条例",
    responsibility: Responsibility | None = None,
) -> Clause:
    return Clause(
        clause_id, clause_id.split(":")[0], document, ClauseKind.ARTICLE, path, label, title,
        text, 0, len(text), responsibility,
    )  # fmt: skip


def led_by(text: str, unit: str) -> Responsibility:
    """The responsibility of a text that ends in one trailer naming one lead unit."""
    trailer, at = text.rindex("（"), text.rindex(unit)
    mention = UnitMention(unit, unit, at, at + len(unit))
    return Responsibility(lead=(mention,), spans=((trailer, len(text)),))


def outline(document_id: str, title: str, *articles: str) -> Outline:
    """A regulation of one chapter; each article is one clause."""
    chapter = "第一章 总则"
    text, clauses = chapter + "\n", []
    for number, article in enumerate(articles, 1):
        start = len(text)
        text += article + "\n"
        clauses.append(
            Clause(
                f"{document_id}:{number}", document_id, title, ClauseKind.ARTICLE, (chapter,),
                f"第{number}条", "", article, start, start + len(article),
                led_by(article, "市城市管理局") if "市城市管理局" in article else None,
            )
        )  # fmt: skip
    return Outline(
        Document(document_id, title, text, DocumentKind.REGULATION, sha256=document_id * 8),
        0,
        (Heading(1, "第一章", "总则", 0, len(chapter)),),
        tuple(clauses),
    )


GREENING = outline(
    "greening",
    "城市绿化条例",
    "第一条 为了保护和改善生态环境，增进人民身心健康，制定本条例。",
    "第二条 任何单位和个人不得擅自砍伐城市树木；确需砍伐的，应当报城市绿化主管部门批准。",
    "第三条 新建居住区的绿地率不低于30%。（牵头单位：市城市管理局）",
)
PROPERTY = outline(
    "property",
    "物业管理条例",
    "第一条 业主大会由物业管理区域内全体业主组成。",
    "第二条 住宅专项维修资金专项用于物业保修期满后共用部位、共用设施设备的维修和更新。",
)
