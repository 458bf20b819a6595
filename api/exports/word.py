"""Pieces of DOCX files: paper, Chinese fonts, page numbers, and a printed table."""

from __future__ import annotations

import io

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from api.exports.printed_table import BODY_FONT, HEAD_FONT, Cell, PrintedTable, printable

LATIN_FONT = "Times New Roman"
LONG, SHORT, MARGIN = 297, 210, 20  # millimetres: A4 and its edges


def new_file(title: str, *, is_landscape: bool) -> WordFile:
    """An A4 file in 仿宋 with numbered pages; its title stands on the first line."""
    file = docx.Document()
    style = file.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.name = LATIN_FONT
    style.font.size = Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    section = file.sections[0]
    width, height = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    _number_pages(section.footer.paragraphs[0])
    file.core_properties.title = printable(title)
    heading = add_heading(file, 1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(heading, title, font=HEAD_FONT, size=18, bold=True)
    return file


def add_heading(file: WordFile, level: int) -> Paragraph:
    """An empty heading, found by a program's outline and by screen readers, in black."""
    heading: Paragraph = file.add_heading("", level)
    style = heading.style
    assert isinstance(style, ParagraphStyle)
    style.font.color.rgb = RGBColor(0, 0, 0)
    return heading


def write(
    paragraph: Paragraph, text: str, *, font: str = BODY_FONT, size: float = 12, bold: bool = False
) -> Run:
    """Text at the paragraph's end, in a Chinese font."""
    run = paragraph.add_run(printable(text))
    run.font.name = LATIN_FONT
    run.font.size = Pt(size)
    run.font.bold = bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def to_docx(table: PrintedTable) -> bytes:
    """Title, notes and the table, its header on every page and no row broken by a page."""
    file = new_file(table.title, is_landscape=True)
    for note in table.notes:
        line = file.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        write(line, note, size=11)
    grid = file.add_table(1, len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    total = sum(column.width for column in table.columns)
    widths = [round((LONG - 2 * MARGIN) * column.width / total) for column in table.columns]
    _fill(grid.rows[0], [column.header for column in table.columns], widths, is_header=True)
    for cells in table.rows:
        _fill(grid.add_row(), cells, widths, is_header=False)
    _fix_grid(grid, widths)
    return saved(file)


def saved(file: WordFile) -> bytes:
    """The file's bytes."""
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _fill(
    row: _Row, contents: list[str] | tuple[Cell, ...], widths: list[int], *, is_header: bool
) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))
    cells: list[_Cell] = list(row.cells)
    for cell, content, width in zip(cells, contents, widths, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        if is_header or isinstance(content, int):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(
            paragraph,
            str(content),
            font=HEAD_FONT if is_header else BODY_FONT,
            size=10,
            bold=is_header,
        )


def _fix_grid(grid: Table, widths: list[int]) -> None:
    """Widths of the columns too: some programs read only these."""
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)


def _number_pages(paragraph: Paragraph) -> None:
    """第 X 页，共 Y 页."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, field, after in (("第 ", "PAGE", ""), (" 页，共 ", "NUMPAGES", " 页")):
        write(paragraph, before, size=10)
        run = write(paragraph, "", size=10)
        for kind in ("begin", "instruction", "end"):
            run._element.append(_field_part(kind, field))
        if after:
            write(paragraph, after, size=10)


def _field_part(kind: str, field: str) -> OxmlElement:  # type: ignore[valid-type]
    if kind == "instruction":
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = f" {field} "
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part
