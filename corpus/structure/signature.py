"""The signature below the last article of a regulation: it is no paragraph (款) of the article."""

from __future__ import annotations

import re

from corpus.structure.block import lines_of
from corpus.structure.numbering import NUMERAL

_DAY = rf"[{NUMERAL}]{{2,4}}\s*年\s*[{NUMERAL}]{{1,3}}\s*月\s*[{NUMERAL}]{{1,3}}\s*日"
_DATE = re.compile(rf"(?:[\u4e00-\u9fff（）\s\u3000]{{2,40}}[\s\u3000])?{_DAY}(?:\s*印发)?")
_ISSUED = re.compile(rf"[^。；]{{2,60}}{_DAY}\s*印发")
_SENT = re.compile(r"抄[\s\u3000]*[送报][：:]|[主分发印]送[：:]|[（(](?:此件|本件|信息公开)")
_UNIT = re.compile(
    r"[\u4e00-\u9fff（）\s\u3000、]{1,60}"
    r"(?:政府|国务院|[厅局委部院署会处队站]|办公室|中心|公司|党组|指挥部|领导小组)"
)
_PERSON = re.compile(
    r"(?:代)?(?:省长|市长|区长|县长|州长|主席|主任|局长|厅长|部长|乡长|镇长|签发人)"
    r"[\s\u3000：:]+[\u4e00-\u9fff·\s\u3000]{2,12}"
)


def signature_start(text: str, start: int, end: int) -> int:
    """Where the signature begins behind the first line of an article; `end` when there is none."""
    below = [*lines_of(text, start, end)][1:]
    cut = end
    for begin, stop in reversed(below):
        dated = _DATE.fullmatch(text, begin, stop) or _ISSUED.fullmatch(text, begin, stop)
        signs = _UNIT.fullmatch(text, begin, stop) or _PERSON.fullmatch(text, begin, stop)
        if not (dated or _SENT.match(text, begin, stop) or (signs and cut < end)):
            break
        cut = begin
    return cut
