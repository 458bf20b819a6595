"""The red head of a document: who issues it, its number, who signs it; the title stands below."""

from __future__ import annotations

import re

from corpus.document_number import is_number
from corpus.issuer import is_issuer
from corpus.structure.numbering import NUMERAL

BLOCK = 8  # lines that a title may be found in
# What ends the title: the addressee, and the first sentence.
SENTENCE = re.compile(r"[：:]$|。|^(?:为|为了|根据|按照|依据|经|现将)[\u4e00-\u9fff《“].*，|，.*，")
# What stands above a title, too: who signs, the copy's number, its urgency, the day.
_OF_THE_HEAD = re.compile(
    rf"签发人[：:]?.{{0,16}}|[（(]?第?[{NUMERAL}]+[期号][）)]?|内部(?:资料|文件)|(?:特急|加急|急件|平急|机密|秘密|公开)"
    rf"|[{NUMERAL}]{{4}}年[{NUMERAL}]{{1,3}}月[{NUMERAL}]{{1,3}}日"
)
_FILE = re.compile(r"文件$|[府局委办厅室会院]便?函$")  # 区人民政府文件, 区政府办公室函
_TITLED = re.compile(
    r"(?:通知|意见|通告|公告|函|批复|报告|请示|决定|方案|计划|规划|纲要|要点|措施|政策|办法|细则|规定)(?:[（(][^）)]*[）)])?$|关于"
)


def below_the_head(lines: list[str]) -> list[str]:
    """The lines of the title and below it: without the red head, the number and the signatory.

    A letterhead is left out where the title names its issuer itself, or where it says 文件.
    """
    number = next((at for at, line in enumerate(lines[:BLOCK]) if is_number(line)), None)
    above, below = (lines[:number], lines[number + 1 :]) if number is not None else ([], lines)
    while below and _OF_THE_HEAD.fullmatch(_squeeze(below[0])):
        below = below[1:]
    if not above:
        if len(below) > 1 and _is_letterhead(below[0], below[1]):
            return below[1:]
        return below
    if any(_TITLED.search(line) and not _FILE.search(line) for line in map(_squeeze, above)):
        return [*above, *below]  # the number stands below the title
    if not below or SENTENCE.search(below[0]):
        return [*above, *below]
    if _squeeze(below[0]).startswith("关于") and not _FILE.search(_squeeze(above[-1])):
        return [*(line for line in above if is_issuer(line)), *below]
    return below


def _is_letterhead(line: str, below: str) -> bool:
    bare, title = _squeeze(line), _squeeze(below)
    return bool(_FILE.search(bare)) or (
        is_issuer(line) and title.startswith(bare) and len(title) > len(bare)
    )


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
