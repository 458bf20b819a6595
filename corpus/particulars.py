"""Particulars of a policy text read from its front matter: title, number, issuer, dates, kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.document import DocumentKind
from corpus.structure.numbering import NUMERAL, number_of

_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,12}(?:[〔\[【（(]\s*\d{4}\s*[〕\]】）)])\s*第?\s*\d+\s*号|(?:国务院|主席|政府|部|委员会|总局)令\s*(?:第\s*)?[\d零〇一二三四五六七八九十百]+\s*号)"
)
_DATE = re.compile(
    rf"([{NUMERAL}]{{4}})\s*年\s*([{NUMERAL}]{{1,3}})\s*月\s*([{NUMERAL}]{{1,3}})\s*日"
)
_EFFECTIVE = re.compile(
    rf"自\s*([{NUMERAL}]{{4}})\s*年\s*([{NUMERAL}]{{1,3}})\s*月\s*([{NUMERAL}]{{1,3}})\s*日起?\s*(?:施行|实施|执行|生效)"
)
_ISSUED_TITLE = re.compile(r"印发\s*(?:《)?([^《》]{4,60}?)(?:》)?\s*的通知")
_QUOTED = re.compile(r"现将《([^《》]{4,80})》")
_ARTICLE = re.compile(rf"^[#*\s\u3000]*第[\s\u3000]*[{NUMERAL}\s]+条[\s\u3000]", re.MULTILINE)
_OUTLINE = re.compile(
    r"^[#*\s\u3000]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])", re.MULTILINE
)
_LAW_TITLE = re.compile(r"(?<!办)法$")
_RULE_TITLE = re.compile(r"(?:条例|规定|办法|细则|规则|章程|准则|决定)(?:（[^）]*）)?$")
_PLAN_TITLE = re.compile(r"(?:行动计划|计划|规划|纲要|方案|行动方案|工作要点)(?:（[^）]*）)?$")
_ISSUER = re.compile(
    r"^[\s\u3000#]*((?:中共)?[\u4e00-\u9fff（）]{2,40}(?:人民政府(?:办公厅|办公室)?|委员会(?:办公厅)?|国务院(?:办公厅)?|管委会|厅|局|部|委))[\s\u3000]*$",
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
    articles = len(_ARTICLE.findall(text))
    outline = len(_OUTLINE.findall(text))
    title = _title(head, name)
    number = _NUMBER.search(head)
    # The day from which it applies is not the day it was issued, where both are told.
    dates = _days(_EFFECTIVE.sub("", head)) or _days(head)
    effective = [found for found in (_day(m) for m in _EFFECTIVE.finditer(text)) if found]
    issuer = _ISSUER.search(head)
    period = re.search(r"“?十([四五六])五”?", title)
    ends = {"四": 2025, "五": 2030, "六": 2035}
    span = re.search(r"20\d{2}\s*[-—–~至]+\s*(20\d{2})", title)
    period_end = date(ends[period.group(1)], 12, 31) if period else None
    if span:
        period_end = date(int(span.group(1)), 12, 31)
    return Particulars(
        title=title,
        number=re.sub(r"\s", "", number.group(1)) if number else None,
        issuer=re.sub(r"\s", "", issuer.group(1)) if issuer else None,
        issued=max(dates) if dates else None,
        effective=effective[-1] if effective else None,
        kind=_kind(title, articles, outline),
        period_end=period_end,
    )


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
    for line in lines:
        bare = re.sub(r"[\s\u3000]", "", line)
        if 4 <= len(bare) <= 60 and (
            _LAW_TITLE.search(bare) or _RULE_TITLE.search(bare) or _PLAN_TITLE.search(bare)
        ):
            return bare
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


def _kind(title: str, articles: int, outline: int) -> DocumentKind:
    """The layout decides between rules and plans, the title within each."""
    ruled = articles >= 2 and articles >= outline / 3
    if ruled or (articles and not outline):
        return DocumentKind.LAW if _LAW_TITLE.search(title) else DocumentKind.REGULATION
    if _PLAN_TITLE.search(title):
        return DocumentKind.PLAN
    return DocumentKind.NOTICE
