"""What a person says of a document, before it counts: a title of one line, days that can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corpus.library.errors import ImpossibleDayError, ParticularsError
from corpus.particulars import Particulars

FIRST_YEAR = 1949  # no text in force is older
AHEAD = 10  # years from now by which a text is issued and applies
PERIOD = 50  # years from now by which a plan ends
_TITLE_LENGTH = 120


def checked(said: Particulars, today: date) -> Particulars:
    """Particulars with trimmed words; raises ParticularsError."""
    title = said.title.strip()
    if not title or len(title) > _TITLE_LENGTH or "\n" in title:
        raise ParticularsError(
            f"title of {len(title)} characters",
            f"标题应为1至{_TITLE_LENGTH}字，不能换行。请修改标题后再确认。",
        )
    for error in impossible_days(said, today):
        raise error
    if said.issued and said.period_end and said.period_end < said.issued:
        raise ParticularsError(
            f"the period ends on {said.period_end}, before the issue on {said.issued}",
            "实施期限早于印发日期。请检查日期后再确认。",
        )
    number = (said.number or "").strip() or None
    return replace(said, title=title, number=number, issuer=(said.issuer or "").strip() or None)


def impossible_days(said: Particulars, today: date) -> Iterator[ImpossibleDayError]:
    """One error for each day in a year that cannot be meant."""
    for name, day, ahead in (
        ("印发日期", said.issued, AHEAD),
        ("施行日期", said.effective, AHEAD),
        ("实施期限", said.period_end, PERIOD),
    ):
        last = today.year + ahead
        if day and not FIRST_YEAR <= day.year <= last:
            yield ImpossibleDayError(name, day, FIRST_YEAR, last)
