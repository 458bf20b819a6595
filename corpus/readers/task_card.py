"""A table that is one task's card, 牵头单位 | 市民政局 on each line: a trailer set in a frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.task_columns import Row, squeeze
from corpus.structure.trailer import names_a_role
from corpus.structure.unit_names import is_organisation

_TASK = re.compile(r"(?:重点|主要|工作|具体)?(?:任务|事项|内容|措施|举措|项目)(?:名称|内容)?")
_OTHER = re.compile(
    r".{0,6}(?:时限|时间|期限|进度|节点|领导|责任人|联系人|电话|备注|目标|成果|依据|序号|编号|类别|领域)"
)
_NUMBER = re.compile(r"序号|编号|项次")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: the task's words, if it has them, and the labels with their values."""

    task: str
    number: str
    said: tuple[tuple[str, str, bool], ...]  # label, value, whether it names units


def card_of(rows: Sequence[Row]) -> Card | None:
    """The card, where every line is made of labels and what they say."""
    pairs: list[tuple[str, str]] = []
    for row in rows:
        cells = [(cell or "").strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) % 2:
            return None
        pairs += [(squeeze(a), b) for a, b in zip(cells[::2], cells[1::2], strict=True)]
    roles = [value for label, value in pairs if names_a_role(label)]
    if not roles or not all(_is_label(label) for label, _ in pairs):
        return None
    if any(names_a_role(squeeze(value)) or _TASK.fullmatch(squeeze(value)) for _, value in pairs):
        return None  # labels side by side are a header
    if not any(is_organisation(re.split(r"[、，,；;\s]", value)[0]) for value in roles):
        return None
    number = next((value for label, value in pairs if _NUMBER.fullmatch(label)), "")
    task = "。".join(value.strip("。") for label, value in pairs if _TASK.fullmatch(label))
    said = tuple(
        (label, value, names_a_role(label))
        for label, value in pairs
        if value and not _TASK.fullmatch(label) and not _NUMBER.fullmatch(label)
    )
    return Card(task, number, said)


def _is_label(label: str) -> bool:
    return bool(names_a_role(label) or _TASK.fullmatch(label) or _OTHER.fullmatch(label))
