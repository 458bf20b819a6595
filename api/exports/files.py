"""Which formats each subject is written in, and how.

What writes Word and Excel files is loaded with the first of them: a start need not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from api.exports.media_types import CSV_TYPE, DOCX_TYPE, MARKDOWN_TYPE, XLSX_TYPE
from api.exports.printed_table import PrintedTable, dossier_table, task_table
from assistant.exports.conversation_record import conversation_record
from assistant.exports.dossier import dossier_of
from assistant.exports.task_table import TaskFilter
from assistant.lookup.knowledge import Knowledge
from assistant.service import PolicyAssistant


class TableFormat(StrEnum):
    """Formats of a printed table."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"


class ConversationFormat(StrEnum):
    """Formats of a conversation."""

    DOCX = "docx"
    MARKDOWN = "md"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file to hand out: its name, media type and bytes."""

    name: str
    media_type: str
    content: bytes


def dossier_file(knowledge: Knowledge, unit: str, form: TableFormat, today: date) -> ExportedFile:
    """A unit's dossier; raises UnknownUnitError."""
    return _table_file(dossier_table(dossier_of(knowledge, unit), today), form)


def task_file(
    knowledge: Knowledge, chosen: TaskFilter, form: TableFormat, today: date
) -> ExportedFile:
    """The tasks that a filter lets through; raises UnknownUnitError."""
    chosen = chosen.resolved(knowledge)
    clauses = chosen.select(knowledge)
    sources = dict.fromkeys(clause.document_id for clause in clauses)
    documents = [knowledge.outline(source).document for source in sources]
    return _table_file(task_table(clauses, documents, chosen, today), form)


def conversation_file(
    assistant: PolicyAssistant, conversation_id: str, form: ConversationFormat, today: date
) -> ExportedFile:
    """A conversation with its citations; raises UnknownConversationError."""
    from api.exports.conversation import conversation_docx, conversation_markdown

    turns = assistant.history(conversation_id)
    record = conversation_record(assistant.holding, conversation_id, turns)
    name = f"问答记录-{conversation_id}.{form.value}"
    if form is ConversationFormat.DOCX:
        return ExportedFile(name, DOCX_TYPE, conversation_docx(record, today))
    return ExportedFile(name, MARKDOWN_TYPE, conversation_markdown(record, today))


def _table_file(table: PrintedTable, form: TableFormat) -> ExportedFile:
    name = f"{table.title}.{form.value}"
    if form is TableFormat.XLSX:
        from api.exports.workbook import to_xlsx

        return ExportedFile(name, XLSX_TYPE, to_xlsx(table))
    if form is TableFormat.DOCX:
        from api.exports.word import to_docx

        return ExportedFile(name, DOCX_TYPE, to_docx(table))
    from api.exports.csv_file import to_csv

    return ExportedFile(name, CSV_TYPE, to_csv(table))
