"""API keys (接口密钥): shown once when made, kept as a hash, each with its scopes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import JSON, DateTime, String, select
from sqlalchemy.orm import Mapped, mapped_column

from assistant.access.caller import AccessRole, Caller, Scope
from assistant.access.errors import CredentialError, UnknownCredentialError
from assistant.records.database import Base, Database

PREFIX = "pa_"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime | None
    revoked: datetime | None

    def is_valid(self, now: datetime) -> bool:
        """True until it is revoked or has expired."""
        return self.revoked is None and (self.expires is None or now < self.expires)

    def caller(self, address: str) -> Caller:
        """Who calls with it; the role is the least that covers the scopes."""
        role = next(role for role in AccessRole if self.scopes <= role.scopes)
        return Caller(role, f"key:{self.id}", address, self.scopes)


class _KeyRow(Base):
    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    # The secret is random and long: a plain hash cannot be searched.
    secret_sha256: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    revoked: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    def to_key(self) -> ApiKey:
        return ApiKey(
            self.id,
            self.name,
            frozenset(Scope(scope) for scope in self.scopes),
            _utc(self.created),
            _utc(self.expires) if self.expires else None,
            _utc(self.revoked) if self.revoked else None,
        )


class ApiKeys:
    """Keeps keys; every method may raise DatabaseError."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._session = database.session

    def add(
        self, name: str, scopes: Iterable[Scope], days: int | None = None
    ) -> tuple[ApiKey, str]:
        """A new key and its text, which is kept nowhere; raises CredentialError."""
        chosen = frozenset(scopes)
        if not chosen or not 0 < len(name) <= 80:
            raise CredentialError("no scope or name", "请给出密钥的名称（80 字以内）和权限。")
        now = datetime.now(UTC)
        secret = secrets.token_urlsafe(32)
        row = _KeyRow(
            id=secrets.token_hex(4),
            name=name,
            scopes=sorted(scope.value for scope in chosen),
            secret_sha256=_digest(secret),
            created=now,
            expires=now + timedelta(days=days) if days else None,
            revoked=None,
        )
        with self._session() as session:
            session.add(row)
        return row.to_key(), f"{PREFIX}{row.id}_{secret}"

    def find(self, text: str) -> ApiKey | None:
        """The valid key that is written so, or None."""
        key_id, _, secret = text.removeprefix(PREFIX).partition("_")
        if not text.startswith(PREFIX) or not (text.isascii() and secret):
            return None
        with self._session() as session:
            row = session.get(_KeyRow, key_id[:16])
        if row is None or not hmac.compare_digest(row.secret_sha256, _digest(secret)):
            return None
        key = row.to_key()
        return key if key.is_valid(datetime.now(UTC)) else None

    def revoke(self, key_id: str) -> None:
        """Make a key worthless; raises UnknownCredentialError."""
        with self._session() as session:
            row = session.get(_KeyRow, key_id)
            if row is None:
                raise UnknownCredentialError(
                    f"no key {key_id!r}",
                    f"没有编号为“{key_id}”的密钥。请用 policy-assistant key list 查看。",
                )
            row.revoked = row.revoked or datetime.now(UTC)

    def all(self) -> tuple[ApiKey, ...]:
        """Every key, the oldest first, also revoked ones."""
        with self._session() as session:
            rows = session.scalars(select(_KeyRow).order_by(_KeyRow.created, _KeyRow.id))
            return tuple(row.to_key() for row in rows)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
