"""Indicator (指标): a quantified target stated in a clause."""

from __future__ import annotations

from dataclasses import dataclass


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
