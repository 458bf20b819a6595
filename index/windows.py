"""Windows: the stretches of a clause that are embedded, each below the model's limit.

A long clause speaks of several things and one vector loses them, so it has a window for its
opening and one for each group of sentences, and each points back to the clause. Every window
carries the clause's headings as context. Together they cover the clause's text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.clause import Clause

SHORT = 220  # characters: a clause up to this length is one window
TARGET = 110  # characters at which a group of sentences is closed
LIMIT = 380  # characters of one window; with its context it stays below 512 tokens
CONTEXT = 90  # characters of headings put before a window

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+$")


@dataclass(frozen=True, slots=True)
class Window:
    """clause.text[start:end], embedded as `text`; a wording is no stretch and ends at 0."""

    clause_id: str
    start: int
    end: int
    text: str


def context_of(clause: Clause) -> str:
    """Document title and headings, the innermost kept when there are too many."""
    names = [clause.document_title.strip(), *clause.path, clause.title]
    words = [re.sub(r"^[^\u4e00-\u9fff“]*", "", name) for name in names if name]
    joined = " ".join(dict.fromkeys(words))
    joined = unicodedata.normalize("NFKC", joined)
    return joined if len(joined) <= CONTEXT else joined[-CONTEXT:]


def windows_of(clause: Clause) -> tuple[Window, ...]:
    """The windows of a clause, the whole or its opening first, its wordings last."""
    context = context_of(clause)
    text = clause.text

    def window(start: int, end: int) -> Window:
        body = re.sub(r"\s+", " ", _without_trailer(clause, start, end)).strip()
        return Window(clause.id, start, end, f"{context} {body}".strip())

    spans = [(0, _reach(text, 0, len(text)))]
    if len(text) > SHORT or spans[0] != (0, len(text)):
        spans += _groups(text)
    own = tuple(window(start, end) for start, end in dict.fromkeys(spans))
    return own + tuple(Window(clause.id, 0, 0, wording[:LIMIT]) for wording in clause.wordings)


def _without_trailer(clause: Clause, start: int, end: int) -> str:
    """The words of a window without the units: they say who, not what."""
    responsibility = clause.responsibility
    kept = clause.text[start:end]
    for a, b in reversed(responsibility.spans if responsibility else ()):
        if a < end and b > start:
            kept = kept[: max(a, start) - start] + kept[min(b, end) - start :]
    return kept


def _reach(text: str, start: int, end: int) -> int:
    """How far from `start`, at most to `end`, a window goes within the limit.

    The tokenizer normalises by NFKC (㎡ becomes two characters, ㍿ four) and has no character
    in more than one token, so characters after NFKC bound the tokens from above.
    """
    if all(_width(character) == 1 for character in set(text[start:end])):
        return min(end, start + LIMIT)
    width = 0
    for position in range(start, end):
        width += _width(text[position])
        if width > LIMIT:
            return position
    return end


@cache
def _width(character: str) -> int:
    return len(unicodedata.normalize("NFKC", character))


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences up to the target length; an overlong sentence is cut."""
    start = None
    end = 0
    for match in _SENTENCE.finditer(text):
        begin = match.start()
        while begin < match.end():
            stop = _reach(text, begin, match.end())
            if start is None:
                start = begin
            elif _reach(text, start, stop) < stop:
                yield start, end
                start = begin
            end = begin = stop
            if end - start >= TARGET:
                yield start, end
                start = None
    if start is not None:
        yield start, end
