"""Support: whether one cited clause bears out a sentence, in the sentence's own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.fold import fold
from assistant.verification import names
from assistant.verification.alignment import align, found_nowhere
from assistant.verification.displaced import displaced
from assistant.verification.evidence import Evidence, Key, Source
from assistant.verification.governing import governed
from assistant.verification.ground import STRICT, Ground, Kind, Strictness, Zone
from assistant.verification.listed import list_counts
from assistant.verification.names import Fault
from assistant.verification.passage import Passage, Reader, is_unit
from assistant.verification.roles import claims_of, wrong_claim
from assistant.verification.spare import Spans, Spare, neutral_spans
from assistant.verification.verdict import Reason
from assistant.verification.words import Words
from corpus.document import DocumentKind
from corpus.responsibility import Role
from corpus.unit import UnitRegistry

# Whose plan it is: said of what the plan sets to be done, it names nobody else.
_PLANNERS = frozenset(("政府将", "政府计划", "政府会", "市里", "市里将", "市里计划"))
_IF_NOT_DONE = re.compile("逾期|仍不|拒不|结果有异议|结果不服")
_LIFTED = (
    (Reason.POLARITY, replace(STRICT, modality=False)),
    (Reason.COMPARATOR, replace(STRICT, bounds=False)),
    (Reason.YEAR, replace(STRICT, years=False)),
    (Reason.REARRANGED, replace(STRICT, order=False)),
)


class Support:
    """Compares sentences with the clauses of one answer, each of which is read once."""

    def __init__(
        self, evidence: Evidence, units: UnitRegistry, words: Words, reader: Reader, question: str
    ) -> None:
        """`question` is the question's letters, as `reader` reads them."""
        self._evidence = evidence
        self._units = units
        self._reader = reader
        self._question = question
        self._neutral = words.neutral
        self._roles = words.neutral | words.roles
        self._regions = words.regions
        self._lines = tuple(reader.read(line) for line in evidence.lines)
        self._answer_units = frozenset(m.name for m in units.find(fold(" ".join(evidence.lines))))
        self._grounds: dict[Key, Ground] = {}
        # Letters of each clause that this sentence, and those kept before it, are laid on.
        self.laid: defaultdict[Key, set[int]] = defaultdict(set)
        self._told: defaultdict[Key, set[int]] = defaultdict(set)

    def begin(self) -> None:
        """Nothing is laid yet: another sentence, or another way to read one."""
        self.laid = defaultdict(set)

    def keep(self) -> None:
        """What is laid has been told, and may be taken up by later sentences."""
        for key, laid in self.laid.items():
            self._told[key] |= laid

    def fault(self, text: str, source: Source, *, explain: bool = True) -> Fault | None:
        """What the clause does not bear out; without `explain` the reason is left general."""
        ground = self.ground(source)
        said = self._reader.read(text)
        spans = self._spare(said, ground, source)
        if not explain and found_nowhere(said, ground, spans) is not None:
            return Reason.UNSUPPORTED, ""
        body = fold(source.clause.text)
        matches = self._units.find(text)
        named = frozenset(m.name for m in source.duty.units) | self._answer_units
        named |= frozenset(m.name for m in self._units.find(body))
        quotable = [source.clause.text, *source.names, *self._evidence.lines]
        shown = self._counts(source) | list_counts(ground.zones[0].passage)
        fault = (
            names.units(text, matches, self._units, named, body)
            or names.titles(text, source, self._evidence, body)
            or names.labels(text, source, body)
            or names.quotes(text, quotable)
            or names.numbers(said, [zone.passage for zone in ground.zones], shown.__contains__)
        )
        if fault:
            return fault
        if source.duty.units and (fault := wrong_claim(claims_of(text, matches), source.duty)):
            return fault
        return self._aligned(said, ground, spans, source, explain=explain)

    def _spare(self, said: Passage, ground: Ground, source: Source) -> Spans:
        """What the sentence says that need not stand in the clause."""
        listed = self._listed(source)
        words = self._roles if any(map(is_unit, said.letters)) else self._neutral
        if source.document.kind is DocumentKind.PLAN:
            words = words | _PLANNERS
        if _IF_NOT_DONE.search(ground.zones[0].passage.letters):
            words = words | {"先"}  # what is ordered comes before what follows where it is not done
        spans = neutral_spans(said, words)
        spare = Spare(frozenset(listed), self._counts(source), self._question, self._regions)
        spare.add_to(spans, said, ground.zones[0].passage)
        return spans

    def _listed(self, source: Source) -> set[str]:
        return {self._reader.unit_letter(m.name) for m in source.duty.units}

    def _aligned(
        self, said: Passage, ground: Ground, spans: Spans, source: Source, *, explain: bool
    ) -> Fault | None:
        result = align(said, ground, spans)
        if not result.lost:
            listed = self._listed(source)
            said_something = any(result.places) or any(letter in listed for letter in said.letters)
            if not said_something:
                return Reason.UNSUPPORTED, ""
            told = self._told[source.key]
            plan = source.document.kind is DocumentKind.PLAN
            fault = governed(said, result, ground, told, self._question) or (
                plan and displaced(said, result, ground, told, self._question, self._regions)
            )
            if fault:
                return fault
            self.laid[source.key] |= result.laid
            return None
        if not explain:
            return Reason.UNSUPPORTED, ""
        for reason, rules in _LIFTED:
            if not align(said, ground, spans, rules).lost:
                return reason, ""
        loose = align(said, ground, spans, Strictness(False, False, False, False), whole=False)
        return Reason.UNSUPPORTED, _shown(said, loose.lost or result.lost)

    def ground(self, source: Source) -> Ground:
        """The clause, with where its letters stand."""
        held = self._grounds.get(source.key)
        if held is None:
            read = self._reader.read
            own = {source.document.title, source.document.number, source.clause.label}
            held = Ground.of(
                (
                    Zone(Kind.BODY, read(source.words)),
                    *(Zone(Kind.NAME, read(name), name not in own) for name in source.names),
                    *(Zone(Kind.LINE, read(line)) for line in source.particulars),
                    *(Zone(Kind.LINE, line) for line in self._lines),
                )
            )
            self._grounds[source.key] = held
        return held

    @staticmethod
    def _counts(source: Source) -> frozenset[str]:
        """How many units a clause names in each role, where the list is whole."""
        duty = source.duty
        is_open = {Role.LEAD: duty.lead_open, Role.RESPONSIBLE: duty.responsible_open}
        return frozenset(str(len(duty.mentions(role))) for role in Role if not is_open[role])


def _shown(said: Passage, lost: Sequence[int]) -> str:
    return "".join(
        said.numbers[at].value if at in said.numbers else said.letters[at]
        for at in lost
        if not is_unit(said.letters[at])
    )[:20]
