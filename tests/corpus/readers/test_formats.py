"""What each format holds beside plain paragraphs: numbers, tables, boxes, contents, margins."""

from __future__ import annotations

from xml.sax.saxutils import escape

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable, PageBreak, Paragraph

from corpus.clause import Clause, ClauseKind, Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers import docx as docx_reader
from corpus.readers import html as html_reader
from corpus.readers import pdf as pdf_reader
from corpus.readers.limits import LIMITS
from corpus.readers.numerals import chinese, written
from corpus.readers.read import read_source
from corpus.readers.source import SourceText, Table
from corpus.readers.tables import render_table
from corpus.structure.numbering import number_of
from tests.corpus.readers.writers import (
    ARTICLE_LEVELS,
    BODY,
    LEVELS,
    TITLE,
    add_numbered,
    build_pdf,
    numbered_document,
    ruled_table,
    saved,
    write_html,
)

OPENING = ["某市城市更新行动计划", "为推进城市更新，制定本计划。", "一、总体要求", "以人为本。"]
ROWS = [
    ["序号", "重点任务", "主要内容", "牵头单位", "责任单位", "完成时限"],
    ["1", "改造老旧小区", "到2025年改造小区100个。", "市住房城乡建委",
     "市财政局等部门，各区县政府", "2025年"],
    ["2", "加装电梯", "建立协商机制", "市市场监管局", "市住房城乡建委", "长期"],
]  # fmt: skip


def plan(source: SourceText) -> Outline:
    return read_outline(Document("p", "某市行动计划", source.text, DocumentKind.PLAN))


def rules(source: SourceText) -> Outline:
    return read_outline(Document("r", "某市条例", source.text, DocumentKind.REGULATION))


def units(clause: Clause) -> tuple[list[str], list[str]]:
    held = clause.responsibility
    assert held is not None
    return [m.name for m in held.lead], [m.name for m in held.responsible]


def read_docx(document: docx.document.Document) -> SourceText:
    return docx_reader.parse(saved(document), "x.docx", LIMITS)


def assert_tasks(source: SourceText) -> None:
    tasks = {c.label: c for c in plan(source).clauses if c.kind is ClauseKind.TASK}
    assert tasks["二、1．"].title == "改造老旧小区"
    assert tasks["二、1．"].path == ("二、重点任务",)
    assert units(tasks["二、1．"]) == (["市住房城乡建委"], ["市财政局", "各区县政府"])
    assert [i.value for i in tasks["二、1．"].indicators] == [100]
    assert units(tasks["二、2．"]) == (["市市场监管局"], ["市住房城乡建委"])


def test_table_of_tasks_in_docx_becomes_tasks_with_units() -> None:
    document = docx.Document()
    for text in [*OPENING, "二、重点任务"]:
        document.add_paragraph(text)
    table = document.add_table(0, 6)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert_tasks(read_docx(document))


def test_table_of_tasks_in_html_becomes_tasks_with_units() -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>"
        for row in ROWS
    )
    page = write_html([*OPENING, "二、重点任务"]).decode()
    page = page.replace("</div>\n<div style", f"<table>{rows}</table></div>\n<div style")
    assert_tasks(html_reader.parse(page.encode(), "x.html", LIMITS))


def test_table_of_tasks_in_pdf_goes_on_over_pages() -> None:
    more = [[str(n), f"任务{n}", "做好" * 40, "市水利局", "市财政局", "长期"] for n in range(3, 24)]
    story: list[Flowable] = [Paragraph(text, BODY) for text in [*OPENING, "二、重点任务"]]
    story.append(ruled_table([*ROWS, *more], [30, 70, 120, 70, 100, 50]))
    source = pdf_reader.parse(build_pdf(story), "x.pdf", LIMITS)
    assert_tasks(source)
    tasks = [c for c in plan(source).clauses if c.kind is ClauseKind.TASK]
    assert [c.label for c in tasks] == [f"二、{n}．" for n in range(1, 24)]
    assert units(tasks[-1]) == (["市水利局"], ["市财政局"])


def test_units_one_a_line_and_cells_merged_downwards() -> None:
    rows = (
        ("任务", "牵头单位", "配合单位"),
        ("改造小区", "市住房城乡建\n委", "市财政局\n市规划自然资源局、\n市水利局"),
        ("加装电梯", None, "各区县政府"),
    )
    first, second = (p.text for p in render_table(Table(rows)))
    assert first == (
        "1．改造小区。（牵头单位：市住房城乡建委；配合单位：市财政局、市规划自然资源局、市水利局）"
    )
    assert second == "2．加装电梯。（牵头单位：市住房城乡建委；配合单位：各区县政府）"


def test_a_second_table_of_tasks_numbers_its_rows_anew() -> None:
    text = "\n".join(p.text for p in render_table(Table(tuple(map(tuple, ROWS)))))
    outline = read_outline(
        Document("p", "某市行动计划", f"一、任务\n{text}\n{text}\n", DocumentKind.PLAN)
    )
    assert [c.label for c in outline.clauses] == ["一、1．", "一、2．"] * 2
    assert len({c.id for c in outline.clauses}) == 4


def test_other_tables_stand_cell_by_cell() -> None:
    rows = (("指标", "2025年"), ("绿化率", "43%"))
    assert [p.text for p in render_table(Table(rows))] == ["| 指标 | 2025年 |", "| 绿化率 | 43% |"]


def box(document: docx.document.Document) -> None:
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "专栏1 重点工程"
    cell.add_paragraph("1．管网改造50公里。")
    cell.add_paragraph("2．泵站10座。")


def text_box(document: docx.document.Document) -> None:
    content = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("专栏1 重点工程", "1．管网改造50公里。", "2．泵站10座。")
    )
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
            f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )


@pytest.mark.parametrize("add", [box, text_box])
def test_a_box_is_one_clause_and_ends_where_its_frame_ends(add: object) -> None:
    document = docx.Document()
    for text in [*OPENING, "二、重点任务", "（一）治水。加强治理。", "1．建管网。健全设施。"]:
        document.add_paragraph(text)
    assert callable(add)
    add(document)
    document.add_paragraph("（牵头单位：市水利局）")
    document.add_paragraph("2．建泵站。（牵头单位：市住房城乡建委）")
    clauses = plan(read_docx(document)).clauses
    (framed,) = [c for c in clauses if c.kind is ClauseKind.BOX]
    assert framed.title == "专栏1 重点工程"
    assert "泵站10座" in framed.text
    assert "市水利局" not in framed.text
    assert [c.label for c in clauses if c.responsibility] == ["二、（一）1．", "二、（一）2．"]


def test_automatic_numbers_of_word_are_written_out() -> None:
    document = numbered_document(LEVELS)
    document.add_paragraph("某市行动计划")
    for text, level in (
        ("总体要求", 0), ("基本原则。坚持。", 1), ("主要目标。达到。", 1), ("重点任务", 0),
        ("居住条件", 1), ("改造小区。完善设施。（牵头单位：市住建局）", 2),
        ("加装电梯。健全机制。（牵头单位：市市场监管局）", 2),
    ):  # fmt: skip
        add_numbered(document, text, level)
    labels = [c.label for c in plan(read_docx(document)).clauses if c.label]
    assert labels == ["一、（一）", "一、（二）", "二、（一）1．", "二、（一）2．"]


def test_automatic_articles_count_on_over_chapters() -> None:
    document = numbered_document(ARTICLE_LEVELS)
    document.add_paragraph("某市条例")
    for text, level in (
        ("总则", 0), ("规定的制定，适用本条例。", 1), ("本市适用本条例。", 1), ("职责", 0),
        ("市政府负责。", 1),
    ):  # fmt: skip
        add_numbered(document, text, level)
    clauses = rules(read_docx(document)).clauses
    assert [c.label for c in clauses] == ["第一条", "第二条", "第三条"]
    assert clauses[2].path == ("第二章 职责",)


def test_numbers_of_a_style_and_a_list_that_starts_anew() -> None:
    document = numbered_document(LEVELS)
    style = document.styles["Heading 1"]
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
    )
    numbering = document.part.numbering_part.element
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/><w:lvlOverride '
            'w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    document.add_heading("甲", 1)
    document.add_heading("乙", 1)
    document.add_paragraph("丙", style="Heading 1")
    again = document.add_heading("丁", 1)
    again._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="78"/></w:numPr>')
    )
    assert read_docx(document).text.split() == ["一、甲", "二、乙", "三、丙", "一、丁"]


@given(st.integers(1, 9999))
def test_chinese_numbers_are_read_back(number: int) -> None:
    assert number_of(chinese(number)) == number


@pytest.mark.parametrize(
    ("style", "number", "shown"),
    [("chineseCounting", 10, "十"), ("chineseCountingThousand", 110, "一百一十"),
     ("ideographDigital", 10, "一〇"), ("ideographTraditional", 3, "丙"), ("lowerRoman", 14, "xiv"),
     ("upperLetter", 28, "BB"), ("decimalEnclosedCircle", 3, "③"), ("decimalFullWidth", 12, "１２"),
     ("chineseLegalSimplified", 21, "贰拾壹"), ("unheardOf", 7, "7")],
)  # fmt: skip
def test_number_styles_of_word(style: str, number: int, shown: str) -> None:
    assert written(number, style) == shown


def test_deleted_text_is_left_out_and_inserted_text_kept() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("第一条 ")
    for tag, text_tag, text in (("del", "delText", "旧"), ("ins", "t", "新")):
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a"><w:r><w:{text_tag}>{text}'
                f"</w:{text_tag}></w:r></w:{tag}>"
            )
        )
    assert read_docx(document).text == "第一条 新\n"


def test_wrapped_line_of_a_pdf_that_begins_with_an_article_number_is_no_article() -> None:
    filler = "各单位应当依法履行职责并接受社会监督确保各项工作落到实处"
    # 31 characters a line: the second line begins with 第三条.
    second = f"第二条　{filler}的违反第三条规定的，依照本条例处罚。"
    third = "第三条　" + filler * 3 + "。"
    last = "第四条　本条例自公布之日起施行。"
    texts = ["某市条例", "第一条　为了规范管理，制定本条例。", second, third, last]
    for extra in range(4):
        texts[2] = second.replace("的违反", "的" * extra + "违反")
        story: list[Flowable] = [
            Paragraph(text, BODY if i else TITLE) for i, text in enumerate(texts)
        ]
        outline = rules(pdf_reader.parse(build_pdf(story), "x.pdf", LIMITS))
        assert [c.label for c in outline.clauses] == ["第一条", "第二条", "第三条", "第四条"]
        assert "第三条规定的，依照" in outline.clauses[1].text.replace("\n", "")


def test_pages_and_paragraphs_are_known() -> None:
    story: list[Flowable] = [Paragraph("某市条例", TITLE)]
    for number in "一二三四":
        story += [
            Paragraph(f"第{number}条　" + "依法履行职责，" * 60 + "接受监督。", BODY),
            PageBreak(),
        ]
    data = build_pdf(story)
    source = read_source(data, "某市条例.pdf")
    outline = rules(source)
    places = [source.place_at(clause.start) for clause in outline.clauses]
    assert [place.page if place else None for place in places] == [1, 2, 3, 4]
    assert [place.paragraph if place else None for place in places] == [2, 3, 4, 5]
    assert "公报" not in source.text
    assert "—" not in source.text


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb2312"])
def test_page_in_its_declared_encoding(charset: str) -> None:
    page = write_html(["某市条例", "第一条 为了规范，制定本条例。", "第二条 自公布之日起施行。"])
    data = page.decode().replace('charset="utf-8"', f'charset="{charset}"').encode(charset)
    source = read_source(data, "page.html")
    assert [c.label for c in rules(source).clauses] == ["第一条", "第二条"]
    for word in ("首页", "脚本", "看不见", "标识码", "政策解读"):
        assert word not in source.text


@given(st.lists(st.text(alphabet="更新改造，。“”（）1．一、第条\u3000 ", max_size=60), max_size=8))
@settings(max_examples=40, deadline=None)
def test_what_a_docx_says_comes_back(texts: list[str]) -> None:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    expected = "".join("".join(text.split()) for text in texts)
    assert "".join(read_docx(document).text.split()) == expected
