"""Spelling: one way to write what may be written in several."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.understanding.fold import fold
from assistant.verification.formulas import as_formula
from assistant.verification.numerals import arabic


class Spelling:
    """Folds forms, reads numbers in digits and makes words of the same meaning one."""

    def __init__(self, same: Mapping[str, str]) -> None:
        """`same` are words and the word that each is read as."""
        words = sorted(same, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, words)) or r"(?!)")
        self._same = same

    def plain(self, text: str) -> str:
        """The text in its one way of writing."""
        return as_formula(self._words.sub(lambda m: self._same[m.group()], arabic(fold(text))))
