"""Question clusters: questions that ask for much the same, by their meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.records.question_log import LogEntry
from index.embedder import Embedder

# Mean cosine distance at which two groups stay two: rewordings of one question lie .17 to .29
# apart, questions on kindred matters .36 and more.
APART = 0.33


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions on one matter; `name` is the medoid, the one nearest to all others."""

    name: str
    entries: tuple[LogEntry, ...]


def clusters_of(entries: Sequence[LogEntry], embedder: Embedder) -> tuple[Cluster, ...]:
    """The entries in groups, the largest first; equal questions are always in one group.

    Average linkage over cosine distances, so no number of groups need be known before.
    """
    asked: dict[str, list[LogEntry]] = {}
    for entry in entries:
        asked.setdefault(entry.complete_question, []).append(entry)
    questions = list(asked)
    if not questions:
        return ()
    vectors = embedder.embed_queries(questions)
    labels = np.zeros(1, np.int64)
    if len(questions) > 1:
        from sklearn.cluster import AgglomerativeClustering  # half a second, seldom needed

        labels = AgglomerativeClustering(
            n_clusters=None, metric="cosine", linkage="average", distance_threshold=APART
        ).fit_predict(vectors)
    clusters = []
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        weights = np.array([len(asked[questions[member]]) for member in members])
        nearness = vectors[members] @ vectors[members].T @ weights
        medoid = members[int(np.argmax(nearness))]
        clusters.append(
            Cluster(
                questions[medoid],
                tuple(entry for member in members for entry in asked[questions[member]]),
            )
        )
    return tuple(sorted(clusters, key=lambda cluster: (-len(cluster.entries), cluster.name)))
