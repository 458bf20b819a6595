"""Hit: one clause found by a search, with the evidence for its rank."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.clause import Clause


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked clause.

    `score` is the fused score (higher is better); `dense` the best cosine of the query with
    one of the clause's windows, `wording` with one of its wordings (0 without any) and
    `wording_by` the mean with the two nearest;
    `lexical` its BM25 score; `terms` the query's words that hit, heaviest first;
    clause.text[window_start:window_end] is the window nearest in meaning.
    """

    clause: Clause
    score: float
    dense: float
    lexical: float
    terms: tuple[str, ...]
    window_start: int
    window_end: int
    wording: float = 0.0
    wording_by: float = 0.0
