"""Penalties: which article says what follows where a duty is not met.

A law puts a duty in one article (抢修后24小时内补办手续) and what follows on a breach in another,
which cites the first by its number (违反本条例第三十七条) or says the act again in much the same
words (不按照规定补办批准手续的，…罚款). The act that a penalty is for is held against the article
spoken of and the words of the conversation, pair by pair of characters; what either has of the
act is

    sum of weights of the pairs it has / sum of weights of the act's pairs

where a pair weighs ln(N / n) for N articles of the law of which n have it (inverse document
frequency: Spärck Jones, A statistical interpretation of term specificity, 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from assistant.lookup.provisions import punishes, stands_under_liability
from assistant.understanding.fold import fold
from assistant.understanding.wording_overlap import pairs_of
from corpus.clause import Clause, ClauseKind

# What a penalty is for: an item of a list, or what stands before 的，.
_ACT = re.compile(
    r"[(（][一二三四五六七八九十]+[)）](?P<item>[^。;；\n]+)|(?P<said>[^。;；\n]{4,160}?)的[,，]"
)
_LEAST = 4  # pairs of an act
# What is said of any act: 逾期不改正的, 有违法所得的.
_OF_ANY_ACT = re.compile(
    r"^(?:有下列|逾期|拒不|造成[^,，]{0,6}(?:后果|损失|事故)|[^,，]{0,3}构成|有违法所得|违反前款|情节)[^,，]{0,8}$"
)
_BY_THE_DUTY = 0.5  # what the article has counts so much beside what the conversation has
_SAID_AGAIN = 0.55  # share of an act that a rule must have
# What citizens and organisations suffer; officials are disciplined (处分).
_SUFFERED = re.compile("罚|没收|吊销|赔偿|停业|停产|拆除|补办|刑事责任")


class Punishment(NamedTuple):
    """An article that punishes, and the act for which it does, in its own words (folded)."""

    article: Clause
    act: str
    cites: bool  # the rule by its number


@dataclass(frozen=True, slots=True)
class _Act:
    text: str
    pairs: frozenset[str]


class Penalties:
    """The acts that the articles of one law have penalties for."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._clauses = {clause.id: clause for clause in clauses}
        texts = {clause_id: fold(clause.text) for clause_id, clause in self._clauses.items()}
        self._pairs = {clause_id: pairs_of(text) for clause_id, text in texts.items()}
        held = Counter(pair for own in self._pairs.values() for pair in own)
        self._weights = {pair: math.log(len(texts) / count) for pair, count in held.items()}
        self._acts = {
            clause_id: acts
            for clause_id, text in texts.items()
            if punishes(text) and (acts := tuple(_acts_in(text)))
        }

    def nearness(self, duty: Clause, said: str) -> dict[str, float]:
        """By id of another article that punishes: how much of an act the duty and `said` have.

        Of the act they have most of; 0 to 1.5, 0.5 of it by the duty.
        """
        own, spoken = pairs_of(fold(duty.text)), pairs_of(said)
        return {
            clause_id: max(
                _BY_THE_DUTY * self._share(act, own) + self._share(act, spoken) for act in acts
            )
            for clause_id, acts in self._acts.items()
            if clause_id != duty.id
        }

    def of(self, rule: Clause) -> tuple[Punishment, ...]:
        """The articles that cite the rule, else those that say it again, the fullest first."""
        if rule.kind is not ClauseKind.ARTICLE:
            return ()
        cited = re.compile(rf"(?<!》){re.escape(rule.label)}(?!之)")
        citing = tuple(
            Punishment(clause, fold(clause.text), True)
            for clause in self._clauses.values()
            if clause.id != rule.id and punishes(clause.text) and cited.search(clause.text)
        )
        if citing or stands_under_liability(rule):
            return citing
        again: list[tuple[float, Punishment]] = []
        for clause_id, acts in self._acts.items():
            clause = self._clauses[clause_id]
            if not (stands_under_liability(clause) and _SUFFERED.search(clause.text)):
                continue
            share, said = max((self._share(act, self._pairs[rule.id]), act.text) for act in acts)
            if share >= _SAID_AGAIN:
                again.append((share, Punishment(clause, said, False)))
        again.sort(key=lambda found: -found[0])
        return tuple(punishment for _, punishment in again)

    def _share(self, act: _Act, held: frozenset[str]) -> float:
        whole = sum(self._weights[pair] for pair in act.pairs)
        return sum(self._weights[pair] for pair in act.pairs & held) / whole if whole else 0.0


def _acts_in(text: str) -> Iterator[_Act]:
    for match in _ACT.finditer(text):
        act = match["item"] or match["said"]
        pairs = pairs_of(act)
        if len(pairs) >= _LEAST and not _OF_ANY_ACT.search(act):
            yield _Act(act, pairs)
