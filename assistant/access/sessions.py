"""Sessions (登录): a random token a login, kept as a hash, that ends in time or by logout."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import DateTime, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from assistant.access.accounts import Account, AccountRow
from assistant.records.database import Base, Database

_CLOCKS_DIFFER = timedelta(minutes=1)  # of two machines, at most


class _SessionRow(Base):
    __tablename__ = "sessions"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(String(40), index=True)
    expires: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Sessions:
    """Keeps sessions; every method may raise DatabaseError."""

    def __init__(self, database: Database, hours: int) -> None:
        """A session ends `hours` after its login, whatever is done in it."""
        self._session = database.session
        self._lasts = timedelta(hours=hours)

    def begin(self, account: Account, now: datetime | None = None) -> str:
        """The token of a new session; it is never one that the caller brought along."""
        token = secrets.token_urlsafe(32)
        now = now or datetime.now(UTC)
        with self._session() as session:
            session.execute(delete(_SessionRow).where(_SessionRow.expires < now))
            session.add(
                _SessionRow(
                    token_sha256=_digest(token),
                    account=account.name,
                    expires=now + self._lasts,
                )
            )
        return token

    def account(self, token: str, now: datetime | None = None) -> Account | None:
        """Whose session it is; None when it has ended or the account is gone."""
        with self._session() as session:
            row = session.get(_SessionRow, _digest(token))
            if row is None:
                return None
            expires = row.expires if row.expires.tzinfo else row.expires.replace(tzinfo=UTC)
            held = session.get(AccountRow, row.account)
            left = expires - (now or datetime.now(UTC))
            # More than it began with: the clock was set back, and it would last too long.
            if held is None or not timedelta() < left <= self._lasts + _CLOCKS_DIFFER:
                return None
            return held.to_account()

    def end(self, token: str) -> None:
        """End a session; an unknown one is ended already."""
        with self._session() as session:
            session.execute(delete(_SessionRow).where(_SessionRow.token_sha256 == _digest(token)))

    def end_all(self, name: str) -> None:
        """End every session of an account."""
        with self._session() as session:
            session.execute(delete(_SessionRow).where(_SessionRow.account == name))


def csrf_token(session_token: str) -> str:
    """What a page of ours must send along; it cannot be found without the session's token."""
    return hmac.new(session_token.encode(), b"csrf", "sha256").hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
