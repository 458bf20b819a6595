"""A duty that is what a sentence says of its matter: 管网改造由市水务局牵头，市财政局配合。

Only a matter that is plainly a task is taken; 其他工作, 跨区的 and 日常工作 are parts of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.structure.deeds import deed_in
from corpus.structure.duty_list import DutyList, read_duties
from corpus.structure.duty_sentences import (
    NUMBER,
    SENTENCE,
    all_authorities,
    comma_pieces,
    is_duty,
    sure_authorities,
    without_kinds,
)

_BY = re.compile(r"(?<![自理缘事因])由(?![于此来衷])(?=[一-龥]{3})")
_INTRO = re.compile(
    r"\s*(?:会议|省政府|市政府)?(?:会?议?)(?:明确|要求|决定|议定|强调|指出|同意|确定)[：:]?\s*$"
)
_VERB = re.compile(r"(?:牵头|负责)(?:落实|组织实施|实施|推进|组织|协调|统筹|完成|抓好)*$")
# 由市发展改革委审批 is its power; …牵头、各部门参加的制度 names the thing.
_RULES = re.compile("审批|核准|批准|许可|受理|备案|审定|认定|处罚|的[^，]*$")
_MATTER = re.compile(
    r"[一-龥A-Za-z0-9“”、]{0,40}(?:工作|任务|改造|建设|整治|项目|工程|治理|修缮|更新|拆除|拆迁|征收|清理|排查|整改|普查|巡查"
    r"|维护|养护|管护|运营|编制|申报|招商|推广|培训|试点|行动|监测|处置|安置|补偿|采购|绿化|选址|转移|避险|救援|抢险|救助|搬迁|修复|收运|处理|保洁|供应|调度|鉴定|预警)(?:分别|共同|统一)?$"
)
_NO_TASK = re.compile(r"解释|日常|办公室|领导小组|专班|指挥部")
_A_PART = re.compile(
    r"具体|其他|其它|其余|相关工作|有关工作|经费|资金|费用|考核|监督|处罚|审批|许可|受理"
    r"|^(?:以上|以下|上述|下列|各项|所有)|涉及|如|未|不|[凡的者]"
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A sentence's duty at text[start:end]; without units where it may be of another matter."""

    start: int
    end: int
    duty: DutyList | None


def duty_predicates(text: str) -> Iterator[Predicate]:
    """Duties that a matter's sentence tells of authorities, in order."""
    for sentence in SENTENCE.finditer(text):
        pieces = list(comma_pieces(text, sentence.start(), sentence.end()))
        index = 0
        while index < len(pieces) and _INTRO.match(text[slice(*pieces[index])]):
            index += 1
        heads = True  # nothing but duties stands before it in the sentence
        while index < len(pieces):
            start, end = pieces[index]
            number = NUMBER.match(text, start) if index == 0 else None
            start = number.end() if number else start
            by = _said_of(text, start, end)
            index += 1
            if by is None or _NO_TASK.search(text, start, by):
                heads = False
                continue
            matter = text[start:by].strip()
            sure = _VERB.search(text[by:end]) and is_duty(text, by, end, follows=False)
            if not heads or not sure or _A_PART.search(matter) or not _MATTER.match(matter):
                while index < len(pieces) and is_duty(text, *pieces[index], follows=True):
                    index += 1
                yield Predicate(start, pieces[index - 1][1], None)
                heads = False
                continue
            while index < len(pieces) and is_duty(text, *pieces[index], follows=True):
                index += 1
            stop = pieces[index - 1][1]
            duty = read_duties(text, by, stop)
            yield Predicate(by, stop, without_kinds(duty) if all_authorities(duty) else None)


def _said_of(text: str, start: int, end: int) -> int | None:
    """Where 由 stands between a matter and authorities that lead it or answer for it."""
    for by in _BY.finditer(text, start, end):
        if len(text[start : by.start()].strip()) < 2:
            continue
        deed = deed_in(text, by.start(), end)
        if deed and _RULES.search(text, deed.names_end, end):
            deed = None
        if deed and sure_authorities(read_duties(text, deed.start, deed.names_end)):
            return by.start()
        if not _VERB.search(text[by.start() : end]):
            continue
        if is_duty(text, by.start(), end, follows=False):
            return by.start()
    return None
