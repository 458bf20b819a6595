"""目录: the table of contents of a document, which repeats its headings before they come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.source import Paragraph

_TITLE = re.compile(r"[#*\s\u3000]*目[\s\u3000]*[录次][\s\u3000]*$")
LEADER = re.compile(
    r"^.{1,80}?[\s\u3000]*(?:[.．·…‥_]{3,}|(?:\.\s){3,})[\s\u3000]*[-—－]?\d{1,4}[-—－]?\s*$"
)
_PAGE = re.compile(r"[\s\u3000.．·…‥_]*[-—－]?\d{1,4}[-—－]?\s*$")
_LONGEST = 80
_FIRST_LINES = 200  # of a text: the contents stand at its beginning
_FEWEST = 2  # entries that make contents
_PAGED = re.compile(r"(?:[\s\u3000.．·…]|(?<=[\u4e00-\u9fff）)]))[-—－]?\d{1,4}[-—－]?$")
_SENTENCE = re.compile(r"[。；！？]")
_BACK = re.compile(r"[\s\u3000]*(?:附[\s\u3000]*[件录表图]|后[\s\u3000]*记|结[\s\u3000]*[语束])")


def without_contents(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[tuple[int, Paragraph]], int]:
    """Paragraphs with their numbers from 1, and how many lines of contents were dropped.

    An entry ends with a page number after leaders, or stands under 目录 and comes again below.
    """
    kept: list[tuple[int, Paragraph]] = []
    dropped = 0
    last = {_key(p.text): index for index, p in enumerate(paragraphs)}
    inside = False
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if LEADER.match(text):
            dropped += 1
            continue
        if _TITLE.match(text):
            inside = True
            dropped += 1
            continue
        if inside and text.strip():
            entry = _key(text)
            bare = _bare(text)
            comes_again = max(last.get(entry, -1), last.get(bare, -1)) > index
            if len(text) <= _LONGEST and (comes_again or (bare and bare != entry)):
                dropped += 1
                continue
            inside = False
        kept.append((index + 1, paragraph))
    return kept, dropped


def _key(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


def lines_without_contents(text: str) -> tuple[str, bool]:
    """A plain text without its contents, and whether any were found: 目录, then its headings.

    The contents end where their first heading comes again. They are dropped only where most of
    what they list comes again from there on.
    """
    lines = text.split("\n")
    for at, line in enumerate(lines[:_FIRST_LINES]):
        if _TITLE.match(line) and (end := _end_of_contents(lines, at + 1)):
            return "\n".join((*lines[:at], *lines[end:])), True
    return text, False


def _end_of_contents(lines: Sequence[str], start: int) -> int:
    """The first line behind the contents that begin at `start`; 0 for no contents."""
    listed = [i for i in range(start, len(lines)) if lines[i].strip()]
    paged = bool(listed) and _is_paged(lines[listed[0]])
    again = 0
    for first in listed[:2]:  # 前言 may be listed and have no heading
        again = again or _next(lines, _bare(lines[first]), first + 1, paged=paged)
    if not again:
        return 0
    entries: list[int] = []
    for i in listed:
        if i >= again or len(lines[i]) > _LONGEST or _SENTENCE.search(lines[i]):
            break
        entries.append(i)
    found = [i for i in entries if _next(lines, _bare(lines[i]), again, paged=False)]
    if len(entries) < _FEWEST or len(found) * 3 < len(entries) * 2:
        return 0
    # What stands behind the last entry may be the title of the text, once more.
    while entries[-1] not in found and not (
        _is_paged(lines[entries[-1]]) or _BACK.match(lines[entries[-1]])
    ):
        entries.pop()
    return entries[-1] + 1


def _next(lines: Sequence[str], entry: str, start: int, *, paged: bool) -> int:
    """The next line that begins with the words of an entry and, where `paged`, is no entry."""
    for i in range(start, len(lines)):
        if entry and _key(lines[i]).startswith(entry) and not (paged and _is_paged(lines[i])):
            return i
    return 0


def _is_paged(line: str) -> bool:
    return bool(LEADER.match(line) or _PAGED.search(line.rstrip()))


def _bare(text: str) -> str:
    return _key(_PAGE.sub("", text))
