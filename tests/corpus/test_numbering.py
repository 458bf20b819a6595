"""Numerals as they stand in labels and questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.numbering import DIGITS, UNITS, number_of, numbers_in

NUMERAL = [*DIGITS, *UNITS, *"0123456789０５９"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("１２", 12),
        ("十", 10),
        ("十二", 12),
        ("三十二", 32),
        ("一百零三", 103),
        ("两千零二十", 2020),
        ("二〇二五", 2025),
        ("（五）", 5),
        ("1九", 19),
        ("3十", 30),
    ],
)
def test_numeral(text: str, number: int) -> None:
    assert number_of(text) == number


@given(st.text(NUMERAL, min_size=1, max_size=50))
def test_any_run_of_numerals_is_a_number(text: str) -> None:
    assert number_of(text) >= 0
    assert numbers_in(f"第{text}条") == (number_of(text),)


@pytest.mark.parametrize("text", ["条", "1a", "第一"])
def test_other_text_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        number_of(text)
