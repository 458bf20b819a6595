"""Figures: whether an answer gives a value with its unit of measure."""

from __future__ import annotations

import math
import re
import unicodedata

from eval.question import Figure


def plain(text: str) -> str:
    """Half-width, lower case, without white space, as texts are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def same_figure(a: Figure, b: Figure) -> bool:
    """Equal value and unit of measure; a remark in brackets is no part of the unit (万套（间）)."""
    return math.isclose(a.value, b.value, rel_tol=1e-9) and _unit(a.unit) == _unit(b.unit)


def states(text: str, figure: Figure) -> bool:
    """True when the text has the figure: the whole number, followed by its unit of measure."""
    number = re.escape(f"{figure.value:.10f}".rstrip("0").rstrip("."))
    unit = re.escape(_unit(figure.unit)) if figure.unit else r"(?![\d.%])"
    text = re.sub(r"(?<=\d),(?=\d{3})", "", plain(text))
    return re.search(rf"(?<![\d.]){number}(?:\.0+)?{unit}", text) is not None


def _unit(unit: str) -> str:
    return re.sub(r"\(.*?\)", "", plain(unit))
