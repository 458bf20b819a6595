"""Expected: the scores on record beside the commands that give them (expected.json).

A run falls short of its record when a figure is worse than the recorded one by more than the
record's own interval reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from eval.errors import UnknownRecordError
from eval.metrics.measure import Measure
from eval.metrics.table import TITLES, Row

FILE = Path(__file__).parent / "expected.json"
LOWER_IS_BETTER = frozenset({"wrongly_refused"})
# Taken over refusals: where nothing is refused any more there is none, which is no worse.
OF_REFUSALS = frozenset({"refusal_precision", "refusal_uncited"})


@dataclass(frozen=True, slots=True)
class Record:
    """Rows of figures and the command that gives them; times are not on record."""

    command: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure worse than its record by more than the interval."""

    group: str
    metric: str
    expected: Measure
    got: Measure | None

    def __str__(self) -> str:
        return f"{self.group} {TITLES[self.metric]}: {self.got} < {self.expected}"


_RECORDS = TypeAdapter(dict[str, Record])


def read_record(name: str) -> Record:
    """The record of a name; raises UnknownRecordError."""
    records = _read()
    if name not in records:
        raise UnknownRecordError(name, tuple(records))
    return records[name]


def write_record(name: str, command: str, rows: Sequence[Row]) -> None:
    """Put rows on record under a name."""
    kept = tuple(
        Row(row.group, row.questions, {k: m for k, m in row.measures.items() if "_ms" not in k})
        for row in rows
    )
    records = _read() | {name: Record(command, kept)}
    FILE.write_bytes(_RECORDS.dump_json(records, indent=1, ensure_ascii=False) + b"\n")


def shortfalls(record: Record, rows: Sequence[Row]) -> tuple[Shortfall, ...]:
    """Every figure on record that the rows fall short of."""
    own = {row.group: row.measures for row in rows}
    return tuple(
        Shortfall(row.group, name, expected, got)
        for row in record.rows
        for name, expected in row.measures.items()
        for got in (own.get(row.group, {}).get(name),)
        if (_short(name, expected, got) if got else not (row.group in own and name in OF_REFUSALS))
    )


def _short(name: str, expected: Measure, got: Measure) -> bool:
    if name in LOWER_IS_BETTER:
        return got.value > expected.high
    return got.value < expected.low


def _read() -> dict[str, Record]:
    return _RECORDS.validate_json(FILE.read_bytes()) if FILE.exists() else {}
