"""Spare: letters of a sentence that need not stand in the clause: they say nothing of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.verification.alignment import NAMED
from assistant.verification.listed import counted_items, list_counts
from assistant.verification.markers import DENIAL, PARTY, QUANTIFIER
from assistant.verification.passage import DATE, Passage, is_number, is_unit

Spans = dict[int, tuple[int, ...]]  # by letter, how many letters from there on are spare

# 到2025年底: which year governs what is compared letter by letter.
_TARGET_DATE = re.compile(f"(?:力争)?[到至]{DATE}")
_OPENING_DATE = re.compile(DATE)
# 该资金: what was spoken of before.
_TOPIC = re.compile(r"(?:[该此]|这[笔些类种项]|上述|前述)(?P<noun>[\u4e00-\u9fff]{2})")
_NARROWER = 4  # letters of a word that narrows a subject
_UNITS_LISTED = re.compile("个(?:即|分别[是为]|[是为])")  # 牵头单位有两个，即
_UNITS_COUNTED = re.compile(r"家|个?(?:牵头|责任|单位|部门)")


def neutral_spans(said: Passage, words: frozenset[str]) -> Spans:
    """Where a sentence has neutral words, none of them part of a quantifier."""
    letters = said.letters
    longest = max(map(len, words))
    wide = {at for found in QUANTIFIER.finditer(letters) for at in range(*found.span())}
    spans: Spans = {}
    for at in range(len(letters)):
        lengths = tuple(
            length
            for length in range(1, min(longest, len(letters) - at) + 1)
            if letters[at : at + length] in words and wide.isdisjoint(range(at, at + length))
        )
        if lengths:
            spans[at] = lengths
    return spans


@dataclass(frozen=True, slots=True)
class Spare:
    """What is spare by the clause and the question, not by a word list."""

    listed: frozenset[str]  # letters of the clause's own units
    counts: frozenset[str]  # how many units each of its roles has
    question: str  # the question's letters
    regions: tuple[str, ...]  # parts of the city that have targets of their own

    def add_to(self, spans: Spans, said: Passage, body: Passage) -> None:
        """Add what is spare in a sentence about a clause's text to `spans`."""
        items = list_counts(body)
        for at in range(len(said.letters)):
            found = [length for length in self._lengths(said, at, body) if length]
            if counted := counted_items(said, at, items):
                found.append(counted)
            if at == 0 and (asked := self._narrowed_as_asked(said, body)):
                found.append(asked)
            if found:
                spans[at] = (*spans.get(at, ()), *found)

    def _lengths(self, said: Passage, at: int, body: Passage) -> tuple[int, ...]:
        letters, letter = said.letters, said.letters[at]
        starts = said.starts_piece(at)
        topic = _TOPIC.match(letters, at) if starts else None
        known = topic and topic["noun"] in body.letters and not PARTY.search(topic["noun"])
        date = _TARGET_DATE.match(letters, at) or (starts and _OPENING_DATE.match(letters, at))
        whole = letters.startswith("全市", at) and not any(
            region in body.letters for region in self.regions
        )
        counted = 0
        if is_number(letter) and said.numbers[at].value in self.counts:
            after = letters[at + 1 : at + 6]
            listed = _UNITS_LISTED.match(after)
            if _UNITS_COUNTED.match(after) or (
                listed and is_unit(after[listed.end() :][:1] or " ")
            ):
                counted = 1 + (after[0] in "个家")
        return (
            len(topic.group()) if topic and known else 0,
            len(date.group()) if date else 0,
            2 if whole else 0,
            1 if letter in self.listed else 0,
            counted,
        )

    def _narrowed_as_asked(self, said: Passage, body: Passage) -> int:
        """Letters by which a sentence opens with the question's narrower subject, else 0.

        What holds of 专项维修资金 holds of the 住宅专项维修资金 that the question is about.
        """
        for length in range(_NARROWER, 0, -1):
            subject = said.letters[: length + NAMED]
            narrower, noun = subject[:length], subject[length:]
            if PARTY.search(narrower) or DENIAL.search(narrower) or any(map(is_number, narrower)):
                continue
            if noun in body.letters and len(noun) == NAMED and subject in self.question:
                return length
        return 0
