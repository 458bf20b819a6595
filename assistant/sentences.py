"""Sentences of a clause as spans, with the list items they introduce."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(
    r"[。！？](?:[”’」）)]*)|\n+|；(?=\s*(?:\n|[（(]?[一二三四五六七八九十\d]+[）)、.．]))"
)
_ITEM = re.compile(r"\s*(?:[（(][一二三四五六七八九十百\d]+[）)]|[①-⑳]|——)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """text[start:end]; an item belongs to the sentence at index `intro` that opens its list."""

    start: int
    end: int
    item: bool = False
    intro: int | None = None


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Cut `text` at sentence ends and line ends; white space at the edges is left out."""
    sentences: list[Sentence] = []
    intro: int | None = None
    position = 0
    ends = [match.end() for match in _END.finditer(text)]
    for end in [*ends, len(text)]:
        piece = text[position:end]
        start, position = position, end
        if not piece.strip():
            continue
        start += len(piece) - len(piece.lstrip())
        stop = end - (len(piece) - len(piece.rstrip()))
        is_item = bool(_ITEM.match(text[start:stop]))
        if not is_item:
            intro = None
        sentences.append(Sentence(start, stop, is_item, intro if is_item else None))
        if not is_item and text[start:stop].endswith(("：", ":")):
            intro = len(sentences) - 1
    return tuple(sentences)
