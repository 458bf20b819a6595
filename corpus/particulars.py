"""Particulars of a policy text read from its front matter: title, number, issuer, dates, kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.document import DocumentKind
from corpus.document_number import issuer_of_order, own_number
from corpus.issuer import read_issuer
from corpus.structure.block import lines_of
from corpus.structure.numbering import NUMERAL, number_of
from corpus.structure.official_margins import first_numbered
from corpus.structure.official_numbers import numbered
from corpus.structure.regulation import in_articles
from corpus.titles import LAW_TITLE, PLAN_TITLE, heading_of, read_title

_DATE = re.compile(
    rf"([{NUMERAL}]{{4}})\s*年\s*([{NUMERAL}]{{1,3}})\s*月\s*([{NUMERAL}]{{1,3}})\s*日"
)
_EFFECTIVE = re.compile(
    rf"自\s*([{NUMERAL}]{{4}})\s*年\s*([{NUMERAL}]{{1,3}})\s*月\s*([{NUMERAL}]{{1,3}})\s*日起?\s*(?:施行|实施|执行|生效)"
)
# The end of a term, a day on which something begins, and a day by which it is to be done.
_VALID = re.compile(
    rf"有效期(?:限|间)?[^。；\n]{{0,20}}?{_DATE.pattern}(?:\s*[至到—-]+\s*{_DATE.pattern})?"
)
_OTHER_DAY = re.compile(
    rf"{_VALID.pattern}"
    rf"|{_DATE.pattern}\s*(?:起?\s*[至到—－～-]+\s*(?:{_DATE.pattern}|(?:\d+年)?\d+月\d+日)"
    r"|之?前|以前|之?后|起|止|到期|废止|失效)"
    rf"|(?:至|到|截至|截止)\s*{_DATE.pattern}"
)
_SIGNATURE = re.compile(rf"(?:[\u4e00-\u9fff（）]{{0,30}}[\s\u3000]+)?{_DATE.pattern}")
_CLOSING = 600  # characters at the end of a text, in which it is signed
_POLICY_TITLE = re.compile(r"(?:措施|政策|意见|方案|计划|要点|清单)(?:（[^）]*）)?$")


# 《停车办法》政策问答, 一图读懂…: its days in sentences are those of 《停车办法》.
_EXPLAINS = re.compile(
    r"(?:问答|问与答|百问百答|答记者问|解读|图解|释义|起草说明)(?:[（(][^（）()]*[）)])?$|^(?:一图|图文|一张图|图解)"
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a text says of itself; empty where it is silent."""

    title: str
    number: str | None
    issuer: str | None
    issued: date | None
    effective: date | None
    kind: DocumentKind
    period_end: date | None


def read_particulars(text: str, name: str) -> Particulars:
    """Recognise the particulars of a text; the file's `name` is the last resort for a title."""
    head = text[:1500].split("第一条")[0]
    front = head[: first_numbered(head)]
    title = read_title(head, name)
    number = own_number(front)
    explains = bool(_EXPLAINS.search(title))
    effective = [found for found in (_day(m) for m in _EFFECTIVE.finditer(text)) if found]
    period = re.search(r"“?十([四五六])五”?", title)
    ends = {"四": 2025, "五": 2030, "六": 2035}
    span = re.search(r"20\d{2}\s*年?\s*[-—–―~～至]+\s*(20\d{2})", title)
    period_end = date(ends[period.group(1)], 12, 31) if period else None
    if span:
        period_end = date(int(span.group(1)), 12, 31)
    return Particulars(
        title=title,
        number=number,
        issuer=read_issuer(text, head, len(front), heading_of(head)) or issuer_of_order(number),
        issued=_issued(text, head, front, explains=explains),
        effective=effective[-1] if effective and not explains else None,
        kind=_kind(title, articles=in_articles(text)),
        period_end=period_end,
    )


def _issued(text: str, head: str, front: str, *, explains: bool) -> date | None:
    """The day that signs the document, else one that the text neither begins nor ends on.

    What a text that explains another one tells of days in its sentences are those of the other.

    The day from which it applies counts where no other is told at its head (自…起施行).
    """
    signed = [*_signed(head)] or [*_signed(text[max(len(head), len(text) - _CLOSING) :])]
    if explains:
        head = front
    dates = signed or _days(_OTHER_DAY.sub("", _EFFECTIVE.sub("", head)))
    dates = dates or _days(_VALID.sub("", front))
    return max(dates) if dates else None


def _signed(text: str) -> Iterator[date]:
    """Dates on lines of their own, but right below a numbered heading."""
    above = (0, 0)
    for begin, end in lines_of(text, 0, len(text)):
        match = _SIGNATURE.fullmatch(text, begin, end)
        found = _day(match) if match and not numbered(text, *above) else None
        if found:
            yield found
        above = (begin, end)


def _days(text: str) -> list[date]:
    return [found for found in map(_day, _DATE.finditer(text)) if found]


def _day(match: re.Match[str]) -> date | None:
    try:
        year = match.group(1)
        digits = "〇一二三四五六七八九"
        number = (
            int(year)
            if year.isdigit()
            else int("".join(str(digits.index(c.replace("零", "〇"))) for c in year))
        )
        return date(number, number_of(match.group(2)), number_of(match.group(3)))
    except ValueError:
        return None


def _kind(title: str, *, articles: bool) -> DocumentKind:
    """The layout decides between rules and plans, the title within each.

    Measures written in 第…条 (若干措施) are no rules: they name the units that carry them out.
    """
    if articles and not _POLICY_TITLE.search(title):
        return DocumentKind.LAW if LAW_TITLE.search(title) else DocumentKind.REGULATION
    if PLAN_TITLE.search(title):
        return DocumentKind.PLAN
    return DocumentKind.NOTICE
