"""Checker: the verdict on one sentence, by the evidence it cites."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.fold import fold, simplify
from assistant.verification import names
from assistant.verification.alignment import NAMED, align
from assistant.verification.evidence import Evidence, Source
from assistant.verification.governing import counted_items, governed, list_counts
from assistant.verification.ground import STRICT, Ground, Kind, Strictness, Zone
from assistant.verification.markers import DENIAL, PARTY, QUANTIFIER, Modality
from assistant.verification.names import Fault
from assistant.verification.passage import Passage, Reader, is_number, is_unit
from assistant.verification.polar import excepted, stated
from assistant.verification.roles import claims_of, wrong_claim
from assistant.verification.sentences import Sentence
from assistant.verification.verdict import Reason, Verdict
from assistant.verification.words import Words
from corpus.responsibility import Role
from corpus.unit import UnitRegistry

_READABLE = re.compile(
    r"[\u3400-\u9fffa-zA-Z0-9０-９％%℃㎡\s.,:;!?()\[\]{}<>/+=*~_#&@\"'`|\\^$\-]|[\u2010-\u2027\u2030-\u205e\u3000-\u303f\uff00-\uff5e·×≥≤①-⑳]"
)
# 到2025年底: which year governs what is compared letter by letter.
_TARGET_DATE = re.compile(r"(?:力争)?[到至][\U00100000-\U0010ffff]年(?:年?[底末])?前?")
_OPENING_DATE = re.compile(r"[\U00100000-\U0010ffff]年(?:年?[底末])?前?")
# 该资金: what was spoken of before.
_TOPIC = re.compile(r"[该此](?P<noun>[\u4e00-\u9fff]{2})")
_NAMED_TEXT = re.compile("《[^》]*》")  # a text that a question names says nothing of its own
_POLAR = re.compile(
    r"^(是的?|对的?|否|不是的?|不对|可以|不可以|能|不能|有|没有|会|不会|需要|不需要)[,，。:：]"
)
_ANSWERS_NO = re.compile(r"否|不|没有")
_NARROWER = 4  # letters of a word that narrows a subject
_LIFTED = (
    (Reason.POLARITY, replace(STRICT, modality=False)),
    (Reason.COMPARATOR, replace(STRICT, bounds=False)),
    (Reason.YEAR, replace(STRICT, years=False)),
    (Reason.REARRANGED, replace(STRICT, order=False)),
)


class Checker:
    """Checks the sentences of one wording; the sources are read once."""

    def __init__(self, evidence: Evidence, units: UnitRegistry, words: Words) -> None:
        self._evidence = evidence
        self._units = units
        self.reader = Reader(units, words.same)
        self._neutral = frozenset(map(self.reader.plain, words.neutral))
        self._roles = self._neutral | frozenset(map(self.reader.plain, words.roles))
        self._longest = max(map(len, self._roles))
        self._lines = tuple(self.reader.read(line) for line in evidence.lines)
        self._answer_units = frozenset(m.name for m in units.find(fold(" ".join(evidence.lines))))
        self._grounds: dict[int, Ground] = {}
        self._question = self.reader.read(_NAMED_TEXT.sub("", evidence.question)).letters
        # Letters of each clause that this sentence, and those kept before it, are laid on.
        self._laid: defaultdict[int, set[int]] = defaultdict(set)
        self._told: defaultdict[int, set[int]] = defaultdict(set)

    def check(self, sentence: Sentence) -> Verdict:
        """The verdict on a sentence of the wording."""
        self._laid = defaultdict(set)
        fault = self._fault(sentence)
        if not fault:
            for number, laid in self._laid.items():
                self._told[number] |= laid
        return Verdict(sentence.text, *fault) if fault else Verdict(sentence.text)

    def _fault(self, sentence: Sentence) -> Fault | None:
        strange = _READABLE.sub("", sentence.text)
        if strange:
            return Reason.UNREADABLE, strange[:10]
        text = fold(simplify(sentence.words))
        sources = [self._evidence.source(number) for number in sentence.marks]
        bodies = "".join(source.clause.text for source in sources if source)
        if fault := names.obeyed(text, fold(bodies)) or names.contact(text, fold(bodies)):
            return fault
        if fault := self._polar(text):
            return fault
        text = _POLAR.sub("", text, count=1)
        if not text.strip():
            return None
        if not sentence.marks:
            return self._frame(text)
        if None in sources:
            return Reason.UNKNOWN_CITATION, "、".join(map(str, sentence.marks))
        return self._supported(text, [source for source in sources if source])

    def _frame(self, text: str) -> Fault | None:
        """A sentence without a citation may only lead over: it states nothing."""
        said = self.reader.read(text)
        spans = self._spans(said, self._neutral)
        reached = {0}
        for at in range(len(said.letters)):
            if at in reached:
                reached |= {at + length for length in spans.get(at, ())}
        stated = [kind for kind, _ in said.markers if kind is not Modality.OBLIGED]
        if len(said.letters) not in reached or said.numbers or stated:
            return Reason.NO_CITATION, ""
        return None

    def _polar(self, text: str) -> Fault | None:
        """A yes or no of its own must be the answer's, or borne out by a clause it cites."""
        match = _POLAR.match(text)
        if match is None:
            return None
        said_no = bool(_ANSWERS_NO.match(match[1]))
        opening = fold(self._evidence.lines[0]) if self._evidence.lines else ""
        told = re.match(r"(是|否)。", opening)
        if told is not None and (told[1] == "否") == said_no:
            return None
        statement = stated(self._evidence.question, match[1])
        if statement and any(
            not excepted(fold(source.clause.text)) and not self._by_source(statement, source)
            for source in self._evidence.sources
        ):
            return None
        return Reason.POLARITY, match[1]

    def _supported(self, text: str, sources: Sequence[Source]) -> Fault | None:
        """Every citation must bear the sentence out, or each a part of it and all of it."""
        faults = [self._by_source(text, source) for source in sources]
        if not any(faults):
            return None
        if len(sources) == 1 or len(pieces := _parts(text)) == 1:
            return next(fault for fault in faults if fault)
        used: set[int] = set()
        for piece in pieces:
            found = [self._by_source(piece, source) for source in sources]
            if all(found):
                return found[0]
            used |= {
                source.number for source, fault in zip(sources, found, strict=True) if not fault
            }
        unused = [str(source.number) for source in sources if source.number not in used]
        return (Reason.UNKNOWN_CITATION, "、".join(unused)) if unused else None

    def _by_source(self, text: str, source: Source) -> Fault | None:
        body = fold(source.clause.text)
        matches = self._units.find(text)
        named = frozenset(m.name for m in source.duty.units) | self._answer_units
        named |= frozenset(m.name for m in self._units.find(body))
        quotable = [source.clause.text, *source.names, *self._evidence.lines]
        ground = self._ground(source)
        said = self.reader.read(text)
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
        return self._aligned(said, ground, source)

    def _aligned(self, said: Passage, ground: Ground, source: Source) -> Fault | None:
        listed = {self.reader.unit_letter(m.name) for m in source.duty.units}
        words = self._roles if any(map(is_unit, said.letters)) else self._neutral
        spans = self._spans(said, words)
        counts = self._counts(source)
        items = list_counts(ground.zones[0].passage)
        if asked := self._narrowed_as_asked(said, ground):
            spans[0] = (*spans.get(0, ()), asked)
        for at, letter in enumerate(said.letters):
            if (topic := _TOPIC.match(said.letters, at)) and said.starts_piece(at):
                noun = topic["noun"]
                if noun in ground.zones[0].passage.letters and not PARTY.search(noun):
                    spans[at] = (*spans.get(at, ()), len(topic.group()))
            date = _TARGET_DATE.match(said.letters, at)
            if said.starts_piece(at):
                date = date or _OPENING_DATE.match(said.letters, at)
            if date:
                spans[at] = (*spans.get(at, ()), len(date.group()))
            if letter in listed:
                spans[at] = (*spans.get(at, ()), 1)
            if counted := counted_items(said, at, items):
                spans[at] = (*spans.get(at, ()), counted)
            if is_number(letter) and said.numbers[at].value in counts:
                after = said.letters[at + 1 : at + 6]
                if re.match(r"家|个?(?:牵头|责任|单位|部门)", after):
                    spans[at] = (*spans.get(at, ()), 1 + (after[0] in "个家"))
        result = align(said, ground, spans)
        if not result.lost:
            said_something = any(result.places) or any(letter in listed for letter in said.letters)
            if not said_something:
                return Reason.UNSUPPORTED, ""
            told = self._told[source.number]
            if fault := governed(said, result, ground, told, self._question):
                return fault
            self._laid[source.number] |= result.laid
            return None
        for reason, rules in _LIFTED:
            if not align(said, ground, spans, rules).lost:
                return reason, ""
        loose = align(said, ground, spans, Strictness(False, False, False, False), whole=False)
        return Reason.UNSUPPORTED, _shown(said, loose.lost or result.lost)

    def _narrowed_as_asked(self, said: Passage, ground: Ground) -> int:
        """Letters by which a sentence opens with the question's narrower subject, else 0.

        What holds of 专项维修资金 holds of the 住宅专项维修资金 that the question is about.
        """
        for length in range(_NARROWER, 0, -1):
            subject = said.letters[: length + NAMED]
            narrower, noun = subject[:length], subject[length:]
            if PARTY.search(narrower) or DENIAL.search(narrower) or any(map(is_number, narrower)):
                continue
            known = noun in ground.zones[0].passage.letters
            if known and len(noun) == NAMED and subject in self._question:
                return length
        return 0

    def _spans(self, said: Passage, words: frozenset[str]) -> dict[int, tuple[int, ...]]:
        letters = said.letters
        spans: dict[int, tuple[int, ...]] = {}
        wide = {at for found in QUANTIFIER.finditer(letters) for at in range(*found.span())}
        for at in range(len(letters)):
            lengths = tuple(
                length
                for length in range(1, self._longest + 1)
                if letters[at : at + length] in words
                and at + length <= len(letters)
                and wide.isdisjoint(range(at, at + length))
            )
            if lengths:
                spans[at] = lengths
        return spans

    def _ground(self, source: Source) -> Ground:
        held = self._grounds.get(source.number)
        if held is None:
            read = self.reader.read
            own = {source.document.title, source.document.number, source.clause.label}
            held = Ground.of(
                (
                    Zone(Kind.BODY, read(source.words)),
                    *(Zone(Kind.NAME, read(name), name not in own) for name in source.names),
                    *(Zone(Kind.LINE, read(line)) for line in source.particulars),
                    *(Zone(Kind.LINE, line) for line in self._lines),
                )
            )
            self._grounds[source.number] = held
        return held

    @staticmethod
    def _counts(source: Source) -> frozenset[str]:
        """How many units a clause names in each role, where the list is whole."""
        duty = source.duty
        is_open = {Role.LEAD: duty.lead_open, Role.RESPONSIBLE: duty.responsible_open}
        return frozenset(str(len(duty.mentions(role))) for role in Role if not is_open[role])


def _parts(text: str) -> list[str]:
    return [piece for piece in re.split(r"[，,；;。]", text) if piece.strip()]


def _shown(said: Passage, lost: Sequence[int]) -> str:
    return "".join(
        said.numbers[at].value if at in said.numbers else said.letters[at]
        for at in lost
        if not is_unit(said.letters[at])
    )[:20]
