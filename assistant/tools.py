"""Toolbox: what the steps work with; built once, shared by all questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.lookup.asked_on import AskedOn
from assistant.lookup.indicator_index import IndicatorIndex
from assistant.lookup.knowledge import Knowledge
from assistant.records.confirmed import ConfirmedAnswers
from assistant.settings import Settings
from assistant.understanding.asked_of_laws import LawQuestions
from assistant.understanding.demands import DemandLexicon
from assistant.understanding.duties import DutyQuestions
from assistant.understanding.pointing_words import PointingWords
from assistant.understanding.titles import TitleIndex
from assistant.understanding.typing_errors import TypingErrors
from assistant.understanding.vocabulary import Vocabulary
from index.ngram_classifier import NgramClassifier
from index.question_bank import QuestionBank
from index.retriever import Retriever


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Read-only; a step takes an Inquiry and a Toolbox."""

    knowledge: Knowledge
    retriever: Retriever
    indicators: IndicatorIndex
    vocabulary: Vocabulary
    titles: TitleIndex
    typing_errors: TypingErrors
    demands: DemandLexicon
    places: frozenset[str]
    districts: frozenset[str]
    duties: DutyQuestions
    pointing: PointingWords
    law_questions: LawQuestions
    asked_on: AskedOn
    unanswered: QuestionBank
    unanswered_form: NgramClassifier  # above 0 for a question put like the unanswered ones
    confirmed: ConfirmedAnswers | None  # None over an old version: none was found of it
    settings: Settings
    today: Callable[[], date] = date.today
