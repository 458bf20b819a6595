"""Toolbox over a store: what the steps work with, built from the corpus and the lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.lookup.asked_on import AskedOn, follow_up_bank
from assistant.lookup.indicator_index import IndicatorIndex
from assistant.lookup.knowledge import Knowledge
from assistant.records.confirmed import ConfirmedAnswers
from assistant.settings import Settings
from assistant.tools import Toolbox
from assistant.understanding.asked_of_laws import LawQuestions
from assistant.understanding.demands import DemandLexicon
from assistant.understanding.duties import DutyQuestions
from assistant.understanding.fold import fold
from assistant.understanding.lexicon_file import EVERYDAY_FILE, Lexicon
from assistant.understanding.lexicon_watch import FOLDER
from assistant.understanding.pointing_words import PointingWords
from assistant.understanding.titles import TitleIndex
from assistant.understanding.typing_errors import TypingErrors
from assistant.understanding.vocabulary import Vocabulary, read_lines, read_words
from corpus.clause import Clause
from corpus.wordings import all_asked, all_follow_ups, all_wordings
from index.content import domain_words
from index.embedder import Embedder
from index.ngram_classifier import NgramClassifier
from index.question_bank import QuestionBank
from index.retriever import Retriever
from index.store_address import StoreAddress
from index.stores import open_at

_FREQUENT = 20  # clauses that have a word of the texts themselves that counts as spoken
_COMMON = 10  # … that have a word of two characters
PLACES_FILE = FOLDER / "places.txt"
DISTRICTS_FILE = FOLDER / "districts.txt"
UNANSWERED_FILE = FOLDER / "unanswered.txt"
SHIPPED = Path(__file__).parent.parent / "corpus" / "documents"
BANKS = "questions"  # folder of the example questions' vectors, beside the model's graphs


def open_banks(
    embedder: Embedder, settings: Settings
) -> tuple[DutyQuestions, QuestionBank, NgramClassifier]:
    """The example questions; what is made of them is made when they are first opened."""
    folder = settings.graphs / BANKS
    unanswered = read_lines(UNANSWERED_FILE)
    return (
        DutyQuestions.open(embedder, folder),
        QuestionBank.open(unanswered, embedder, folder),
        NgramClassifier.open(
            [fold(question) for question in unanswered],
            [fold(said) for said in all_wordings(SHIPPED)],
            folder,
        ),
    )


def make_banks(embedder: Embedder, settings: Settings) -> None:
    """Make what is made of the example questions and of the shipped texts' follow-ups."""
    open_banks(embedder, settings)
    follow_up_bank(all_follow_ups(SHIPPED), all_asked(SHIPPED), embedder, settings.graphs / BANKS)


def open_toolbox(
    settings: Settings,
    embedder: Embedder,
    confirmed: ConfirmedAnswers | None,
    address: StoreAddress,
) -> Toolbox:
    """The toolbox over a store; raises StoreError."""
    store = open_at(address)
    return build_tools(Knowledge(store.outlines), Retriever(store, embedder), settings, confirmed)


def build_tools(
    knowledge: Knowledge,
    retriever: Retriever,
    settings: Settings,
    confirmed: ConfirmedAnswers | None,
) -> Toolbox:
    """The toolbox of one corpus."""
    lexicon = Lexicon.read(EVERYDAY_FILE)
    duties, unanswered, unanswered_form = open_banks(retriever.embedder, settings)
    clauses = tuple(knowledge.clauses.values())
    words = {
        *domain_words(tuple(knowledge.outlines.values())),
        *_title_words(clauses),
        *knowledge.units.forms,
    }
    vocabulary = Vocabulary([_whole(clause) for clause in clauses], words, lexicon)
    official = {form for word in lexicon.words for form in lexicon.official(word)}
    spoken = words | lexicon.words | set(knowledge.units.forms)
    spoken |= {form for form in official if vocabulary.known(form)}
    spoken |= retriever.store.frequent_words(_FREQUENT)
    # Two characters sound like many things: only common words are worth the risk.
    spoken = {
        word
        for word in spoken
        if len(word) > 2 or word in lexicon.words or vocabulary.is_in_many(word, _COMMON)
    }
    wordings = "\n".join(fold(wording) for clause in clauses for wording in clause.wordings)
    pointing = PointingWords.read()
    return Toolbox(
        knowledge=knowledge,
        retriever=retriever,
        indicators=IndicatorIndex(knowledge.indicators(), retriever.embedder),
        vocabulary=vocabulary,
        titles=TitleIndex(knowledge.documents, lexicon.official),
        typing_errors=TypingErrors(
            spoken,
            lambda word: vocabulary.known(word) or knowledge.units.known(word) is not None,
            lambda word: word in wordings,
            vocabulary.cut,
        ),
        demands=DemandLexicon.read(),
        places=read_words(PLACES_FILE),
        districts=read_words(DISTRICTS_FILE),
        duties=duties,
        pointing=pointing,
        law_questions=LawQuestions.read(pointing),
        asked_on=AskedOn.open(clauses, retriever.embedder, settings.graphs / BANKS),
        unanswered=unanswered,
        unanswered_form=unanswered_form,
        confirmed=confirmed,
        settings=settings,
    )


def _whole(clause: Clause) -> str:
    return "".join((*clause.path, clause.document_title, clause.text))


def _title_words(clauses: Sequence[Clause]) -> set[str]:
    """Words that titles put between their joints (推进城镇老旧小区改造 has 城镇老旧小区改造)."""
    words: set[str] = set()
    for clause in clauses:
        for piece in re.split(r"[和与及、，的]", clause.title):
            if 3 <= len(piece) <= 6:
                words.add(piece)
    return words
