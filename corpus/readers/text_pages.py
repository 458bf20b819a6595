"""What a page carries beside its text, in plain texts made from pages: numbers and footnotes."""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"[ \t\u3000]*(?:[-—－–─]{1,2}[ \u3000]*\d{1,3}[ \u3000]*[-—－–─]{1,2}"
    r"|第[ \u3000]*\d{1,3}[ \u3000]*页(?:[ \u3000，,/／]*共[ \u3000]*\d{1,3}[ \u3000]*页)?)"
    r"[ \t\u3000\f]*"
)
_NOTE = re.compile(r"[ \t\u3000]*(?P<mark>[①-⑳]|[\[［〔]\d{1,2}[\]］〕])[ \t\u3000]*(?P<words>.+)")
_TERM = re.compile(r"(?:[：:]|，?(?:是)?指)")
_SOURCE = re.compile(r"(?:数据|资料)?来源[：:]|引自|参见|见|注[：:]")
_NOTES_LEFT_OUT = "脚注和尾注已略去。"


def without_page_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without lines of page numbers and without footnotes, and a note on these."""
    lines = [line for line in text.split("\n") if not _PAGE.fullmatch(line)]
    kept: list[str] = []
    found = False
    for line in lines:
        match = _NOTE.fullmatch(line)
        at = _referring(kept, match) if match else None
        if match is None or at is None:
            kept.append(line)
            continue
        found = True
        kept[at] = kept[at].replace(match["mark"], "", 1)
    return "\n".join(kept), (_NOTES_LEFT_OUT,) if found else ()


def _referring(lines: list[str], note: re.Match[str]) -> int | None:
    """The line that a footnote explains: its mark stands there after the words explained.

    ①云平台：… is one where 云平台① stands above; an item of a list is not referred to.
    """
    mark, words = note["mark"], note["words"]
    term = _TERM.split(words, maxsplit=1)[0].strip("“”《》 ")
    for index in range(len(lines) - 1, max(-1, len(lines) - 80), -1):
        place = lines[index].find(mark)
        if place <= 0 or not lines[index][:place].strip():
            continue
        before = lines[index][:place].rstrip("”》")
        if 1 < len(term) <= 20 and before.endswith(term) and term != words:
            return index
        if mark[0] in "[［〔" and _SOURCE.match(words) and before[-1:] not in "，。；：":
            return index
    return None
