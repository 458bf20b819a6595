"""Files for the office: opened again, and compared row by row with the parsed responsibilities."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import docx
import httpx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from api.exports.conversation import conversation_docx, conversation_markdown, plain
from api.exports.csv_file import to_csv
from api.exports.printed_table import Column, PrintedTable, dossier_table, task_table
from api.exports.word import to_docx
from api.exports.workbook import to_xlsx
from assistant.exports.conversation_record import ConversationRecord, Exchange
from assistant.exports.dossier import dossier_of
from assistant.exports.task_table import TaskFilter
from assistant.service import PolicyAssistant
from corpus.clause import Clause
from corpus.responsibility import Responsibility, Role

UNIT = "市住房城乡建委"
DAY = date(2026, 3, 5)
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "a\x00b\x1f\ud800")


def sheet_of(content: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(sheet: Worksheet) -> list[tuple[str, ...]]:
    """The rows below the header, which the frozen pane tells."""
    first = int(str(sheet.freeze_panes)[1:])
    return [
        tuple(str(cell or "") for cell in row)
        for row in sheet.iter_rows(min_row=first, values_only=True)
    ]


def expected_units(clause: Clause, role: Role, without: str = "") -> str:
    """The trailer's own words, names with a shared suffix written out."""
    duty = clause.responsibility or Responsibility()
    mentions = duty.mentions(role)
    if not mentions:
        return ""
    left_open = re.match("(?:等部门)?", clause.text[mentions[-1].end :])
    said = clause.text[mentions[0].start : mentions[-1].end] + (left_open[0] if left_open else "")
    for mention in reversed(mentions):
        at = mention.start - mentions[0].start
        said = said[:at] + mention.name + said[at + len(mention.text) :]

    if without:
        name = rf"(?<![^、，和]){re.escape(without)}(?=[、，等]|$)"
        for pattern, left in (
            (rf"、{name}(?=等)", ""),
            (rf"{name}(?=等)", "本单位"),
            (rf"、{name}(?=，)", ""),
            (rf"{name}[、，和]", ""),
            (rf"[、，]?{name}$", ""),
        ):
            said = re.sub(pattern, left, said)
    return said


def get(client: httpx.Client, path: str, **query: str) -> httpx.Response:
    response = client.get(path, params=query)
    assert response.status_code == 200, response.text
    return response


def test_dossier_rows_are_the_units_parsed_tasks(
    client: httpx.Client, assistant: PolicyAssistant
) -> None:
    tasks = assistant.knowledge.tasks_of(UNIT)
    expected = [
        (ROLE, clause.label, clause.title, "\n".join(clause.path), lead, responsible)
        for ROLE, clauses in (("牵头单位", tasks.lead), ("责任单位", tasks.responsible))
        for clause in clauses
        for lead, responsible in (
            (
                expected_units(clause, Role.LEAD, UNIT),
                expected_units(clause, Role.RESPONSIBLE, UNIT),
            ),
        )
    ]
    path = f"/v1/units/{UNIT}/dossier"
    sheet = sheet_of(get(client, path).content)
    assert [row[1:7] for row in rows_of(sheet)] == expected
    file = docx.Document(io.BytesIO(get(client, path, format="docx").content))
    (table,) = file.tables
    cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert [row[1:7] for row in cells[1:]] == expected
    assert [row[7] for row in cells[1:]] == [row[7] for row in rows_of(sheet)]
    rows = list(
        csv.reader(io.StringIO(get(client, path, format="csv").content.decode("utf-8-sig")))
    )
    assert [tuple(row[1:7]) for row in rows[1:]] == expected


def test_dossier_states_the_targets_of_each_clause(assistant: PolicyAssistant) -> None:
    dossier = dossier_of(assistant.knowledge, UNIT)
    table = dossier_table(dossier, DAY)
    assert any(duty.clause.indicators for duty in dossier.duties)
    for duty, row in zip(dossier.duties, table.rows, strict=True):
        lines = row[-1].split("；\n") if row[-1] else []
        assert len(lines) == len(duty.clause.indicators)
        for line, indicator in zip(lines, duty.clause.indicators, strict=True):
            assert line.startswith(indicator.name + indicator.comparator)


def test_task_table_holds_every_task_of_the_plan(
    client: httpx.Client, assistant: PolicyAssistant
) -> None:
    clauses = TaskFilter().select(assistant.knowledge)
    expected = [
        (clause.label, clause.title, *(expected_units(clause, role) for role in Role))
        for clause in clauses
    ]
    told = get(client, "/v1/tasks").json()
    assert [task["clause_id"] for task in told] == [clause.id for clause in clauses]
    for task, clause in zip(told, clauses, strict=True):
        duty = clause.responsibility or Responsibility()
        assert task["lead"] == list(dict.fromkeys(m.name for m in duty.lead))
        assert task["responsible"] == list(dict.fromkeys(m.name for m in duty.responsible))
    sheet = sheet_of(get(client, "/v1/tasks", format="xlsx").content)
    assert [row[2:6] for row in rows_of(sheet)] == expected
    file = docx.Document(io.BytesIO(get(client, "/v1/tasks", format="docx").content))
    cells = [tuple(cell.text for cell in row.cells) for row in file.tables[0].rows]
    assert [row[2:6] for row in cells[1:]] == expected


def test_task_table_is_filtered_by_any_name_of_a_unit(
    client: httpx.Client, assistant: PolicyAssistant
) -> None:
    told = get(client, "/v1/tasks", unit="住建委", role="lead").json()
    lead = assistant.knowledge.tasks_of(UNIT).lead
    assert [task["clause_id"] for task in told] == [clause.id for clause in lead]
    sheet = sheet_of(get(client, "/v1/tasks", unit="住建委", role="lead", format="xlsx").content)
    assert f"共 {len(lead)} 项任务（单位：{UNIT}；承担方式：牵头单位）" in str(sheet["A4"].value)


def test_workbook_prints_on_a4_with_its_header_on_every_page(client: httpx.Client) -> None:
    sheet = sheet_of(get(client, f"/v1/units/{UNIT}/dossier").content)
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize or 0) == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    header = int(str(sheet.freeze_panes)[1:]) - 1
    assert sheet.print_title_rows == f"${header}:${header}"
    assert "&P" in sheet.oddFooter.center.text
    assert sheet["A1"].value == f"{UNIT}责任清单"
    assert "渝府发〔2022〕31号" in str(sheet["A2"].value)
    assert str(sheet["A3"].value).startswith("制表日期：")
    assert {sheet.cell(header + 1, column).font.name for column in range(1, 8)} == {"仿宋"}
    assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABCDEFGH")


def test_word_file_prints_on_a4_with_its_header_on_every_page(client: httpx.Client) -> None:
    response = get(client, f"/v1/units/{UNIT}/dossier", format="docx")
    file = docx.Document(io.BytesIO(response.content))
    section = file.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    table = file.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    footer = section.footer.paragraphs[0]._element.xml
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    run = table.rows[1].cells[4].paragraphs[0].runs[0]
    assert run._element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    width = sum(cell.width.mm for cell in table.rows[0].cells)
    assert width <= 297 - 2 * 20 + 5
    assert file.paragraphs[0].text == f"{UNIT}责任清单"


def test_downloads_have_a_chinese_name(client: httpx.Client) -> None:
    disposition = get(client, f"/v1/units/{UNIT}/dossier").headers["content-disposition"]
    assert "filename*=UTF-8''" in disposition
    assert httpx.URL("http://x/?" + disposition.split("''")[1]).query.decode()


@pytest.mark.parametrize("cell", HOSTILE)
def test_cell_that_begins_like_a_formula_stays_text(cell: str) -> None:
    table = PrintedTable("=标题", ("@注",), (Column("列", 10),), ((cell,),))
    sheet = sheet_of(to_xlsx(table))
    below = sheet[str(sheet.freeze_panes)]
    assert below.data_type == "s"
    assert below.quotePrefix
    assert [row[0].data_type for row in sheet.iter_rows(max_row=2)] == ["s", "s"]
    ((_,), (written,)) = csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline=""))
    assert written[0] not in "=+-@\t\r"
    assert docx.Document(io.BytesIO(to_docx(table))).tables[0].rows[1].cells[0].text


def test_task_with_a_formula_for_a_title_stays_text(assistant: PolicyAssistant) -> None:
    clause = replace(TaskFilter().select(assistant.knowledge)[0], title="=1+1")
    sheet = sheet_of(to_xlsx(task_table([clause], [], TaskFilter(), DAY)))
    assert rows_of(sheet)[0][3] == "=1+1"


def test_conversation_is_kept_with_its_quotes(
    client: httpx.Client, assistant: PolicyAssistant
) -> None:
    first = client.post("/v1/ask", json={"question": "老旧小区改造由哪个单位牵头？"}).json()
    key = first["conversation_id"]
    client.post("/v1/ask", json={"question": "那责任单位呢？", "conversation_id": key})
    path = f"/v1/conversations/{key}/export"
    paragraphs = [
        paragraph.text
        for paragraph in docx.Document(io.BytesIO(get(client, path).content)).paragraphs
    ]
    markdown = get(client, path, format="md").text
    rendered = text_of(MarkdownIt().render(markdown))
    assert "1. 问：老旧小区改造由哪个单位牵头？" in paragraphs
    assert "2. 问：那责任单位呢？" in paragraphs
    for turn in assistant.history(key):
        assert f"答：{turn.answer.text}" in paragraphs
        assert turn.answer.citations
        for citation in turn.answer.citations:
            assert citation.quote in paragraphs
            assert squeezed(citation.quote) in squeezed(rendered)
    assert any("《重庆市城市更新提升“十四五”行动计划》" in line for line in paragraphs)


def test_words_of_people_are_no_markup_in_markdown(assistant: PolicyAssistant) -> None:
    answer = assistant.ask("老旧小区改造由哪个单位牵头？")
    question = "# 标题\n- [x](http://x) <img src=x> **b** `c`"
    record = ConversationRecord("c", (Exchange(question, replace(answer, text=question), ()),))
    html = MarkdownIt().render(conversation_markdown(record, DAY).decode())
    for tag in ("<img", "<a ", "<strong", "<code", "<li", "<ul"):
        assert tag not in html
    assert conversation_docx(record, DAY)


@given(st.text(alphabet="a中1 .)-+=*_#>`[]()<&~|\\\n\t", max_size=40))
def test_plain_markdown_says_what_the_text_says(text: str) -> None:
    html = MarkdownIt().enable("table").enable("strikethrough").render(plain(text))
    assert squeezed(text_of(html)) == squeezed(text)


def test_unknown_unit_conversation_and_format_are_problems(client: httpx.Client) -> None:
    for path, status, name in (
        ("/v1/units/不存在的单位/dossier", 404, "unknown-unit"),
        ("/v1/tasks?unit=不存在的单位", 404, "unknown-unit"),
        ("/v1/conversations/0000/export", 404, "unknown-conversation"),
        (f"/v1/units/{UNIT}/dossier?format=pdf", 422, "invalid-request"),
    ):
        response = client.get(path)
        assert response.status_code == status
        assert response.json()["type"].endswith(name)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def text_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.pieces)


def squeezed(text: str) -> str:
    return "".join(text.split())
