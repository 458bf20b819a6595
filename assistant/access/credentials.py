"""Credentials: the one place that knows every way to be let in."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from functools import cached_property

from assistant.access.accounts import Account, Accounts
from assistant.access.caller import AccessRole, Caller, Scope
from assistant.access.errors import CredentialError, LoginError
from assistant.access.keys import PREFIX, ApiKeys
from assistant.access.sessions import Sessions
from assistant.audit.log import AuditLog
from assistant.records.database import Database
from assistant.settings import Settings


class Credentials:
    """The admin token, API keys, accounts with sessions, and users a proxy vouches for.

    Every method may raise DatabaseError.
    """

    def __init__(self, database: Database, audit: AuditLog, settings: Settings) -> None:
        """Accounts and keys of a database; the token and the proxy's users of the settings."""
        self._settings = settings
        self._audit = audit
        self.accounts = Accounts(database)
        self.keys = ApiKeys(database)
        self.sessions = Sessions(database, settings.session_hours)

    @property
    def _token(self) -> str:
        return self._settings.admin_token.get_secret_value()

    @cached_property
    def proxy_users(self) -> Mapping[str, AccessRole]:
        """Roles of the users a proxy may vouch for; raises CredentialError."""
        users = {}
        for each in filter(None, map(str.strip, self._settings.proxy_users.split(","))):
            name, _, role = each.rpartition(":")
            if not name or role not in {role.value for role in AccessRole}:
                raise CredentialError(
                    f"POLICY_PROXY_USERS: {each!r}",
                    f"POLICY_PROXY_USERS 中的“{each}”有误，应写作 用户:角色，"
                    "角色为 public、evaluator 或 administrator。",
                )
            users[name] = AccessRole(role)
        return users

    def bearer(self, text: str, address: str = "") -> Caller | None:
        """Who sends this token or key; None for nobody known."""
        # In constant time, so that the time taken tells nothing of the token.
        given = text.encode("utf-8", "replace")
        if self._token and hmac.compare_digest(given, self._token.encode()):
            return Caller.of_role(AccessRole.ADMINISTRATOR, "token", address)
        key = self.keys.find(text) if text.startswith(PREFIX) else None
        return key.caller(address) if key else None

    def session(self, token: str, address: str = "") -> Caller | None:
        """Whose session it is."""
        account = self.sessions.account(token)
        if account is None:
            return None
        return Caller.of_role(account.role, f"account:{account.name}", address)

    def proxy_user(self, name: str, address: str = "") -> Caller | None:
        """A user on the allow-list; the caller has made sure that the proxy is trusted."""
        role = self.proxy_users.get(name)
        return Caller.of_role(role, f"proxy:{name}", address) if role else None

    def proxy_csrf_token(self, name: str) -> str:
        """What a page must send along for a user the proxy vouches for."""
        return self._audit.hashed(f"csrf {name}")

    def login(self, name: str, password: str, address: str = "") -> tuple[Account, str]:
        """The account and the token of a new session; raises LoginError. Both are audited."""
        try:
            account = self.accounts.login(name, password)
        except LoginError:
            self._audit.append(Caller(AccessRole.PUBLIC, "", address), "login.refused", {})
            raise
        caller = Caller.of_role(account.role, f"account:{account.name}", address)
        self._audit.append(caller, "login", {})
        return account, self.sessions.begin(account)

    def covers(self, scope: Scope) -> bool:
        """True when some credential gives this scope."""
        if self._token or any(scope in role.scopes for role in self.proxy_users.values()):
            return True
        if any(scope in account.role.scopes for account in self.accounts.all()):
            return True
        return any(scope in key.scopes and key.revoked is None for key in self.keys.all())
