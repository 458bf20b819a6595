"""How far two readings of one text agree, clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.clause import Outline


@dataclass(frozen=True, slots=True)
class Agreement:
    same: int
    expected: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def _key(label: str, text: str) -> tuple[str, str]:
    return re.sub(r"[\s#*]", "", label), re.sub(r"[\s#*]|<!--.*?-->", "", text)


def agreement(expected: Outline, found: Outline) -> Agreement:
    """Clauses with the same label and, white space and Markdown aside, the same text."""
    wanted = [_key(c.label, c.text) for c in expected.clauses]
    got = [_key(c.label, c.text) for c in found.clauses]
    same = sum(key in got for key in wanted)
    missing = tuple(f"{label} {text[:60]}" for label, text in wanted if (label, text) not in got)
    extra = tuple(f"{label} {text[:60]}" for label, text in got if (label, text) not in wanted)
    return Agreement(same, len(wanted), missing, extra)
