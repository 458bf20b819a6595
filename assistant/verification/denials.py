"""Denials: what a clause denies is not told as if it held."""

from __future__ import annotations

import re

from assistant.verification.markers import DENIAL, DENYING
from assistant.verification.narrowing import narrowed_before, widened
from assistant.verification.passage import Passage
from assistant.verification.run import Run

_REFUSED = re.compile(r"不(?![断同仅良但动])|没|未(?![来成])|非(?![住机法常物遗])")
_DENIES = set("不未没")
_OR_ELSE = re.compile("或者?$")
_ONE_WAY = re.compile(f"[{''.join(sorted(_DENIES))}].*或者?")  # 不办理登记或者


def denied(said: Passage, at: int, index: int, there: Passage) -> bool:
    """The clause denies the word, the sentence does not."""
    if there.starts_piece(index):
        return False
    if widened(said, at, index, there) or narrowed_before(said, at, index, there):
        return True
    if there.letters[index - 1] in DENYING:
        return at == 0 or said.letters[at - 1] not in DENYING
    if not _REFUSED.search(there.letters, there.opening[index], index):
        return False
    if _denies_by_itself(index, there):
        return False
    return not DENIAL.search(said.letters, said.opening[at], at)


def _denies_by_itself(index: int, there: Passage) -> bool:
    """不办理登记或者[不]设立账户的: each of two ways has its own denial, and may be told alone."""
    if there.letters[index] not in _DENIES or not _OR_ELSE.search(there.letters, 0, index):
        return False
    last = index
    while not there.ends_piece(last):
        last += 1
    return there.letters[last] == "的"


def denial_dropped(said: Passage, at: int, index: int, run: Run, there: Passage) -> bool:
    """与防治工作[无关]的爆破: letters left out within one thing, and a denial among them."""
    if index < run.end or there.cell[run.end] != there.cell[index]:
        return False
    skipped = there.letters[run.end + 1 : index]
    if one_way(skipped, index, there):
        return False
    return bool(DENIAL.search(skipped)) and not DENIAL.search(said.letters, run.last + 1, at)


def one_way(skipped: str, index: int, there: Passage) -> bool:
    """What is left out before `index` is the other of two ways: 不办理登记或者."""
    return bool(_ONE_WAY.fullmatch(skipped)) and _denies_by_itself(index, there)
