"""目录: the table of contents of a document, which repeats its headings before they come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.source import Paragraph

_TITLE = re.compile(r"[#*\s\u3000]*目[\s\u3000]*[录次][\s\u3000]*$")
LEADER = re.compile(
    r"^.{1,80}?[\s\u3000]*(?:[.．·…‥_]{3,}|(?:\.\s){3,})[\s\u3000]*[-—－]?\d{1,4}[-—－]?\s*$"
)
_PAGE = re.compile(r"[\s\u3000.．·…]*[-—－]?\d{1,4}[-—－]?\s*$")
_LONGEST = 80


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
            bare = _key(_PAGE.sub("", text))
            comes_again = max(last.get(entry, -1), last.get(bare, -1)) > index
            if len(text) <= _LONGEST and (comes_again or (bare and bare != entry)):
                dropped += 1
                continue
            inside = False
        kept.append((index + 1, paragraph))
    return kept, dropped


def _key(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)
