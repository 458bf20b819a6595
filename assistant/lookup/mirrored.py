"""Mirrored: which article says what follows where the duty spoken of is not met.

A law puts a duty in one article (抢修后24小时内补办手续) and what follows on a breach in
another, in much the same words (不按照规定补办批准手续的，…罚款). The act that a penalty is for
is held against the article spoken of and the words of the conversation, pair by pair of
characters; what either has of the act is

    sum of weights of the pairs it has / sum of weights of the act's pairs

where a pair weighs ln(N / n) for N articles of the law of which n have it (inverse document
frequency: Spärck Jones, A statistical interpretation of term specificity, 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.lookup.knowledge import Knowledge
from assistant.lookup.provisions import punishes
from assistant.understanding.fold import fold
from assistant.understanding.wording_overlap import pairs_of
from corpus.clause import Clause

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


class Penalties:
    """The acts that the articles of one law have penalties for."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        texts = {clause.id: fold(clause.text) for clause in clauses}
        pairs = {clause_id: pairs_of(text) for clause_id, text in texts.items()}
        held = Counter(pair for own in pairs.values() for pair in own)
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

    def _share(self, act: frozenset[str], held: frozenset[str]) -> float:
        whole = sum(self._weights[pair] for pair in act)
        return sum(self._weights[pair] for pair in act & held) / whole if whole else 0.0


def _acts_in(text: str) -> Iterator[frozenset[str]]:
    for match in _ACT.finditer(text):
        act = match["item"] or match["said"]
        pairs = pairs_of(act)
        if len(pairs) >= _LEAST and not _OF_ANY_ACT.search(act):
            yield pairs


class Mirrors:
    """The penalties of every law; a law's are read when first asked for."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._penalties: dict[str, Penalties] = {}

    def nearness(self, duty: Clause, said: str) -> dict[str, float]:
        """As `Penalties.nearness`, of the law that the article stands in."""
        penalties = self._penalties.get(duty.document_id)
        if penalties is None:
            penalties = Penalties(self._knowledge.outline(duty.document_id).clauses)
            self._penalties[duty.document_id] = penalties
        return penalties.nearness(duty, said)
