"""The id of the request in work, for logs and answers."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

_SANE = re.compile(r"[A-Za-z0-9._\-]{8,64}")

current: ContextVar[str] = ContextVar("request_id", default="")


def request_id_of(given: str) -> str:
    """The id that was sent, where it is a sane one; else a new one."""
    return given if _SANE.fullmatch(given) else uuid.uuid4().hex
