"""Items of a 公文 as they are read, and what their titles are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.clause import Heading, StructureWarning
from corpus.structure.block import Block
from corpus.structure.trailer import read_responsibility

TITLE_LENGTH = 42
_ROLE = re.compile(
    r"(?<=.)[，,；;\s](?:[\u4e00-\u9fff]{0,4})?(?:牵头|责任|主责|配合|协同|参与|主办|承办|协办)(?:单位|部门|主体|科室)$"
)
_OPENING, _CLOSING = "（(【〔[", "）)】〕]"


@dataclass(slots=True)
class Item:
    """A numbered item or a plain stretch while the text is being read."""

    level: int
    number: int
    label: str
    start: int
    end: int
    title: str = ""
    has_body: bool = False
    title_end: int = 0
    of_part: bool = False  # no item but the units of its whole part, in a line of their own
    of_list: bool = False  # one of a list of lines that head nothing
    children: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """A text with what has been found in it so far; `prefix` begins the addresses of an annex."""

    text: str
    prefix: str
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    warnings: list[StructureWarning] = field(default_factory=list)


def read_title(text: str, item: Item, rest: int, stop: int) -> None:
    """The lead sentence up to the first 。 (or colon, wide space or trailer) is the title."""
    words = text[rest:stop]
    cut, mark = _title_end(words, "。：:")
    lead = words[:cut].strip().strip("*＊ ")
    if mark in tuple("：:") and cut > 24:
        cut, _ = _title_end(words, "。")
        lead = words[:cut].strip().strip("*＊ ")
    if mark in tuple("：:") and (role := _ROLE.search(lead)):
        cut = words.rfind(role.group(), 0, cut)  # 稳外贸，牵头单位：…
        lead = words[:cut].strip().strip("*＊ ")
    if len(lead) <= TITLE_LENGTH:
        item.title = lead
    item.title_end = rest + cut
    item.has_body = bool(words[cut:].strip("。：:*＊ \u3000"))
    if not item.title:
        item.has_body = True


def _title_end(words: str, ends: str) -> tuple[int, str]:
    """Where the title ends and with which mark; a colon inside a bracket ends none."""
    match = re.search(rf"[{ends}]|[\s\u3000]{{2,}}|\u3000", words)
    cut, mark = (match.start(), match.group()) if match else (len(words), "")
    opening = max(words.rfind(bracket, 0, cut) for bracket in _OPENING)
    closing = max(words.rfind(bracket, 0, cut) for bracket in _CLOSING)
    if opening > max(closing, 0) and mark in tuple("：:"):
        return opening, words[opening]  # 扩大投资（牵头单位：…）
    if closing == cut - 1 and opening > 0:
        bracket = words[opening:cut]
        if read_responsibility(bracket).responsibility is not None:
            return opening, words[opening]  # 促进消费（市商务局牵头，…）
    return cut, mark
