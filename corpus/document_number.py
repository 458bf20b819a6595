"""The number of a document itself (渝府发〔2022〕31号, …政府令第58号), not of one it cites."""

from __future__ import annotations

import re

_N = r"[\d零〇一二三四五六七八九十百]+"
_YEAR = r"[〔\[【（(]\s*\d{4}\s*[〕\]】）)]"
_ORDER = rf"(?:国务院|主席|政府|部|委员会|总局)令\s*[（(]?\s*(?:第\s*)?{_N}\s*号"
_NUMBER = re.compile(rf"([\u4e00-\u9fff]{{2,12}}(?:{_YEAR})\s*第?\s*\d+\s*号|{_ORDER})")
_LINE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,30}文件|[【\[]?(?:发文|公文)?(?:字号|文号)[】\]]?[：:]?)?[（(]?"
    rf"(?P<number>{_NUMBER.pattern})[）)]?(?:签发人[：:]?[\u4e00-\u9fff、]{{2,12}})?"
)
# Of minutes and announcements: 〔2025〕第6次, 2024年第3号.
_OF_A_SERIES = re.compile(rf"[（(]?((?:{_YEAR}第?{_N}[号次期])|\d{{4}}年第{_N}[号次])[）)]?")
_CITES = re.compile("根据|按照|依据|依照|贯彻|落实|执行|原|废止")
# What stands before 人民政府令 is its issuer: not the day nor the word that leads to it.
_WHOSE = re.compile(
    r"(?:日|经|以|由|中华人民共和国)*(?P<name>(?:(?!日|中华人民共和国)[\u4e00-\u9fff]){2,16})$"
)


def own_number(front: str) -> str | None:
    """The number that the front matter gives."""
    lines = [re.sub(r"[\s\u3000#*]", "", line) for line in front.splitlines()]
    for line in lines:
        if own := _LINE.fullmatch(line):
            return own["number"]
    for found in _NUMBER.finditer(front):
        before = front[: found.start()].rstrip()
        begin = front.rfind("\n", 0, found.start()) + 1
        cited = before.endswith(("》（", "》(", "》")) or _CITES.search(front, begin, found.end())
        if not cited and not re.match(r"\s*(?:文|精神|规定|要求)", front[found.end() :]):
            words = re.sub(r"[\s（(]", "", found.group(1)) if "令" in found[1] else found[1]
            return _whose(front[begin : found.start()], words) + re.sub(r"\s", "", words)
    for line in lines:
        if series := _OF_A_SERIES.fullmatch(line):
            return series[1]
    return None


def is_number(line: str) -> bool:
    """True for a line that is a document's number, behind its letterhead or not."""
    return _LINE.fullmatch(re.sub(r"[\s\u3000#*]", "", line)) is not None


def issuer_of_order(number: str | None) -> str | None:
    """The government or department that gave an order, by its number: 嘉南市人民政府令第58号."""
    name, order, _ = (number or "").rpartition("令第")
    return name if order and not name.endswith("主席") and len(name) > 2 else None


def _whose(before: str, number: str) -> str:
    """The part of a government's name before 政府令; nothing before 国务院令."""
    if not re.match("(?:政府|部|委员会|总局)令", number):
        return ""
    name = _WHOSE.search(before)
    return name["name"] if name else ""
