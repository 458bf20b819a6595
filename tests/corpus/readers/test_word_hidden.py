"""What Word holds but does not show is not read; what it shows in unusual ways is."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers import docx as docx_reader
from corpus.readers.limits import LIMITS
from tests.corpus.readers.writers import LEVELS, add_numbered, numbered_document, saved

_BY = 'w:id="1" w:author="甲"'
_END_DELETED = f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>"
_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def lines(document: docx.document.Document) -> list[str]:
    return docx_reader.parse(saved(document), "x.docx", LIMITS).text.splitlines()


def add(document: docx.document.Document, xml: str) -> None:
    element = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)


def read(*paragraphs: str) -> list[str]:
    document = docx.Document()
    for name, kind, based in (
        ("Gone", "character", ""), ("GoneToo", "character", '<w:basedOn w:val="Gone"/>'),
        ("GoneLine", "paragraph", ""),
    ):  # fmt: skip
        hides = "" if based else "<w:rPr><w:vanish/></w:rPr>"
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{name}">'
                f'<w:name w:val="{name}"/>{based}{hides}</w:style>'
            )
        )
    for xml in paragraphs:
        add(document, xml)
    return lines(document)


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (f"{run('甲')}<w:moveFrom {_BY}>{run('移走')}</w:moveFrom>", "甲"),
        (f"{run('甲')}<w:moveTo {_BY}>{run('移来')}</w:moveTo>", "甲移来"),
        (run("甲") + run("隐藏", "<w:vanish/>"), "甲"),
        (run("甲") + run("不隐藏", '<w:vanish w:val="0"/>'), "甲不隐藏"),
        (run("甲") + run("隐藏", '<w:rStyle w:val="Gone"/>'), "甲"),
        (run("甲") + run("隐藏", '<w:rStyle w:val="GoneToo"/>'), "甲"),
        (f'<w:pPr><w:pStyle w:val="GoneLine"/></w:pPr>{run("隐藏")}<w:r/>', None),
        (run("划去", "<w:strike/>"), "划去"),
        (f"<w:r><w:ruby><w:rt>{run('zhù')}</w:rt><w:rubyBase>{run('注')}</w:rubyBase></w:ruby></w:r>"
         + run("音"), "注音"),
        (f"{run('公式')}<m:oMath {_MATH}><m:r><m:t>a+b</m:t></m:r></m:oMath>", "公式a+b"),
    ],
)  # fmt: skip
def test_what_is_seen_of_a_paragraph(xml: str, shown: str | None) -> None:
    assert read(xml) == ([] if shown is None else [shown])


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    assert read(_END_DELETED + run("前半，"), run("后半。"), _END_DELETED + run("末尾")) == [
        "前半，后半。", "末尾",
    ]  # fmt: skip


def test_a_deleted_paragraph_takes_no_number() -> None:
    document = numbered_document(LEVELS)
    add_numbered(document, "甲", 0)
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    deleted = f"<w:del {_BY}><w:r><w:delText>删去</w:delText></w:r></w:del>"
    add(document, _END_DELETED.replace("<w:rPr>", f"{number}<w:rPr>") + deleted)
    add_numbered(document, "乙", 0)
    assert lines(document) == ["一、甲", "二、乙"]


def test_deleted_rows_and_cells_of_a_table() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} {_BY}/>"))
    for row in (0, 2):
        table.cell(row, 2)._tc.get_or_add_tcPr().append(
            parse_xml(f"<w:cellDel {nsdecls('w')} {_BY}/>")
        )
    assert lines(document) == ["| 00 | 01 |", "| 20 | 21 |"]


def test_soft_line_ends_and_full_width_digits_part_articles() -> None:
    document = docx.Document()
    document.add_paragraph("某市条例")
    paragraph = document.add_paragraph("第１条　为了规范管理，制定本条例。")
    paragraph.add_run().add_break()
    paragraph.add_run("第２条　自公布之日起施行。")
    text = docx_reader.parse(saved(document), "x.docx", LIMITS).text
    outline = read_outline(Document("r", "某市条例", text, DocumentKind.REGULATION))
    assert [c.label for c in outline.clauses] == ["第１条", "第２条"]
