"""Released: verified words of an answer that is still on its way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Released:
    """Verified words of an answer on its way; the final answer may yet replace them."""

    text: str
