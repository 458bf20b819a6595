"""Windows: a clause cut into passages that an embedding model reads in full.

A short clause is one window. A long one is one window over the whole (its head, if the whole
does not fit) and windows of one to three sentences. Every window is embedded with document
title, headings and the clause's name before it; an item of a list also with the list's
introduction. Together the windows cover every character of the clause. The responsibility
trailer lies inside the windows' bounds but is not embedded: a list of units is no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.clause import Clause

TokenCounter = Callable[[str], int]
Span = tuple[int, int]

WHOLE = 220  # characters: a clause up to here is one window
GROUP = 120  # a group of sentences is closed once it is this long
LONGEST = 200  # and does not grow past this
CONTEXT = 120  # most characters of context before a window
INTRODUCTION = 80  # most characters of a list's introduction repeated before its items

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；\n]+[”’」』）)]*|$)")
_CLAUSE_PART = re.compile(r"[^，、,：:]*(?:[，、,：:]|$)")
_LIST_ITEM = re.compile(r"\s*(?:[（(][一二三四五六七八九十百\d]{1,3}[)）]|\d{1,2}[.．、)）]|——)")


@dataclass(frozen=True, slots=True)
class Window:
    """clause.text[start:end], and the words that are embedded for it."""

    start: int
    end: int
    text: str


def cut_windows(clause: Clause, count_tokens: TokenCounter, max_tokens: int) -> list[Window]:
    """Windows of a clause, each within `max_tokens`, together covering the whole text."""

    def fits(window: Window) -> bool:
        return count_tokens(window.text) <= max_tokens

    trailers = clause.responsibility.spans if clause.responsibility else ()
    whole = _window(clause, trailers, 0, len(clause.text))
    if len(whole.text) <= WHOLE + CONTEXT and _length(trailers, whole) <= WHOLE and fits(whole):
        return [whole]
    introduction = ""
    parts: list[Window] = []
    for span in _groups(clause.text, trailers):
        words = _words(clause.text, trailers, *span)
        if not _LIST_ITEM.match(clause.text[span[0] : span[1]]):
            introduction = ""
        window = _window(clause, trailers, *span, introduction=introduction)
        parts.extend(_halved(clause, trailers, window, fits))
        last = words.rstrip().rsplit("。", 1)[-1]
        if last.endswith(("：", ":")):
            introduction = last[-INTRODUCTION:]
    head = whole
    if not fits(whole):
        # The longest run of windows from the start that the model still reads in full.
        ends = [part.end for part in parts]
        low, high = 0, len(ends) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if fits(_window(clause, trailers, 0, ends[middle])):
                low = middle
            else:
                high = middle - 1
        head = _window(clause, trailers, 0, ends[low])
    return [head, *(part for part in parts if (part.start, part.end) != (head.start, head.end))]


def _window(
    clause: Clause, trailers: tuple[Span, ...], start: int, end: int, introduction: str = ""
) -> Window:
    words = _words(clause.text, trailers, start, end)
    # The first window begins with the clause's own number and title.
    context = _context(clause, named=start > 0)
    return Window(start, end, "\n".join(filter(None, (context, introduction, words))))


def _context(clause: Clause, *, named: bool) -> str:
    """Document title, headings and name; of many headings the innermost that have room."""
    name = clause.name if named else ""
    kept: list[str] = []
    room = CONTEXT - len(name) - len(clause.document_title)
    for heading in reversed(clause.path):
        if heading == clause.name or (room := room - len(heading) - 1) < 0:
            break
        kept.insert(0, heading)
    return " ".join(filter(None, (clause.document_title, *kept, name)))[:CONTEXT]


def _words(text: str, trailers: tuple[Span, ...], start: int, end: int) -> str:
    """The text between two offsets without its trailers."""
    pieces, at = [], start
    for left, right in trailers:
        if right > at and left < end:
            pieces.append(text[at : max(at, left)])
            at = min(right, end)
    pieces.append(text[at:end])
    return "".join(pieces).strip()


def _length(trailers: tuple[Span, ...], window: Window) -> int:
    return window.end - window.start - sum(right - left for left, right in trailers)


def _sentences(text: str, trailers: tuple[Span, ...]) -> Iterator[Span]:
    """Sentences, those too long split at commas; a trailer is a span of its own."""
    at = 0
    for left, right in (*trailers, (len(text), len(text))):
        for match in _SENTENCE.finditer(text, at, left):
            yield from _short_spans(text, match.start(), match.end())
        if left < right:
            yield left, right
        at = right


def _short_spans(text: str, start: int, end: int) -> Iterator[Span]:
    if end - start <= LONGEST:
        if start < end:
            yield start, end
        return
    left = start
    for match in _CLAUSE_PART.finditer(text, start, end):
        while match.end() - left > LONGEST:
            cut = match.start() if match.start() > left else left + LONGEST
            yield left, min(cut, left + LONGEST)
            left = min(cut, left + LONGEST)
    if left < end:
        yield left, end


def _groups(text: str, trailers: tuple[Span, ...]) -> list[Span]:
    """Neighbouring sentences joined to groups; a trailer joins the group before it."""
    groups: list[tuple[int, int, int]] = []  # start, end, embedded characters
    for start, end in _sentences(text, trailers):
        size = 0 if (start, end) in trailers else len(text[start:end].strip())
        if groups and (
            size == 0
            or (groups[-1][2] < GROUP and groups[-1][2] + size <= LONGEST)
            or (end == len(text) and size < GROUP // 4)
        ):
            first, _, held = groups[-1]
            groups[-1] = (first, end, held + size)
        else:
            groups.append((start, end, size))
    return [(start, end) for start, end, _ in groups]


def _halved(
    clause: Clause,
    trailers: tuple[Span, ...],
    window: Window,
    fits: Callable[[Window], bool],
) -> Iterator[Window]:
    """The window, or its halves as often as needed until each fits."""
    if fits(window) or window.end - window.start <= 1:
        yield window
        return
    middle = (window.start + window.end) // 2
    for start, end in ((window.start, middle), (middle, window.end)):
        yield from _halved(clause, trailers, _window(clause, trailers, start, end), fits)
