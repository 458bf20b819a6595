"""Running text whose lines a margin cut: 白蚁危⏎害治理率 is one word, be it on two lines."""

from __future__ import annotations

import re

from corpus.structure.official_numbers import marked

_SHORTEST = 20  # a line that a margin cut is no shorter
_RUNNING = re.compile(r"[，。；：、,;]")
_ENDED = re.compile(r"[。！？；：:;!?）)】〕”》|]$")
_CLAUSE_END = re.compile(r"[。；：]")
_SENTENCE_END = re.compile(r"[。；！？;）)]$")
_WORDS = re.compile(r"[\u4e00-\u9fff\d“]")
_LABEL = re.compile(r"[^，。；]{2,8}[：:]")


def unwrapped(text: str) -> tuple[str, list[int]]:
    """The text without the breaks that a margin made, and where each letter stood before.

    The list is one longer than the text: its last entry is the end.
    """
    lines = _lines(text)
    flat: list[str] = []
    places: list[int] = []
    for index, (begin, end) in enumerate(lines):
        joins = index > 0 and _is_wrap(text, lines, index - 1)
        if joins:
            flat.pop()
            places.pop()
            begin += len(text[begin:end]) - len(text[begin:end].lstrip(" \t\u3000"))
        flat += text[begin : end + 1]
        places += range(begin, min(end + 1, len(text)))
    return "".join(flat), [*places, len(text)]


def _lines(text: str) -> list[tuple[int, int]]:
    bounds = [0]
    bounds += [match.end() for match in re.finditer("\n", text)]
    return [
        (begin, end - 1) for begin, end in zip(bounds, [*bounds[1:], len(text) + 1], strict=True)
    ]


def _is_wrap(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Whether the break after a line is the margin's: the sentence goes on, the line is full."""
    above = text[slice(*lines[index])].rstrip()
    below = text[slice(*lines[index + 1])].strip(" \t\u3000")
    if len(above) < _SHORTEST or len(below) > len(above) + 2 or not _RUNNING.search(above):
        return False
    if _ENDED.search(above) or not _WORDS.match(below) or _LABEL.match(below):
        return False
    if marked(text, *lines[index + 1]):
        return False
    if marked(text, *lines[index]) and not _CLAUSE_END.search(above):
        return False  # 一、推进改造，补齐短板 may be a heading
    # A line that is short though its sentence goes on is one of a list.
    return bool(_SENTENCE_END.search(below)) or len(below) >= _SHORTEST
