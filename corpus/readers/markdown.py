"""Markdown's emphasis read as markup: its marks are no part of the text.

CommonMark and its parsers take no closing mark between Chinese punctuation and a letter
(**第一条　…。**本条), so its rules are applied here with Chinese texts in mind.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.structure.numbering import NUMERAL

_TOKEN = re.compile(
    r"(?P<escape>\\[*_])"
    r"|`[^`\n]{1,200}`|https?://[^\s*`\u0080-\U0010ffff]+"  # code and addresses: no marks
    r"|(?P<block>\n(?=[ \t\u3000]*(?:\n|#|[-*+][ \t]|\d{1,3}[.)][ \t]|>|\|))|\|)"
    r"|(?P<line>\n)"
    r"|(?P<marks>\*+|_+)"
)
_LONGEST = 3  # more marks in a row are a blank to fill in, or digits left out
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_WORD = re.compile(r"[\u4e00-\u9fff]{2,40}\*(?!\*)")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
_STOPS = frozenset("，。、；：！？…,.;:!?")
_LEAD = re.compile(r"(?:\A|\n)[#>\s]*\Z")
_LONGEST_LEAD = 20
_LABEL = re.compile(
    rf"[\s\u3000]*第[\s\u3000]*[{NUMERAL}][{NUMERAL}\s\u3000]{{0,12}}条"
    rf"(?:[\s\u3000]*之[\s\u3000]*[{NUMERAL}]+)?"
)
_Edit = tuple[int, int, str]  # start, end, what stands there instead


def without_emphasis(text: str) -> str:
    """`text` without the marks of emphasis and what escapes them; its lines stay as they are."""
    edits: list[_Edit] = []
    opened: dict[str, tuple[int, int]] = {}  # where marks stand that wait for their partner
    for token in _TOKEN.finditer(text):
        if token["escape"]:
            edits.append((token.start(), token.start() + 1, ""))
        elif token["block"]:
            opened.clear()
        elif token["line"]:  # a single mark's partner stands on its line, or it is a footnote's
            opened = {marks: span for marks, span in opened.items() if len(marks) > 1}
        elif token["marks"]:
            _pair(text, token, opened, edits)
    parts, done = [], 0
    for start, end, instead in sorted(edits):
        parts += [text[done:start], instead]
        done = end
    return "".join([*parts, text[done:]])


def _pair(
    text: str, token: re.Match[str], opened: dict[str, tuple[int, int]], edits: list[_Edit]
) -> None:
    """Close what the marks of `token` close, or let them open."""
    before = text[token.start() - 1 : token.start()] or "\n"
    after = text[token.end() : token.end() + 1] or "\n"
    if _ASCII_WORD.match(before) and _ASCII_WORD.match(after):
        return  # 2*3, snake_case, 138****5678
    start, end = token.span()
    marks = token["marks"]
    if marks == "****" and "**" in opened:  # **第一****条**: bold ends and begins again
        marks, spans = "**", [(start, start + 2), (start + 2, end)]
    else:
        spans = [(start, end)] if len(marks) <= _LONGEST else []
    for span in spans:
        opening = opened.get(marks)
        if opening and opening[1] < span[0] and _closes(marks, before, after):
            for waiting in [m for m, at in opened.items() if at >= opening]:
                del opened[waiting]
            edits += [(*opening, ""), (*span, _gap(text, opening, span, after))]
        elif _opens(text, marks, before, span[1], after):
            opened.pop(marks, None)
            opened[marks] = span


def _opens(text: str, marks: str, before: str, end: int, after: str) -> bool:
    if after.isspace() or after in _STOPS or unicodedata.category(after) in ("Pe", "Pf"):
        return False
    if marks == "*" and _CHINESE.match(before):
        return bool(_CHINESE_WORD.match(text, end))  # 应当*及时*报告, but not 长*宽*高, 张*三
    return (len(marks) > 1 and marks[0] == "*") or not before.isalnum()


def _closes(marks: str, before: str, after: str) -> bool:
    if before.isspace():  # “**第一条 **为了”: what word processors' converters write
        return len(marks) > 1 and before != "\n" and not after.isspace()
    if unicodedata.category(before) in ("Ps", "Pi"):
        return False
    return marks[0] == "*" or not after.isalnum()  # __年__月__日 are blanks


def _gap(text: str, opening: tuple[int, int], closing: tuple[int, int], after: str) -> str:
    """The space between an article's label and its words, where only the type told them apart."""
    label = _LABEL.fullmatch(text, opening[1], closing[0])
    leads = _LEAD.search(text, max(0, opening[0] - _LONGEST_LEAD), opening[0])
    return "\u3000" if label and leads and after.isalnum() else ""
