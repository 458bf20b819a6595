"""Embedding: speed of every runtime in one run, and whether its vectors find the same.

Recall is that of the vectors alone, without words and without ranking, so that nothing makes up
for a vector that is off.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.clause import Clause, Outline
from eval.articles import ArticleCorpus, ArticleQuestion
from eval.bench.runtimes import Runtime
from eval.metrics.measure import Measure, mean_measure
from eval.question import ClauseRef, Item
from index.embedder import Vectors
from index.windows import windows_of

RECALL_CUT = 10
_WARM = 16  # texts run before the clock starts


@dataclass(frozen=True, slots=True)
class Task:
    """Passages and questions, and which passages answer each question."""

    name: str
    passages: tuple[str, ...]
    owners: tuple[str, ...]  # of each passage: its clause
    questions: tuple[str, ...]
    answers: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class EmbeddingRow:
    """Figures of one runtime; recalls by the name of their task."""

    runtime: str
    passages_per_second: float
    tokens_per_second: float
    passage_cpu_ms: float  # processor time of all cores together
    query_ms: float  # median
    query_cpu_ms: float
    least_cosine: float  # to the first runtime's vectors
    mean_cosine: float
    recall: dict[str, Measure]


def own_task(
    outlines: Sequence[Outline], items: Sequence[Item], questions: int, others: int
) -> Task:
    """The project's own questions over the clauses that answer them and so many others.

    Windows of the clauses' texts only: with the wordings hardly a question would be missed.
    """
    clauses = [clause for outline in outlines for clause in outline.clauses]
    of_ref = {ClauseRef(c.document_title, c.label): c.id for c in clauses}
    asked: list[str] = []
    answers: list[frozenset[str]] = []
    for item in items:
        wanted = item.turns[0].expected.clauses or ()
        found = frozenset(of_ref[ref] for ref in wanted if ref in of_ref)
        if found and not item.is_conversation and len(asked) < questions:
            asked.append(item.turns[0].question)
            answers.append(found)
    owners = {clause.id: clause.id for clause in clauses}
    return _task("own dev questions", clauses, owners, asked, answers, others)


def article_task(corpus: ArticleCorpus, asked: Sequence[ArticleQuestion], others: int) -> Task:
    """Questions over the articles that answer them and so many others."""
    clauses = [clause for outline in corpus.outlines for clause in outline.clauses]
    questions = [question.question for question in asked]
    answers = [frozenset(map(str, question.relevant)) for question in asked]
    return _task("STARD (part)", clauses, corpus.ids, questions, answers, others)


def _task(
    name: str,
    clauses: Sequence[Clause],
    owners: Mapping[str, str],
    questions: Sequence[str],
    answers: Sequence[frozenset[str]],
    others: int,
) -> Task:
    """`owners` names each clause, by its id, as the answers do; the others are evenly drawn."""
    wanted = frozenset[str]().union(*answers)
    step = max(1, len(clauses) // others)
    windows = [
        window
        for number, clause in enumerate(clauses)
        if owners[clause.id] in wanted or number % step == 0
        for window in windows_of(clause)
        if window.end
    ]
    return Task(
        name,
        tuple(window.text for window in windows),
        tuple(owners[window.clause_id] for window in windows),
        tuple(questions),
        tuple(answers),
    )


def measure_runtimes(
    runtimes: Iterable[Runtime],
    tasks: Sequence[Task],
    count_tokens: Callable[[Sequence[str]], Sequence[int]],
    say: Callable[[str], None],
) -> list[EmbeddingRow]:
    """A row for each runtime; the first is what the others are compared with."""
    texts = [passage for task in tasks for passage in task.passages]
    tokens = sum(count_tokens(texts))
    questions = [question for task in tasks for question in task.questions]
    rows: list[EmbeddingRow] = []
    reference: Vectors | None = None
    for runtime in runtimes:
        runtime.passages(texts[:_WARM])
        started, used = time.perf_counter(), time.process_time()
        passages = runtime.passages(texts)
        seconds, used = time.perf_counter() - started, time.process_time() - used
        for question in questions[:_WARM]:
            runtime.query(question)
        asked, times = [], []
        used_asking = time.process_time()
        for question in questions:
            started = time.perf_counter()
            asked.append(runtime.query(question))
            times.append(time.perf_counter() - started)
        used_asking = time.process_time() - used_asking
        vectors = np.concatenate([passages, np.stack(asked)])
        reference = vectors if reference is None else reference
        cosines = np.sum(vectors * reference, axis=1)
        rows.append(
            EmbeddingRow(
                runtime.name,
                round(len(texts) / seconds, 1),
                round(tokens / seconds),
                round(used / len(texts) * 1000, 1),
                round(float(np.median(times)) * 1000, 2),
                round(used_asking / len(questions) * 1000, 2),
                round(float(cosines.min()), 5),
                round(float(cosines.mean()), 6),
                _recalls(tasks, passages, np.stack(asked)),
            )
        )
        say(f"{runtime.name}：每秒 {rows[-1].passages_per_second} 段，{rows[-1].query_ms} ms/问")
    return rows


def _recalls(tasks: Sequence[Task], passages: Vectors, asked: Vectors) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    first_passage = first_question = 0
    for task in tasks:
        own = passages[first_passage : first_passage + len(task.passages)]
        cosines = asked[first_question : first_question + len(task.questions)] @ own.T
        first_passage += len(task.passages)
        first_question += len(task.questions)
        samples = []
        for row, answers in zip(cosines, task.answers, strict=True):
            ranked = dict.fromkeys(task.owners[at] for at in np.argsort(-row, kind="stable"))
            first = set(list(ranked)[:RECALL_CUT])
            samples.append([len(answers & first) / len(answers)])
        measure = mean_measure(samples)
        if measure is not None:
            found[task.name] = measure
    return found
