"""Pieces: where a piece of folded text begins and ends, for patterns over sentences."""

from __future__ import annotations

from assistant.verification.markers import PARTY

START = "(^|[,;。:])"
END = "(?=[,;。]|$)"
IN_PIECE = "[^,;。:]"
NAMED_PARTY = f"(?:(?!由){IN_PIECE}){{0,24}}?(?:{PARTY.pattern})"
