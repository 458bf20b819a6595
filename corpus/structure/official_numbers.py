"""Numbers at the beginning of a line of a 公文 (第一章, 一、, （一）, 1．, ①), and marks (●)."""

from __future__ import annotations

import re

from corpus.structure.measure import MEASURE
from corpus.structure.numbering import NUMERAL, number_of

PART_LEVEL = 2  # 一、 and above: a line of its own names a part
SECTION_LEVEL = 3  # （一）
TASK_LEVEL = 5  # 1．: below it an item is a clause only when it carries units or a title
_NAMED, _ORDINAL, _DOTTED, _BRACKETED, _HALF_BRACKETED, _CIRCLED, _BULLET = 4, 6, 7, 8, 9, 10, 11

_N = "[零〇一二三四五六七八九十百]+"
_D = r"[0-9０-９]{1,3}"
LEAD = r"[#>*\s\u3000]*"
# 2．2025年底前… and 1．5G网络… are numbered; 2.5亿元 is not.
_NO_DECIMAL = (
    r"(?:(?![0-9０-９])|(?=(?:19|20)[0-9]{2}\s*(?:年|[-—–~～至]))"
    r"|(?<=[．、])(?=[3-6][GA](?![A-Za-z])))"
)
_THINGS = "(?:重点|主要|工作|专项)?(?:任务|举措|措施|工作|行动|工程|项目|事项)"
_LEVELS = (
    (
        0,
        rf"(?P<label>第\s*(?P<n>{_N}|{_D})\s*(?:部分|章|篇))[\s\u3000：:、]*(?P<rest>.*)",
    ),
    (1, rf"(?P<label>第\s*(?P<n>{_N}|{_D})\s*节)[\s\u3000：:、]*(?P<rest>.*)"),
    (PART_LEVEL, rf"(?P<label>(?P<n>{_N})\s*[、．.])\s*(?P<rest>.*)"),
    (
        SECTION_LEVEL,
        rf"(?P<label>[（(]\s*(?P<n>{_N})\s*[）)]|(?P<m>[㈠-㈩]))[、．.]?\s*(?P<rest>.*)",
    ),
    (TASK_LEVEL, rf"(?P<label>(?P<n>{_D})\s*[．.、]{_NO_DECIMAL})\s*(?P<rest>.*)"),
    (_BRACKETED, rf"(?P<label>[（(]\s*(?P<n>{_D})\s*[）)])\s*(?P<rest>.*)"),
    (_CIRCLED, r"(?P<label>(?P<m>[①-⑳]))\s*(?P<rest>.*)"),
    (_NAMED, rf"(?P<label>{_THINGS}\s*(?P<n>{_N}|{_D})\s*[：:、．.])\s*(?P<rest>.*)"),
    (_NAMED, rf"(?P<label>第\s*(?P<n>{_N}|{_D})\s*条)[\s\u3000：:]+(?P<rest>.*)"),
    (_ORDINAL, rf"(?P<label>第(?P<n>{_N})[，,、：:])\s*(?P<rest>.*)"),
    (_ORDINAL, rf"(?P<label>(?P<n>{_N})(?:是(?!否)|要))(?P<rest>.*)"),
    (
        _DOTTED,
        rf"(?P<label>(?!{MEASURE}){_D}[.．](?P<n>{_D}))(?![0-9０-９.．%％])[、．.]?\s*(?P<rest>.*)",
    ),
    (_HALF_BRACKETED, rf"(?P<label>(?P<n>{_D})\s*[）)])\s*(?P<rest>.*)"),
    (
        _BULLET,
        r"(?P<label>[●■◆▲★•·○◇□◎▪▶►➢☆※]|——|--|[-+](?=[ \u3000]))(?=.*[\u4e00-\u9fff])"
        r"[●■◆▲★☆※\s\u3000]*(?P<rest>.*)",
    ),
)
_PATTERNS = [(level, re.compile(f"{LEAD}{pattern}")) for level, pattern in _LEVELS]
# Marks that open an item only where the items so marked name their own units; else they stay text.
WEAK = frozenset({_NAMED, _ORDINAL, _DOTTED, _HALF_BRACKETED, _BULLET})
BOX = re.compile(rf"{LEAD}[【\[]?专栏\s*[{NUMERAL}]*")


def numbered(text: str, start: int, end: int) -> tuple[int, int, str, int] | None:
    """Level, number, label and offset of the words after it, when a line is numbered."""
    found = marked(text, start, end)
    return None if found is None or found[0] in WEAK else found


def marked(text: str, start: int, end: int) -> tuple[int, int, str, int] | None:
    """As `numbered`, of a line that begins with any mark of an item; a bullet has the number 0."""
    for level, pattern in _PATTERNS:
        match = pattern.match(text, start, end)
        if match is None:
            continue
        groups = match.groupdict()
        mark = groups.get("m")
        if mark:
            number = ord(mark) - (ord("㈠") if mark >= "㈠" else ord("①")) + 1
        else:
            number = number_of(groups["n"]) if groups.get("n") else 0
        return level, number, re.sub(r"\s", "", match["label"]), match.start("rest")
    return None


def is_footnote(text: str, start: int, end: int) -> bool:
    """True for ①政务云：指…, a note on a word that bears ① further up."""
    found = marked(text, start, end)
    if found is None or found[0] != _CIRCLED:
        return False
    above = text.rfind(found[2], 0, start)
    return above > 0 and text[above - 1] not in "\n \u3000。；：;:" and above + 1 < start
