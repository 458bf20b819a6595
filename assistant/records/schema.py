"""Schema (数据库结构): the tables brought to the form this program needs, by migrations.

One migration a change, in assistant/records/migrations/versions; the database holds the number
of the last one done. A file from before migrations has no number: the first migration adopts its
tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import ColumnClause, Connection, column, inspect, select, table, text
from sqlalchemy.exc import SQLAlchemyError

from assistant.records.database import Database, DatabaseError, typed

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"  # the newest migration; a constant, so that a start need not load Alembic
FOLDER = Path(__file__).parent / "migrations"
TABLE = "alembic_version"
_LOCK = 0x706F6C6963  # of PostgreSQL, any number that is ours alone


class DatabaseNewerError(DatabaseError):
    """A newer program has changed the database."""

    def __init__(self, found: str) -> None:
        super().__init__(
            ValueError(f"its schema is {found}, this program knows up to {HEAD}"),
            f"数据库已由较新的程序升级（结构版本 {found}，本程序最高支持 {HEAD}）。"
            "请改用较新的程序；要退回旧程序，请先用新程序运行 policy-assistant db downgrade，"
            "或恢复升级前的备份。",
        )


class UnknownRevisionError(DatabaseError):
    """No migration has this number."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            ValueError(f"no migration {revision!r}"),
            f"没有结构版本“{revision}”。请在 {'、'.join(revisions())} 中选择。",
        )


def current(database: Database) -> str | None:
    """The number of the last migration done; None before the first."""
    try:
        with database.engine.connect() as connection:
            return revision_of(connection)
    except SQLAlchemyError as error:
        raise typed(error) from error


def upgrade(database: Database) -> None:
    """Bring an empty or older database to HEAD; one process at a time, all or nothing.

    Raises DatabaseNewerError and DatabaseError.
    """
    if current(database) == HEAD:
        return
    with migrating(database) as connection:
        migrate(connection, HEAD)


def downgrade(database: Database, revision: str) -> None:
    """Bring the database back to an earlier migration; what only later ones hold is lost.

    Raises UnknownRevisionError, DatabaseNewerError and DatabaseError.
    """
    if revision not in revisions():
        raise UnknownRevisionError(revision)
    from alembic import command

    with migrating(database) as connection:
        _refuse_newer(connection)
        command.downgrade(_config(connection), revision)


def revisions() -> tuple[str, ...]:
    """Numbers of all migrations, the first first."""
    from alembic.script import ScriptDirectory

    found = ScriptDirectory(str(FOLDER)).walk_revisions()
    return tuple(script.revision for script in reversed(list(found)))


def migrate(connection: Connection, revision: str) -> None:
    """Migrate up within the connection's transaction; raises DatabaseNewerError."""
    from alembic import command

    _refuse_newer(connection)
    command.upgrade(_config(connection), revision)


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """A transaction that no other process's migration gets into; raises DatabaseError."""
    try:
        with database.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            elif connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                connection.execute(text("SET LOCAL lock_timeout = '5min'"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection
            connection.commit()
    except SQLAlchemyError as error:
        raise typed(error) from error


def revision_of(connection: Connection) -> str | None:
    """The number that the database holds."""
    if not inspect(connection).has_table(TABLE):
        return None
    number: ColumnClause[str] = column("version_num")
    found: str | None = connection.scalar(select(number).select_from(table(TABLE)))
    return found


def _refuse_newer(connection: Connection) -> None:
    found = revision_of(connection)
    if found is not None and found not in revisions():
        raise DatabaseNewerError(found)


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
