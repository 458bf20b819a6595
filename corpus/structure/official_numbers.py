"""Numbers at the beginning of a line of a 公文: 第一章, 一、, （一）, 1．, （1）, ①."""

from __future__ import annotations

import re

from corpus.structure.numbering import NUMERAL, number_of

_N = "[零〇一二三四五六七八九十百]+"
_D = r"[0-9０-９]{1,2}"
LEAD = r"[#>*\s\u3000]*"
_LEVELS = [
    re.compile(
        rf"{LEAD}(?P<label>第\s*(?P<n>{_N}|{_D})\s*(?:部分|章|篇))[\s\u3000：:、]*(?P<rest>.*)"
    ),
    re.compile(rf"{LEAD}(?P<label>第\s*(?P<n>{_N}|{_D})\s*节)[\s\u3000：:、]*(?P<rest>.*)"),
    re.compile(rf"{LEAD}(?P<label>(?P<n>{_N})\s*[、．.])\s*(?P<rest>.*)"),
    re.compile(
        rf"{LEAD}(?P<label>[（(]\s*(?P<n>{_N})\s*[）)]|(?P<m>[㈠-㈩]))[、．.]?\s*(?P<rest>.*)"
    ),
    re.compile(rf"{LEAD}(?P<label>(?P<n>{_D})\s*[．.、](?![0-9０-９]))\s*(?P<rest>.*)"),
    re.compile(rf"{LEAD}(?P<label>[（(]\s*(?P<n>{_D})\s*[）)])\s*(?P<rest>.*)"),
    re.compile(rf"{LEAD}(?P<label>(?P<m>[①-⑳]))\s*(?P<rest>.*)"),
]
BOX = re.compile(rf"{LEAD}专栏\s*[{NUMERAL}]*")
PART_LEVEL = 2  # 一、 and above: a line of its own names a part
TASK_LEVEL = 4  # 1．: below it an item is a clause only when it carries units or a title


def numbered(text: str, start: int, end: int) -> tuple[int, int, str, int] | None:
    """Level, number, label and offset of the words after it, when a line is numbered."""
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(text, start, end)
        if match is None:
            continue
        mark = match.groupdict().get("m")
        number = (
            ord(mark) - (ord("㈠") if mark >= "㈠" else ord("①")) + 1
            if mark
            else number_of(match["n"])
        )
        return level, number, re.sub(r"\s", "", match["label"]), match.start("rest")
    return None
