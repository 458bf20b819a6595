"""Database: the one place where records are kept, shared by what keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from corpus.errors import PolicyError


class DatabaseError(PolicyError):
    """The database cannot be read or written."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"database: {error}",
            "无法读写数据库，这次操作没有保存。请检查磁盘空间、目录权限和 POLICY_DATABASE 设置。",
        )


Transaction = Session  # what several stores do together; all of it is kept, or nothing


class Base(DeclarativeBase):
    """Tables of the records."""


class Database:
    """Transactions on one database; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Open or create the database at an SQLAlchemy URL; raises DatabaseError."""
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(parsed)
        except (SQLAlchemyError, ArgumentError, OSError) as error:
            raise DatabaseError(error) from error
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)

    def create(self, *tables: type[Base]) -> None:
        """Create the tables that are not there yet; raises DatabaseError."""
        try:
            Base.metadata.create_all(
                self._engine, tables=[Base.metadata.tables[each.__tablename__] for each in tables]
            )
        except SQLAlchemyError as error:
            raise DatabaseError(error) from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction; raises DatabaseError, and then nothing of it is kept."""
        try:
            with self._sessions.begin() as session:
                yield session
        except SQLAlchemyError as error:
            raise DatabaseError(error) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
