"""Checker: the verdict on one sentence, by the evidence it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.fold import fold, simplify
from assistant.verification import names
from assistant.verification.evidence import Evidence, Source
from assistant.verification.leads import without_issuing, without_lead
from assistant.verification.markers import Modality
from assistant.verification.names import Fault
from assistant.verification.passage import Reader
from assistant.verification.polar import bare_answer, borne_out, excepted, stated
from assistant.verification.qualified import unqualified
from assistant.verification.readings import (
    leave_piece,
    members_last,
    of_anybody,
    party_first,
    readings,
    without_leave,
)
from assistant.verification.resolved import told_whole
from assistant.verification.sentences import Sentence
from assistant.verification.spare import neutral_spans
from assistant.verification.statements import conjoined, parts_of, plan_pieces
from assistant.verification.support import Support
from assistant.verification.targets import Targets
from assistant.verification.topics import without_topic
from assistant.verification.verdict import Reason, Verdict
from assistant.verification.words import Words
from corpus.document import DocumentKind
from corpus.unit import UnitRegistry

_READABLE = re.compile(
    r"[\u3400-\u9fffa-zA-Z0-9０-９％%℃㎡\s.,:;!?()\[\]{}<>/+=*~_#&@\"'`|\\^$\-]|[\u2010-\u2027\u2030-\u205e\u3000-\u303f\uff00-\uff5e·×≥≤①-⑳]"
)
_NAMED_TEXT = re.compile("《[^》]*》")  # a text that a question names says nothing of its own
# How a plan's task is to be done, before it.
_HOW = re.compile(
    "(?:不断|持续|进一步|加快|大力|积极|逐步|全面|着力|深入|切实|扎实|有序|稳步|继续)*"
)
_CASE = re.compile("的[,，]")
_ANSWERS_NO = re.compile(r"否|不|没有")
# Faults of a sentence whose facts stand in the clause, but in other words or another order.
_REWORDED = (Reason.UNSUPPORTED, Reason.REARRANGED, Reason.CONDITION, Reason.POLARITY)


class Checker:
    """Checks the sentences of one wording; the sources are read once."""

    def __init__(self, evidence: Evidence, units: UnitRegistry, words: Words) -> None:
        self._evidence = evidence
        self.reader = Reader(units, words.spelling)
        self._neutral = words.neutral
        self._targets = Targets(self._neutral, words.regions, self.reader)
        self._roles = words.neutral | words.roles
        self._question = self.reader.read(_NAMED_TEXT.sub("", evidence.question)).letters
        self._support = Support(evidence, units, words, self.reader, self._question)

    def check(self, sentence: Sentence) -> Verdict:
        """The verdict on a sentence of the wording."""
        self._support.begin()
        fault = self._fault(sentence)
        if not fault:
            self._support.keep()
        return Verdict(sentence.text, *fault) if fault else Verdict(sentence.text)

    def _fault(self, sentence: Sentence) -> Fault | None:
        strange = _READABLE.sub("", sentence.text)
        if strange:
            return Reason.UNREADABLE, strange[:10]
        text = fold(simplify(sentence.words))
        sources = [self._evidence.source(number) for number in sentence.marks]
        bodies = fold("".join(source.clause.text for source in sources if source))
        if fault := names.obeyed(text, bodies) or names.contact(text, bodies):
            return fault
        bare = bare_answer(text, self._evidence.question)
        rest = text[bare.end :] if bare else text
        if bare and (fault := self._polar(bare.said, rest)):
            return fault
        titles = [source.document.title for source in sources if source]
        text = without_lead(rest, bodies, titles, self._question, self.reader)
        issued = [source.issued for source in sources if source and source.issued]
        text = without_issuing(text, issued)
        if not text.strip():
            return None
        if not sentence.marks:
            return self._frame(text)
        if None in sources:
            return Reason.UNKNOWN_CITATION, "、".join(map(str, sentence.marks))
        held = [source for source in sources if source]
        if fault := names.turned_in_time(text, bodies) or unqualified(text, held):
            return fault
        fault = self._supported(text, held)
        if (
            fault
            and fault[0] in _REWORDED
            and (
                self._supported_in_other_words(text, held)
                or self._supported_as_resolved(text, held)
                or self._supported_in_parts(text, held)
                or self._supported_as_roles(text, held)
                or self._supported_as_targets(text, held)
            )
        ):
            return None
        return fault

    def _supported_in_other_words(self, text: str, held: Sequence[Source]) -> bool:
        """Whether some other way to say the sentence is borne out."""
        for reading in (text, *readings(text)):
            self._support.begin()
            if not self._supported(reading, held, explain=False):
                return True
            if len(held) == 1 and (
                self._as_done(reading, held[0])
                or self._of_all(reading, held[0])
                or self._by_the_head(reading, held[0])
            ):
                return True
        return False

    def _supported_in_parts(self, text: str, held: Sequence[Source]) -> bool:
        """Whether every statement of the sentence is borne out by itself."""
        if _made_a_part(text, held):
            return False
        parts = conjoined(text)
        if parts and all(self._part_supported(part, held) for part in parts):
            return True
        if len(held) != 1 or held[0].document.kind is not DocumentKind.PLAN:
            return False
        pieces = plan_pieces(text)
        return bool(pieces) and all(self._is_task(piece, held[0]) for piece in pieces)

    def _part_supported(self, part: str, held: Sequence[Source]) -> bool:
        fault = self._supported(part, held)
        return not fault or (fault[0] in _REWORDED and self._supported_in_other_words(part, held))

    def _supported_as_resolved(self, text: str, held: Sequence[Source]) -> bool:
        """甲的，处罚款, where the clause forbids 甲 and goes on: 违反前款规定的，处罚款."""
        if len(held) != 1 or not _CASE.search(text):
            return False
        return any(
            self._supported_in_other_words(text, (source,)) and self._whole_case(source, case)
            for case, source in held[0].resolved
        )

    def _whole_case(self, source: Source, case: str) -> bool:
        body = self._support.ground(source).zones[0].passage
        return told_whole(body, self._support.laid[source.key], len(self.reader.read(case).letters))

    def _supported_as_roles(self, text: str, held: Sequence[Source]) -> bool:
        """Whether units have their roles, in a topic whose words are the clause's."""
        if len(held) != 1 or not held[0].duty.units:
            return False
        rest = without_topic(text, held[0].words, self._roles, self.reader)
        return bool(rest) and not self._support.fault(rest, held[0], explain=False)

    def _supported_as_targets(self, text: str, held: Sequence[Source]) -> bool:
        """Whether a plan's figures are told as its targets say, and the rest is borne out."""
        if len(held) != 1 or not held[0].clause.indicators or _made_a_part(text, held):
            return False
        parts = parts_of(text)
        told = [self._targets.states_one(part, text, held[0]) for part in parts]
        return any(told) and all(
            is_told or self._part_supported(part, held)
            for part, is_told in zip(parts, told, strict=True)
        )

    def _is_task(self, piece: str, source: Source) -> bool:
        """True for a piece that the plan has as a statement of its own, from its beginning."""
        for reading in (piece, *readings(piece)):
            self._support.begin()
            if not self._support.fault(reading, source, explain=False):
                first = min(self._support.laid[source.key], default=-1)
                body = self._support.ground(source).zones[0].passage
                return first >= 0 and bool(_HOW.fullmatch(body.letters, body.opening[first], first))
        return False

    def _frame(self, text: str) -> Fault | None:
        """A sentence without a citation may only lead over: it states nothing."""
        said = self.reader.read(text)
        spans = neutral_spans(said, self._neutral)
        reached = {0}
        for at in range(len(said.letters)):
            if at in reached:
                reached |= {at + length for length in spans.get(at, ())}
        stated = [kind for kind, _ in said.markers if kind is not Modality.OBLIGED]
        if len(said.letters) not in reached or said.numbers or stated:
            return Reason.NO_CITATION, ""
        return None

    def _polar(self, said: str, goes_on: str) -> Fault | None:
        """A yes or no of its own must be the answer's, or borne out by a clause it cites."""
        said_no = bool(_ANSWERS_NO.match(said))
        opening = fold(self._evidence.lines[0]) if self._evidence.lines else ""
        told = re.match(r"(是|否)。", opening)
        if told is not None and (told[1] == "否") == said_no:
            return None
        rest = self.reader.read(goes_on)
        if borne_out(self._evidence.question, said, rest, self.reader, self._neutral):
            return None
        statement = stated(self._evidence.question, said)
        if statement and any(
            not excepted(fold(source.clause.text)) and not self._support.fault(statement, source)
            for source in self._evidence.sources
        ):
            return None
        return Reason.POLARITY, said

    def _supported(
        self, text: str, sources: Sequence[Source], *, explain: bool = True
    ) -> Fault | None:
        """Every citation must bear the sentence out, or each a part of it and all of it."""
        faults = [self._support.fault(text, source, explain=explain) for source in sources]
        if not any(faults):
            return None
        if len(sources) == 1 or len(pieces := parts_of(text)) == 1:
            return next(fault for fault in faults if fault)
        used: set[int] = set()
        for piece in pieces:
            found = [self._support.fault(piece, source, explain=explain) for source in sources]
            if all(found):
                return found[0]
            used |= {
                source.number for source, fault in zip(sources, found, strict=True) if not fault
            }
        unused = [str(source.number) for source in sources if source.number not in used]
        return (Reason.UNKNOWN_CITATION, "、".join(unused)) if unused else None

    def _as_done(self, text: str, source: Source) -> bool:
        """Leave is told of what the clause says is done, and nobody must do."""
        told = without_leave(text, plan=source.document.kind is DocumentKind.PLAN)
        self._support.begin()
        if not told or self._support.fault(told, source, explain=False):
            return False
        laid = set(self._support.laid[source.key])
        if (own := leave_piece(text, told)) != told:
            self._support.begin()
            if self._support.fault(own, source, explain=False):
                return False
        body = self._support.ground(source).zones[0].passage
        done = all(
            Modality.NONE is body.modality[at] is body.coming[at]
            for at in self._support.laid[source.key]
        )
        self._support.laid[source.key] |= laid
        return done

    def _by_the_head(self, text: str, source: Source) -> bool:
        """企业应当遵守下列规定：…（四）停运的，应当退票: who acts in the head is told with an item.

        下列单位应当建队：甲；乙 told as 应当建队的单位包括甲 too.
        """
        for told in (party_first(text), members_last(text)):
            self._support.begin()
            if not told or self._support.fault(told, source, explain=False):
                continue
            laid = self._support.laid[source.key]
            body = self._support.ground(source).zones[0].passage
            inside = {body.sentence[at] for at in laid if body.item[at]}
            acts = any(at - 1 in laid and not body.item[at - 1] for _, at in body.markers)
            if acts and inside and {body.sentence[at] for at in laid} == inside:
                return True
        return False

    def _of_all(self, text: str, source: Source) -> bool:
        """A party is named where the clause speaks of whoever does it, at the head of a piece."""
        told = of_anybody(text)
        self._support.begin()
        if not told or self._support.fault(told, source, explain=False):
            return False
        first = min(self._support.laid[source.key], default=-1)
        return first >= 0 and self._support.ground(source).zones[0].passage.starts_piece(first)


def _made_a_part(text: str, held: Sequence[Source]) -> bool:
    """甲2000公里，其中乙1000公里: true of each by itself does not make 乙 a part of 甲."""
    return "其中" in text and not any("其中" in source.clause.text for source in held)
