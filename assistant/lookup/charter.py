"""Charter: what a law says of itself: its scope, the authority in charge, the terms it uses."""

from __future__ import annotations

import re

from corpus.clause import Clause, ClauseKind, Outline

_LAW = "本(?:条例|法|办法|规定|细则)"
_APPLIES = re.compile(f"(?:适用|遵守|执行)于?{_LAW}|{_LAW}适用于?")
_APPLIES_NOT = re.compile(f"不适用{_LAW}")
_ORGAN = "(?:部门|机构|中心|公安机关|联席会议|办公[厅室]|[局委厅]|建设部)"
_IN_CHARGE = re.compile(
    rf"{_ORGAN}(?:[（(][^（）()]{{2,20}}[）)])?[^。；]{{0,24}}?(?:主管|负责(?!人)|承担|实施|统一指挥|统一领导)"
    r"[^。；]{0,40}?(?:工作|监督|管理|指导|协调|实施)"
)
_EVERYWHERE = re.compile("本市|全市|全国|本行政区|辖区|行政区域|本地区")
_OF_A_TOWN = re.compile(r"^第[^条]{1,5}条\s*(?:乡|镇|街道|村|居民)")
# Where no authority is put in charge alone: each in what is its own, or the government itself.
_IN_PART = re.compile("各负其责|各司其职|在各自(?:的)?职责范围内|责任主体")
_TERM = re.compile(
    f"{_LAW}(?:中)?所?称的?([\u4e00-\u9fff]{{2,12}}?)(?:[（(][^（）()]*[）)])?[，,]?(?:是|系)?指"
)
_OF_TERMS = re.compile("(?:用语|术语)[^。：:]{0,10}含义|所称")
_TERM_LISTED = re.compile(
    r"^[（(][一二三四五六七八九十]+[）)]\s*([\u4e00-\u9fff]{2,12}?)[，,:：](?:是|系)?指",
    re.MULTILINE,
)
_FIRST_ARTICLES = 14  # both stand among them
_OPENING = 40  # characters in which a law says what it is not for


def scope_of(outline: Outline) -> Clause | None:
    """The article that says to what the law applies (本条例适用于…)."""
    return next(
        (
            clause
            for clause in _opening(outline)
            if _APPLIES.search(clause.text) and not _APPLIES_NOT.search(clause.text[:_OPENING])
        ),
        None,
    )


def in_charge_of(outline: Outline) -> Clause | None:
    """The article that says which authority is in charge (…主管部门负责本市…工作)."""
    opening = _opening(outline)
    best = max(opening, key=_weight, default=None)
    if best is not None and _weight(best):
        return best
    return next((clause for clause in opening if _IN_PART.search(clause.text)), None)


def _weight(clause: Clause) -> int:
    """How much it puts in charge; a word for the whole territory or 主管 counts double."""
    if _OF_A_TOWN.match(clause.text):
        return 0
    said = [match.group() for match in _IN_CHARGE.finditer(clause.text)]
    return sum(1 + 2 * ("主管" in s) + 2 * bool(_EVERYWHERE.search(s)) for s in said[:3])


def _opening(outline: Outline) -> list[Clause]:
    articles = [clause for clause in outline.clauses if clause.kind is ClauseKind.ARTICLE]
    return articles[:_FIRST_ARTICLES]


def terms_of(clause: Clause) -> tuple[str, ...]:
    """The terms that an article defines: 本条例所称物业管理，是指…; （一）防护绿地，是指…."""
    if clause.kind is not ClauseKind.ARTICLE:
        return ()
    listed = _TERM_LISTED.findall(clause.text) if _OF_TERMS.search(clause.text) else []
    return tuple(dict.fromkeys([*_TERM.findall(clause.text), *listed]))
