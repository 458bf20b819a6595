"""Document (文件): one policy text with its official particulars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """Genre of a policy text; decides which structure rules read it."""

    PLAN = "plan"  # 规划、行动计划
    NOTICE = "notice"  # 通知、意见、方案
    REGULATION = "regulation"  # 条例、规定、办法
    LAW = "law"  # 法律


class Validity(StrEnum):
    """Whether the text is in force (有效), past its period (期满) or replaced."""

    VALID = "valid"
    ENDED = "ended"  # a plan whose period has ended
    AMENDED = "amended"
    REPEALED = "repealed"


_YEAR_OF_NUMBER = re.compile(r"[〔\[(（【［](\d{4})[〕\])）】］]")


def year_of_version(number: str | None, issued: date | None, effective: date | None) -> int | None:
    """The year that people call a version by: of its date, else its number, else its effect."""
    if issued:
        return issued.year
    numbered = _YEAR_OF_NUMBER.search(number or "")
    if numbered:
        return int(numbered[1])
    return effective.year if effective else None


@dataclass(frozen=True, slots=True)
class Document:
    """One policy text.

    `text` is the file's text with only the byte-order mark and the line ends
    normalised, so that offsets hold in the official file as well.
    """

    id: str
    title: str
    text: str
    kind: DocumentKind
    number: str | None = None  # 文号, e.g. 渝府发〔2022〕31号
    issuer: str | None = None
    issued: date | None = None  # date of issue or of the last amendment
    effective: date | None = None
    period_end: date | None = None  # last day of a plan's period
    validity: Validity = Validity.VALID
    source: str = ""  # file name
    sha256: str = ""  # of the file's bytes

    @property
    def year(self) -> int | None:
        """The year that people call this version by; None where nothing tells it."""
        return year_of_version(self.number, self.issued, self.effective)

    def validity_on(self, day: date) -> Validity:
        """Validity on `day`: a plan past its period counts as ended."""
        if self.validity is Validity.VALID and self.period_end and day > self.period_end:
            return Validity.ENDED
        return self.validity
