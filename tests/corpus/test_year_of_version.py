"""The year that people call a version by."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.document import year_of_version


@pytest.mark.parametrize(
    ("number", "issued", "effective", "year"),
    [
        ("云府办发〔2020〕12号", date(2021, 1, 4), date(2022, 1, 1), 2021),
        ("云府办发〔2020〕12号", None, date(2022, 1, 1), 2020),
        ("云府办发［2020］12号", None, None, 2020),
        ("国务院令第590号", None, date(2011, 1, 21), 2011),
        (None, None, None, None),
    ],
)
def test_its_date_then_its_number_then_its_effect(
    number: str | None, issued: date | None, effective: date | None, year: int | None
) -> None:
    assert year_of_version(number, issued, effective) == year
