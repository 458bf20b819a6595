"""Particulars a question may demand, and how a text states them.

A demand is met only by an explicit statement: who asks for an amount is not served by a sentence
without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from assistant.inquiry import Demand
from assistant.understanding.fold import fold
from assistant.understanding.lexicon_file import LexiconError

DEMANDS_FILE = Path(__file__).parent.parent / "lexicon" / "demands.tsv"

# A telephone that is spoken of, not asked for.
_WHETHER = frozenset({Demand.PHONE, Demand.PLACE, Demand.HOURS, Demand.WEB, Demand.DURATION})
_IS_THERE = re.compile(r"有没有|有无|有吗|多少|哪|几点|什么")
_NO_CONTACT = re.compile(
    r"停(?:掉|了|机)?[^,。?]{0,4}(?:电话|号码)|(?:电话|号码)[^,。?]{0,2}停|留[了的]?[^,。?]{0,4}(?:电话|号码)|骚扰电话|诈骗电话"
)
# 多收几块手续费: some, however many.
_A_FEW = re.compile(r"[多少][收交要给赔花扣退](?:了|我们?|他们?)*几(?:块|元|毛|[十百千万]+)")
# Not a particular is asked for but who settles it: 值多少钱谁来定, 收费标准是按什么定的.
_SETTLING = re.compile(
    r"(?:谁|哪[个家](?=来|去|负责|说了|[定评核])|哪[个些级]?(?:部门|单位|机关|机构|方)|什么(?:人|部门|机构))(?:来|去|负责|说了)?(?:定|决定|确定|核定|规定|评估|评定|批准|算)"
    r"|(?:按照?|依据?|根据|凭)(?:什么|哪些?)[^,。?]{0,4}(?:来|去)?(?:定|决定|确定|核定|制定|评估)"
    r"|(?:怎么|如何|怎样)(?:来|去)?(?:定|决定|确定|核定|制定|评估)(?!期)"
)
_SETTLED = frozenset({Demand.MONEY, Demand.NUMBER})
# … or where it can be seen: 办到哪一步了怎么查, 别家补了多少能看到吗.
_LOOKED_UP = re.compile(
    r"(?:怎么|如何|怎样|哪里|哪儿|在哪|到哪|去哪)(?:里|儿)?(?:可以|能够?|才能|去)?(?:查|看|找|晓得|知道|了解)(?!不)"
    r"|(?:能够?|可以|让|准)(?:不能|不可以|我们?)?(?:去|来)?[^,。?]{0,4}(?:看到|查到|看见|查看|查询|查阅)|[看查]得到"
    r"|(?:要不要|该不该|应不应该|会不会|是不是要|有没有|是否|必须|得不得|需要)[^,。?]{0,4}(?:公布|公开|公示|张贴)|(?:公布|公开|公示)(?:吗|么|嘛|不)$"
)
_SEEN = frozenset({Demand.MONEY, Demand.PROGRESS, Demand.PERSON, Demand.HOURS})
# An interrogative after 能不能 stands for any: 能不能限定他几点到几点干.
_ANY = re.compile(
    r"(?:有没有|有无)(?:这个)?(?:权利|资格(?!证))[^,。?]*"
    r"|(?:能不能|可不可以|要不要|该不该|准不准|许不许|允不允许|是否)(?![^,。?]{0,4}(?:告诉|说|讲|查|问|透露|给|提供|公布|发))[^,。?]*"
)
_ANY_OF = frozenset({Demand.HOURS, Demand.MONEY, Demand.NUMBER, Demand.DATE, Demand.PROGRESS})
# Whoever says when the house was built asks whether such houses are meant, not for a list.
_BUILT = re.compile(r"\d{2,4}年(?:代)?(?:初|末|底|前|后|左右)?(?:的|修|建|盖|造|落成|交付|入住)")
_NUMERAL = r"[\d零〇一二两三四五六七八九十百千万亿%.]+"
# 统一 and 进一步 count nothing.
_COUNTED = (
    r"(?:[二两三四五六七八九十百千万亿]|(?<![第统唯同进专单])一(?![个种项块条定般致律切]))+[多余]?"
    r"(?:个|名|人|平方|米|公里|千米|厘米|倍|成|次|元|年|日|月|天|小时|分钟|工作日|周|季|户|家|层|级|度|种|项|票|辆|套|间|处|块|分|株|棵|台|所|座|条(?!例)|以[上下])"
)
_SHARE = rf"(?:百分之|%|{_NUMERAL}分之)"
# 二比一, 1:2
_RATIO = r"(?:[一二两三四五六七八九十]+|\d+)(?:比|:)(?:[一二两三四五六七八九十]+|\d+)(?!较)"
_PAID = r"(?:费|价|款|补贴|补助|补偿|奖励|罚|金额|资金|投资|公积金|缴存|利率)"
_UNTOLD = "定期|随时|即时|及时|立即|尽快|长期"  # how long, without saying
_STATED: dict[Demand, re.Pattern[str]] = {
    Demand.MONEY: re.compile(
        rf"{_NUMERAL}\s*(?:多)?(?:元|万元|亿元|倍)|{_PAID}[^。;]{{0,24}}{_SHARE}|{_SHARE}[^。;]{{0,24}}{_PAID}|免费|无偿|不得收费|不收取|不收费|免收|减免"
        r"|按(?:照)?[^,。;]{0,16}(?:价|费|款|标准)[^,。;]{0,4}(?:收取|支付|缴纳|补足|补交|赔偿)"
    ),
    Demand.PHONE: re.compile(r"电话(?:号码)?(?:为|:|是)|\d{3,4}-\d{7,8}|\b1[0-9]{10}\b|12345"),
    Demand.WEB: re.compile(r"https?://|www\.|网址"),
    Demand.PARTY: re.compile(r"(?!)"),  # nor the firms that build
    Demand.PERSON: re.compile(r"(?!)"),  # policy texts name offices, never persons
    Demand.HOURS: re.compile(
        rf"{_NUMERAL}(?:时|点)(?:半|整|{_NUMERAL}分)?(?:至|到|-|以?[前后]|之[前后]|起|开始)|{_NUMERAL}:\d\d|二十二时|六时"
    ),
    Demand.PLACE: re.compile(r"地址(?:为|:)|位于"),
    Demand.PROGRESS: re.compile(r"截至|已(?:建成|完成|改造|开工)"),
    Demand.LIST: re.compile(r"名单|目录|清单"),
    Demand.LOOK_UP: re.compile(r"查询|查阅|公布|公示|公开|公告|告知|载明|标明|答复"),
    Demand.DATE: re.compile(
        rf"{_NUMERAL}(?:个)?(?:年|月|日|天|小时|工作日|周)|到{_NUMERAL}年|当日|当天|立即|及时"
        r"|每(?:半|学)?(?:年|季度|季|月|周|日|天)"
    ),
    Demand.DURATION: re.compile(
        rf"{_NUMERAL}个?(?:年|月|日|天|小时|工作日|周|分钟)|每(?:半|学)?(?:年|季度|季|月|周|日|天)"
        rf"|当日|当天|当场|永久|{_UNTOLD}"
    ),
    Demand.SHARE: re.compile(r"过半|半数|一半|分之|%|全体|一致同意|" + _RATIO),
    Demand.NUMBER: re.compile(rf"\d|{_COUNTED}|百分之|半数|过半|一半|{_RATIO}"),
}


_REFERENCE = re.compile(rf"第{_NUMERAL}[条款项章节]")
_VAGUE = re.compile(_UNTOLD)


class DemandLexicon:
    """The ways of asking for a particular: `lexicon/demands.tsv`."""

    def __init__(self, ways: Iterable[tuple[Demand, str]]) -> None:
        """`ways` are what is asked for and a regular expression over folded questions."""
        asked: dict[Demand, list[str]] = {}
        for demand, pattern in ways:
            asked.setdefault(demand, []).append(pattern)
        self._asked = {
            demand: re.compile("|".join(f"(?:{way})" for way in ways))
            for demand, ways in asked.items()
        }

    @classmethod
    def read(cls, path: Path = DEMANDS_FILE) -> Self:
        """Read the lines of a file; raises LexiconError."""
        ways = read_ways(path)
        try:
            return cls((way.demand, way.pattern) for way in ways)
        except re.error as error:  # each is well formed, together they are not: two (?P<name>…)
            raise LexiconError(
                f"{path.name}: expressions cannot be joined: {error}",
                f"词表 {path.name} 的几行正则表达式不能合在一起：{error}。",
            ) from error

    def asked_in(self, text: str, *, yes_no: bool = False) -> frozenset[Demand]:
        """Particulars that a folded question asks for.

        Whether a telephone number must be put up (`yes_no`) is no question after the number.
        """
        text = _A_FEW.sub(" ", _NO_CONTACT.sub(" ", text))
        asked = {demand for demand, pattern in self._asked.items() if pattern.search(text)}
        if any_of := asked & _ANY_OF:
            definite = _ANY.sub(" ", text)
            asked -= {demand for demand in any_of if not self._asked[demand].search(definite)}
        if _SETTLING.search(text):
            asked -= _SETTLED
        if asked & _SEEN and _LOOKED_UP.search(text):
            asked = (asked - _SEEN) | {Demand.LOOK_UP}
        if yes_no and _BUILT.search(text):
            asked.discard(Demand.LIST)
        return frozenset(asked - _WHETHER if yes_no and not _IS_THERE.search(text) else asked)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking: a regular expression over folded text, and a question that it finds."""

    demand: Demand
    pattern: str
    example: str


def read_ways(path: Path = DEMANDS_FILE) -> tuple[Way, ...]:
    """Read `demand<TAB>expression<TAB>example` lines; raises LexiconError."""
    ways = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            demand, pattern, example = line.split("\t")
            found = re.search(pattern, fold(example)) if pattern else None
            way = Way(Demand(demand), pattern, example)
        except (ValueError, re.error):
            found = None
        if found is None:
            raise LexiconError(
                f"{path.name}:{number}: expected demand<TAB>expression<TAB>example"
                f" that the expression finds, got {line!r}",
                f"词表 {path.name} 第{number}行格式不对："
                "应为“所问事项<Tab>正则表达式<Tab>能被匹配的例句”。",
            )
        ways.append(way)
    return tuple(ways)


def states(text: str, demand: Demand) -> bool:
    """True when a folded text states a particular of that sort; 第二十条 states no number."""
    return bool(_STATED[demand].search(_REFERENCE.sub(" ", text)))


def states_in_figures(text: str, demand: Demand) -> bool:
    """As `states`, but 及时 and 定期 tell no time."""
    return states(_VAGUE.sub(" ", text) if demand is Demand.DURATION else text, demand)
