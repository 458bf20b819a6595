"""Particulars of a policy text read from its front matter: title, number, issuer, dates, kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.document import DocumentKind
from corpus.structure.block import lines_of
from corpus.structure.numbering import NUMERAL, number_of
from corpus.structure.official_margins import YEARS, first_numbered
from corpus.structure.official_numbers import numbered
from corpus.structure.regulation import in_articles

_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,12}(?:[〔\[【（(]\s*\d{4}\s*[〕\]】）)])\s*第?\s*\d+\s*号|(?:国务院|主席|政府|部|委员会|总局)令\s*(?:第\s*)?[\d零〇一二三四五六七八九十百]+\s*号)"
)
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
_ISSUED_TITLE = re.compile(r"印发\s*(?:《)?([^《》]{4,60}?)(?:》)?\s*的通知")
_QUOTED = re.compile(r"现将《([^《》]{4,80})》")
_LAW_TITLE = re.compile(r"(?<!办)法$")
_RULE_TITLE = re.compile(r"(?:条例|规定|办法|细则|规则|章程|准则|决定)(?:（[^）]*）)?$")
_PLAN_TITLE = re.compile(r"(?:行动计划|计划|规划|纲要|方案|行动方案|工作要点)(?:（[^）]*）)?$")
_NUMBER_LINE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,30}文件|[【\[]?(?:发文|公文)?(?:字号|文号)[】\]]?[：:]?)?[（(]?"
    rf"(?P<number>{_NUMBER.pattern})[）)]?(?:签发人[：:]?[\u4e00-\u9fff、]{{2,12}})?"
)
_CITES = re.compile("根据|按照|依据|依照|贯彻|落实|执行|原|废止")
_POLICY_TITLE = re.compile(r"(?:措施|政策|意见|方案|计划|要点|清单)(?:（[^）]*）)?$")
_ISSUER = re.compile(
    r"^[\s\u3000#]*((?:中共)?(?!（)[\u4e00-\u9fff（）]{2,40}(?:人民政府(?:办公厅|办公室)?|委员会(?:办公厅)?|国务院(?:办公厅)?|管委会|厅|局|部|委))[\s\u3000]*$",
    re.MULTILINE,
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
    title = _title(head, name)
    effective = [found for found in (_day(m) for m in _EFFECTIVE.finditer(text)) if found]
    period = re.search(r"“?十([四五六])五”?", title)
    ends = {"四": 2025, "五": 2030, "六": 2035}
    span = re.search(r"20\d{2}\s*年?\s*[-—–―~～至]+\s*(20\d{2})", title)
    period_end = date(ends[period.group(1)], 12, 31) if period else None
    if span:
        period_end = date(int(span.group(1)), 12, 31)
    return Particulars(
        title=title,
        number=_own_number(front),
        issuer=_issuer(head, len(front)),
        issued=_issued(text, head, front),
        effective=effective[-1] if effective else None,
        kind=_kind(title, articles=in_articles(text)),
        period_end=period_end,
    )


def _issued(text: str, head: str, front: str) -> date | None:
    """The day that signs the document, else one that the text neither begins nor ends on.

    The day from which it applies counts where no other is told at its head (自…起施行).
    """
    signed = [*_signed(head)] or [*_signed(text[max(len(head), len(text) - _CLOSING) :])]
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


def _title(head: str, name: str) -> str:
    if match := _QUOTED.search(head) or _ISSUED_TITLE.search(re.sub(r"\s", "", head)):
        return re.sub(r"\s", "", match.group(1))
    lines = [line.strip("#* \u3000\t") for line in head.splitlines()]
    lines = [line for line in lines if line]
    for line, below in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        bare = re.sub(r"[\s\u3000]", "", line)
        if 4 <= len(bare) <= 60 and (
            _LAW_TITLE.search(bare) or _RULE_TITLE.search(bare) or _PLAN_TITLE.search(bare)
        ):
            # 停车行动计划, and （2024—2026年） on a line of its own
            return bare + (re.sub(r"\s", "", below) if YEARS.fullmatch(below) else "")
    joined = ""
    for line in lines[:8]:
        bare = re.sub(r"[\s\u3000]", "", line)
        if re.search(r"[。：:，]|^\d{4}年", bare):
            break
        joined += "" if _NUMBER.fullmatch(bare) else bare
        if joined.endswith(("通知", "意见", "通告", "公告", "函")):
            return joined
    first = next((line for line in lines if line), "")
    if 2 <= len(first) <= 60 and not first.endswith("。"):
        return first
    return re.sub(r"\.\w+$", "", name)


def _kind(title: str, *, articles: bool) -> DocumentKind:
    """The layout decides between rules and plans, the title within each.

    Measures written in 第…条 (若干措施) are no rules: they name the units that carry them out.
    """
    if articles and not _POLICY_TITLE.search(title):
        return DocumentKind.LAW if _LAW_TITLE.search(title) else DocumentKind.REGULATION
    if _PLAN_TITLE.search(title):
        return DocumentKind.PLAN
    return DocumentKind.NOTICE


def _own_number(front: str) -> str | None:
    """The number of the document itself, not that of one it cites."""
    for line in front.splitlines():
        if own := _NUMBER_LINE.fullmatch(re.sub(r"[\s\u3000#*]", "", line)):
            return own["number"]
    for found in _NUMBER.finditer(front):
        before = front[: found.start()].rstrip()
        begin = front.rfind("\n", 0, found.start()) + 1
        cited = before.endswith(("》（", "》(", "》")) or _CITES.search(front, begin, found.end())
        if not cited and not re.match(r"\s*(?:文|精神|规定|要求)", front[found.end() :]):
            return re.sub(r"\s", "", found.group(1))
    return None


def _issuer(head: str, front: int) -> str | None:
    """A unit on a line of its own in the front matter, or right above the date that closes."""
    for found in _ISSUER.finditer(head):
        following = head[found.end() :].lstrip().partition("\n")[0].strip()
        if found.start() < front or _DATE.fullmatch(following):
            return re.sub(r"\s", "", found.group(1))
    return None
