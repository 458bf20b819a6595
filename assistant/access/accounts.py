"""Accounts (账号): local names with a password hashed by argon2id, and a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import DateTime, String, select
from sqlalchemy.orm import Mapped, mapped_column

from assistant.access.caller import AccessRole
from assistant.access.errors import CredentialError, LoginError, UnknownCredentialError
from assistant.records.database import Base, Database

SHORTEST = 12  # characters of a password
LONGEST = 200
_NAME = re.compile(r"[\w.\-]{1,40}")


@dataclass(frozen=True, slots=True)
class Account:
    """A name with its role."""

    name: str
    role: AccessRole
    created: datetime


class AccountRow(Base):
    """An account in the database."""

    __tablename__ = "accounts"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    def to_account(self) -> Account:
        """The row as the domain has it."""
        created = self.created if self.created.tzinfo else self.created.replace(tzinfo=UTC)
        return Account(self.name, AccessRole(self.role), created)


class Accounts:
    """Keeps accounts; every method may raise DatabaseError."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._session = database.session
        self._hasher = PasswordHasher()
        self._hashing = Lock()  # each hash takes 64 MB; logins must not fill the memory
        self._decoy = ""

    def add(self, name: str, role: AccessRole, password: str) -> Account:
        """Add an account; raises CredentialError."""
        if not _NAME.fullmatch(name):
            raise CredentialError(
                f"bad account name {name!r}", "账号只能由文字、数字、点和连字符组成，最多 40 字。"
            )
        hashed = self._hashed(name, password)
        with self._session() as session:
            if session.get(AccountRow, name) is not None:
                raise CredentialError(f"account {name} exists", f"账号“{name}”已经存在。")
            row = AccountRow(
                name=name, role=role.value, password_hash=hashed, created=datetime.now(UTC)
            )
            session.add(row)
            return row.to_account()

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; raises CredentialError, UnknownCredentialError."""
        hashed = self._hashed(name, password)
        with self._session() as session:
            _held(session.get(AccountRow, name), name).password_hash = hashed

    def remove(self, name: str) -> None:
        """Remove an account; raises UnknownCredentialError."""
        with self._session() as session:
            session.delete(_held(session.get(AccountRow, name), name))

    def all(self) -> tuple[Account, ...]:
        """Every account by name."""
        with self._session() as session:
            rows = session.scalars(select(AccountRow).order_by(AccountRow.name))
            return tuple(row.to_account() for row in rows)

    def login(self, name: str, password: str) -> Account:
        """The account of a name and password; raises LoginError.

        An unknown name takes as long as a wrong password.
        """
        with self._session() as session:
            row = session.get(AccountRow, name) if _NAME.fullmatch(name) else None
        with self._hashing:
            if not self._decoy:
                self._decoy = self._hasher.hash("no account has this")
            try:
                self._hasher.verify(row.password_hash if row else self._decoy, password[:LONGEST])
            except (VerifyMismatchError, InvalidHashError):
                raise LoginError from None
        if row is None:
            raise LoginError
        return row.to_account()

    def _hashed(self, name: str, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise CredentialError(
                "password length", f"密码应有 {SHORTEST} 到 {LONGEST} 个字符。请换一个密码。"
            )
        if len(set(password)) < 5 or name.lower() in password.lower():
            raise CredentialError(
                "password too simple", "密码过于简单，或包含账号名。请换一个密码。"
            )
        with self._hashing:
            return self._hasher.hash(password)


def _held(row: AccountRow | None, name: str) -> AccountRow:
    if row is None:
        raise UnknownCredentialError(f"no account {name!r}", f"没有账号“{name}”。")
    return row
