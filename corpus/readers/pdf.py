"""PDF with a text layer: paragraphs and ruled tables, without running heads and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from corpus.readers.assemble import assemble
from corpus.readers.errors import DamagedFileError, ScannedFileError, damaged, too_large
from corpus.readers.limits import Limits
from corpus.readers.pdf_cells import cell_text
from corpus.readers.pdf_columns import gutter_of, rows_of
from corpus.readers.pdf_footnotes import without_footnotes
from corpus.readers.pdf_layout import layouts_of
from corpus.readers.pdf_lines import Line, lines_of_rows
from corpus.readers.pdf_paragraphs import paragraphs_of_lines
from corpus.readers.pdf_running_lines import without_running_lines
from corpus.readers.sniff import encrypted
from corpus.readers.source import FileFormat, Part, SourceText, Table
from corpus.readers.tables import join_rows

_FEW = 20  # characters: a page with fewer has no text layer to speak of
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_MOST_UNMAPPED = 0.05
_FRAME_WIDTH = 0.4  # of the page's width: a frame around lines is wider
_FRAME_HEIGHT = 0.85  # of the page's height: a border around the page is taller
Box = tuple[float, float, float, float]


def parse(data: bytes, name: str, limits: Limits) -> SourceText:
    """The text of a PDF; raises ScannedFileError for one without a text layer."""
    try:
        pdf = pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise encrypted(name) from error
        raise damaged(name, f"{type(cause).__name__}: {cause}") from error
    with pdf:
        if len(pdf.pages) > limits.pages:
            raise too_large(name, "页数", f"{len(pdf.pages)} 页", f"{limits.pages} 页")
        if not pdf.pages:
            raise damaged(name, "no pages")
        pages: list[list[Line]] = []
        tables: list[list[tuple[float, Table]]] = []
        empty = []
        characters = 0
        gutter: float | None = None
        footnotes = False
        for number, page in enumerate(pdf.pages, 1):
            found = _tables(page, number)
            chars = [c for c in page.chars if c["upright"] and not _inside(c, found)]
            held = sum(len(c["text"].strip()) for c in page.chars)
            if held < _FEW and page.images:
                empty.append(number)
            characters += held
            if characters > limits.characters:
                raise too_large(name, "字数", f"{characters} 以上", str(limits.characters))
            chars, noted = without_footnotes(page, chars)
            footnotes = footnotes or noted
            rows = rows_of(chars)
            gutter = gutter_of(rows, gutter)
            pages.append(lines_of_rows(rows, gutter, number, float(page.width)))
            tables.append([(box[1], table) for box, table in found])
            page.close()
    _refuse_pictures(name, characters, len(pages), empty)
    _refuse_unmapped(name, pages)
    notes = ("脚注和尾注已略去。",) if footnotes else ()
    if empty:
        listed = "、".join(map(str, empty[:20]))
        notes = (*notes, f"第{listed}页是图片，没有文字层，未能读取。")
    parts = _in_order(without_running_lines(pages), tables)
    return assemble(parts, FileFormat.PDF, notes)


def _refuse_pictures(name: str, characters: int, pages: int, empty: list[int]) -> None:
    if characters < _FEW * pages or len(empty) > pages / 2:
        raise ScannedFileError(
            f"{name}: {characters} characters on {pages} pages, pages {empty} are pictures",
            f"文件“{name}”是扫描件，没有文字层，无法逐条引用。请先做文字识别（OCR），"
            "存为带文字层的 PDF 或 .docx 后再试。",
        )


def _refuse_unmapped(name: str, pages: list[list[Line]]) -> None:
    """Fonts without a map to characters give numbers in place of words."""
    text = "".join(line.text for lines in pages for line in lines)
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MOST_UNMAPPED * max(1, len(text)):
        raise DamagedFileError(
            f"{name}: {unmapped} of {len(text)} characters have no mapping",
            f"文件“{name}”的字体没有文字编码，读出的是乱码。请用原始的 .docx，"
            "或重新导出 PDF 后再试。",
        )


def _tables(page: Page, number: int) -> list[tuple[Box, Table]]:
    """Ruled tables of a page with their boxes; a single frame is one box of text."""
    if len(page.lines) + len(page.rects) + len(page.curves) < 4:
        return []
    finder = page.debug_tablefinder()
    found = []
    for table in finder.tables:
        rows = tuple(
            tuple(None if cell is None else _cell(page, cell) for cell in row.cells)
            for row in table.rows
        )
        if any(cell for row in rows for cell in row):
            found.append((table.bbox, Table(_spread(rows), number)))
    in_tables = {cell for table in finder.tables for cell in table.cells}
    for cell in finder.cells:
        if cell not in in_tables and _is_frame(page, cell) and (text := _cell(page, cell)):
            found.append((cell, Table(((text,),), number)))
    return found


def _is_frame(page: Page, box: Box) -> bool:
    """Whether a rectangle frames lines of its own: no page's border, no shade behind words."""
    wide = box[2] - box[0] > _FRAME_WIDTH * float(page.width)
    tall = box[3] - box[1] > _FRAME_HEIGHT * float(page.height)
    beside = any(
        box[1] <= (char["top"] + char["bottom"]) / 2 <= box[3] and not _is_in(char, box)
        for char in page.chars
    )
    return wide and not tall and not beside


def _cell(page: Page, box: Box) -> str:
    return cell_text([c for c in page.chars if c["upright"] and _is_in(c, box)], box)


def _spread(rows: tuple[tuple[str | None, ...], ...]) -> tuple[tuple[str | None, ...], ...]:
    """A missing cell goes on from above, or from the left in a row across the table."""
    return tuple(
        tuple("" if cell is None and (index == 0 or _across(row)) else cell for cell in row)
        for index, row in enumerate(rows)
    )


def _across(row: tuple[str | None, ...]) -> bool:
    return row[0] is not None and all(cell is None for cell in row[1:])


def _inside(char: dict[str, Any], tables: Sequence[tuple[tuple[float, ...], Table]]) -> bool:
    return any(_is_in(char, box) for box, _ in tables)


def _is_in(char: dict[str, Any], box: tuple[float, ...]) -> bool:
    x = (char["x0"] + char["x1"]) / 2
    y = (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _in_order(pages: list[list[Line]], tables: list[list[tuple[float, Table]]]) -> list[Part]:
    """Lines and tables from top to bottom; what a page's end cuts is put together again."""
    parts: list[Part] = []
    run: list[Line] = []
    runs: list[list[Line]] = []
    order: list[Table | int] = []

    def close() -> None:
        nonlocal run
        if run:
            order.append(len(runs))
            runs.append(run)
            run = []

    for lines, found in zip(pages, tables, strict=True):
        waiting = sorted(found, key=lambda item: item[0])
        for line in lines:
            while waiting and waiting[0][0] < line.top:
                close()
                order.append(waiting.pop(0)[1])
            run.append(line)
        for _, table in waiting:
            close()
            order.append(table)
    close()
    layouts = layouts_of([line for lines in runs for line in lines])
    page = 0  # of the table met last
    for item in order:
        if isinstance(item, int):
            parts += paragraphs_of_lines(runs[item], layouts)
            continue
        last = parts[-1] if parts else None
        on_next_page = isinstance(last, Table) and item.page == page + 1
        joined = join_rows(last, item) if isinstance(last, Table) and on_next_page else None
        parts[-1:] = [joined] if joined else [*parts[-1:], item]
        page = item.page or 0
    return parts
