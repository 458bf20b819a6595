"""Trailers of several items in one clause: 1.推进甲。（市住建局）2.推进乙。（市经信局）.

The clause has the units of all; which item each is of, a reviewer is told.
"""

from __future__ import annotations

import re

from corpus.responsibility import Responsibility
from corpus.structure.trailer_labels import label_at

_OPENING = "（(〔［[【"
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}[^\u4e00-\u9fff]*[\u4e00-\u9fff]{2,}|[\u4e00-\u9fff]{4,}")
_SHOWN = 24
_NOTE = "本条{}处分别写有责任单位，已合并计入本条，各项由谁负责请核对：{}"


def several_trailers(text: str, duty: Responsibility | None) -> tuple[str, ...]:
    """A note where a clause's trailers stand behind different items and name different units."""
    if duty is None or len(duty.spans) < 2:
        return ()
    items: list[list[tuple[int, int]]] = []
    last = 0
    for start, end in sorted(duty.spans):
        if text[start] not in _OPENING and not label_at(text, start):
            return ()  # a sentence tells its own matter
        if not items or _WORDS.search(text, last, start):
            items.append([])
        items[-1].append((start, end))
        last = end
    named = _named(duty)
    if len({tuple(named.findall(text[spans[0][0] : spans[-1][1]])) for spans in items}) < 2:
        return ()
    shown = "".join(_short(text[a:b]) for spans in items for a, b in spans[:1])
    return (_NOTE.format(len(items), shown),)


def _named(duty: Responsibility) -> re.Pattern[str]:
    """What tells trailers apart: their units, in order, and who of them leads."""
    names = {unit.written for unit in (*duty.lead, *duty.responsible)}
    return re.compile("|".join([*map(re.escape, sorted(names, key=len, reverse=True)), "牵头"]))


def _short(words: str) -> str:
    words = " ".join(words.split())
    words = words if words[0] in _OPENING else f"（{words}）"
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 2]}…）"
