"""Labels of units that give them no part in a task, or an unknown one: 督办单位：, 验收单位：.

Their units are left out and told, so that none is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.structure.duty_list import read_duties
from corpus.structure.organisation import is_governmental
from corpus.structure.trailer_labels import label_at

_LABEL = re.compile(
    r"(?:^|(?<=[。；;\n]))[ \t\u3000>\-—–●○★☆◆■□▪▶•·+※*]*"
    r"(?P<words>[一-龥][一-龥/／]{1,13}(?:（[^（）：:]{1,8}）)?)[*_]*[：:]"
    r"(?P<list>[^。；;\n]+)",
    re.MULTILINE,
)
_OF_UNITS = re.compile(
    r"(?:单位|部门|机构|主体|镇街|街镇|乡镇|街道|区县|县区|园区|科室|处室|企业|责任人|负责人|责任领导)(?:（[^）]*）)?$"
)
# What such a line says of the paper itself or of whom to call names nobody for a task.
_OF_THE_PAPER = re.compile(
    r"抄送|主送|抄报|印发|发文|制发|编印|签发|来文|发布|联系|咨询|举报|监制|公开|通讯|发送|制表|填报"
)
_SHOWN = 60


def is_of_units(words: str) -> bool:
    """True for a label that speaks of bodies, and not of the paper: 督办单位, 验收部门."""
    return bool(_OF_UNITS.search(words)) and not _OF_THE_PAPER.search(words)


def unread_labels(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """What to tell of lists behind labels that were not read; `spans` were."""
    for match in _LABEL.finditer(text):
        start, end = match.span("list")
        at = match.start("words")
        if any(a <= at < b for a, b in spans) or label_at(text, at):
            continue
        if not is_of_units(match["words"]):
            continue
        names = [mention.name for mention in read_duties(text, start, end).mentions]
        if any(map(is_governmental, names)):
            words = text[at:end].strip(" *_\u3000")
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            yield f"“{shown}”未计入责任单位，请核对"
