"""Evidence: verbatim spans of a clause that answer, and how a clause is referred to."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.inquiry import Inquiry, Reading
from assistant.sentences import Sentence, split_sentences
from assistant.tools import Toolbox
from assistant.understanding.fold import fold
from corpus.clause import Clause
from corpus.indicator import Indicator

SHORT_CLAUSE = 160  # characters: below it the whole clause is quoted


def reference(clause: Clause, tools: Toolbox) -> str:
    """《title》（number）label title."""
    document = tools.knowledge.document_of(clause)
    number = f"（{document.number}）" if document.number else ""
    return f"《{document.title}》{number}{clause.name}"


BESIDE = 5.0  # by which a law may rank behind the plan's task and be cited beside it
SAME_MATTER = 0.6  # cosine at which a wording is about what the question is about


def other_kind(inquiry: Inquiry, tools: Toolbox) -> Clause | None:
    """The best clause of a law where the first is a plan's, or the other way round.

    Only where the question is after both: a plan says who does what, a law what is allowed.
    """
    reading, best = inquiry.reading, inquiry.best
    if reading is None or best is None:
        return None
    plans = tools.knowledge.plans
    of_plan = best.document_id in plans
    other = next((h for h in inquiry.hits if (h.clause.document_id in plans) != of_plan), None)
    if other is None or reading.both_kinds:
        return other.clause if other else None
    # 占道摆摊归谁管: a plan's units, and the law that names the office.
    of_an_office = of_plan and 0 < reading.asks_units < 1 and not inquiry.resumed
    near = inquiry.hits[0].score - other.score <= BESIDE
    return other.clause if of_an_office and near and other.wording >= SAME_MATTER else None


def kind_name(clause: Clause, tools: Toolbox) -> str:
    """What sort of text a clause stands in, as an answer tells texts apart."""
    return "规划安排" if clause.document_id in tools.knowledge.plans else "法规规定"


def own_sentences(clause: Clause) -> tuple[Sentence, ...]:
    """Sentences of a clause without the trailers that name its units."""
    text = clause.text
    for start, end in clause.responsibility.spans if clause.responsibility else ():
        text = text[:start] + " " * (end - start) + text[end:]
    return tuple(s for s in split_sentences(text) if text[s.start : s.end].strip("。；，.;, "))


def scored_sentences(
    clause: Clause, reading: Reading, tools: Toolbox
) -> list[tuple[float, Sentence]]:
    """The clause's own sentences with the share of the question's words each one has."""
    words: Sequence[str] = (*reading.terms, *(fold(form) for form in reading.official))
    return [
        (
            tools.vocabulary.coverage(words, fold(clause.text[sentence.start : sentence.end])),
            sentence,
        )
        for sentence in own_sentences(clause)
    ]


def joined_spans(clause: Clause, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Where sentences of a clause stand, neighbours as one."""
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        if spans and not clause.text[spans[-1][1] : sentence.start].strip():
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
    return spans


def trailer_citations(clause: Clause) -> tuple[Citation, ...]:
    """The brackets that name the units, word for word."""
    spans = clause.responsibility.spans if clause.responsibility else ()
    return tuple(Citation(clause, clause.text[a:b], a, b) for a, b in spans)


def best_sentence(clause: Clause, reading: Reading, tools: Toolbox) -> Citation | None:
    """The sentence that has most of the question's words; the first one that is not the title."""
    scored = scored_sentences(clause, reading, tools)
    if not scored:
        return None
    lead_in = clause.text.find(clause.title) + len(clause.title) if clause.title else 0
    body = [item for item in scored if item[1].end > lead_in + 1] or scored
    top = max(score for score, _ in body)
    sentence = next(s for score, s in body if score == top)
    quote = clause.text[sentence.start : sentence.end]
    return Citation(clause, quote, sentence.start, sentence.end)


def sentence_of(clause: Clause, indicator: Indicator) -> Citation:
    """The sentence that states a target."""
    for sentence in split_sentences(clause.text):
        if sentence.start <= indicator.start < sentence.end:
            quote = clause.text[sentence.start : sentence.end]
            return Citation(clause, quote, sentence.start, sentence.end)
    return Citation(clause, indicator.quote, indicator.start, indicator.end)
