"""Database dump: every row of the records as lines of JSON, whichever database they lie in.

A dump of SQLite can be loaded into PostgreSQL and the other way round. Tables are read as the
database has them, so a dump of an older structure loads into that structure and is then migrated.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, select, text

import assistant.records.tables  # noqa: F401  # every table is known once this is imported
from assistant.records.database import Base, Database, typed_errors
from assistant.records.schema import HEAD, TABLE, migrate, revision_of
from corpus.errors import PolicyError

_ROWS = 500  # at a time
_TIME = "$time"
_BYTES = "$bytes"


class DumpError(PolicyError):
    """A dump cannot be loaded."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"database dump: {detail}",
            f"备份中的数据库内容无法读取（{detail}）。请改用另一份备份。",
        )


def dump(database: Database, file: IO[bytes]) -> str:
    """Write every row as of one moment; returns the structure's revision. Raises DatabaseError."""
    with typed_errors(), database.engine.connect() as opened:
        connection = _snapshot(opened)
        revision = revision_of(connection) or ""
        _line(file, {"revision": revision})
        for table in _tables(connection):
            _line(file, {"table": table.name})
            for row in connection.execute(select(table)).yield_per(_ROWS).mappings():
                _line(file, {"row": {name: _plain(value) for name, value in row.items()}})
    return revision


def load(connection: Connection, file: IO[bytes]) -> None:
    """Replace all records by a dump's, within the connection's transaction; then migrate up.

    Raises DumpError and DatabaseNewerError.
    """
    lines = _lines(file)
    revision = next(lines, {}).get("revision")
    if not revision:
        raise DumpError("no revision")
    _drop(connection)
    migrate(connection, revision)
    tables = {table.name: table for table in _tables(connection)}
    for table in reversed(tables.values()):
        connection.execute(delete(table))
    for table, rows in _rows(lines, tables):
        connection.execute(insert(table), rows)
    if connection.dialect.name == "postgresql":
        _count_on(connection, tables.values())
    if revision != HEAD:
        migrate(connection, HEAD)


def _snapshot(connection: Connection) -> Connection:
    """The connection reading one state of the database, whatever is written meanwhile."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
        return connection
    return connection.execution_options(isolation_level="REPEATABLE READ")


def _tables(connection: Connection) -> list[Table]:
    """The records' tables that are there, those referred to first."""
    there = MetaData()
    known = {*Base.metadata.tables}
    there.reflect(connection, only=lambda name, _: name in known)
    return there.sorted_tables


def _drop(connection: Connection) -> None:
    """Drop the records' tables; others in the same database are none of ours."""
    for table in reversed(_tables(connection)):
        table.drop(connection)
    connection.execute(text(f"DROP TABLE IF EXISTS {TABLE}"))


def _rows(
    lines: Iterator[dict[str, Any]], tables: dict[str, Table]
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    table: Table | None = None
    rows: list[dict[str, Any]] = []
    for line in lines:
        if table is not None and rows and ("table" in line or len(rows) == _ROWS):
            yield table, rows
            rows = []
        if "table" in line:
            if line["table"] not in tables:
                raise DumpError(f"unknown table {line['table']}")
            table = tables[line["table"]]
        else:
            rows.append({name: _typed(value) for name, value in line["row"].items()})
    if table is not None and rows:
        yield table, rows


def _count_on(connection: Connection, tables: Any) -> None:
    """Let PostgreSQL give the next rows numbers after those that were loaded."""
    for table in tables:
        column = table.primary_key.columns[0]
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
        if sequence:
            highest = connection.scalar(select(func.max(column)))
            connection.execute(select(func.setval(sequence, highest or 1, highest is not None)))


def _line(file: IO[bytes], value: dict[str, Any]) -> None:
    file.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


def _lines(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    for line in file:
        try:
            yield dict(json.loads(line))
        except (ValueError, TypeError) as error:
            raise DumpError(type(error).__name__) from error


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        known = value if value.tzinfo else value.replace(tzinfo=UTC)
        return {_TIME: known.astimezone(UTC).isoformat()}
    if isinstance(value, bytes | memoryview):
        return {_BYTES: base64.b64encode(bytes(value)).decode()}
    return value


def _typed(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {_TIME}:
        return datetime.fromisoformat(value[_TIME])
    if isinstance(value, dict) and value.keys() == {_BYTES}:
        return base64.b64decode(value[_BYTES])
    return value
