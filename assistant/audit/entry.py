"""Audit entry: facts in one fixed written form, chained by sha256 to the entry before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64  # what the first entry follows

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry: number (from 1), the written facts, the hash before it and its own."""

    number: int
    written: str
    previous: str
    hash: str

    @property
    def facts(self) -> Facts:
        """What the entry states; raises ValueError for one that was tampered with."""
        facts: Facts = json.loads(self.written)
        return facts


@dataclass(frozen=True, slots=True)
class PersonalText:
    """What people wrote and were told; entries hold only salted digests of it.

    Without the salt, which goes with the text, nobody can try out what the digest is of.
    """

    salt: str
    question: str
    answer: str

    @property
    def digests(self) -> dict[str, str]:
        """Digests of both texts, for the facts."""
        return {
            "question_sha256": _digest(self.salt, self.question),
            "answer_sha256": _digest(self.salt, self.answer),
        }


def written_form(facts: Facts) -> str:
    """Facts as JSON: keys sorted, no blanks, so that equal facts are equal text."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(number: int, previous: str, written: str) -> str:
    """sha256 over an entry's number, the hash before it and its facts."""
    return hashlib.sha256(f"{number}\n{previous}\n{written}".encode()).hexdigest()


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
