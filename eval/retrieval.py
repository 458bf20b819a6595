"""Retrieval: recall and MRR of the product's index and retriever on any corpus of articles.

R@k is the mean over questions of the share of relevant articles among the first k (as STARD,
arXiv 2406.15313, reports it); MRR@10 as in metrics/recall.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.articles import ArticleCorpus, ArticleQuestion
from eval.metrics.measure import Measure, mean_measure
from index.embedder import Embedder, Progress
from index.retriever import Retriever
from index.store import build_store, open_store

CUTS = (1, 3, 10, 50, 100)
RECIPROCAL_CUT = 10


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """Figures of one corpus and its questions."""

    articles: int
    questions: int
    measures: dict[str, Measure]


def cached_store(cache: Path, corpus_file: Path) -> Path:
    """The folder of the corpus's index: named by its content, so an unchanged one is reused."""
    content = hashlib.sha256(corpus_file.read_bytes()).hexdigest()
    return cache / f"articles-{content[:16]}"


def measure_retrieval(
    corpus: ArticleCorpus,
    questions: Sequence[ArticleQuestion],
    store: Path,
    embedder: Embedder,
    building: Progress | None = None,
    asked: Callable[[int], None] = lambda done: None,
    builder: Embedder | None = None,
) -> RetrievalResult:
    """Index what is not indexed yet, search every question and average.

    `builder` embeds the articles where that is another embedder of the same model.
    """
    build_store(corpus.outlines, store, builder or embedder, building)
    retriever = Retriever(open_store(store), embedder)
    samples: dict[str, list[list[float]]] = {f"R@{k}": [] for k in CUTS}
    samples[f"MRR@{RECIPROCAL_CUT}"] = []
    for done, question in enumerate(questions, 1):
        hits = retriever.search(question.question, max(CUTS))
        found = [corpus.ids[hit.clause.id] for hit in hits]
        relevant = {str(article) for article in question.relevant}
        for k in CUTS:
            samples[f"R@{k}"].append([len(relevant & set(found[:k])) / len(relevant)])
        ranks = [n for n, key in enumerate(found[:RECIPROCAL_CUT], 1) if key in relevant]
        samples[f"MRR@{RECIPROCAL_CUT}"].append([1 / ranks[0] if ranks else 0.0])
        asked(done)
    measures = {name: mean_measure(values) for name, values in samples.items()}
    return RetrievalResult(
        sum(len(outline.clauses) for outline in corpus.outlines),
        len(questions),
        {name: measure for name, measure in measures.items() if measure is not None},
    )
