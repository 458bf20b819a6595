"""A conversation as DOCX and Markdown, each answer with the clauses it cites."""

from __future__ import annotations

import re
from datetime import date

from docx.document import Document as WordFile
from docx.shared import Mm, Pt

from api.exports.printed_table import HEAD_FONT, long_date, source_lines
from api.exports.word import add_heading, new_file, saved, write
from assistant.answer import Status
from assistant.exports.conversation_record import CitedClause, ConversationRecord, Exchange
from assistant.exports.notation import cited_as

TITLE = "城市政策问答记录"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^[ \t]*(\d*)([-+=.)]?)", re.MULTILINE)  # lists, rules, code by indent


def conversation_docx(record: ConversationRecord, today: date) -> bytes:
    """A4 upright: question, answer, basis, turn after turn."""
    file = new_file(TITLE, is_landscape=False)
    for note in _notes(record, today):
        line = file.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        write(line, note, size=11)
    for number, exchange in enumerate(record.exchanges, 1):
        _add_exchange(file, number, exchange)
    return saved(file)


def conversation_markdown(record: ConversationRecord, today: date) -> bytes:
    """The same as Markdown; nothing that was asked or cited can act as markup."""
    lines = [f"# {TITLE}", ""]
    lines += [f"{plain(note)}  " for note in _notes(record, today)]
    for number, exchange in enumerate(record.exchanges, 1):
        lines += ["", f"## {number}. {_on_one_line(exchange.question)}", ""]
        lines.append(plain(_said(exchange)).replace("\n", "  \n"))
        for place, cited in enumerate(exchange.cited, 1):
            lines += ["", f"**依据 {place}** {plain(_reference(cited))}"]
            for quote in cited.quotes:
                lines += ["", *(f"> {line}" for line in plain(quote).splitlines())]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def plain(text: str) -> str:
    """Text whose characters Markdown takes for what they are."""
    return _LINE_START.sub(
        lambda found: found[1] + (f"\\{found[2]}" if found[2] else ""),
        _SPECIAL.sub(r"\\\1", text),
    )


def _on_one_line(text: str) -> str:
    return plain(" ".join(text.split()))


def _notes(record: ConversationRecord, today: date) -> tuple[str, ...]:
    if not record.documents:
        return (f"会话编号：{record.conversation_id}", f"导出日期：{long_date(today)}")
    source, _ = source_lines(record.documents, today)
    return (
        f"会话编号：{record.conversation_id}",
        source,
        f"导出日期：{long_date(today)}",
    )


def _said(exchange: Exchange) -> str:
    answer = exchange.answer
    text = answer.text or answer.reason
    is_unanswered = answer.refused and answer.status is not Status.SMALL_TALK
    return f"（未回答）{text}" if is_unanswered else text


def _reference(cited: CitedClause) -> str:
    clause = cited.clause
    path = " › ".join(clause.path)
    return cited_as(cited.document) + clause.name + (f"（{path}）" if path else "")


def _add_exchange(file: WordFile, number: int, exchange: Exchange) -> None:
    question = add_heading(file, 2)
    question.paragraph_format.space_before = Pt(14)
    write(question, f"{number}. 问：{exchange.question}", font=HEAD_FONT, bold=True)
    answer = file.add_paragraph()
    write(answer, f"答：{_said(exchange)}")
    for place, cited in enumerate(exchange.cited, 1):
        reference = file.add_paragraph()
        reference.paragraph_format.left_indent = Mm(8)
        reference.paragraph_format.keep_with_next = True
        write(reference, f"依据 {place}　{_reference(cited)}", size=10.5, bold=True)
        for quote in cited.quotes:
            words = file.add_paragraph()
            words.paragraph_format.left_indent = Mm(12)
            write(words, quote, size=10.5)
