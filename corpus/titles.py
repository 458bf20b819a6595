"""The title of a policy text: what stands above its addressee and its first number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from corpus.issuer import is_issuer
from corpus.letterhead import BLOCK, SENTENCE, below_the_head
from corpus.structure.numbering import NUMERAL
from corpus.structure.official_margins import YEARS, first_numbered

LAW_TITLE = re.compile(r"(?<!办)法$")
RULE_TITLE = re.compile(r"(?:条例|规定|办法|细则|规则|章程|准则|决定)(?:（[^）]*）)?$")
PLAN_TITLE = re.compile(r"(?:行动计划|计划|规划|纲要|方案|行动方案|工作要点)(?:（[^）]*）)?$")
_ISSUED = re.compile(r"印发(?:《)?([^《》〈〉]{4,60}?)(?:》)?的通知")
_QUOTED = re.compile(
    r"现将《([^《》]{4,80})》[^。；]{0,80}?(?:[印转下颁]发|发给|[发公颁]布|下达|予以|征求意见)"
)
_NOTICE = ("通知", "意见", "通告", "公告", "函")
_NO_TITLE = re.compile(r"[。：:，]|^\d{4}年")
_ANNEX = re.compile(rf"附[\s\u3000]*[件表录][\s\u3000]*[{NUMERAL}]*[\s\u3000]*[：:]?")
_POLICY = re.compile(
    r"(?:措施|政策|清单|批复|报告|决定|纪要|指南|分工|[一二三四五六七八九十\d]+条)(?:[（(][^（）()]*[）)])?$"
)
_CITES = re.compile(r"贯彻|落实|根据|按照|依据|依照|执行|转发|精神")
_LONGEST = 60


def read_title(head: str, name: str) -> str:
    """The title from the first lines of a text; `name` of its file is the last resort."""
    lines = [*_lines(head[: first_numbered(head)])]
    block = [*itertools.takewhile(lambda line: not SENTENCE.search(line), lines)]
    if found := _issued_in(head, "".join(map(_squeeze, block))):
        return found
    joined: str | None = ""
    below_head = below_the_head(lines)
    for index, (line, below) in enumerate(
        itertools.zip_longest(below_head, below_head[1:], fillvalue="")
    ):
        bare = _squeeze(line)
        if 4 <= len(bare) <= _LONGEST and any(
            kind.search(bare) for kind in (LAW_TITLE, RULE_TITLE, PLAN_TITLE)
        ):
            # 停车行动计划, and （2024—2026年） on a line of its own
            return bare + (_squeeze(below) if YEARS.fullmatch(below) else "")
        if joined is None or index >= BLOCK or _NO_TITLE.search(bare):
            joined = None
            continue
        joined += bare
        if joined.endswith(_NOTICE):
            return joined
    if policy := _policy(below_head):
        return policy
    first = next(iter(below_head), lines[0] if lines else "")
    if 2 <= len(first) <= _LONGEST and not first.endswith(("。", "：", ":")):
        return first
    return re.sub(r"\.\w+$", "", name)


def _policy(lines: list[str]) -> str:
    """川城区优化营商环境若干措施, in one line or several."""
    joined = ""
    block = itertools.takewhile(lambda line: not SENTENCE.search(line), lines[:BLOCK])
    for line, below in itertools.pairwise([*block, ""]):
        if is_issuer(line) and not joined and not below.startswith("关于"):
            continue
        joined += _squeeze(line)
        if _POLICY.search(joined) and len(joined) <= _LONGEST:
            return joined + (_squeeze(below) if YEARS.fullmatch(below) else "")
    return ""


def heading_of(head: str) -> str:
    """The lines above addressee and first sentence, without white space."""
    lines = _lines(head[: first_numbered(head)])
    return "".join(
        _squeeze(line)
        for line in itertools.takewhile(lambda line: not SENTENCE.search(line), lines)
    )


def _lines(front: str) -> Iterator[str]:
    """The lines without marks; 附件1 above or before a title is no part of it."""
    for line in front.splitlines():
        words = line.strip("#* \u3000\t")
        if (annex := _ANNEX.match(words)) and (
            annex.end() == len(words) or annex.group().endswith(("：", ":"))
        ):
            words = words[annex.end() :].strip("*　 ")
        if words:
            yield words


def _issued_in(head: str, heading: str) -> str:
    """What this notice issues; a plan that it cites was issued by another one."""
    if quoted := _QUOTED.search(head):
        return _squeeze(quoted.group(1))
    own = _ISSUED.search(heading)
    if own and not _is_open(heading[: own.start()]):
        return own.group(1)
    text = _squeeze(head)
    for found in _ISSUED.finditer(text):
        before = re.split("[。；：]", text[: found.start()])[-1]
        if not _is_open(text[: found.start()]) and not _CITES.search(before):
            return found.group(1)
    return ""


def _is_open(text: str) -> bool:
    """Whether a title that is quoted goes on behind `text`."""
    return any(text.count(a) > text.count(b) for a, b in ("《》", "〈〉"))


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
