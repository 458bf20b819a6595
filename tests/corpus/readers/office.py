"""Documents laid out as offices lay them out (GB/T 9704), and LibreOffice to make PDFs of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.corpus.readers.writers import add_field, numbered_document, saved

SOFFICE = shutil.which("soffice")
_BODY_SIZE = 16
_HEADING = re.compile(r"第[一二三四五六七八九十百]+[编章节]|[一二三四五六七八九十]+、")


def to_pdf(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """PDFs that LibreOffice makes of docx files, by the same names; `folder` is for its files."""
    assert SOFFICE
    paths = []
    for name, data in documents.items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(data)
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return {name: (folder / f"{name}.pdf").read_bytes() for name in documents}


@cache
def cjk_font() -> bool:
    """Whether the machine has a font with Chinese characters."""
    listed = shutil.which("fc-list")
    if listed is None:
        return False
    return bool(subprocess.run([listed, ":lang=zh"], capture_output=True, check=False).stdout)


class OfficeDocument:
    """A document in the making: A4, 28 points a line, 16 point text indented by two characters."""

    def __init__(self, levels: Sequence[tuple[str, str]] = (), head: str = "") -> None:
        """`levels` are those of automatic numbers; `head` is a running head."""
        self.document = numbered_document(levels) if levels else docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        normal = self.document.styles["Normal"]
        normal.font.name = "仿宋_GB2312"
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
        normal.font.size = Pt(_BODY_SIZE)
        if head:
            section.header.paragraphs[0].text = head
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("— ")
        add_field(foot, "PAGE", "1")
        foot.add_run(" —")

    def saved(self) -> bytes:
        return saved(self.document)

    def red_head(self, issuer: str, number: str) -> None:
        """发文机关标志, 发文字号 and the red line below."""
        mark = self._line(f"{issuer}文件", WD_ALIGN_PARAGRAPH.CENTER, 36)
        mark.runs[0].font.color.rgb = RGBColor(255, 0, 0)
        self._line(number, WD_ALIGN_PARAGRAPH.CENTER).paragraph_format.space_before = Pt(20)
        self._line("", WD_ALIGN_PARAGRAPH.CENTER)._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="1" '
                'w:color="FF0000"/></w:pBdr>'
            )
        )

    def title(self, text: str) -> None:
        title = self._line(text, WD_ALIGN_PARAGRAPH.CENTER, 22)
        title.paragraph_format.line_spacing = Pt(35)

    def flush_left(self, text: str) -> None:
        """主送机关."""
        self._line(text, WD_ALIGN_PARAGRAPH.LEFT)

    def right(self, text: str) -> None:
        """发文机关署名 and 成文日期."""
        self._line(text, WD_ALIGN_PARAGRAPH.RIGHT).paragraph_format.right_indent = Pt(64)

    def body(self, text: str, lead: bool = True) -> Paragraph:
        """A paragraph; `lead` prints its first sentence or its heading bold."""
        paragraph = self._line("", WD_ALIGN_PARAGRAPH.JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Pt(2 * _BODY_SIZE)
        cut = len(text) if _HEADING.match(text) and len(text) < 40 else text.find("。") + 1
        cut = cut if lead else 0
        for piece, bold in ((text[:cut], True), (text[cut:], False)):
            for index, line in enumerate(piece.split("\n")):
                run = paragraph.add_run()
                if index:
                    run.add_break(WD_BREAK.LINE)
                run.add_text(line)
                run.bold = bold
        return paragraph

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
        """A ruled table, millimetres wide, whose first row comes again on every page."""
        table = self.document.add_table(0, len(widths))
        table.style = "Table Grid"
        table.autofit = False
        for row in rows:
            cells = table.add_row().cells
            for cell, text, width in zip(cells, row, widths, strict=True):
                cell.width = Mm(width)
                cell.text = text
                for paragraph in cell.paragraphs:
                    for run in paragraph.runs:
                        run.font.size = Pt(12)
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        return table

    def box(self, lines: Sequence[str]) -> None:
        """专栏 as a table of one cell."""
        cell = self.document.add_table(1, 1, style="Table Grid").rows[0].cells[0]
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)

    def columns(self, count: int) -> None:
        """Text from here on in so many columns."""
        section = self.document.add_section(0)
        section._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="{count}" w:space="425"/>'))

    def _line(self, text: str, alignment: WD_ALIGN_PARAGRAPH, size: float = 0) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = alignment
        layout = paragraph.paragraph_format
        layout.space_after = Pt(0)
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(28 if size <= 28 else size * 1.3)
        run = paragraph.add_run(text)
        if size:
            run.font.size = Pt(size)
        return paragraph


def write_office_docx(paragraphs: Sequence[str], head: str = "") -> bytes:
    """A text in the layout of a 公文: its title in the middle, the rest justified."""
    office = OfficeDocument(head=head)
    office.title(paragraphs[0])
    for text in paragraphs[1:]:
        office.body(text)
    return office.saved()
