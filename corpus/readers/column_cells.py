"""What the cells of a table's column are: units, or numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.table_header import squeeze
from corpus.structure.table_units import value_of
from corpus.structure.unit_names import is_organisation

_PIECES = re.compile(r"[、，,；;：:\s。]+")
_DEED = re.compile("(?:牵头|配合|负责|参与|落实|协助|协办|主办|（.{2,6}）)+$")
_MEASURE = re.compile(r"[\d万亿个百千]")


def are_units(cells: Sequence[str | None]) -> bool:
    """Whether most of what a column says are organisations."""
    said = [cell for cell in cells if squeeze(cell)]
    named = [cell for cell in said if _names_units(cell or "")]
    return bool(named) and 2 * len(named) >= len(said)


def _names_units(cell: str) -> bool:
    pieces = (_DEED.sub("", piece) for piece in _PIECES.split(cell))
    return any(
        len(piece) > 2 and is_organisation(piece) and not _MEASURE.match(piece) for piece in pieces
    )


def are_values(cells: Sequence[str | None]) -> bool:
    """Whether most of what a column says are numbers."""
    said = [cell for cell in cells if squeeze(cell)]
    return bool(said) and 2 * sum(value_of(cell or "") is not None for cell in said) >= len(said)
