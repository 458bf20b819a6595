"""Writer: a composed answer in a model's words, sentence by verified sentence."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.lookup.knowledge import Knowledge
from assistant.understanding.fold import fold
from assistant.verification.checker import Checker
from assistant.verification.completeness import missing, role_lines, units_missing
from assistant.verification.evidence import Evidence, evidence_of
from assistant.verification.sentences import Sentence, SentenceSplitter
from assistant.verification.verdict import Outcome, Reason, Verdict, Wording, WordingAudit
from assistant.verification.words import Words
from assistant.wording.bounded import pieces_until
from assistant.wording.errors import LanguageModelError
from assistant.wording.language_model import LanguageModel
from assistant.wording.prompt import prompt_of
from assistant.wording.released import Released

MOST_SOURCES = 6  # an answer on more clauses is a list, which needs no wording
RAMBLING = 3  # times the composed answer's length …
RAMBLING_FROM = 600  # … but at least so many characters
_YES_NO = ("是。", "否。")


class Writer:
    """Has answers worded by one model within a time."""

    def __init__(self, model: LanguageModel, seconds: float, words: Words) -> None:
        self._model = model
        self._seconds = seconds
        self._words = words

    def write(self, answer: Answer, knowledge: Knowledge) -> Iterator[Released | Answer]:
        """Verified sentences, then the answer with its audit; an answer left alone comes at once.

        The last one is always an Answer, within the bound.
        """
        evidence = evidence_of(answer, knowledge)
        if not _may_be_worded(answer, evidence):
            yield answer
            return
        wording = _Wording(answer, evidence, knowledge, self._words)
        limit = max(RAMBLING_FROM, RAMBLING * len(answer.text))
        deadline = time.monotonic() + self._seconds
        prompt = prompt_of(answer, evidence)
        outcome = None
        length = 0
        try:
            for piece in pieces_until(deadline, lambda: self._model.write(prompt, self._seconds)):
                length += len(piece)
                if length > limit:
                    outcome = Outcome.RAMBLING
                    break
                for text in wording.take(piece):
                    yield Released(text)
                if wording.obeyed or time.monotonic() > deadline:
                    outcome = Outcome.FAILED if wording.obeyed else Outcome.TIMED_OUT
                    break
        except LanguageModelError as error:
            outcome = error.outcome
        if outcome is None:
            for text in wording.finish():
                yield Released(text)
            outcome = wording.outcome()
        yield wording.answer(outcome, self._model.name)

    def left(self, answer: Answer, released: Sequence[str]) -> Answer:
        """The composed answer of a wording whose reader went away after the released sentences."""
        verdicts = tuple(map(Verdict, released))
        return replace(answer, audit=WordingAudit(Outcome.LEFT, self._model.name, verdicts))


def _may_be_worded(answer: Answer, evidence: Evidence) -> bool:
    """Refusals, lists of tasks, a yes or no and answers to several questions stay as composed."""
    return (
        answer.status is Status.ANSWERED
        and answer.kind is not Intent.UNIT_TASKS
        and answer.parts == 1
        and 0 < len(evidence.sources) <= MOST_SOURCES
        and not answer.text.startswith(_YES_NO)
    )


class _Wording:
    """One text as it comes in."""

    def __init__(
        self, answer: Answer, evidence: Evidence, knowledge: Knowledge, words: Words
    ) -> None:
        self._answer, self._evidence = answer, evidence
        self._units = knowledge.units
        self._asked = words.demands.asked_in(fold(answer.rewritten_question))
        self._checker = Checker(evidence, knowledge.units, words)
        self._splitter = SentenceSplitter()
        self._verdicts: list[Verdict] = []
        self._facts = 0  # kept sentences that state something

    def take(self, piece: str) -> list[str]:
        """The verified sentences that a piece completes."""
        return self._check(self._splitter.feed(piece))

    def finish(self) -> list[str]:
        """The last sentence, and what the program adds by itself."""
        released = self._check(self._splitter.close())
        if self._kept and (added := self._added()):
            released.append("\n" + added)
        return released

    @property
    def obeyed(self) -> bool:
        """True once the model talks of itself or follows an instruction found in its data."""
        return any(verdict.reason is Reason.OBEYED for verdict in self._verdicts)

    @property
    def _kept(self) -> list[Verdict]:
        return [verdict for verdict in self._verdicts if verdict.kept]

    def outcome(self) -> Outcome:
        """What became of the whole text."""
        kept = self._kept
        if self.obeyed or not self._facts or len(kept) < len(self._verdicts) / 2:
            return Outcome.FAILED
        lacking = missing(
            self._answer, self._evidence, kept, self._units, self._checker.reader, self._asked
        )
        return Outcome.INCOMPLETE if lacking else Outcome.ACCEPTED

    def answer(self, outcome: Outcome, model: str) -> Answer:
        """The answer with its audit; the composed text stands unless the wording is accepted."""
        audit = WordingAudit(outcome, model, tuple(self._verdicts))
        if outcome is not Outcome.ACCEPTED:
            return replace(self._answer, audit=audit)
        text = "".join(verdict.sentence for verdict in self._kept).strip()
        if added := self._added():
            audit = replace(audit, is_completed=True)
            text += "\n" + added
        return replace(self._answer, text=text, wording=Wording.MODEL, audit=audit)

    def _added(self) -> str:
        """Units that the wording does not name, and the note on the document's period."""
        text = "".join(verdict.sentence for verdict in self._kept)
        lines = [
            line for line in role_lines(self._evidence) if units_missing(text, line, self._units)
        ]
        return "\n".join([*lines, *filter(None, [self._evidence.note])])

    def _check(self, sentences: list[Sentence]) -> list[str]:
        released = []
        for sentence in sentences:
            verdict = self._checker.check(sentence)
            self._verdicts.append(verdict)
            if verdict.kept:
                self._facts += bool(sentence.marks)
                released.append(verdict.sentence)
        return released
