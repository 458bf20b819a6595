"""Statements that the order of units, or a mark at a name, tells who leads.

“（列第一位的为牵头单位，下同）” holds for its list and, with 下同, for those after it; a sentence
outside trailers that speaks of all tasks (排名第一的为牵头单位) holds for the whole document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.responsibility import Responsibility

_FIRST = (
    r"(?:首位|首个|第一位|第一个|第一家|排名第一|排序第一|列第一|排第一|排首|居首|排名首"
    r"|(?:排名?|排列|排序|列|排)在?最前(?:面|列|边)?)"
)
_ON = r"(?P<on>[，,；;。]?(?:以)?[下后]同)?"
FIRST_LEADS = re.compile(
    rf"[（(，,；;。]?\s*[^（）()，,；;。]*{_FIRST}[^（）()，,；;。]*牵头[^（）()，,；;。]*{_ON}[）)]?$"
)
_STATED = re.compile(
    rf"{_FIRST}的?(?:责任)?(?:单位|部门|者)?的?(?:即?为|即|是|系)?(?:该|本|各)?项?(?:任务|工作)?的?总?牵头"
    rf"|牵头(?:责任)?(?:单位|部门)?(?:均|都)?(?:排|列|居)在?{_FIRST}"
)
_SENTENCE = re.compile(r"[^（）()；;。\n]+")
# A bracket within a list that says who leads: 甲局（排第一的为牵头单位，下同）、乙局.
_BRACKET = re.compile(
    r"[（(〔\[［【](?P<words>[^（）()〔〕\[\]［］【】]*牵头[^（）()〔〕\[\]［］【】]*)[）)〕\]］】]"
)
_ON_IN_IT = re.compile(r"[下后]同|各项|各任务|每项|所有|以下")
_OTHER_ORDER = re.compile(
    r"(?:排名?|排列|排序|列|位|字体|字|加粗|黑体|下划线|斜体|红色)[^，,；;。]{0,10}的?(?:单位|部门)?(?:均|都)?(?:为|是|系)(?:该|本|各)?项?(?:任务|工作)?的?(?:共同)?牵头"
)
_OF_ALL = re.compile(
    r"各项|所有|每项|各任务|各(?:单位|部门)|本(?:表|清单|方案|分工)|以下|下列|上述|以上|任务|责任单位(?:中|里|栏)|均"
)
_MARK = r"[★☆＊*※▲△●◆#＃]"
MARKED_LEADS = re.compile(
    rf"[（(，,；;。]?[^（）()，,；;。\n]{{0,8}}{_MARK}[”\"]?(?:号|标记|标志|者|的|单位)*(?:为|是|表示)"
    r"(?:该项)?(?:任务)?(?:的)?牵头[^（）()，,；;。\n]*(?:[，,]?(?:以)?下同)?[）)]?$"
)


@dataclass(frozen=True, slots=True)
class OrderBracket:
    """A bracket of a list that says that the unit named first leads; `on`: 下同."""

    start: int
    end: int
    on: bool


def order_bracket(text: str, start: int, end: int) -> OrderBracket | None:
    """The first such bracket in text[start:end]."""
    for match in _BRACKET.finditer(text, start, end):
        if _STATED.search(match["words"]):
            return OrderBracket(match.start(), match.end(), holds_below(match["words"]))
    return None


def other_order(text: str, start: int, end: int) -> list[str]:
    """Brackets of a list that tell by another order or a sign who leads: 排名前两位的为牵头单位."""
    return [
        match["words"]
        for match in _BRACKET.finditer(text, start, end)
        if not _STATED.search(match["words"]) and _OTHER_ORDER.search(match["words"])
    ]


def holds_below(words: str) -> bool:
    """Whether words that speak of order hold for the lists after theirs, too: 下同."""
    return bool(_ON_IN_IT.search(words))


def without_order(name: str) -> str:
    """A name without the bracket that says who leads."""
    return _BRACKET.sub(lambda m: "" if _STATED.search(m["words"]) else m.group(), name)


def speaks_of_order(text: str) -> bool:
    """Whether a sentence says that the unit named first leads."""
    return bool(_STATED.search(text))


def speaks_of_all(text: str) -> bool:
    """Whether a sentence says of all tasks that the unit named first leads."""
    return speaks_of_order(text) and any(
        _STATED.search(sentence) and ("下同" in sentence or _OF_ALL.search(sentence))
        for sentence in _SENTENCE.findall(text)
    )


def without_spans(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text outside trailers."""
    for start, end in reversed(spans):
        text = text[:start] + "\n" + text[end:]
    return text


def led_by_the_first(duty: Responsibility) -> Responsibility:
    """A responsibility without leads whose first unit of each trailer leads."""
    if duty.lead or not duty.responsible:
        return duty
    firsts = []
    for start, end in duty.spans or ((0, duty.responsible[-1].end),):
        firsts += [each for each in duty.responsible if start <= each.start < end][:1]
    rest = tuple(each for each in duty.responsible if each not in firsts)
    return replace(duty, lead=tuple(firsts), responsible=rest)
