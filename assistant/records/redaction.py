"""Redaction (脱敏): phone, card and ID numbers and mail addresses taken out of what is logged.

Too much is taken out rather than too little: every run of 15 to 19 digits counts as a card or an
ID number. Dates, document numbers and amounts are shorter and stay.
"""

from __future__ import annotations

import re

ID_MARK, PHONE_MARK, MAIL_MARK = "〔证件号〕", "〔电话〕", "〔邮箱〕"

# One character for one, so that a place in the folded text is the same place in the original.
_FOLD = str.maketrans(
    "０１２３４５６７８９ｘＸ＠．－—–（）＋〇零一幺二两三四五六七八九",
    "0123456789xX@.---()+0011223456789",
)
_GAP = r"[ \-\u00a0\u3000]?"
_BEFORE, _AFTER = r"(?<![0-9])", r"(?![0-9])"
_ID = re.compile(rf"{_BEFORE}(?:[0-9][ \u3000]?){{14,18}}[0-9Xx]{_AFTER}")
_MOBILE = rf"(?:\+?86{_GAP})?1[3-9][0-9](?:{_GAP}[0-9]){{8}}"
_LANDLINE = rf"(?:\(0[1-9][0-9]{{1,2}}\)|0[1-9][0-9]{{1,2}}){_GAP}[2-9][0-9]{{2,3}}{_GAP}[0-9]{{4}}"
_PHONE = re.compile(rf"{_BEFORE}(?:{_MOBILE}|{_LANDLINE}){_AFTER}")
# Eight digits may be a date; they are a number to ring where the words before say so.
_LOCAL = re.compile(
    rf"(?:电话|座机|号码|手机|固话|热线|拨打|联系方式)[^0-9]{{0,6}}([2-9][0-9]{{2,3}}{_GAP}[0-9]{{4}}){_AFTER}"
)
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")


def redact(text: str) -> str:
    """The text with a mark in place of every number or address of a person."""
    folded = text.translate(_FOLD)
    found = [
        *((match.span(), ID_MARK) for match in _ID.finditer(folded)),
        *((match.span(), PHONE_MARK) for match in _PHONE.finditer(folded)),
        *((match.span(1), PHONE_MARK) for match in _LOCAL.finditer(folded)),
        *((match.span(), MAIL_MARK) for match in _MAIL.finditer(folded)),
    ]
    pieces, end = [], 0
    for (start, stop), mark in sorted(found):
        if start >= end:
            pieces += [text[end:start], mark]
            end = stop
    return "".join((*pieces, text[end:])) if found else text
