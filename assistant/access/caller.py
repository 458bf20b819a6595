"""Caller (访问者): who stands behind a request, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """One kind of thing a caller may do."""

    ASK = "ask"  # ask and read
    EVALUATE = "evaluate"  # the log, feedback, test cases, confirmed answers
    DOCUMENTS = "documents"  # add, replace and remove documents
    OPERATE = "operate"  # metrics and the audit log


class AccessRole(StrEnum):
    """A named set of scopes."""

    PUBLIC = "public"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"

    @property
    def scopes(self) -> frozenset[Scope]:
        """What the role may do."""
        return _SCOPES[self]


_SCOPES = {
    AccessRole.PUBLIC: frozenset({Scope.ASK}),
    AccessRole.EVALUATOR: frozenset({Scope.ASK, Scope.EVALUATE}),
    AccessRole.ADMINISTRATOR: frozenset(Scope),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """`identity` is empty for one without credentials, else account:NAME, key:ID, token…

    `address` is the network address as text, empty for the terminal; it is kept nowhere as it is.
    """

    role: AccessRole
    identity: str = ""
    address: str = ""
    scopes: frozenset[Scope] = AccessRole.PUBLIC.scopes

    @classmethod
    def of_role(cls, role: AccessRole, identity: str, address: str = "") -> Caller:
        """A caller that may do all its role may."""
        return cls(role, identity, address, role.scopes)

    def may(self, scope: Scope) -> bool:
        """True when the caller has the scope."""
        return scope in self.scopes


ANONYMOUS = Caller(AccessRole.PUBLIC)
# Whoever runs commands on the server can read its files as well.
TERMINAL = Caller.of_role(AccessRole.ADMINISTRATOR, "terminal")
