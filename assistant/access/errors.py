"""Errors of credentials."""

from __future__ import annotations

from corpus.errors import PolicyError


class CredentialError(PolicyError):
    """A name, password, role or scope that cannot be taken."""


class UnknownCredentialError(PolicyError):
    """No account or key has this name or id."""


class LoginError(PolicyError):
    """Name and password do not go together; which of them is wrong is not told."""

    def __init__(self) -> None:
        super().__init__("login refused", "账号或密码不正确。请核对后重试。")
