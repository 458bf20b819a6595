"""Sentences that name bodies beside a deed and are read as no duty: told, so that none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.structure.collectives import is_collective, means_all
from corpus.structure.deeds import deed_in, names_before_a_part
from corpus.structure.duty_list import DutyList, read_duties
from corpus.structure.duty_sentences import (
    NUMBER,
    SENTENCE,
    comma_pieces,
    is_plea,
    is_sure,
    is_work_of_a_group,
    sure_authorities,
)
from corpus.structure.duty_words import closing_verb
from corpus.structure.kinds_of_bodies import is_kind_of_body, means_nobody
from corpus.structure.local_names import places_told
from corpus.structure.organisation import stands_alone

_SHOWN = 40
# 督促各街道落实: those who are made to do it stand behind the verb.
_MADE_TO = re.compile(
    r"(?:组织|督促|督导|指导|协调|会同|联合|委托|商|配合)(?=[市省区县各有相镇乡村沿属])"
)
_OFFICE = re.compile(
    r".[局厅署]$|办事处$|管委会$|^(?:国网|国家电网|南方电网|中国|重庆).*(?:公司|集团|银行)$"
)
# 各镇街主要负责人为第一责任人
_CHIEF = re.compile("(?:党政)?(?:主要|分管)?(?:负责人|负责同志|领导)(?:同志)?$")
_REPORTS = re.compile("报送|上报|报告|通报")
_MODAL = re.compile("[要应须需]")
_NO_TASK = re.compile("解释|的$")
_LONGEST = 60
Spans = Sequence[tuple[int, int]]


def unsure_duties(text: str, spans: Spans, held: Spans, names: frozenset[str]) -> Iterator[str]:
    """What to tell of stretches that begin with authorities.

    Those in `spans` were read or told, `held` are the brackets of the text, `names` its units.
    """
    for sentence in SENTENCE.finditer(text):
        is_read = any(a < sentence.end() and sentence.start() < b for a, b in spans)
        for index, (start, end) in enumerate(comma_pieces(text, *sentence.span())):
            number = None if index else NUMBER.match(text, start)
            start = number.end() if number else start
            if any(a <= start < b for a, b in held) or is_plea(text, start):
                continue
            if not any(a < end and start < b for a, b in spans) and (
                _names_units(text, start, end)
                or _names_others(text, start, end, follows=is_read)
                or places_told(text, start, end)
            ):
                yield f"“{_shown(text[start:end])}”未计入责任单位，请核对"
            elif is_read and names:
                yield from _made_to(text, start, end, names)


def _shown(words: str) -> str:
    words = words.strip()
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _names_units(text: str, start: int, end: int) -> bool:
    part = names_before_a_part(text, start, end)  # 各区政府是本项工作的责任主体
    if part is not None:
        part = start + len(_CHIEF.sub("", text[start:part]))
        return sure_authorities(read_duties(text, start, part))
    if is_work_of_a_group(text, start, end):
        return False
    verb = closing_verb(text, start, end)
    if verb and not _MODAL.search(text, verb.units_end, end):
        return sure_authorities(read_duties(text, verb.units_start, verb.units_end))
    deed = deed_in(text, start, end)
    if deed is None:
        return False
    found = read_duties(text, start, deed.names_end)
    sure = any(is_sure(mention.name) for mention in found.mentions)
    if not sure and not (deed.modal and any(_OFFICE.search(m.name) for m in found.mentions)):
        return False
    somebody = any(not means_nobody(mention.name) for mention in found.mentions)
    reports = deed.modal and _REPORTS.search(text, deed.names_end, deed.end)
    if somebody and deed.is_known and (reports or not deed.is_general):  # 各镇街要加强领导
        return True
    return _names_one(found) or not (deed.modal or deed.is_general)


def _names_others(text: str, start: int, end: int, *, follows: bool) -> bool:
    """由物业公司负责, 施工单位配合 behind a duty that was read: bodies that are no authorities."""
    by = text.startswith("由", start)
    verb = closing_verb(text, start, end) if by or follows else None
    if verb is None or end - start > _LONGEST or _NO_TASK.search(text, start, end):
        return False
    found = read_duties(text, verb.units_start, verb.units_end)
    names = [mention.name for mention in found.mentions]
    return (
        bool(names)
        and not found.left_out
        and all(stands_alone(name) and len(name) > 2 for name in names)
        and not all(map(is_collective, names))
    )


def _names_one(found: DutyList) -> bool:
    """Whether a body is named, and not only all of a kind."""
    names = [mention.name for mention in found.mentions]
    return any(
        not means_all(name) or (is_kind_of_body(name) and name.endswith(("部门", "机关")))
        for name in names
    )


def _made_to(text: str, start: int, end: int, names: frozenset[str]) -> Iterator[str]:
    """Units behind 督促 or 组织 that the sentence's duty does not hold."""
    for match in _MADE_TO.finditer(text, start, end):
        deed = deed_in(text, match.end(), end)
        if deed is None:
            continue
        found = read_duties(text, deed.start, deed.names_end)
        lost = [mention.name for mention in found.mentions if mention.name not in names]
        if lost and sure_authorities(found):
            words = _shown(text[match.start() : end])
            yield f"“{words}”中的“{'、'.join(lost)}”未计入责任单位，请核对"
