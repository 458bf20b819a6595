"""Verification of the audit log: the chain gone through from its first entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.audit.entry import GENESIS, AuditEntry, PersonalText, entry_hash
from assistant.audit.log import AuditLog


class Fault(StrEnum):
    """What is wrong at the first broken entry."""

    MISSING = "missing"  # the number is not there
    LINK = "link"  # it does not follow the entry before
    CHANGED = "changed"  # its facts are not those that were hashed
    TEXT = "text"  # its personal text is not the one it has digests of
    END = "end"  # the log ends elsewhere than noted
    EXPECTED = "expected"  # no entry has the hash that was noted outside

    @property
    def told(self) -> str:
        """The fault in Chinese."""
        return _TOLD[self]


_TOLD = {
    Fault.MISSING: "缺少这一条",
    Fault.LINK: "与前一条不相连",
    Fault.CHANGED: "内容被改动",
    Fault.TEXT: "问答文字与摘要不符",
    Fault.END: "日志末尾与记下的长度或摘要不符",
    Fault.EXPECTED: "日志中没有所给的摘要，可能整体被替换",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold, by number."""

    number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Verification:
    """How many entries hold, the last hash among them, and the first that does not."""

    length: int
    hash: str
    broken: Broken | None = None


def verify_chain(log: AuditLog, expected: str = "") -> Verification:
    """Check every entry; `expected` is a hash that was noted earlier and must be in the chain.

    Entries added meanwhile do no harm. Raises DatabaseError.
    """
    noted = log.end()
    length, previous, end_seen, expected_seen = 0, GENESIS, noted.length == 0, not expected
    for entry, text in log.entries():
        fault = _fault(entry, text, length + 1, previous)
        if fault is not None:
            number = length + 1 if fault is Fault.MISSING else entry.number
            return Verification(length, previous, Broken(number, fault))
        length, previous = entry.number, entry.hash
        end_seen = end_seen or (length, previous) == (noted.length, noted.hash)
        expected_seen = expected_seen or previous == expected
    if not end_seen:
        return Verification(length, previous, Broken(length + 1, Fault.END))
    if not expected_seen:
        return Verification(length, previous, Broken(length, Fault.EXPECTED))
    return Verification(length, previous)


def _fault(
    entry: AuditEntry, text: PersonalText | None, number: int, previous: str
) -> Fault | None:
    if entry.number != number:
        return Fault.MISSING
    if entry.previous != previous:
        return Fault.LINK
    if entry.hash != entry_hash(entry.number, entry.previous, entry.written):
        return Fault.CHANGED
    if text is not None and not text.digests.items() <= entry.facts.items():
        return Fault.TEXT
    return None
