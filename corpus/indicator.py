"""Indicator (指标): a quantified target stated in a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABOUT = r"(?:大约|约|近|接近)?"
_FROM = r"(?:\d[\d.]*[—–~～至-])?"
_OR_MORE = r"(?:左右|以[上下内])?"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One target: “建成区绿化覆盖率不低于43%”.

    `comparator` is the text's own word (不低于, 达到, 超过, 低于, …; empty where the text
    gives none); `value` is the number as written, without thousands separators;
    `quote` is clause.text[start:end], the words that state it.
    """

    name: str
    comparator: str
    value: float
    unit: str
    year: int | None
    quote: str
    start: int
    end: int

    @property
    def stated(self) -> str:
        """Value and unit in the text's own words, bounds included: 55%以上, 约1亿平方米, 1—2所."""
        for number in re.finditer(r"\d+(?:\.\d+)?", self.quote):
            if float(number.group()) != self.value:
                continue
            whole = re.search(
                rf"{_ABOUT}{_FROM}(?<![\d.]){re.escape(number.group())}{re.escape(self.unit)}{_OR_MORE}",
                self.quote,
            )
            if whole is not None:
                return whole.group()
        return f"{self.value:.15g}{self.unit}"
