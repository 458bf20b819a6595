"""Numbers of a text read as one, however they are written; a question may name none."""

from __future__ import annotations

import pytest

from assistant.verification.numerals import arabic


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("百分之四十三", "43%"),
        ("百分之十二点五", "12.5%"),
        ("百分之零点五", "0.5%"),
        ("万亿级", "1万亿级"),
        ("五千亿级", "5000亿级"),
        ("百分之30", "30%"),
        ("要达到百分之多少", "要达到百分之多少"),
        ("百分之几", "百分之几"),
        ("百分之点", "百分之点"),
        ("百分之", "百分之"),
    ],
)
def test_a_percentage_without_a_number_is_left_as_it_is(said: str, read: str) -> None:
    assert arabic(said) == read
