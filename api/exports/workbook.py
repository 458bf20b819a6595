"""A printed table as XLSX: A4 landscape, its header on every page."""

from __future__ import annotations

import io
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.exports.printed_table import (
    BODY_FONT,
    HEAD_FONT,
    Cell,
    Column,
    PrintedTable,
    printable,
)

LINE_HEIGHT = 16  # points, of 11-point text
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILL = PatternFill("solid", fgColor="E8EEF6")


def to_xlsx(table: PrintedTable) -> bytes:
    """One sheet: title, notes, header, rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = _sheet_name(table.title)
    last = get_column_letter(len(table.columns))
    _spanning(sheet, table.title, last, Font(name=HEAD_FONT, size=18, bold=True), "center", 30)
    for note in table.notes:
        _spanning(sheet, note, last, Font(name=BODY_FONT, size=11), "left", 18)
    header = sheet.max_row + 1
    for number, column in enumerate(table.columns, 1):
        cell = _write(sheet, header, number, column.header)
        cell.font = Font(name=HEAD_FONT, size=11, bold=True)
        cell.fill = _FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for row, cells in enumerate(table.rows, header + 1):
        for number, content in enumerate(cells, 1):
            cell = _write(sheet, row, number, content)
            cell.font = Font(name=BODY_FONT, size=11)
            across = "center" if isinstance(content, int) else None
            cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=True)
        sheet.row_dimensions[row].height = _height(cells, table.columns)
    sheet.freeze_panes = f"A{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{last}{max(sheet.max_row, header)}"
    _for_printing(sheet, header)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _height(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> float:
    """Points that the fullest cell needs: not every program fits rows to wrapped text."""
    lines = 1
    for text, column in zip(cells, columns, strict=True):
        room = column.width - 2  # the cell's own margins
        needed = sum(max(1, -(-_width(line) // room)) for line in str(text).split("\n"))
        lines = max(lines, needed)
    return LINE_HEIGHT * lines + 2


def _width(text: str) -> int:
    """Width in Latin characters; a Chinese one takes two."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _write(sheet: Worksheet, row: int, column: int, content: Cell) -> SheetCell:
    """A bordered cell: a number, or text whatever it begins with (=, +, -, @)."""
    cell = sheet.cell(row, column)
    cell.border = _BORDER
    if isinstance(content, int):
        cell.value = content
        return cell
    cell.value = printable(content)
    cell.data_type = "s"
    cell.quotePrefix = True  # stays text when somebody edits the cell
    return cell


def _spanning(
    sheet: Worksheet, text: str, last: str, font: Font, horizontal: str, height: int
) -> None:
    """A line across all columns."""
    row = 1 if sheet["A1"].value is None else sheet.max_row + 1
    cell = sheet.cell(row, 1)
    cell.value = printable(text)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    sheet.merge_cells(f"A{row}:{last}{row}")
    sheet.row_dimensions[row].height = height


def _for_printing(sheet: Worksheet, header: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header}:{header}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _sheet_name(title: str) -> str:
    """At most 31 characters, without those that a sheet's name may not have."""
    kept = "".join(char for char in printable(title) if char not in r"[]:*?/\'")
    return kept[:31] or "表"
