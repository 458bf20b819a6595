"""Commit mark: an id in the database that is there exactly when a transaction was committed.

In a table of its own that no migration knows: it is there only until `unmark`.
"""

from __future__ import annotations

from sqlalchemy import Connection, column, inspect, select, table, text

from assistant.records.database import Database, typed_errors

_TABLE = "restore_in_progress"
_MARKS = table(_TABLE, column("id"))


def mark(connection: Connection, key: str) -> None:
    """Leave the id, in place of any other, when the connection's transaction is committed."""
    connection.execute(text(f"DROP TABLE IF EXISTS {_TABLE}"))
    connection.execute(text(f"CREATE TABLE {_TABLE} (id VARCHAR(32) NOT NULL)"))
    connection.execute(_MARKS.insert().values(id=key))


def is_marked(database: Database, key: str) -> bool:
    """True when the transaction that left the id was committed; raises DatabaseError."""
    with typed_errors(), database.engine.connect() as connection:
        if not inspect(connection).has_table(_TABLE):
            return False
        return bool(connection.scalar(select(_MARKS.c.id)) == key)


def unmark(database: Database) -> None:
    """Take the id away; raises DatabaseError."""
    with typed_errors(), database.engine.begin() as connection:
        connection.execute(text(f"DROP TABLE IF EXISTS {_TABLE}"))
