"""Plots as small SVG files: a few lines over a logarithmic axis."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 560, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 150, 34, 44
_COLOURS = ("#1f5fbf", "#c2410c", "#15803d", "#7e22ce")


def write_plot(path: Path, title: str, across: str, lines: Mapping[str, Points]) -> None:
    """Lines by their names; both axes are logarithmic, and points of value 0 are left out."""
    lines = {name: [p for p in points if p[0] > 0 and p[1] > 0] for name, points in lines.items()}
    xs = [x for points in lines.values() for x, _ in points]
    ys = [y for points in lines.values() for _, y in points]
    left, right = _decades(xs)
    bottom, top = _decades(ys)

    def at(x: float, y: float) -> tuple[float, float]:
        wide = _WIDTH - _LEFT - _RIGHT
        high = _HEIGHT - _TOP - _BOTTOM
        return (
            round(_LEFT + wide * (math.log10(x) - left) / (right - left), 1),
            round(_HEIGHT - _BOTTOM - high * (math.log10(y) - bottom) / (top - bottom), 1),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="20" font-size="14">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="{_HEIGHT - 6}">{escape(across)}</text>',
    ]
    for power in range(left, right + 1):
        x, _ = at(10.0**power, 10.0**bottom)
        parts += [
            f'<path d="M{x} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#ddd"/>',
            f'<text x="{x}" y="{_HEIGHT - _BOTTOM + 16}" text-anchor="middle">'
            f"{10.0**power:,.6g}</text>",
        ]
    for power in range(bottom, top + 1):
        _, y = at(10.0**left, 10.0**power)
        parts += [
            f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#ddd"/>',
            f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{10.0**power:,.6g}</text>',
        ]
    for number, (name, points) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [at(x, y) for x, y in points]
        path_of = " ".join(f"{x},{y}" for x, y in places)
        parts.append(
            f'<polyline points="{path_of}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
        parts.append(
            f'<text x="{_WIDTH - _RIGHT + 12}" y="{_TOP + 14 + 18 * number}" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Powers of ten around the values, at least one decade."""
    if not values:
        return 0, 1
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)
