"""Database: the one place where records are kept, shared by what keeps them.

SQLite in a file by default, PostgreSQL by URL; both may be used by several processes at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, create_engine, event, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from corpus.errors import PolicyError

_T = TypeVar("_T")
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")  # no text of PostgreSQL; halves of characters
LARGEST_ID = 2**31 - 1
_TRIES = 3  # of a write that another process gets ahead of
_SQLITE_WAIT = 15  # seconds for another process's write to end
# Bounds on what a request may wait for: connecting, a free connection, a statement, a lost peer.
_POSTGRESQL: dict[str, Any] = {
    "pool_pre_ping": True,  # a connection that a restart has cut is replaced, not handed out
    "pool_recycle": 1800,
    "pool_size": 8,
    "max_overflow": 16,
    "pool_timeout": 5,
    "connect_args": {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "options": "-c statement_timeout=20s -c lock_timeout=10s"
        " -c idle_in_transaction_session_timeout=60s -c timezone=UTC",
    },
}


class DatabaseError(PolicyError):
    """The database cannot be read or written."""

    def __init__(self, error: Exception, user_message: str = "") -> None:
        super().__init__(
            f"database: {error}",
            user_message
            or "无法读写数据库，这次操作没有保存。"
            "请检查磁盘空间、目录权限和 POLICY_DATABASE 设置。",
        )


class DatabaseUnavailableError(DatabaseError):
    """The database does not answer now: it restarts, is busy or cannot be reached."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            error,
            "数据库暂时不可用，这次操作没有保存。请稍候重试；"
            "持续出现时，请管理员检查数据库服务和 POLICY_DATABASE 设置。",
        )


class DatabaseDriverError(DatabaseError):
    """The database's driver is not installed, or the URL names none that is known."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            error,
            "没有这种数据库的驱动程序。POLICY_DATABASE 可写 sqlite:///文件 或 "
            "postgresql://用户@主机/库名；后者需先运行 pip install 'policy-assistant[postgres]'。",
        )


Transaction = Session  # what several stores do together; all of it is kept, or nothing


class Base(DeclarativeBase):
    """Tables of the records; their structure is brought about by assistant/records/migrations."""


def table_of(rows: type[Base]) -> Table:
    """The table of rows, for statements that make no objects of them."""
    table = rows.__table__
    assert isinstance(table, Table)
    return table


class Database:
    """Transactions on one database; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """At an SQLAlchemy URL; assistant/records/schema.py brings its tables about.

        Raises DatabaseError.
        """
        try:
            parsed = make_url(url)
            self.engine = _engine(parsed)
        except (ImportError, ArgumentError) as error:
            raise DatabaseDriverError(error) from error
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseError(error) from error
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction; raises DatabaseError, and then nothing of it is kept."""
        with typed_errors(), self._sessions.begin() as session:
            yield session

    def write(self, work: Callable[[Session], _T]) -> _T:
        """Read and write in one transaction, as if no other process wrote meanwhile.

        `work` is done again when another process got ahead of it. Raises DatabaseError.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._write(work)
            except IntegrityError:
                continue  # both added what only one may add; now the other's is there to be found
            except SQLAlchemyError as error:
                raise typed(error) from error
        with typed_errors():
            return self._write(work)

    def _write(self, work: Callable[[Session], _T]) -> _T:
        with self._sessions.begin() as session:
            if self.engine.dialect.name == "sqlite":
                # Else two processes could read the same and then both write.
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            return work(session)

    def ping(self) -> None:
        """Raise DatabaseError unless the database answers."""
        with self.session() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def storable(said: str) -> str:
    """A text with what no database can hold replaced."""
    return _UNSTORABLE.sub("\ufffd", said)


@contextmanager
def typed_errors() -> Iterator[None]:
    """Errors of the database as DatabaseError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise typed(error) from error


def typed(error: SQLAlchemyError) -> DatabaseError:
    """An error of the database as the user is told it."""
    if isinstance(error, PoolTimeoutError):
        return DatabaseUnavailableError(error)
    if not isinstance(error, DBAPIError):
        return DatabaseError(error)
    if "sqlite3" in type(error.orig).__module__:
        locked = "locked" in str(error.orig)  # all else of a file is lasting
        return DatabaseUnavailableError(error) if locked else DatabaseError(error)
    passing = error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return DatabaseUnavailableError(error) if passing else DatabaseError(error)


def _engine(url: URL) -> Engine:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "postgresql":
        return create_engine(url, **_POSTGRESQL)
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _SQLITE_WAIT})
    event.listen(engine, "connect", _log_ahead)
    return engine


def _log_ahead(connection: Any, _: object) -> None:
    """Readers and one writer do not wait for each other (SQLite's write-ahead log)."""
    connection.execute("PRAGMA journal_mode=WAL")
