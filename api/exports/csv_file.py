"""A printed table as CSV: header and rows only."""

from __future__ import annotations

import csv
import io

from api.exports.printed_table import PrintedTable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: PrintedTable) -> bytes:
    """UTF-8 with the byte-order mark by which spreadsheets know it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(column.header for column in table.columns)
    for row in table.rows:
        writer.writerow(_kept_text(str(cell)) for cell in row)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _kept_text(cell: str) -> str:
    """A cell that begins like a formula stays text."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
