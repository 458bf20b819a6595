"""Compose: facts about a document itself: number, issuer, dates, period, parts."""

from __future__ import annotations

import re

from assistant.answer import Answer, Citation, Intent, Status
from assistant.inquiry import Inquiry
from assistant.sentences import split_sentences
from assistant.tools import Toolbox
from corpus.clause import Outline
from corpus.document import Document, DocumentKind, Validity

_EFFECTIVE = re.compile(r"施行|生效|实施")
_PARTS = re.compile(r"(?:几|多少)(?:个)?(?:部分|大部分|章|条|方面|大板块|板块)|结构|目录")
_SENT_TO = re.compile(r"发给|主送|发送|印发给|下发给|抄送")
_PUBLIC = re.compile(r"公开|保密|密级")


def document_asked(inquiry: Inquiry, tools: Toolbox) -> str:
    """Id of the document a question is about: named, spoken of before, or the only plan."""
    reading = inquiry.reading
    assert reading is not None
    if named := next((d for d in reading.documents if d), ""):
        return named
    memory = inquiry.inherited or inquiry.memory
    if memory.document_id:
        return memory.document_id
    plans = [d.id for d in tools.knowledge.documents if d.kind is DocumentKind.PLAN]
    return plans[0] if len(plans) == 1 else ""


def compose_document(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer from the document's particulars and front matter; None for other questions."""
    reading = inquiry.reading
    assert reading is not None
    document_id = document_asked(inquiry, tools) if reading.intent is Intent.DOCUMENT else ""
    if not document_id:
        return None
    outline = tools.knowledge.outline(document_id)
    document = outline.document
    lines = [f"《{document.title}》", *_particulars(document)]
    citations = []
    text = inquiry.rewritten
    if _PARTS.search(text):
        lines.append(_parts(outline))
    if _SENT_TO.search(text) or _PUBLIC.search(text):
        lines += _front_lines(outline, text)
    sentence = _sentence(outline, _EFFECTIVE if _EFFECTIVE.search(text) else None)
    if sentence is not None:
        citations.append(sentence)
        lines.append(f"原文：“{sentence.quote}”（{sentence.clause.name or '正文开头'}）")
    validity = document.validity_on(tools.today())
    if validity is Validity.REPEALED:
        lines.append("注：该文件已经废止。")
    return Answer(
        status=Status.ANSWERED,
        kind=Intent.DOCUMENT,
        text="\n".join(lines),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confidence=1.0,
        citations=tuple(citations),
    )


def _particulars(document: Document) -> list[str]:
    facts = {
        "文号": document.number,
        "发文机关": document.issuer,
        "印发日期" if document.kind in (DocumentKind.PLAN, DocumentKind.NOTICE) else "本版日期": (
            f"{document.issued.year}年{document.issued.month}月{document.issued.day}日"
            if document.issued
            else None
        ),
        "施行日期": (
            f"{document.effective.year}年{document.effective.month}月{document.effective.day}日"
            if document.effective
            else None
        ),
        "实施期限": f"到{document.period_end.year}年底" if document.period_end else None,
    }
    return [f"{name}：{fact}" for name, fact in facts.items() if fact]


def _parts(outline: Outline) -> str:
    top = [heading.name for heading in outline.headings if heading.level == 1]
    parts = f"共{len(top)}个部分：{'；'.join(top)}。" if top else ""
    return f"{parts}共{len(outline.clauses)}条条款。"


def _front_lines(outline: Outline, text: str) -> list[str]:
    """The front matter's line that names the addressees or the publicity."""
    front = outline.document.text[: outline.body_start]
    lines = [line.strip() for line in front.splitlines() if line.strip()]
    lines += [clause.text.strip() for clause in outline.clauses[-1:]]
    found = []
    for line in lines:
        if _SENT_TO.search(text) and re.search(r"[：:]$", line):
            found.append(f"主送：{line.rstrip('：:')}")
        if _PUBLIC.search(text) and (
            match := re.search(r"[（(][^（()）]*公开[^（()）]*[）)]", line)
        ):
            found.append(match.group().strip("（()）"))
    return found


def _sentence(outline: Outline, wanted: re.Pattern[str] | None) -> Citation | None:
    """The sentence that states what is asked; else the one that opens the text."""
    clauses = reversed(outline.clauses) if wanted else outline.clauses
    for clause in clauses:
        for sentence in split_sentences(clause.text):
            quote = clause.text[sentence.start : sentence.end]
            if wanted is None or (wanted.search(quote) and re.search(r"自.*起", quote)):
                return Citation(clause, quote, sentence.start, sentence.end)
    return None
