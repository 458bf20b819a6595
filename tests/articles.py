"""A few articles for tests that need a corpus of their own."""

from __future__ import annotations

from corpus.clause import Clause, ClauseKind, Outline
from corpus.document import Document, DocumentKind

_TEXTS = {
    "城市绿化条例": (
        "为了保护和改善生态环境，制定本条例。",
        "任何单位和个人不得擅自砍伐城市树木；确需砍伐的，应当报主管部门批准。",
        "新建居住区的绿地率不低于30%。",
    ),
    "物业管理条例": (
        "业主大会由物业管理区域内全体业主组成。",
        "住宅专项维修资金专项用于共用部位、共用设施设备的维修和更新。",
    ),
    "消防条例": (
        "任何人发现火灾都应当立即报警。",
        "任何单位、个人不得占用、堵塞、封闭疏散通道、安全出口、消防车通道。",
    ),
}


def _law(title: str, texts: tuple[str, ...]) -> Outline:
    document = Document(title, title, "\n".join(texts), DocumentKind.LAW, sha256=title)
    clauses, start = [], 0
    for number, text in enumerate(texts, 1):
        end = start + len(text)
        clause_id = f"{title}:{number}"
        clauses.append(
            Clause(
                clause_id, title, title, ClauseKind.ARTICLE, (), f"第{number}条", "", text,
                start, end,
            )
        )  # fmt: skip
        start = end + 1
    return Outline(document, 0, (), tuple(clauses))


LAWS = tuple(_law(title, texts) for title, texts in _TEXTS.items())
